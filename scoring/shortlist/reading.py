"""Shortlist rules read from a YAML file, with every fault named by file, line and path."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from scoring.errors import InputError
from scoring.rulesets.book import RuleBook
from scoring.rulesets.yamlfile import YamlFile
from scoring.shortlist.faults import Faults
from scoring.shortlist.fields import Fields, fields_of
from scoring.shortlist.gate_reading import read_gate
from scoring.shortlist.rules import GateRule, ShortlistRules
from scoring.text import both

MOST_GATES: Final = 50
MOST_SEATS: Final = 1_000_000
_KEYS: Final = ("title", "seats", "gates")


def read_rules(path: Path, book: RuleBook) -> ShortlistRules:
    """Read shortlist rules that speak of the fields of `book`. Raises InputError naming every fault."""
    faults = Faults(YamlFile(path, str(path)))
    rules = _rules(faults.file.data, fields_of(book), faults)
    if faults.problems:
        raise InputError(faults.problems)
    return rules


def _rules(data: Any, fields: Fields, faults: Faults) -> ShortlistRules:
    if not isinstance(data, dict):
        keys = both("keys such as title, seats, gates", "title、seats、gates 等键")
        faults.add((), both("is not a mapping", "顶层不是键值结构"), keys)
        return ShortlistRules()
    faults.check_keys((), data, _KEYS)
    if data.get("gates") is None and data.get("seats") is None:
        wanted = both("a list of gates, a number of seats, or both", "条件列表（gates）、名额（seats），或两者都写")
        faults.add((), both("neither gates nor seats", "既没有 gates，也没有 seats"), wanted)
    title = faults.text(("title",), data["title"]) if "title" in data else None
    return ShortlistRules(tuple(_gates(data.get("gates"), fields, faults)), _seats(data.get("seats"), faults), title)


def _gates(data: Any, fields: Fields, faults: Faults) -> Iterator[GateRule]:
    if data is None:
        return
    if not isinstance(data, list):
        faults.found(("gates",), data, both("a list of conditions", "由条件组成的列表"))
        return
    if len(data) > MOST_GATES:
        most = both(f"at most {MOST_GATES}", f"不超过 {MOST_GATES} 条")
        faults.add(("gates",), both(f"{len(data)} gates are too many", f"条件过多，共 {len(data)} 条"), most)
        return
    seen: dict[str, int] = {}
    for number, item in enumerate(data):
        gate = read_gate(("gates", number), item, fields, faults)
        if gate is None:
            continue
        first = seen.setdefault(" ".join(gate.written.split()), number)
        if first != number:
            wrong = both(f"says the same as gate {first + 1}", f"与第 {first + 1} 项条件相同")
            faults.add(("gates", number), wrong, both("each condition once", "每个条件只写一次"))
        yield gate


def _seats(data: Any, faults: Faults) -> int | None:
    if data is None:
        return None
    if isinstance(data, int) and not isinstance(data, bool) and 1 <= data <= MOST_SEATS:
        return data
    faults.found(("seats",), data, both(f"a whole number from 1 to {MOST_SEATS:,}", f"1 至 {MOST_SEATS:,} 的整数"))
    return None
