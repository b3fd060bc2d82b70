"""What the routes say of themselves for the OpenAPI document: parameters, bodies, answers, problems."""

from collections.abc import Iterable
from typing import Any, Final

from flask_openapi3.types import ResponseDict

REF: Final = "#/components/schemas/{model}"
_PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": REF.format(model="ProblemDetails")}}}
_ALWAYS: Final = (400, 422, 429, 500, 503)
_OF_BODIES: Final = (413, 415)


def documented(
    *, body: str | None = None, path: dict[str, Any] | None = None, query: Iterable[str] = ()
) -> dict[str, Any]:
    """Parameters and body of an operation: `body` names a shape, `path` tells the schema of its parameters."""
    parameters = [
        *({"name": name, "in": "path", "required": True, "schema": schema} for name, schema in (path or {}).items()),
        *({"name": name, "in": "query", "schema": {"type": "string"}} for name in query),
        {"name": "lang", "in": "query", "schema": {"type": "string", "enum": ["en", "zh"]}},
    ]
    said: dict[str, Any] = {"parameters": parameters}
    if body:
        content = {"schema": {"$ref": REF.format(model=body)}}
        said["requestBody"] = {"required": True, "content": {"application/json": content}}
    return said


def responses(shape: str, *problems: int, body: bool = False) -> ResponseDict:
    """Answers of an operation: `shape` where all is well, else a problem."""
    well = {"description": "OK", "content": {"application/json": {"schema": {"$ref": REF.format(model=shape)}}}}
    others = sorted({*_ALWAYS, *problems, *(_OF_BODIES if body else ())})
    return {200: well, **{status: {"content": _PROBLEM} for status in others}}
