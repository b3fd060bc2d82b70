"""`upslope serve`: the application behind waitress until it is stopped; the command finds it by entry point."""

import errno
import logging
import os
import socket
import threading
import webbrowser
from collections.abc import Mapping
from typing import Final

from scoring.errors import InputError, refuse
from scoring.oserrors import reason_of
from scoring.text import Lang, both
from web.settings import PREFIX, Settings, described, read_settings

_LARGEST_ANSWER: Final = 256_000_000
"""Bytes that wait in a file for a slow reader, who must not hold a thread meanwhile."""
_SLACK: Final = 4
"""Bodies up to so many times the largest limit still reach the application, which answers with a page."""


def run(host: str | None, port: int | None, open_browser: bool, lang: Lang) -> None:
    """Serve until stopped. `host` and `port` go before the environment. Raises InputError for wrong settings."""
    given = {PREFIX + "HOST": host, PREFIX + "PORT": None if port is None else str(port)}
    settings = read_settings({**os.environ, **{name: text for name, text in given.items() if text is not None}})
    listening = _listen(settings)
    _serve(settings, listening, open_browser, lang)


def settings_help(lang: Lang) -> str:
    """The table of environment variables as text."""
    return described(lang)


def _listen(settings: Settings) -> socket.socket:
    """Take the port before anything else is loaded, so that a port in use is told at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise _refused(settings, error) from None
    return listening


def _refused(settings: Settings, error: OSError) -> InputError:
    where = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        expected = both("a free port: --port or UPSLOPE_PORT", "空闲端口：用 --port 或 UPSLOPE_PORT 指定")
        return refuse(where, "the port is in use", "端口已被占用", expected=expected)
    why = reason_of(error)
    expected = both("an address of this machine: --host or UPSLOPE_HOST", "本机地址：用 --host 或 UPSLOPE_HOST 指定")
    return refuse(where, f"can't listen here: {why.en}", f"无法在此监听：{why.zh}", expected=expected)


def _serve(settings: Settings, listening: socket.socket, open_browser: bool, lang: Lang) -> None:
    from waitress import create_server  # noqa: PLC0415

    from web.access.tidying import begin_tidying  # noqa: PLC0415
    from web.app import create_app  # noqa: PLC0415

    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    app = create_app(settings)
    begin_tidying(app)
    server = create_server(
        app,
        sockets=[listening],
        threads=settings.threads,
        ident=None,
        channel_timeout=int(settings.time_limit) + 1,
        max_request_body_size=_SLACK * max(settings.body_limit, settings.batch_limit, settings.cohort_limit),
        outbuf_high_watermark=_LARGEST_ANSWER,
        clear_untrusted_proxy_headers=False,  # the application itself believes only the proxies it was told of
    )
    address = _address(settings)
    ready = (
        f"登峰已启动：{address}（Ctrl-C 停止）" if lang == "zh" else f"Upslope answers at {address} (Ctrl-C stops it)"
    )
    print(ready, flush=True)  # noqa: T201
    if open_browser:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


def _address(settings: Settings) -> str:
    everywhere: Mapping[str, str] = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104
    host = everywhere.get(settings.host, f"[{settings.host}]" if ":" in settings.host else settings.host)
    return f"http://{host}:{settings.port}/"
