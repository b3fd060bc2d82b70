"""The simple alternative: each judge's marks standardised, averaged by company, and mapped back.

It takes each judge's companies to be alike on average, which holds where every judge marked all of them or they were
dealt out by chance, and nowhere else: a judge of the stronger ones is taken for a lenient one. A note says so where
marks are missing. Intervals count chance alone, no doubt about judges. A judge with few marks, or with no spread,
borrows from all judges.
"""

from typing import Final

import numpy as np
from scipy.stats import chi2
from scipy.stats import t as student_t

from scoring.judges.corrected import Corrected
from scoring.judges.marks import Floats, Marks
from scoring.judges.panels import panels
from scoring.text import Text, both

_FEWEST: Final = 3
_AS_IF: Final = 2.0
"""The spread of a judge with fewer marks than that is estimated as if so many marks of the usual spread were added."""
_EVEN: Final = 1e-9
_ON_TRUST: Final = both(
    "Panels are compared as if their companies were alike on average", "目前按各组公司平均水平相当来比较"
)
_BY_CHANCE: Final = both(
    "z-scores take companies as dealt to judges by chance: a judge who was given the stronger companies counts as "
    "lenient, and those companies lose by it. Where companies were not dealt by chance, use severity and spread",
    "标准分（z 分数）假定公司是随机分给评委的：如果某位评委分到的公司本来就强，会被误当成打分偏松，"
    "那些公司也会因此吃亏。分配若不是随机的，请改用按松紧和离散程度校正的方法",
)


def by_z_scores(marks: Marks) -> Corrected:
    """Correct marks by each judge's own mean and standard deviation."""
    table = marks.matrix
    there = ~np.isnan(table)
    counts = there.sum(axis=0)
    means, squares = np.nanmean(table, axis=0), np.nansum((table - np.nanmean(table, axis=0)) ** 2, axis=0)
    middle, usual = float(means.mean()), _usual(squares, counts)
    own, center, notes = _own(marks, means, squares, counts, usual)
    z = np.where(there, (table - center) / np.where(own > 0, own, 1), 0.0)
    per_company = there.sum(axis=1)
    worth = z.sum(axis=1) / per_company
    left = np.where(there, z - worth[:, None], 0.0)
    freedom = max(len(marks.values) - len(marks.companies), 1)
    noise = usual * float(np.sqrt((left**2).sum() / freedom))
    if usual == 0 or len(marks.values) == len(marks.companies):  # nothing tells chance: it may be all there is
        noise = float(np.std(marks.values))
    half = student_t.ppf(0.95, freedom) * noise / np.sqrt(per_company)
    mark = middle + usual * worth
    error = student_t.ppf(0.95, np.maximum(counts - 1, 1)) * np.where(own > 0, own, usual) / np.sqrt(counts)
    spread, spread_low, spread_high = _spreads(own, usual, counts)
    severity = center.mean() - center
    dealt = () if there.all() else (_BY_CHANCE,)
    return Corrected(
        mark, mark - half, mark + half, severity, severity - error, severity + error, spread, spread_low, spread_high,
        (usual * left)[marks.company, marks.judge], noise, (*panels(marks, _ON_TRUST), *dealt, *notes),
    )  # fmt: skip


def _usual(squares: Floats, counts: Floats) -> float:
    """Standard deviation of a judge's marks, over all judges."""
    freedom = float(np.maximum(counts - 1, 0).sum())
    return float(np.sqrt(squares.sum() / freedom)) if freedom else 0.0


def _own(
    marks: Marks, means: Floats, squares: Floats, counts: Floats, usual: float
) -> tuple[Floats, Floats, list[Text]]:
    """Standard deviation and mean to take of each judge, and what was borrowed."""
    few, even = counts < _FEWEST, squares <= _EVEN
    shrunk = np.sqrt((squares + _AS_IF * usual**2) / (np.maximum(counts - 1, 0) + _AS_IF))
    own = np.where(few | even, shrunk, np.sqrt(squares / np.maximum(counts - 1, 1)))
    center = np.where(few, (counts * means + means.mean()) / (counts + 1), means)
    names = [marks.judges[at] for at in np.flatnonzero(few)]
    if not names:
        return own, center, []
    listed = ", ".join(names[:6]), "、".join(names[:6])
    return own, center, [both(
        f"fewer than {_FEWEST} marks ({listed[0]}): their level and spread borrow from all judges",
        f"打分不足 {_FEWEST} 个的评委（{listed[1]}）：其松紧和离散程度参照全体评委",
    )]  # fmt: skip


def _spreads(own: Floats, usual: float, counts: Floats) -> tuple[Floats, Floats, Floats]:
    """Spread relative to the usual one, with the bounds of 90 % of a normal sample's."""
    if usual == 0:
        return np.ones(len(own)), np.ones(len(own)), np.ones(len(own))
    freedom = np.maximum(counts - 1, 1)
    ratio = own / usual
    return ratio, ratio * np.sqrt(freedom / chi2.ppf(0.95, freedom)), ratio * np.sqrt(freedom / chi2.ppf(0.05, freedom))
