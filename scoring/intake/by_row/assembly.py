"""The values of one row put together into the fields of a profile."""

from datetime import date
from functools import cache
from typing import Any, Final, Protocol

from scoring.intake.by_row.accounts import accounts_of
from scoring.intake.cells import tags, words
from scoring.intake.funding.one_row import funding
from scoring.intake.headings.fields import PLACE_FIELDS
from scoring.intake.headings.headers import ANSWER, EVIDENCE
from scoring.text import Text, both

SEVERAL: Final = both(
    "tags name several layers or segments: the first is taken", "标签涉及多个层级或细分领域，取第一个"
)


class Remark(Protocol):
    """Takes a field, what was assumed there, and the value."""

    def __call__(self, field: str, remark: Text, value: str = "") -> None: ...  # noqa: D102


def profile_fields(name: str, values: dict[str, Any], as_of: date, remark: Remark) -> dict[str, Any]:
    """What the profile model takes.

    Raises Wrong for a place that can't be told, and for funding or accounts that contradict themselves.
    """
    found: dict[str, Any] = {"name": name, "as_of": as_of}
    if values.get("as_of"):
        found["as_of"] = date.fromisoformat(values["as_of"])
    place = [values.get(part) or "" for part in PLACE_FIELDS]
    if any(place):
        city = words.parse_place(*place)
        found["city"] = city.value
        if city.remark:
            remark("city", city.remark, " · ".join(filter(None, place)))
    found |= _industry(values, remark)
    for field in ("founded", "evidence"):
        if values.get(field):
            found[field] = values[field]
    if values.get("head_count"):
        found["head_count"] = dict(zip(("low", "high"), values["head_count"], strict=True))
    if accounts := accounts_of(values, found["as_of"]):
        found["accounts"] = accounts
    return found | funding(values, remark) | {"answers": _answers(values)}


def _industry(values: dict[str, Any], remark: Remark) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if isinstance(listed := values.get("sectors"), tags.Tags):
        found["sectors"] = list(listed.sectors)
        found["layer"], found["segment"] = tags.settle(listed)
        if len(listed.segments) > 1 or len(listed.layers) > 1:
            remark("sectors", SEVERAL)
    return found | {field: values[field] for field in ("layer", "segment") if values.get(field)}


def _answers(values: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for field, value in values.items():
        asked = _question(field)
        if asked is not None and value is not None:
            grade = values.get(field + EVIDENCE)
            answers[asked] = {"value": value, "evidence": grade} if grade else {"value": value}
    return answers


@cache
def _question(field: str) -> str | None:
    """The question that a field answers; None where it answers none."""
    return field.removeprefix(ANSWER) if field.startswith(ANSWER) and not field.endswith(EVIDENCE) else None
