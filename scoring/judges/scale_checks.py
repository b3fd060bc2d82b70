"""The scale that bare marks seem to be on, and refusal of marks that can't be on it: an average would be wrong."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np

from scoring.errors import InputError, Problem
from scoring.intake.cells.values import quoted, shown
from scoring.judges.entries import Entry
from scoring.judges.headers import Span
from scoring.text import Text, both

_TOPS: Final = (1.0, 5.0, 10.0, 100.0)
_HIGHEST: Final = 1_000.0
"""No usual scale goes further; a higher mark is a slip of the keyboard unless the header names the scale."""
_MOST_STRAY: Final = 0.1
_ENOUGH: Final = 3
_LISTED: Final = 5
_DECLARE: Final = both(
    "one scale for all marks, or the scale of each column in its header, such as 评分（0-10） or mark (0-100)",
    "所有分数用同一种分制；或在表头写明各列的分制，例如“评分（0-10）”",
)


def guessed_scale(source: str, entries: Sequence[Entry]) -> Span:
    """The usual scale that holds bare numbers. Raises InputError where some can't be on the scale of the others."""
    wild = [entry for entry in entries if abs(entry.seen.value) > _HIGHEST]
    if wild:
        raise _out_of_place(source, wild, both("from 0 to 1,000 at most", "最多在 0 到 1,000 之间"))
    values = np.array([entry.seen.value for entry in entries])
    for top in _TOPS[1:]:
        stray = values > 2 * top
        if 0 < stray.sum() <= _MOST_STRAY * len(values) and (values[~stray] <= top).all():
            said = both(f"not above {top:g}, as all other marks", f"与其他分数一样不超过 {top:g}")
            raise _out_of_place(source, [entry for entry, far in zip(entries, stray, strict=True) if far], said)
    top = next((top for top in _TOPS if values.max() <= top), float(values.max()))
    _refuse_own_scale(source, entries, top)
    low = min(float(values.min()), 0.0)
    likert = top == _TOPS[1] and values.min() >= 1 and bool((values == np.round(values)).all())
    return Span(1 if likert else low, top if top > low else low + 1)


def _refuse_own_scale(source: str, entries: Sequence[Entry], top: float) -> None:
    """Refuse judges, or criteria, marked out of 10 (or 5) where others are out of 100: averaging would be wrong."""
    values = np.array([entry.seen.value for entry in entries])
    for names in ([entry.judge for entry in entries], [entry.criterion for entry in entries]):
        highest: dict[str, float] = defaultdict(float)
        for name, value in zip(names, values.tolist(), strict=True):
            highest[name] = max(highest[name], value)
        counts = Counter(names)
        low = [name for name in highest if counts[name] >= _ENOUGH and 10 * highest[name] <= top]
        rest = values[[name not in low for name in names]]
        most = max((highest[name] for name in low), default=0)
        if low and len(rest) and np.median(rest) > 2 * most:
            raise _two_scales(source, low, most, float(rest.max()))


def _two_scales(source: str, low: Sequence[str], most: float, highest: float) -> InputError:
    en, zh = ", ".join(map(shown, low[:_LISTED])), "、".join(map(quoted, low[:_LISTED]))
    message = both(
        f"no mark of {en} is above {most:g}, where others go up to {highest:g}: two scales in one table",
        f"{zh}的分数都不超过 {most:g}，其他的最高到 {highest:g}：一张表里有两种分制",
    )
    return InputError([Problem(source, message, expected=_DECLARE)])


def refuse_outside(source: str, entries: Sequence[Entry], span: Span) -> None:
    """Refuse marks outside the scale that their header names."""
    outside = [entry for entry in entries if not span.low <= entry.seen.value <= span.high]
    if outside:
        said = both(
            f"from {span.low:g} to {span.high:g}, as its header says",
            f"在表头写明的 {span.low:g} 到 {span.high:g} 之间",
        )
        raise _out_of_place(source, outside, said)


def _out_of_place(source: str, entries: Sequence[Entry], expected: Text) -> InputError:
    return InputError([_stray(source, entry, expected) for entry in entries[:_LISTED]])


def _stray(source: str, entry: Entry, expected: Text) -> Problem:
    value = f"{entry.seen.value:g}"
    message = both(f"the mark {value} can't be on the scale of this table", f"分数 {value} 超出了这张表的分制")
    remedy = both(
        f"a mark {expected.en}; correct it, or name the scale in the header, such as mark (0-{_round_top(entry):g})",
        f"分数{expected.zh}；请改正，或在表头写明分制，例如“评分（0-{_round_top(entry):g}）”",
    )
    return Problem(source, message, path=entry.header, row=entry.row, value=value, expected=remedy)


def _round_top(entry: Entry) -> float:
    return next((top for top in (10.0, 100.0, 1_000.0) if entry.seen.value <= top), 100.0)
