"""Remarks on a table that stop nothing, gathered: one note a kind and column, with count and first row."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from scoring.errors import Problem, shortened
from scoring.intake.values import KEPT, quoted, shown, written
from scoring.text import Text, both

_LISTED: Final = 8


@dataclass
class Notes:
    """Gathers remarks while rows are read."""

    source: str
    _counts: Counter[tuple[str, Text]] = field(default_factory=Counter)
    _first: dict[tuple[str, Text], tuple[int | None, str]] = field(default_factory=dict)
    _tags: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, header: str, remark: Text, row: int | None = None, value: object = "") -> None:
        """Count one case of `remark` in the column `header`."""
        kind = (header, remark)
        if kind not in self._first:
            self._first[kind] = (row, shortened(written(value), KEPT))
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
