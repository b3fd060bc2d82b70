"""How far judges agree, in numbers and in words that a committee can use."""

from typing import Final, Literal

import numpy as np

from scoring.judges.coefficients import Coefficient, intraclass, krippendorff_alpha
from scoring.judges.marks import Marks
from scoring.judges.result import Agreement
from scoring.text import Lang, Text, both

Measure = Literal["krippendorff_alpha", "icc_single", "icc_average"]

_ALPHA: Final = both("Krippendorff's alpha", "Krippendorff α 系数")
_SINGLE: Final = both("intraclass correlation of one judge", "组内相关系数（单个评委）")
_AVERAGE: Final = both("intraclass correlation of the mean of all judges", "组内相关系数（全体评委的平均）")
_RELIABLE, _TENTATIVE = 0.8, 0.667
_EXCELLENT, _GOOD, _MODERATE = 0.9, 0.75, 0.5

_BELOW_CHANCE: Final = both(
    "judges agree less than chance would make them: check that all understood the scale alike",
    "评委意见的一致程度还不如随机打分；请先核对大家对评分标准的理解是否相同",
)
_OF_ALPHA: Final = (
    (_RELIABLE, both("judges agree well: their marks can be relied on as they stand",
                     "评委意见一致性好，原始分数可以直接采用")),
    (_TENTATIVE, both("judges agree fairly: good enough for a first sorting, not for close calls",
                      "评委意见大体一致，可用于初筛，分数接近时还要讨论")),
    (0.0, both("judges agree too little to go by their plain marks: use the corrected ones, and talk before deciding",
               "评委意见分歧较大，不宜直接用原始分数；请参考校正后的分数，并在决定前充分讨论")),
    (-np.inf, _BELOW_CHANCE),
)  # fmt: skip
_OF_SINGLE: Final = (
    (_EXCELLENT, both("one judge's mark tells nearly all", "只看一位评委的分数就基本够了")),
    (_GOOD, both("one judge's mark is a good guide", "一位评委的分数有较好的参考价值")),
    (_MODERATE, both("one judge's mark is a rough guide", "一位评委的分数只能作粗略参考")),
    (-np.inf, both("do not go by the mark of a single judge", "不要凭一位评委的分数下结论")),
)
_OF_AVERAGE: Final = (
    (_EXCELLENT, both("the mean of this panel is excellent ground", "这组评委的平均分非常可靠")),
    (_GOOD, both("the mean of this panel is good ground", "这组评委的平均分比较可靠")),
    (_MODERATE, both("the mean of this panel is moderate ground: more judges would help",
                     "这组评委的平均分可靠性一般，增加评委会更好")),
    (-np.inf, both("the mean of this panel is poor ground: another panel might well decide otherwise",
                   "这组评委的平均分不够可靠，换一组评委结果可能就不同")),
)  # fmt: skip
_FEW: Final = both(
    "can't be told: it takes three companies with marks of at least two judges",
    "无法计算：至少要有三家公司各由两位以上评委打分",
)
_TOO_FEW: Final = both(
    "too few marks to tell: agreement may be good or poor. Use the corrected marks, and let more judges mark the same "
    "companies",
    "分数太少，还看不出一致性好坏；请参考校正后的分数，并让更多评委给同一批公司打分",
)
_EQUAL: Final = both("can't be told: all marks are equal", "无法计算：所有分数都相同")


def agreement(marks: Marks, lang: Lang) -> list[Agreement]:
    """Alpha of the marks as given, and where every judge marked every company the intraclass correlations.

    All count a difference in severity as disagreement. Grades in words: Krippendorff 2004 for alpha, Koo and Li 2016
    for the others. The grade is that of the interval's lower end (Koo and Li 2016), so it holds at the least; where
    the interval reaches beyond the next grade, marks are too few to tell. Less than chance: only where the whole
    interval of alpha is below 0.
    """
    table = marks.matrix
    both_icc = intraclass(table)
    single, average = both_icc if both_icc else (None, None)
    missing = int(np.isnan(table).sum())
    open_cells = both(
        f"can't be told: it takes every judge's mark for every company; {missing:,} of {table.size:,} are missing",
        f"无法计算：需要每位评委给每家公司都打分，目前 {table.size:,} 个分数里缺 {missing:,} 个",
    )
    equal = np.ptp(marks.values) == 0
    why = _EQUAL if equal else _FEW
    why_icc = open_cells if missing else why
    return [
        _said("krippendorff_alpha", _ALPHA, krippendorff_alpha(table), _OF_ALPHA, why, lang),
        _said("icc_single", _SINGLE, single, _OF_SINGLE, why_icc, lang),
        _said("icc_average", _AVERAGE, average, _OF_AVERAGE, why_icc, lang),
    ]


def _said(
    measure: Measure,
    name: Text,
    found: Coefficient | None,
    grades: tuple[tuple[float, Text], ...],
    why: Text,
    lang: Lang,
) -> Agreement:
    if found is None:
        return Agreement(measure=measure, name=name.in_(lang), value=None, low=None, high=None, in_words=why.in_(lang))
    value, low, high = (round(number, 4) + 0.0 for number in found)
    meaning = _meaning(value, low, high, grades)
    words = both(
        f"{value:.2f} (90 % between {low:.2f} and {high:.2f}; 1 is full agreement, 0 none): {meaning.en}",
        f"{value:.2f}（90% 区间 {low:.2f} 至 {high:.2f}；1 为完全一致，0 为毫无一致）：{meaning.zh}",
    )
    return Agreement(measure=measure, name=name.in_(lang), value=value, low=low, high=high, in_words=words.in_(lang))


def _meaning(value: float, low: float, high: float, grades: tuple[tuple[float, Text], ...]) -> Text:
    """The grade of the lower end, unless the upper end is two grades or more above it."""
    worst, own, best = (next(at for at, (least, _) in enumerate(grades) if end >= least) for end in (low, value, high))
    if worst - best > 1:
        return _TOO_FEW
    if grades[worst][1] is _BELOW_CHANCE:  # it accuses: not where the upper end is above
        worst = best
    safe = grades[worst][1]
    return safe if own >= worst else both(f"taken at its lower end, {safe.en}", f"按区间下限从严看，{safe.zh}")
