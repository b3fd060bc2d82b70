"""Remarks on a table that stop nothing, gathered: one note a kind and column, with count and first row."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from scoring.errors import Problem
from scoring.intake.values import shortened, shown

_LISTED: Final = 8


@dataclass
class Notes:
    """Gathers remarks while rows are read."""

    source: str
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _first: dict[tuple[str, str], tuple[int | None, str]] = field(default_factory=dict)
    _tags: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, header: str, remark: str, row: int | None = None, value: object = "") -> None:
        """Count one case of `remark` in the column `header`."""
        kind = (header, remark)
        if kind not in self._first:
            self._first[kind] = (row, "" if value is None else shortened(str(value)))
        self._counts[kind] += 1

    def unmatched(self, header: str, tags: tuple[str, ...]) -> None:
        """Count tags that stand for no sector, layer or segment."""
        for tag in tags:
            self._tags[header, tag] += 1

    def problems(self) -> list[Problem]:
        """Every remark once, in the order of its first case."""
        found = []
        for (header, remark), count in self._counts.items():
            row, value = self._first[header, remark]
            times = "" if row is None else f"{count:,} rows: " if count > 1 else "1 row: "
            example = f", first {shown(value)}" if value and row is not None else ""
            found.append(Problem(self.source, f"{times}{remark}{example}", path=header, row=row, value=value))
        return found + [self._tag_note(header) for header in dict.fromkeys(header for header, _ in self._tags)]

    def _tag_note(self, header: str) -> Problem:
        counts = Counter({tag: count for (column, tag), count in self._tags.items() if column == header})
        most = ", ".join(f"{tag[:40]} ({count:,})" for tag, count in counts.most_common(_LISTED))
        kinds = "1 tag matches" if len(counts) == 1 else f"{len(counts):,} different tags match"
        message = f"{kinds} no sector, layer or segment, so it is left out: {most}"
        if len(counts) > 1:
            message = f"{kinds} no sector, layer or segment, so they are left out, most often {most}"
        return Problem(self.source, message, path=header)
