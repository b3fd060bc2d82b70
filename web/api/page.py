"""The page `/api`: the OpenAPI document for people, with an example of every operation for curl.

Written on the server, since the ready-made viewers need scripts and styles inline, which the pages here never have.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from flask import Blueprint, render_template, request

from scoring.resources import resource
from scoring.text import Lang
from web.access.allow import Who, allow
from web.api.problems import KINDS
from web.api.securing import BEARER
from web.api.spec import document
from web.language import current

blueprint: Final = Blueprint("api_page", __name__)

_BEARING: Final = '-H "Authorization: Bearer $UPSLOPE_TOKEN" '
"""What the examples of operations that need a token begin with."""
_ID: Final = "0123456789abcdef0123456789abcdef"
_EXAMPLES: Final = {
    "assess": "-H 'Content-Type: application/json' -d @profile.json '{host}api/v1/assessments?lang={lang}'",
    "assess_batch": _BEARING
    + '-H \'Content-Type: application/json\' -d \'{{"profiles": [{{"name": "A"}}, {{"name": 7}}]}}\' '
    "'{host}api/v1/assessments:batch?lang={lang}'",
    "rank_cohort": _BEARING + "-o ranking.xlsx -F table=@applicants.xlsx -F rules=@shortlist.yaml "
    "'{host}api/v1/cohorts?seats=20&format=xlsx&lang={lang}'",
    "compare": _BEARING + "-F table=@applicants.xlsx '{host}api/v1/cohorts:compare?first=2&second=3&lang={lang}'",
    "columns": _BEARING + "-F table=@applicants.xlsx '{host}api/v1/cohorts:columns?lang={lang}'",
    "benchmarks": "-G --data-urlencode city={city} -d sector=medical -d stage=a -d lang={lang} {host}api/v1/benchmarks",
    "rule_sets": "-H 'Accept-Language: {lang}' {host}api/v1/rule-sets",
    "model": "{host}api/v1/model",
    "taxonomy": "'{host}api/v1/taxonomies/stages?lang={lang}'",
    "keep_company": _BEARING + "-H 'Content-Type: application/json' -d @profile.json "
    "'{host}api/v1/companies?lang={lang}'",
    "companies": _BEARING + "'{host}api/v1/companies?limit=100&lang={lang}'",
    "company": _BEARING + "'{host}api/v1/companies/{id}?lang={lang}'",
    "delete_company": _BEARING + "-X DELETE '{host}api/v1/companies/{id}?lang={lang}'",
    "saved_cohorts": _BEARING + "'{host}api/v1/saved-cohorts?lang={lang}'",
    "saved_cohort": _BEARING + "'{host}api/v1/saved-cohorts/{id}?lang={lang}'",
    "policies": "'{host}api/v1/policies?as_of=2026-06-30&lang={lang}'",
    "policies_of": "-H 'Content-Type: application/json' -d @profile.json '{host}api/v1/policies?lang={lang}'",
    "health": "{host}health",
}
_CITIES: Final = {"en": "Shenzhen", "zh": "深圳"}


@dataclass(frozen=True)
class Line:
    """A line of a table: a field or a parameter."""

    name: str
    kind: str
    what: str
    required: bool


@blueprint.get("/api")
@allow(Who.ANYBODY)
def show() -> str:
    """HTML of the page."""
    lang = current()
    said = _document(lang)
    return render_template(
        "api.html",
        operations=list(_operations(said)),
        shapes={name: (_described(shape, lang), _fields(shape, lang)) for name, shape in _shapes(said).items()},
        curl={
            name: "curl " + text.format(host=request.host_url, lang=lang, city=_CITIES[lang], id=_ID)
            for name, text in _EXAMPLES.items()
        },
        profile=_profile(),
        kinds=KINDS,
    )


@cache
def _document(lang: Lang) -> dict[str, Any]:
    return document(lang)


@cache
def _profile() -> str:
    """The example profile as text."""
    return resource("data", "examples", "profile-early.json").read_text(encoding="utf-8").strip()


def _operations(said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, item in said["paths"].items():
        for method, operation in item.items():
            bodies = operation.get("requestBody", {}).get("content", {})
            yield {
                "id": operation["operationId"],
                "method": method.upper(),
                "path": path,
                "title": operation["summary"],
                "text": operation["description"],
                "parameters": [
                    Line(
                        each["name"], kind_of(each["schema"]), each.get("description", ""), each.get("required", False)
                    )
                    for each in operation["parameters"]
                ],
                "bodies": {kind: kind_of(body["schema"]) for kind, body in bodies.items()},
                "scopes": [scope for each in operation.get("security", []) for scope in each[BEARER]],
                "answers": _answers(operation["responses"]),
            }


def _answers(responses: dict[str, Any]) -> dict[str, list[str]]:
    """Statuses by the shape that they come with."""
    found: dict[str, list[str]] = {}
    for status, answer in responses.items():
        found.setdefault(kind_of(next(iter(answer["content"].values()))["schema"]), []).append(status)
    return found


def _shapes(said: dict[str, Any]) -> dict[str, Any]:
    return {name: shape for name, shape in said["components"]["schemas"].items() if _parts(shape)}


def _parts(shape: dict[str, Any]) -> dict[str, Any]:
    whole = shape.get("anyOf", [shape])[-1]
    parts: dict[str, Any] = whole.get("properties", {})
    return parts


def _fields(shape: dict[str, Any], lang: Lang) -> list[Line]:
    required = shape.get("required", ())
    return [Line(name, kind_of(each), _meaning(each, lang), name in required) for name, each in _parts(shape).items()]


def _described(part: dict[str, Any], lang: Lang) -> str:
    """What the code says of a shape or a field. It speaks English, so nothing on a page in Chinese."""
    return str(part.get("description", "")) if lang == "en" else ""


def _meaning(field: dict[str, Any], lang: Lang) -> str:
    """The question behind a field, else its label and help, else what the document says of it."""
    shown = field.get("x-upslope", {})
    texts = [shown[key][lang] for key in ("question", "label", "help") if key in shown]
    if not texts:
        return _described(field, lang)
    return texts[0] if "question" in shown else " – ".join(texts)


def kind_of(schema: dict[str, Any]) -> str:
    """A schema in a few words: `string | null`, `[FundingRound]`, `"a" | "b"`."""
    match schema:
        case {"$ref": reference}:
            return str(reference).rsplit("/", 1)[-1]
        case {"anyOf": choices}:
            return " | ".join(dict.fromkeys(kind_of(each) for each in choices))
        case {"enum": values}:
            return " | ".join(json.dumps(value) for value in values)
        case {"type": "array", "items": inside}:
            return f"[{kind_of(inside)}]"
        case {"title": "Answer"}:
            return "{value, evidence}"
    return " ".join(schema[key] for key in ("type", "format") if key in schema)
