"""Remarks on a table that stop nothing, gathered: one note a kind and column, with count and first row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from scoring.errors import Problem, shortened
from scoring.intake.cells.values import KEPT, quoted, shown, written
from scoring.text import Text, both

_LISTED: Final = 8
_JOINED: Final = 1_000
"""Unknown tags of a part that are counted, the most frequent ones: free text would fill the memory."""


class Case(NamedTuple):
    """A remark on `times` rows of a column; `row` and `value` are those of the first.

    `place` tells where in the reading of its row it arises.
    """

    row: int
    place: int
    header: str
    remark: Text
    value: object = ""
    times: int = 1


class TagCase(NamedTuple):
    """A tag that stands for nothing, in `times` cells; `place` is its place in the first of them, in row `row`."""

    row: int
    place: int
    header: str
    tag: str
    times: int = 1


@dataclass
class RowNotes:
    """Gathers remarks on rows, in whatever order they are read; `Notes.take_over` puts them in that of the table."""

    cases: list[Case] = field(default_factory=list)
    tags: list[TagCase] = field(default_factory=list)

    def add(self, header: str, remark: Text, row: int, value: object = "") -> None:
        """Count one case, which comes behind those of its row that were added before."""
        self.cases.append(Case(row, len(self.cases), header, remark, value))

    def unmatched(self, header: str, tags: Sequence[str], row: int) -> None:
        """Count tags of one cell that stand for no sector, layer or segment."""
        self.tags += [TagCase(row, place, header, tag) for place, tag in enumerate(tags)]


@dataclass
class Notes:
    """Gathers remarks on a table, in the order they are added."""

    source: str
    _counts: Counter[tuple[str, Text]] = field(default_factory=Counter)
    _first: dict[tuple[str, Text], tuple[int | None, str]] = field(default_factory=dict)
    _tags: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, header: str, remark: Text, row: int | None = None, value: object = "", count: int = 1) -> None:
        """Count `count` cases of `remark` in the column `header`; `row` and `value` are those of the first."""
        kind = (header, remark)
        if kind not in self._first:
            self._first[kind] = (row, shortened(written(value), KEPT))
        self._counts[kind] += count

    def take_over(self, found: RowNotes) -> None:
        """Add what was found on rows, in the order of the rows."""
        for case in sorted(found.cases, key=lambda case: case[:2]):
            self.add(case.header, case.remark, case.row, case.value, case.times)
        for each in sorted(found.tags, key=lambda each: each[:2]):
            self._tags[each.header, each.tag] += each.times

    def join(self, part: "Notes") -> None:
        """Add what was gathered on another part of the same table."""
        for kind, count in part._counts.items():
            self._first.setdefault(kind, part._first[kind])
            self._counts[kind] += count
        self._tags.update(dict(part._tags.most_common(_JOINED)))

    def problems(self) -> list[Problem]:
        """Every remark once, in the order of its first case."""
        found = []
        for (header, remark), count in self._counts.items():
            row, value = self._first[header, remark]
            message = remark if row is None else _counted(remark, count, value)
            found.append(Problem(self.source, message, path=header, row=row, value=value))
        return found + [self._tag_note(header) for header in dict.fromkeys(header for header, _ in self._tags)]

    def _tag_note(self, header: str) -> Problem:
        counts = Counter({tag: count for (column, tag), count in self._tags.items() if column == header})
        most = counts.most_common(_LISTED)
        en = ", ".join(f"{tag[:40]} ({count:,})" for tag, count in most)
        zh = "、".join(f"{tag[:40]}（{count:,} 次）" for tag, count in most)
        if len(counts) == 1:
            message = both(
                f"1 tag matches no sector, layer or segment, so it is left out: {en}",
                f"有 1 个标签对不上任何行业、层级或细分领域，已略去：{zh}",
            )
        else:
            message = both(
                f"{len(counts):,} different tags match no sector, layer or segment, so they are left out, "
                f"most often {en}",
                f"有 {len(counts):,} 个标签对不上任何行业、层级或细分领域，已略去；最常见的是：{zh}",
            )
        return Problem(self.source, message, path=header)


def _counted(remark: Text, count: int, value: str) -> Text:
    """A remark with the number of rows it concerns, and the first value."""
    rows = "1 row" if count == 1 else f"{count:,} rows"
    en, zh = (f", first {shown(value)}", f"，如{quoted(value)}") if value else ("", "")
    return both(f"{rows}: {remark.en}{en}", f"{count:,} 行：{remark.zh}{zh}")
