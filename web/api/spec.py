"""The OpenAPI 3.1 document: operations as flask-openapi3 gathered them, shapes straight from pydantic.

The shapes do not go through flask-openapi3: its model of a schema knows no `x-upslope`, and drops it.
"""

import re
from functools import cache
from importlib.metadata import version
from typing import Any, Final

import orjson
from flask import Response
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from scoring import Assessment, profile_model, shipped_book
from scoring.cohort.result import Versus
from scoring.model_facts import ModelFacts
from scoring.peers.query import PeerQuery
from scoring.peers.result import PeerPicture
from scoring.policies.listing import PolicyListing
from scoring.ranking import Ranking
from scoring.text import Lang
from web.access.allow import Who, allow
from web.api.answering import published
from web.api.blueprint import api
from web.api.cohort_shapes import CohortFiles, TableFile, TableRead, cohort_schema
from web.api.company_shapes import (
    CompanyDeleted,
    CompanyExport,
    CompanyKept,
    CompanyList,
    SavedCohortList,
    keep_schema,
)
from web.api.documenting import REF
from web.api.reading import parameters
from web.api.securing import SCHEMES, secured
from web.api.shapes import (
    BatchResult,
    Health,
    PoliciesFound,
    ProblemDetails,
    RuleBookShown,
    TaxonomyShown,
    batch_schema,
)
from web.language import current
from web.wording import say, words

Json = dict[str, Any]
_READ: Final[JsonSchemaMode] = "validation"
_TOLD: Final[JsonSchemaMode] = "serialization"
_INLINE: Final = re.compile(r"(scoring__\w+__)?Answer_")
"""Shapes of a single kind of answer, named by pydantic after their whole type: shown where they are used."""
_RENAMED: Final = {
    "scoring__ranking__Characteristic": "RankedCharacteristic",
    "scoring__policies__result__NearMiss": "PolicyNearMiss",
}
"""Shapes whose name another one has already: that of a rule set, and that of a shortlist, is the plain one."""


@api.get("/openapi.json", doc_ui=False)
@allow(Who.ANYBODY)
def openapi() -> Response:
    """The document itself."""
    parameters()
    return published(_document(current()))


@cache
def _document(lang: Lang) -> bytes:
    return orjson.dumps(document(lang))


def document(lang: Lang) -> Json:
    """The OpenAPI document with the words of a language."""
    paths = {path: item.model_dump(mode="json", by_alias=True, exclude_none=True) for path, item in api.paths.items()}
    for item in paths.values():
        for operation in item.values():
            operation["summary"] = say(f"api.{operation['operationId']}_title", lang)
            operation["description"] = say(f"api.{operation['operationId']}_text", lang)
            for parameter in operation["parameters"]:
                parameter["description"] = _told(parameter["name"], operation["operationId"], lang)
    secured(paths)
    info = {
        "title": f"{say('common.product', lang)}: {say('api.page_title', lang)}",
        "version": version("upslope"),
        "description": say("api.page_intro", lang),
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    components = {"schemas": shapes(), "securitySchemes": SCHEMES}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": components}


def _told(parameter: str, operation: str, lang: Lang) -> str:
    """What a parameter means: those of peers are worded by the engine, some by operation."""
    fields = PeerQuery.model_json_schema()["properties"]
    if parameter in fields:
        return str(fields[parameter]["x-upslope"]["help"][lang])
    own = f"api.parameter_{parameter}_of_{operation}"
    return say(own if own in words() else f"api.parameter_{parameter}", lang)


def shapes() -> dict[str, Json]:
    """The shapes of all requests and answers by name. Raises LookupError where two share one."""
    models: Any = [
        (profile_model(shipped_book()), _READ),
        *((model, _READ) for model in (batch_schema(), cohort_schema(), CohortFiles, TableFile)),
        *((model, _TOLD) for model in (Assessment, BatchResult, PeerPicture, RuleBookShown, ModelFacts)),
        *((model, _TOLD) for model in (Ranking, Versus, TableRead, PolicyListing, PoliciesFound)),
        *((model, _TOLD) for model in (TaxonomyShown, Health, ProblemDetails)),
        (keep_schema(), _READ),
        *((model, _TOLD) for model in (CompanyKept, CompanyList, CompanyExport, CompanyDeleted, SavedCohortList)),
    ]
    found = models_json_schema(models, ref_template=REF)[1]["$defs"]
    # A text of a rule set is told in the language asked for.
    found["Text"] = {"type": "string", "title": "Text"}
    names = {name: _plain(name, shape) for name, shape in found.items()}
    shown = {name: shape for name, shape in found.items() if not _INLINE.match(name)}
    if len({names[name] for name in shown}) < len(shown):
        raise LookupError("two shapes share a name: give one of them another in _RENAMED")
    return {names[name]: _tidy(shape, found, names) for name, shape in shown.items()}


def _plain(name: str, shape: Json) -> str:
    """The title of a shape where it makes a good name: `CompanyProfile`, not `CompanyProfile_Answers_`."""
    title = _RENAMED.get(name) or str(shape.get("title", name))
    return title if re.fullmatch(r"\w+", title) else name


def _tidy(part: Any, found: dict[str, Json], names: dict[str, str]) -> Any:
    """The same with plain names, and with the kinds of answer put where they are used."""
    if isinstance(part, list):
        return [_tidy(each, found, names) for each in part]
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).removeprefix(REF.format(model=""))
    if _INLINE.match(name):
        bare, whole = found[name]["anyOf"]
        return {"anyOf": [_tidy(bare, found, names), _tidy(whole | {"title": "Answer"}, found, names)]}
    if name:
        return part | {"$ref": REF.format(model=names[name])}
    return {key: _tidy(each, found, names) for key, each in part.items()}
