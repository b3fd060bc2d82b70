"""What the OpenAPI document says of tokens: the scheme, and for each operation the scopes of the route's rule."""

import re
from typing import Any, Final

from flask import current_app

from web.access.allow import SCOPES, Who
from web.access.asking import rule_of
from web.api.documenting import PROBLEM

BEARER: Final = "bearer"
SCHEMES: Final = {BEARER: {"type": "http", "scheme": "bearer"}}
_REFUSALS: Final = ("401", "403")
_PART: Final = re.compile(r"<(?:\w+:)?(\w+)>")


def secured(paths: dict[str, Any]) -> None:
    """Tell of each operation in `paths` which scope it needs, and how it refuses who lacks it."""
    for rule in current_app.url_map.iter_rules():
        item = paths.get(_PART.sub(r"{\1}", rule.rule), {})
        found = rule_of(rule.endpoint)
        for method in (rule.methods or set()) & {name.upper() for name in item}:
            if found is None or Who.ANYBODY in found.who:
                continue
            operation = item[method.lower()]
            operation["security"] = [{BEARER: [scope.value]} for scope in SCOPES if scope in found.who]
            answers = operation["responses"] | {status: {"description": "", "content": PROBLEM} for status in _REFUSALS}
            operation["responses"] = dict(sorted(answers.items()))
