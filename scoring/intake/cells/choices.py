"""Yes and no, one choice out of several, and checklists: cells that answer a closed question."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.values import MISSING, Cell, Read, as_text, is_missing, plain, quoted, shown
from scoring.rulesets.schema import Question
from scoring.text import Text, both

_YES: Final = frozenset(["yes", "y", "true", "1", "是", "有", "对", "√", "✓", "✔", "已有", "具备", "查账", "查账征收"])
_NO: Final = frozenset(
    ["no", "n", "false", "0", "否", "无", "没有", "不是", "×", "x", "✗", "✘", "不具备", "核定", "核定征收"]
)
_NOTHING: Final = frozenset(["none", "no", "无", "没有", "都没有", "以上都没有", "none of these", "none of them"])
_IN_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_YES_OR_NO: Final = both("yes or no (是 or 否)", "是或否")


@dataclass(frozen=True)
class Choices:
    """The choices of a question: every spelling, normalised, to its id; and all of them in words."""

    index: dict[str, str]
    listed: Text

    def find(self, text: str) -> str | None:
        """Id of the choice that the text stands for."""
        return self.index.get(taxonomy.normalise(text))


def choices(options: Iterable[tuple[str, Text]], aliases: Mapping[str, Sequence[str]] | None = None) -> Choices:
    """Gather choices (id, wording) by every spelling that stands for them; `aliases` are further names by id.

    Whole wordings win over short ones; a short one that two choices share stands for neither.
    """
    options = list(options)
    index = {taxonomy.normalise(form): name for name, says in options for form in (name, says.en, says.zh)}
    meant: dict[str, set[str]] = {}
    for name, says in options:
        for form in (*(aliases or {}).get(name, ()), *_short_forms(says.en), *_short_forms(says.zh)):
            meant.setdefault(taxonomy.normalise(form), set()).add(name)
    index |= {form: ids.pop() for form, ids in meant.items() if form and form not in index and len(ids) == 1}
    return Choices(index, both(", ".join(name for name, _ in options), "；".join(says.zh for _, says in options)))


def _short_forms(says: str) -> Iterator[str]:
    """A wording as people shorten it: without what is in brackets, or what comes before a colon."""
    yield _IN_BRACKETS.sub("", says)
    yield re.split("[:：]", says)[0]


def choices_of(item: Question, aliases: Mapping[str, Sequence[str]] | None = None) -> Choices:
    """The choices that a question offers."""
    parts = item.ask.items if item.ask and item.ask.kind == "checklist" else item.scale
    return choices(((part.id, part.says) for part in parts), aliases)


def parse_yes_no(cell: Cell) -> Read:
    """Read yes or no in either language. Raises Wrong."""
    if isinstance(cell, bool):
        return Read(cell)
    text = plain(as_text(cell))
    if text in _YES or text in _NO:
        return Read(text in _YES)
    raise Wrong(f"{shown(cell)} is neither yes nor no", f"{quoted(cell)}看不出是或否", _YES_OR_NO)


def parse_choice(cell: Cell, known: Choices) -> Read:
    """Read one choice into its id. Raises Wrong listing the choices."""
    text = as_text(cell)
    if found := known.find(text):
        return Read(found)
    if is_missing(cell):
        return Read(None)
    expected = both(f"one of {known.listed.en}", f"下列之一：{known.listed.zh}")
    raise Wrong(f"{shown(text)} is no choice here", f"没有{quoted(text)}这个选项", expected)


def parse_checklist(cell: Cell, known: Choices) -> Read:
    """Read several choices into their ids, [] for an explicit 'none'. Raises Wrong with the choices."""
    text = as_text(cell)
    if plain(text) in _NOTHING:
        return Read([])
    if plain(text) in MISSING or is_missing(cell):
        return Read(None)
    found: list[str] = []
    for piece in (piece.strip() for piece in re.split(r"[;；|\n]", text)):
        # A choice may hold a comma itself, so the whole piece is tried first.
        whole = known.find(piece)
        parts = [] if whole else [part for part in re.split(r"[,，、/]", piece) if part.strip()]
        found += [whole] if whole else [_item(part, known) for part in parts]
    return Read(list(dict.fromkeys(found)))


def _item(text: str, known: Choices) -> str:
    found = known.find(text)
    if found is None:
        expected = both(f"any of {known.listed.en}", f"从下列选项中选：{known.listed.zh}")
        raise Wrong(f"{shown(text.strip())} is no choice here", f"没有{quoted(text.strip())}这个选项", expected)
    return found
