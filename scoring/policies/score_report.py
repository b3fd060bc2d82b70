"""The scored route in words for one company: groups, items, and every calculation behind their points."""

from typing import Final

from scoring.ledger import rounded
from scoring.policies.company import Company
from scoring.policies.lifting import next_rung
from scoring.policies.points import Calculated, ItemPoints, ScorePoints
from scoring.policies.result import PolicyCalculation, PolicyGroup, PolicyItem, PolicyScore, State
from scoring.policies.wording import plain_number
from scoring.rulesets.packs import Calculation, ItemGroup, Score, ScoredItem
from scoring.rulesets.states import FAILED, MET, UNKNOWN
from scoring.text import both

STATES: Final[dict[int, State]] = {MET: "met", UNKNOWN: "unknown", FAILED: "not_met"}


def score_report(score: Score, found: ScorePoints, company: Company) -> PolicyScore:
    """The scored route."""
    say, groups, first = company.words.say, [], 0
    for place, group in enumerate(score.groups):
        places = range(first, first := first + len(group.items))
        items = [_item(item, score, found, at, company) for item, at in zip(group.items, places, strict=True)]
        groups.append(_group(group, score, found, place, items, company))
    return PolicyScore(
        name=say(score.name),
        clause=say(score.clause),
        wanted=company.words.points(score.total),
        state=STATES[int(found.state[company.at])],
        low=_points(found.low[company.at]),
        high=_points(found.high[company.at]),
        max=score.max,
        pass_mark=score.total.above if score.total.at_least is None else score.total.at_least,
        sources=score.sources,
        caution=company.words.caution(score.sources, score.note),
        groups=groups,
    )


def _points(value: float) -> float:
    return rounded(float(value)) or 0.0


def _group(
    group: ItemGroup, score: Score, found: ScorePoints, place: int, items: list[PolicyItem], company: Company
) -> PolicyGroup:
    low, high = found.groups[place]
    minimum = next((number for number, each in enumerate(score.minima) if each.group == group.id), None)
    return PolicyGroup(
        id=group.id,
        name=company.words.say(group.name),
        low=_points(low[company.at]),
        high=_points(high[company.at]),
        max=group.max,
        minimum=None if minimum is None else company.words.points(score.minima[minimum]),
        state=None if minimum is None else STATES[int(found.minima[minimum][company.at])],
        items=items,
    )


def _item(item: ScoredItem, score: Score, found: ScorePoints, place: int, company: Company) -> PolicyItem:
    points, names = found.items[place], [each.input for each in item.calculations]
    return PolicyItem(
        id=item.id,
        name=company.words.say(item.name),
        clause=company.words.say(item.clause),
        low=_points(points.low[company.at]),
        high=_points(points.high[company.at]),
        max=item.max,
        calculations=_calculations(item, points, company),
        change=_change(item, score, found, place, company),
        missing=company.missing(names) if points.lacking[company.at] else [],
        remark=company.remarks(names),
        judged=item.judged,
        sources=item.sources,
        caution=company.words.caution(item.sources, item.note),
    )


def _calculations(item: ScoredItem, points: ItemPoints, company: Company) -> list[PolicyCalculation]:
    worth = [(float(each.low[company.at]), float(each.high[company.at])) for each in points.calculations]
    best = worth.index(max(worth)) if worth else -1
    pairs = enumerate(zip(item.calculations, points.calculations, strict=True))
    return [_calculation(one, each, company, counts=number == best) for number, (one, each) in pairs]


def _calculation(calculation: Calculation, points: Calculated, company: Company, *, counts: bool) -> PolicyCalculation:
    attribute = int(points.first[company.at])
    sure = attribute >= 0 and attribute == int(points.last[company.at])
    return PolicyCalculation(
        name=company.words.name(calculation.input),
        found=company.value(calculation.input),
        says=company.words.say(calculation.scale[attribute].says) if sure else None,
        low=_points(points.low[company.at]),
        high=_points(points.high[company.at]),
        counts=counts,
    )


def _change(item: ScoredItem, score: Score, found: ScorePoints, place: int, company: Company) -> str | None:
    """What would bring more points."""
    rung, words = next_rung(score, found, place, company.at), company.words
    if rung is None:
        return None
    name, says = words.name(rung.calculation.input), words.say(rung.attribute.says)
    said = words.say(both("{}: {} ({} points).", "{}：{}（{} 分）。")).format(name, says, plain_number(rung.points))
    return words.sentences([said, *([words.say(item.change)] if item.change else [])])
