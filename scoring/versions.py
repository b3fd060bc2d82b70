"""Versions of everything that makes a result."""

from functools import cache
from importlib.metadata import version
from typing import Final

from scoring.progression.fitted.artefact import version_of
from scoring.resources import content_hash, resource
from scoring.result import Versions
from scoring.rulesets.book import RuleBook

DECIDING: Final = {
    "rules": (("rules",),),
    "data": (("data", "taxonomies"), ("data", "reference"), ("data", "report")),
    "model": (("models", "progression"),),
}
"""Resource folders that decide a result, by the part of the versions that they make. Examples decide nothing."""


def versions_of(book: RuleBook) -> Versions:
    """Versions behind a result made with `book`."""
    return Versions(upslope=_own_version(), rules=book.version, data=_data_version(), model=_model_version())


@cache
def _own_version() -> str:
    return version("upslope")


@cache
def _model_version() -> str:
    return version_of(resource(*DECIDING["model"][0]))


@cache
def _data_version() -> str:
    return content_hash(*(resource(*parts) for parts in DECIDING["data"]))
