"""The release of peers in force: what this installation shows of companies that opted in, remembered for a while."""

from time import monotonic
from typing import Final, NamedTuple

from flask import current_app, g

from scoring.peers.installation.releases import Release
from store.peers.releasing import latest_release
from web.access.store import StoreFailed, store, stored

_NAME: Final = "upslope-release"
_SECONDS: Final = 30
"""How long a release is remembered: a new one is made once in a while, and read for every result."""


class _Known(NamedTuple):
    """A release, and when it was read."""

    at: float
    release: Release | None


def installed_release() -> Release | None:
    """The latest release, None before the first. Raises StoreFailed."""
    known: _Known | None = current_app.extensions.get(_NAME)
    if known is None or monotonic() - known.at > _SECONDS:
        with stored():
            found = latest_release(store())
        known = current_app.extensions[_NAME] = _Known(monotonic(), found[1] if found else None)
    return known.release


def release_if_any() -> Release | None:
    """The latest release for a result that nothing is kept of; where it can't be read `g.without_release` says so."""
    try:
        return installed_release()
    except StoreFailed:
        g.without_release = True
        return None
