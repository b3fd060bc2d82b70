"""The Flask application: pages and API around the engine in `scoring`. It renders and calls, and computes nothing.

`create_app(settings)` makes the application; `web.wsgi:app` is the entry for a WSGI server, `upslope serve` the
one for everybody else.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from web.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """Import on first use, so that `upslope serve --help` reads the table of settings without loading Flask."""
    if name != "create_app":
        raise AttributeError(f"module 'web' has no attribute {name!r}")
    from web.app import create_app  # noqa: PLC0415

    return create_app
