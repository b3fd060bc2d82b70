"""Near miss: the fewest changes that would make a company qualify."""

from collections.abc import Sequence

from scoring.policies.company import Company
from scoring.policies.evaluate import DOES_NOT, MAY, Evaluated
from scoring.policies.lifting import Rung, fewest_lifts
from scoring.policies.result import NearMiss, PolicyChange
from scoring.policies.wording import inputs_of, plain_number
from scoring.rulesets.packs import Condition
from scoring.rulesets.states import FAILED, MET, UNKNOWN
from scoring.text import Lang, Text, both

_STUCK = both("Not met, and nothing to be done about it now: {}.", "以下条件未满足，且目前无法改变：{}。")
_NO_WAY = both("No change within the score would be enough.", "仅靠提高评分项仍达不到要求。")
_TO_BE_SURE = both("Not to depend on the experts, {} to improve: {}.", "若不想取决于专家评审，还需提高 {}：{}。")
_ENOUGH = both("It would take {}: {}.", "还差 {}：{}。")
_COULD_BE = both(
    "It would take {} at least, and the experts' agreement: {}.", "至少还差 {}，能否达标取决于专家评审：{}。"
)
_IF_ANSWERED = both(
    "It would take {} at least, and what is not filled in yet may add to it: {}.",
    "至少还差 {}，尚未填写的信息补齐后可能更多：{}。",
)


def near_miss(found: Evaluated, company: Company) -> NearMiss | None:
    """The fewest changes: the failed gates, and the shortest of the routes.

    None where the company qualifies, or where answers decide and not changes. Where only experts decide, the changes
    that would make sure of it.
    """
    verdict = int(found.verdict[company.at])
    if verdict not in (DOES_NOT, MAY):
        return None
    way = _way_surely(found, company) if verdict == MAY else _shortest_way(found, company)
    if verdict == MAY and way is None:
        return None
    failed = [gate for gate, state in zip(found.pack.gates, found.gates[:, company.at], strict=True) if state == FAILED]
    changes = [*(_condition_change(gate, company) for gate in failed), *(way[0] if way else ())]
    stuck = [company.words.say(gate.name) for gate in failed if gate.fixed]
    return NearMiss(
        count=len(changes),
        reachable=not stuck and way is not None,
        changes=changes,
        in_words=_in_words(changes, stuck, way, _template(found, company, way), company),
    )


Changes = tuple[list[PolicyChange], bool]
"""Changes that open a route, and whether they surely do."""


def _template(found: Evaluated, company: Company, way: Changes | None) -> Text:
    """How the changes are told: on what it depends that they are enough."""
    at = company.at
    if int(found.verdict[at]) == MAY:
        return _TO_BE_SURE
    sure = way is None or way[1]
    items = found.score.items if found.score else ()
    if found.lacking[at] or (not sure and any(item.lacking[at] for item in items)):
        return _IF_ANSWERED
    return _ENOUGH if sure else _COULD_BE


def _shortest_way(found: Evaluated, company: Company) -> Changes | None:
    """Changes that open a route: none where one is open already, None where there is no way."""
    states = [*found.routes[:, company.at].tolist()] + ([int(found.score.state[company.at])] if found.score else [])
    if not states or max(states) >= UNKNOWN:
        return [], not states or max(states) == MET
    scored = _lifts(found, company, surely=False)
    ways = [scored] if scored else []
    ways += [([_condition_change(route, company)], True) for route in found.pack.routes if not route.fixed]
    return min(ways, key=lambda way: len(way[0])) if ways else None


def _way_surely(found: Evaluated, company: Company) -> Changes | None:
    """Changes that pass the scored route whatever the experts decide, where it is what is open."""
    if not found.score or int(found.score.state[company.at]) != UNKNOWN:
        return None
    return _lifts(found, company, surely=True)


def _lifts(found: Evaluated, company: Company, *, surely: bool) -> Changes | None:
    if not found.score or not found.pack.score:
        return None
    way = fewest_lifts(found.pack.score, found.score, company.at, surely=surely)
    return ([_lift(rung, company) for rung in way.rungs], way.sure) if way else None


def _condition_change(condition: Condition, company: Company) -> PolicyChange:
    return PolicyChange(
        about=condition.id,
        name=company.words.say(condition.name),
        now=company.found(inputs_of(condition)),
        wanted=company.words.wanted(condition),
        action=company.words.say(condition.change) if condition.change else None,
    )


def _lift(rung: Rung, company: Company) -> PolicyChange:
    words, name = company.words, rung.calculation.input
    wanted = words.say(both("{} ({} points)", "{}（{} 分）"))
    return PolicyChange(
        about=rung.item.id,
        name=words.say(rung.item.name),
        now=company.found([name]),
        wanted=words.name(name)
        + words.colon
        + wanted.format(words.say(rung.attribute.says), plain_number(rung.points)),
        action=words.say(rung.item.change) if rung.item.change else None,
    )


def _in_words(
    changes: Sequence[PolicyChange], stuck: list[str], way: Changes | None, template: Text, company: Company
) -> str:
    words = company.words
    if stuck:
        return words.say(_STUCK).format(words.listed(stuck))
    if way is None:
        return words.say(_NO_WAY)
    counted = _counted(len(changes), "item" if template is _TO_BE_SURE else "change", words.lang)
    return words.say(template).format(counted, words.listed(each.name for each in changes))


def _counted(count: int, thing: str, lang: Lang) -> str:
    if lang == "zh":
        return f"{count} 项"
    return f"one {thing}" if count == 1 else f"{count} {thing}s"
