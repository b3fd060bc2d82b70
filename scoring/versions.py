"""Versions of everything that makes a result."""

from functools import cache
from importlib.metadata import version

from scoring.progression.artefact import version_of
from scoring.resources import content_hash, resource
from scoring.result import Versions
from scoring.rulesets.book import RuleBook


def versions_of(book: RuleBook) -> Versions:
    """Versions behind a result made with `book`."""
    return Versions(upslope=_own_version(), rules=book.version, data=_data_version(), model=_model_version())


@cache
def _own_version() -> str:
    return version("upslope")


@cache
def _model_version() -> str:
    return version_of(resource("models", "progression"))


@cache
def _data_version() -> str:
    """What decides a result: taxonomies, the reference population, the report's figures. Examples decide nothing."""
    return content_hash(*(resource("data", name) for name in ("taxonomies", "reference", "report")))
