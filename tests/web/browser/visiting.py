"""A reader with a browser of their own, and what must never happen in it.

A fault is an error in the console (the browser reports breaches of the content security policy there), an exception
of a script, a request to another host, an answer with an error status that the test did not announce, or a dialogue.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Request, Response, WebError

LOCALES = {"en": "en-US", "zh": "zh-CN"}
_ECHO = "Failed to load resource: the server responded with a status of"
"""The console's echo of an error status, which the answer itself tells better."""
_LEAST_ERROR = 400
_PATIENCE_MS = 10_000


class Reader:
    """A reader of `lang` who begins at the address `start`, in a window `width` pixels wide.

    `scripts` False: JavaScript is off. `refusals`: error statuses that the test means to get. `cookie`: of whoever is
    signed in already.
    """

    def __init__(
        self,
        chromium: Browser,
        host: str,
        lang: str,
        *,
        start: str = "/",
        scripts: bool = True,
        width: int = 1024,
        refusals: tuple[int, ...] = (),
        cookie: str = "",
    ) -> None:
        self.faults: list[str] = []
        self.lang, self._host, self._refusals = lang, host, refusals
        self.context = chromium.new_context(
            base_url=f"http://{host}",
            locale=LOCALES[lang],
            java_script_enabled=scripts,
            viewport={"width": width, "height": 800},
        )
        self.context.set_default_timeout(_PATIENCE_MS)
        self.context.on("console", self._console)
        self.context.on("weberror", self._exception)
        self.context.on("request", self._request)
        self.context.on("response", self._response)
        self.context.on("dialog", self._dialogue)
        if cookie:
            self.context.add_cookies([{"name": "upslope", "value": cookie, "url": f"http://{host}"}])
        self.page = self.context.new_page()
        self.page.goto(start)

    def closed(self) -> list[str]:
        """Close the browser's windows; everything that went wrong in them."""
        self.context.close()
        return self.faults

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_ECHO):
            self.faults.append(f"console: {message.text}")

    def _exception(self, error: WebError) -> None:
        self.faults.append(f"exception: {error.error}")

    def _request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob") and asked.netloc != self._host:
            self.faults.append(f"request elsewhere: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= _LEAST_ERROR and response.status not in self._refusals:
            self.faults.append(f"status {response.status}: {response.request.method} {response.url}")

    def _dialogue(self, dialog: Dialog) -> None:
        self.faults.append(f"dialogue ({dialog.type}): {dialog.message}")
        dialog.accept()


Visit = Callable[..., Reader]
"""Makes a reader: the language, then `role` of the staff if signed in, and whatever `Reader` takes by name."""
