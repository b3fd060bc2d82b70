"""What results rest on: rule sets, the model, taxonomies, and the versions of all."""

from dataclasses import fields
from functools import cache
from typing import Any, Final

import orjson
from flask import Response, request
from werkzeug.exceptions import NotFound

from scoring import shipped_book, taxonomy
from scoring.model_facts import model_facts
from scoring.taxonomy import Entry
from scoring.text import Lang, both
from scoring.versions import versions_of
from web.access.allow import Who, allow
from web.api.answering import answered, published
from web.api.blueprint import api
from web.api.documenting import documented, responses
from web.api.problems import Refusal, of_parameter
from web.api.reading import parameters
from web.api.shapes import Health, RuleBookShown
from web.language import current

TAXONOMIES: Final = (
    "stages", "rounds", "sectors", "layers", "segments", "places", "regions", "clusters", "tiers", "currencies",
    "investor_kinds", "investors", "evidence_grades", "headcount_bands",
)  # fmt: skip
"""Names of all taxonomies; each is a function of `scoring.taxonomy`."""


@api.get(
    "/api/v1/rule-sets",
    operation_id="rule_sets",
    openapi_extensions=documented(),
    responses=responses("RuleBook"),
)
@allow(Who.ANYBODY)
def rule_sets() -> Response:
    """The rule sets."""
    parameters()
    return published(_rule_sets(current()))


@api.get("/api/v1/model", operation_id="model", openapi_extensions=documented(), responses=responses("ModelFacts"))
@allow(Who.ANYBODY)
def model() -> Response:
    """The progression model."""
    parameters()
    return published(model_facts().model_dump_json().encode())


@api.get(
    "/api/v1/taxonomies/<name>",
    operation_id="taxonomy",
    openapi_extensions=documented(path={"name": {"type": "string", "enum": list(TAXONOMIES)}}),
    responses=responses("Taxonomy", NotFound.code or 0),
)
@allow(Who.ANYBODY)
def one_taxonomy() -> Response:
    """A taxonomy."""
    parameters()
    name = (request.view_args or {})["name"]
    if name not in TAXONOMIES:
        wrong = both("there is no such taxonomy", "没有这个分类表")
        raise Refusal(NotFound.code or 0, of_parameter("name", wrong, both(", ".join(TAXONOMIES))))
    return published(_taxonomy(name, current()))


@api.get("/health", operation_id="health", openapi_extensions=documented(), responses=responses("Health"))
@allow(Who.ANYBODY)
def health() -> Response:
    """Is the application up, and in which version."""
    parameters()
    return answered(Health(status="ok", versions=versions_of(shipped_book())).model_dump_json().encode())


@cache
def _rule_sets(lang: Lang) -> bytes:
    book = shipped_book()
    shown = RuleBookShown(version=book.version, weights=book.weights, rule_sets=list(book.rule_sets))
    return orjson.dumps(_in(shown.model_dump(mode="json", by_alias=True), lang))


def _in(part: Any, lang: Lang) -> Any:
    """The same with every text in the language asked for."""
    if isinstance(part, list):
        return [_in(each, lang) for each in part]
    if not isinstance(part, dict):
        return part
    return part[lang] if part.keys() == {"en", "zh"} else {name: _in(each, lang) for name, each in part.items()}


@cache
def _taxonomy(name: str, lang: Lang) -> bytes:
    entries = [_entry(entry, lang) for entry in getattr(taxonomy, name)()]
    return orjson.dumps({"name": name, "entries": entries}, default=dict)


def _entry(entry: Entry, lang: Lang) -> dict[str, Any]:
    known = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return {"slug": known.pop("slug"), "label": entry.in_(lang), **known}
