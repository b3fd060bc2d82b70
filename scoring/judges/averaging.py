"""Marks of several criteria, and marks given twice, into one mark a company and judge."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from scoring.cohort.matching import name_key
from scoring.intake.cells.values import quoted, shown
from scoring.judges.entries import Entry
from scoring.judges.headers import Span
from scoring.judges.marks import Marks
from scoring.taxonomy import normalise
from scoring.text import Text, both

_LISTED: Final = 5


def averaged(source: str, entries: Sequence[Entry], values: Sequence[float], scale: Span, notes: list[Text]) -> Marks:
    """Make the marks of a table: the mean over criteria of the mean of the marks that a judge gave a company.

    Where a judge left out a criterion that others marked, the difference between criteria (their means over all
    companies) is taken out first, so that no company gains by what was not marked.
    """
    # Companies stand in the order of rows, judges in that of columns, where they have columns.
    companies = _spellings((entry.company for entry in sorted(entries, key=lambda entry: entry.row)), name_key)
    judges = _spellings((entry.judge for entry in entries), normalise)
    cells: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for entry, value in zip(entries, values, strict=True):
        cells[name_key(entry.company), normalise(entry.judge)][entry.criterion].append(value)
    levels = _levels(cells.values())
    rows, columns = _places(companies), _places(judges)
    return Marks(
        source=source,
        companies=tuple(companies.values()),
        judges=tuple(judges.values()),
        company=np.array([rows[company] for company, _ in cells], dtype=np.intp),
        judge=np.array([columns[judge] for _, judge in cells], dtype=np.intp),
        values=np.clip([_mean(own, levels) for own in cells.values()], scale.low, scale.high),
        scale_low=scale.low,
        scale_high=scale.high,
        notes=(*notes, *_twice(entries), *_criteria(levels, cells.values())),
    )


def _spellings(names: Iterable[str], key: Callable[[str], str]) -> dict[str, str]:
    """Each name once, by its key, as first spelt."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(key(name), name)
    return found


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _levels(cells: Iterable[Mapping[str, Sequence[float]]]) -> dict[str, float]:
    """How far each criterion is marked above the mean of all criteria, over those who marked every one."""
    cells = list(cells)
    criteria = {name for own in cells for name in own}
    whole = [own for own in cells if len(own) == len(criteria)] or cells
    means = {name: float(np.mean([_plain(own[name]) for own in whole if name in own])) for name in sorted(criteria)}
    middle = float(np.mean(list(means.values())))
    return {name: mean - middle for name, mean in means.items()}


def _mean(own: Mapping[str, Sequence[float]], levels: Mapping[str, float]) -> float:
    whole = len(own) == len(levels)
    return _plain([_plain(marks) - (0 if whole else levels[name]) for name, marks in own.items()])


def _plain(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _twice(entries: Sequence[Entry]) -> list[Text]:
    """Note companies that a judge marked more than once by the same criterion."""
    rows: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        rows[name_key(entry.company), normalise(entry.judge), entry.criterion].append(entry)
    again = [own for own in rows.values() if len(own) > 1]
    notes = []
    for own in again[:_LISTED]:
        at = ", ".join(str(entry.row) for entry in own), "、".join(str(entry.row) for entry in own)
        notes.append(both(
            f"{shown(own[0].judge)} marks {shown(own[0].company)} {len(own)} times (rows {at[0]}): their mean counts",
            f"{quoted(own[0].judge)}给{quoted(own[0].company)}打了 {len(own)} 次分（第 {at[1]} 行），取平均",
        ))  # fmt: skip
    if (more := len(again) - _LISTED) > 0:
        notes.append(both(f"{more:,} more marks are given more than once", f"另有 {more:,} 处重复打分，同样取平均"))
    return notes


def _criteria(levels: Mapping[str, float], cells: Iterable[Mapping[str, Sequence[float]]]) -> list[Text]:
    if len(levels) == 1:
        return []
    en, zh = ", ".join(map(shown, sorted(levels))), "、".join(map(quoted, sorted(levels)))
    notes = [both(
        f"a mark is the plain mean over {len(levels)} criteria: {en}", f"分数是 {len(levels)} 项指标的简单平均：{zh}"
    )]  # fmt: skip
    if partial := sum(len(own) < len(levels) for own in cells):
        notes.append(both(
            f"{partial:,} times a judge left out some criteria: what those criteria usually differ by is allowed for",
            f"有 {partial:,} 处评委只打了部分指标，已按各指标平均分的差距折算",
        ))  # fmt: skip
    return notes
