"""Safety of every answer: headers, CSRF on forms, limits on bodies and rates."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final, TypeVar, cast

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from web.settings import Settings
from web.timelimit import LIGHT

View = TypeVar("View", bound=Callable[..., Any])

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: over HTTPS the CSRF check wants to see that a form came from our own page.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TWO_YEARS: Final = 63_072_000
_NEXT_WINDOW: Final = "X-RateLimit-Retry-After"
"""What the limiter adds to every answer, though only one that was refused is to be tried again."""

csrf: Final = CSRFProtect()
"""Guards every POST; `csrf.exempt` is for the API, which knows no cookies."""


def costly(view: View) -> View:
    """Mark a view whose answer takes much work: it gets the lower rate limit."""
    view.costly = True  # type: ignore[attr-defined]
    return view


def protect(app: Flask, settings: Settings, limiter: Limiter) -> None:
    """Protect an application whose views are all registered; `limiter` counts its requests."""
    app.config.update(
        SESSION_COOKIE_NAME="upslope",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        MAX_CONTENT_LENGTH=settings.body_limit,
        MAX_FORM_MEMORY_SIZE=settings.body_limit,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form may lie open over lunch
    )
    csrf.init_app(app)
    _limit_costly(app, settings, limiter)
    app.after_request(_headers(settings))
    if count := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def count_requests(app: Flask, settings: Settings) -> Limiter:
    """Limit the rate of requests. To be called before whatever else looks at one, guesses of secrets above all."""
    app.config.update(RATELIMIT_HEADERS_ENABLED=True, RATELIMIT_HEADER_RETRY_AFTER=_NEXT_WINDOW)
    app.after_request(_retry_after)  # before the limiter's own: the last one added comes first
    logging.getLogger("flask-limiter").disabled = True  # it tells the reader's address
    limiter = Limiter(
        get_remote_address,
        app=app,
        storage_uri="memory://",
        application_limits=[settings.rate] if settings.rate else [],
    )
    limiter.request_filter(lambda: request.endpoint in LIGHT)
    return limiter


def _limit_costly(app: Flask, settings: Settings, limiter: Limiter) -> None:
    if not settings.costly_rate:
        return
    limit = limiter.shared_limit(settings.costly_rate, scope="costly")
    for endpoint, view in list(app.view_functions.items()):
        if getattr(view, "costly", False):
            app.view_functions[endpoint] = cast(Any, limit(view))


def _retry_after(response: Response) -> Response:
    """Say when to come back only where the rate is too high; a 503 says so by itself."""
    seconds = response.headers.pop(_NEXT_WINDOW, None)
    if seconds and response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = seconds
    return response


def _headers(settings: Settings) -> Callable[[Response], Response]:
    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.https:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={_TWO_YEARS}")
        if request.endpoint != "static":
            # A page got by GET holds nothing of a company. `no-store` would lose what was typed there on 'back'.
            kept = "no-cache, private" if request.method == "GET" else "no-store"
            response.headers.setdefault("Cache-Control", kept)
        return response

    return add
