"""Why A above B: two companies of a cohort compared, line by line and over the draws."""

from typing import Final

import numpy as np

from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import Cohort
from scoring.cohort.differences import PROGRESSION, Seat, difference_lines
from scoring.cohort.draws import ranks
from scoring.cohort.material import material_of
from scoring.cohort.ranges import SEPARATED
from scoring.cohort.result import DifferenceLine, Side, Versus
from scoring.cohort.uncertainty import dealt
from scoring.errors import Wrong
from scoring.ledger import rounded, share
from scoring.ranked import places_of
from scoring.text import Lang, both

_AS_USUAL: Final = Assumptions()
_NO_SCORE: Final = both("a company with at least one scored answer", "至少有一项可评分信息的企业")
_MAIN: Final = 3


def versus(
    cohort: Cohort, first: int, second: int, *, assumptions: Assumptions = _AS_USUAL, lang: Lang = "en"
) -> Versus:
    """Compare the companies at places `first` and `second` of the cohort.

    The draws are those of the whole cohort. Raises Wrong where one of them has no composite, or both are one.
    """
    _check(cohort, first, second)
    places = places_of(cohort.scored)
    sides = [_side(cohort, at, places[at]) for at in (first, second)]
    lines = difference_lines(Seat(cohort.scored, first), Seat(cohort.scored, second), lang)
    draws = assumptions.draws_for(len(places) - places.count(None))
    above, equal = _over_draws(cohort, first, second, draws, assumptions)
    difference = rounded((sides[0].composite or 0.0) - (sides[1].composite or 0.0)) or 0.0
    return Versus(
        first=sides[0],
        second=sides[1],
        difference=difference,
        lines=lines,
        factors=_by_factor(cohort, lines),
        above=above,
        equal=equal,
        draws=draws,
        in_words=_in_words(sides, difference, lines, above if difference >= 0 else 1 - above - equal, draws, lang),
    )


def _check(cohort: Cohort, first: int, second: int) -> None:
    if first == second:
        raise Wrong("both are the same company", "两者是同一家企业", both("two companies", "两家不同的企业"))
    for at in (first, second):
        if np.isnan(cohort.scored.total.score[at]):
            name = cohort.table.name[at]
            raise Wrong(f"{name!r} has no score to compare", f"“{name}”没有可比较的得分", _NO_SCORE)


def _side(cohort: Cohort, at: int, place: int | None) -> Side:
    total = cohort.scored.total
    return Side(
        company=cohort.table.name[at],
        row=cohort.intake.rows[at],
        rank=place,
        composite=rounded(float(total.score[at])),
        low=rounded(float(total.low[at])) or 0.0,
        high=rounded(float(total.high[at])) or 0.0,
        coverage=share(float(total.coverage[at])),
    )


def _over_draws(cohort: Cohort, first: int, second: int, draws: int, assumed: Assumptions) -> tuple[float, float]:
    """Shares of draws in which the first is above the second, and in which they are equal."""
    if not draws:
        return 0.0, 0.0
    material = material_of(cohort.scored, np.array([first, second]))
    drawn = ranks(material, dealt(cohort, material, draws, assumed.seed), assumed)
    one, other = (drawn[material.order == at][0] for at in (first, second))
    return round(float((one < other).mean()), 4), round(float((one == other).mean()), 4)


def _by_factor(cohort: Cohort, lines: list[DifferenceLine]) -> dict[str, float]:
    factors = [rules.id for rules in cohort.scored.book.rule_sets]
    return {
        factor: rounded(sum(line.difference for line in lines if (line.factor or PROGRESSION) == factor)) or 0.0
        for factor in [*factors, PROGRESSION]
    }


def _in_words(
    sides: list[Side], difference: float, lines: list[DifferenceLine], often: float, draws: int, lang: Lang
) -> str:
    """The comparison in a few sentences, from the side of the better one."""
    leads = difference >= 0
    better, worse = (sides[0], sides[1]) if leads else (sides[1], sides[0])
    names = [line.name for line in lines if (line.difference > 0) == leads][:_MAIN]
    if lang == "zh":
        return _in_chinese(better, worse, abs(difference), names, often, draws)
    if difference == 0:
        said = f"{better.company} and {worse.company} have the same composite."
    else:
        said = f"{better.company} is {abs(difference):g} points above {worse.company}"
        said += f", most of all by {', '.join(names)}." if names else "."
    if not draws:
        return said
    sure = "the data tell the two apart" if often >= SEPARATED else "the data can't separate the two"
    return f"{said} {'It' if difference else better.company} is above in {often:.0%} of {draws:,} draws: {sure}."


def _in_chinese(better: Side, worse: Side, points: float, names: list[str], often: float, draws: int) -> str:
    if points == 0:
        said = f"{better.company}与{worse.company}综合得分相同。"
    else:
        said = f"{better.company}比{worse.company}高 {points:g} 分"
        said += f"，主要差在{'、'.join(names)}。" if names else "。"
    if not draws:
        return said
    sure = "现有信息足以分出高下" if often >= SEPARATED else "现有信息还分不出高下"
    return f"{said}在 {draws:,} 次模拟中，有 {often:.0%} 的情形{'前者' if points else better.company}更高：{sure}。"
