"""Which addresses belong to the API: what goes wrong there is answered with a problem in JSON, not with a page."""

from typing import Final

_ALONE: Final = ("/openapi.json", "/health")


def of_api(path: str) -> bool:
    """Whether a request's path is one of the API, also where nothing answers to it."""
    return path in _ALONE or path.startswith("/api/")
