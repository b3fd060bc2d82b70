"""Checks over policy packs: inputs that exist, scales without gaps, points and limits that can be reached."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from scoring.policies.inputs.names import INPUTS
from scoring.rulesets.checks import Fault, Path, ask_faults, near
from scoring.rulesets.facts import Fact, FactFile
from scoring.rulesets.packs import Calculation, Check, Condition, Limits, Pack, Score
from scoring.rulesets.scale_checks import Fault as ScaleFault
from scoring.rulesets.scale_checks import band_faults, choice_faults
from scoring.rulesets.schema import Question
from scoring.text import both

YES_NO, NUMBER, CHOICE = "yes_no", "number", "choice"
_A_LIMIT = both("at_least, above, at_most or below", "at_least、above、at_most 或 below")


def kinds_of(asked: Sequence[Question]) -> dict[str, str]:
    """What packs may read, and whether it is a number, a choice, or yes or no; items of checklists are yes or no."""
    kinds = {name: YES_NO if each.unit == "yes_no" else NUMBER for name, each in INPUTS.items()}
    for item in asked:
        kind = item.ask.kind if item.ask else ""
        if kind == "checklist":
            kinds |= {f"{item.input}.{each.id}": YES_NO for each in item.ask.items} if item.ask else {}
        else:
            kinds.setdefault(item.input, kind if kind in (YES_NO, CHOICE) else NUMBER)
    return kinds


def fact_faults(file: FactFile, taken: Mapping[str, str]) -> Iterator[Fault]:
    """Yield facts whose name is taken, by another fact, an answer of a rule set or a derived input."""
    seen = dict.fromkeys(taken) | dict.fromkeys(INPUTS)
    for g, group in enumerate(file.groups):
        for f, fact in enumerate(group.facts):
            path: Path = ("groups", g, "facts", f)
            if fact.id in seen:
                wrong = both(f"{fact.id!r} is asked or derived already", f"{fact.id!r} 已经问过，或可以推出")
                yield (*path, "id"), wrong, both("a name of its own", "一个不重复的名称")
            seen[fact.id] = None
            yield from _choices_faults(path, fact)
            yield from ask_faults((*path, "ask"), fact.ask)


def _choices_faults(path: Path, fact: Fact) -> Iterator[Fault]:
    if (fact.ask.kind == "choice") != bool(fact.choices):
        found = both(
            f"a {fact.ask.kind} with {len(fact.choices)} choices", f"{fact.ask.kind} 带有 {len(fact.choices)} 个选项"
        )
        yield path, found, both("choices for a choice, and only there", "choice 要有 choices，其他类型不要")
    if (fact.ask.kind == "checklist") != bool(fact.ask.items):
        found = both(
            f"a {fact.ask.kind} with {len(fact.ask.items)} items", f"{fact.ask.kind} 带有 {len(fact.ask.items)} 个选项"
        )
        yield (*path, "ask"), found, both("items for a checklist, and only there", "checklist 要有 items，其他类型不要")


def pack_faults(pack: Pack, kinds: Mapping[str, str], asked: Mapping[str, Question]) -> Iterator[Fault]:
    """Yield the faults of one pack; `kinds` as `kinds_of` gives them."""
    if pack.in_force.to is not None and pack.in_force.to < pack.in_force.from_:
        wrong = both("ends before it begins", "终止日早于起始日")
        yield ("in_force", "to"), wrong, both("a day after `from`", "晚于 from 的日期")
    for key, conditions in (("gates", pack.gates), ("routes", pack.routes)):
        yield from _repeated((key,), [each.id for each in conditions])
        for number, each in enumerate(conditions):
            yield from _condition_faults((key, number), each, kinds)
    if pack.score:
        yield from _score_faults(pack.score, kinds, asked)


def _repeated(path: Path, ids: Sequence[str]) -> Iterator[Fault]:
    for number, name in enumerate(ids):
        if name in ids[:number]:
            wrong = both(f"{name!r} stands twice", f"{name!r} 重复")
            yield (*path, number, "id"), wrong, both("a name of its own", "一个不重复的名称")


def _condition_faults(path: Path, condition: Condition, kinds: Mapping[str, str]) -> Iterator[Fault]:
    for key, alternatives in (("any", condition.any), ("open_if", condition.open_if)):
        for a, checks in enumerate(alternatives):
            for c, check in enumerate(checks):
                yield from _check_faults((*path, key, a, c), check, kinds)


def _check_faults(path: Path, check: Check, kinds: Mapping[str, str]) -> Iterator[Fault]:
    kind = kinds.get(check.input)
    if kind is None:
        yield _nothing_tells((*path, "input"), check.input, kinds)
    elif (kind == YES_NO) != (check.is_ is not None) or kind == CHOICE:
        wrong = both(f"{check.input!r} is a {kind}", f"{check.input!r} 的类型是 {kind}")
        expected = both(
            'is: "yes" or is: "no" for yes or no, limits for numbers', '是非题写 is: "yes" 或 is: "no"，数值写界限'
        )
        yield path, wrong, expected
    if check.is_ is None:
        yield from _limit_faults(path, check)


def _limit_faults(path: Path, limits: Limits) -> Iterator[Fault]:
    low = [each for each in (limits.at_least, limits.above) if each is not None]
    high = [each for each in (limits.at_most, limits.below) if each is not None]
    if len(low) > 1 or len(high) > 1 or not low + high:
        yield path, both(f"{len(low + high)} limits", f"有 {len(low + high)} 个界限"), _A_LIMIT
    elif low and high and low[0] > high[0]:
        yield path, both(f"from {low[0]:g} to {high[0]:g}", f"从 {low[0]:g} 到 {high[0]:g}"), _A_LIMIT


def _score_faults(score: Score, kinds: Mapping[str, str], asked: Mapping[str, Question]) -> Iterator[Fault]:
    path: Path = ("score",)
    yield from _limit_faults((*path, "total"), score.total)
    yield from _sum_faults((*path, "max"), score.max, [group.max for group in score.groups])
    groups = [group.id for group in score.groups]
    yield from _repeated((*path, "groups"), groups)
    for m, minimum in enumerate(score.minima):
        yield from _limit_faults((*path, "minima", m), minimum)
        if minimum.group not in groups:
            wrong = both(f"no group {minimum.group!r}", f"没有 {minimum.group!r} 这一组")
            yield (*path, "minima", m, "group"), wrong, near(minimum.group, groups)
    yield from _repeated((*path, "items"), [item.id for group in score.groups for item in group.items])
    for g, group in enumerate(score.groups):
        # A bonus may lift the items above the group, which caps them.
        if sum(item.max for item in group.items) < group.max:
            found = sum(item.max for item in group.items)
            yield from _sum_faults((*path, "groups", g, "max"), group.max, [found])
        for i, item in enumerate(group.items):
            for c, calculation in enumerate(item.calculations):
                at: Path = (*path, "groups", g, "items", i, "calculations", c)
                yield from _calculation_faults(at, calculation, item.max, kinds, asked)


def _sum_faults(path: Path, whole: float, parts: Sequence[float]) -> Iterator[Fault]:
    if sum(parts) != whole:
        yield path, both(f"the parts make {sum(parts):g}", f"各部分合计 {sum(parts):g}"), both(f"{sum(parts):g}")


def _calculation_faults(
    path: Path, calculation: Calculation, most: float, kinds: Mapping[str, str], asked: Mapping[str, Question]
) -> Iterator[Fault]:
    kind = kinds.get(calculation.input)
    if kind is None:
        yield _nothing_tells((*path, "input"), calculation.input, kinds)
        return
    for number, message, expected in _scale_faults(calculation, kind, asked):
        where = (*path, "scale") if number is None else (*path, "scale", number)
        yield where, message, expected
    for number, attribute in enumerate(calculation.scale):
        if isinstance(attribute.points, tuple) and not attribute.judged:
            wrong = both("two points without `judged`", "有两个得分，却没有写 judged")
            yield (
                (*path, "scale", number, "points"),
                wrong,
                both("one number, or judged: true", "一个数，或写 judged: true"),
            )
        if max(attribute.ends) > most:
            wrong = both(f"{max(attribute.ends):g} points", f"{max(attribute.ends):g} 分")
            yield (*path, "scale", number, "points"), wrong, both(f"{most:g} at most", f"不超过 {most:g}")


def _scale_faults(calculation: Calculation, kind: str, asked: Mapping[str, Question]) -> Iterator[ScaleFault]:
    if kind == NUMBER:
        # Growth and net worth know no lowest number.
        yield from band_faults(calculation.scale, -inf, inf)
    elif kind == YES_NO:
        yield from choice_faults(calculation.scale, ("no", "yes"))
    elif asked[calculation.input].scale:
        yield from choice_faults(calculation.scale, tuple(each.id for each in asked[calculation.input].scale))


def _nothing_tells(path: Path, name: str, kinds: Mapping[str, str]) -> Fault:
    return path, both(f"nothing tells {name!r}", f"{name!r} 没有来源"), near(name, list(kinds))
