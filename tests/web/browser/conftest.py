"""The application served as in earnest, and a real browser that reads it and reports whatever goes wrong."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from paper import READER
from sending import signed_in
from visiting import Reader, Visit
from waitress.server import create_server
from waitress.wasyncore import close_all

if TYPE_CHECKING:  # where it is missing the tests are skipped, not broken
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def host(app: Flask) -> Iterator[str]:
    """Host and port of the application, served by waitress in a thread."""
    server = create_server(app, host="127.0.0.1", port=0, ident=None)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"127.0.0.1:{server.effective_port}"

    def stop() -> None:
        server.close()
        close_all(server._map)  # connections that browsers keep open would keep the thread alive

    server.trigger.pull_trigger(stop)  # runs in the server's own thread
    thread.join()
    server.task_dispatcher.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; without one they are skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("needs a browser: install the package chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def expect(chromium: Browser) -> Any:
    """Playwright's assertions, which wait until they hold."""
    from playwright.sync_api import expect as waiting

    waiting.set_options(timeout=10_000)
    return waiting


@pytest.fixture
def pdf_reader() -> None:
    """Skip where no program reads a PDF."""
    if not READER:
        pytest.skip("no program reads a PDF here: install the package poppler-utils")


@pytest.fixture(scope="session")
def cookie_of(app: Flask) -> Callable[[str], str]:
    """Makes the cookie of somebody signed in, by role; that of nobody is empty."""

    def made(role: str) -> str:
        cookie = signed_in(app.test_client(), role).get_cookie("upslope") if role else None
        return cookie.value if cookie else ""

    return made


@pytest.fixture
def visit(chromium: Browser, host: str, cookie_of: Callable[[str], str]) -> Iterator[Visit]:
    """Readers of the application. At the end nothing may have gone wrong in any of their browsers."""
    readers: list[Reader] = []

    def opened(lang: str, *, role: str = "", **how: Any) -> Reader:
        readers.append(Reader(chromium, host, lang, cookie=cookie_of(role), **how))
        return readers[-1]

    yield opened
    assert [fault for reader in readers for fault in reader.closed()] == []
