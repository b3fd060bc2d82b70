"""One gate of a rules file: a condition, or several of which one will do, with its name and its leniency."""

from collections.abc import Sequence
from typing import Any, Final

from scoring.errors import Wrong
from scoring.rulesets.checks import Path
from scoring.shortlist.conditions import condition
from scoring.shortlist.faults import Faults
from scoring.shortlist.fields import Fields
from scoring.shortlist.rules import Condition, GateRule
from scoring.text import both

MOST_ALTERNATIVES: Final = 20
_KEYS: Final = ("when", "any", "name", "unknown")
_UNKNOWN: Final = ("pass", "fail")
_CONDITION: Final = both("a condition such as coverage >= 40%", "条件，例如 coverage >= 40%")
_GATE: Final = both(
    "a condition such as coverage >= 40%, or when: or any:", "条件（例如 coverage >= 40%），或写 when:、any:"
)
_EITHER: Final = both("when: one condition, or any: several", "when: 一个条件，或 any: 多个条件")
_SEVERAL: Final = both(f"a list of 1 to {MOST_ALTERNATIVES} conditions", f"1 至 {MOST_ALTERNATIVES} 个条件的列表")


def read_gate(path: Path, data: Any, fields: Fields, faults: Faults) -> GateRule | None:
    """Read the gate at `path`; None, with its faults noted, where nothing of it can be used."""
    if isinstance(data, str):
        return _gate([(data, path)], {}, path, fields, faults)
    if not isinstance(data, dict):
        faults.found(path, data, _GATE)
        return None
    faults.check_keys(path, data, _KEYS)
    if ("when" in data) == ("any" in data):
        faults.add(path, both("a gate has either when or any", "每项条件写 when 或 any 其中之一"), _EITHER)
        return None
    if "when" in data:
        return _gate([(data["when"], (*path, "when"))], data, path, fields, faults)
    several = data["any"]
    if not isinstance(several, list) or not 1 <= len(several) <= MOST_ALTERNATIVES:
        faults.found((*path, "any"), several, _SEVERAL)
        return None
    return _gate([(item, (*path, "any", number)) for number, item in enumerate(several)], data, path, fields, faults)


def _gate(
    items: Sequence[tuple[Any, Path]], data: dict[Any, Any], path: Path, fields: Fields, faults: Faults
) -> GateRule | None:
    name = faults.text((*path, "name"), data["name"]) if "name" in data else None
    unknown = data.get("unknown", "fail")
    if unknown not in _UNKNOWN:
        faults.found((*path, "unknown"), unknown, both("pass or fail", "pass 或 fail"))
    conditions = [_condition(place, item, fields, faults) for item, place in items]
    read = tuple(each for each in conditions if each)
    if len(read) < len(items):
        return None
    texts = [item.strip() for item, _ in items]
    written = texts[0] if "any" not in data else f"any: {'; '.join(texts)}"
    return GateRule(written, read, name, unknown == "pass")


def _condition(path: Path, text: Any, fields: Fields, faults: Faults) -> Condition | None:
    if not isinstance(text, str):
        faults.found(path, text, _CONDITION)
        return None
    try:
        return condition(text, fields)
    except Wrong as error:
        faults.add(path, error.text, error.expected)
        return None
