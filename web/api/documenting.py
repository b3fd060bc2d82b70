"""What the routes say of themselves for the OpenAPI document: parameters, bodies, answers, problems."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from flask_openapi3.types import ResponseDict

from web.api.answering import JSON

FORM: Final = "multipart/form-data"
REF: Final = "#/components/schemas/{model}"
PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": REF.format(model="ProblemDetails")}}}
_ALWAYS: Final = (400, 422, 429, 500, 503)
_OF_BODIES: Final = (413, 415)


def documented(
    *,
    body: str | None = None,
    files: str | None = None,
    path: Mapping[str, Any] | None = None,
    query: Mapping[str, Any] | None = None,
    required: Sequence[str] = (),
    example: Any = None,
) -> dict[str, Any]:
    """Parameters and body of an operation.

    `body` names the shape of JSON, `files` that of a form with files; `path` and `query` hold the schemas of parameters
    by name, `required` names those of `query` that must be there, `example` is a body in JSON.
    """
    parameters = [
        *({"name": name, "in": "path", "required": True, "schema": schema} for name, schema in (path or {}).items()),
        *(_in_query(name, schema, name in required) for name, schema in (query or {}).items()),
        _in_query("lang", {"type": "string", "enum": ["en", "zh"]}, False),
    ]
    said: dict[str, Any] = {"parameters": parameters}
    shapes = {kind: shape for kind, shape in ((JSON, body), (FORM, files)) if shape}
    if shapes:
        content: dict[str, Any] = {
            kind: {"schema": {"$ref": REF.format(model=shape)}} for kind, shape in shapes.items()
        }
        if example is not None:
            content[JSON]["example"] = example
        said["requestBody"] = {"required": True, "content": content}
    return said


def responses(
    shape: str, *problems: int, body: bool = False, others: Iterable[str] = (), status: HTTPStatus = HTTPStatus.OK
) -> ResponseDict:
    """Answers of an operation: `shape` with `status` where all is well, also in `others` kinds of content, else a
    problem.
    """
    content: dict[str, Any] = {JSON: {"schema": {"$ref": REF.format(model=shape)}}}
    content |= {kind: {"schema": {}} for kind in others if kind != JSON}
    statuses = sorted({*_ALWAYS, *problems, *(_OF_BODIES if body else ())})
    said: ResponseDict = {int(status): {"description": status.phrase, "content": content}}
    return said | {each: {"content": PROBLEM} for each in statuses}


def _in_query(name: str, schema: Any, required: bool) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema} | ({"required": True} if required else {})
