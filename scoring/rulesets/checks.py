"""Checks over whole rule files: weights that add up, names that exist, references that hold."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from math import isclose
from typing import get_args

from scoring import taxonomy
from scoring.columns.registry import DERIVED
from scoring.rulesets.scale_checks import faults
from scoring.rulesets.schema import Ask, Characteristic, Phase, RuleSet, Source, Weights
from scoring.text import Text, both

Path = tuple[str | int, ...]
Fault = tuple[Path, Text, Text]
"""Path inside the file, what is wrong, what was expected."""


def asks_of(rule_sets: Sequence[RuleSet]) -> dict[str, Ask]:
    """Every answer that some characteristic asks for, by name."""
    return {item.input: item.ask for rules in rule_sets for item in rules.characteristics if item.ask}


def rule_set_faults(rules: RuleSet, asks: dict[str, Ask], taken: dict[str, str]) -> Iterator[Fault]:
    """Yield the faults of one rule set; `taken` maps names used so far to where, and is added to."""
    yield from _name_faults((), {f"factor {rules.id}": "id", f"order {rules.order}": "order"}, rules.id, taken)
    yield from _weight_faults(("sub_factors",), [sub.weight for sub in rules.sub_factors])
    for s, sub in enumerate(rules.sub_factors):
        path: Path = ("sub_factors", s, "characteristics")
        yield from _name_faults(path[:2], {f"sub-factor {sub.id}": "id"}, rules.id, taken)
        yield from _weight_faults(path, [item.weight for item in sub.characteristics])
        for c, item in enumerate(sub.characteristics):
            names = {f"characteristic {item.id}": "id"} | ({f"answer {item.input}": "input"} if item.ask else {})
            yield from _name_faults((*path, c), names, rules.id, taken)
            yield from _input_faults((*path, c), item, asks)
            yield from _reference_faults((*path, c), item)


def fact_faults(rules: RuleSet, known: Sequence[str]) -> Iterator[Fault]:
    """Yield references to facts of the report that do not exist."""
    for s, sub in enumerate(rules.sub_factors):
        for c, item in enumerate(sub.characteristics):
            for f, fact in enumerate(item.source.facts):
                if fact not in known:
                    path: Path = ("sub_factors", s, "characteristics", c, "source", "facts", f)
                    yield (
                        path,
                        both(f"the report has no usable fact {fact!r}", f"报告中没有可用的事实 {fact!r}"),
                        near(fact, known),
                    )


def weights_faults(weights: Weights, factors: Sequence[str]) -> Iterator[Fault]:
    """Yield what is wrong with the factor weights."""
    groups: dict[Path, dict[str, float]] = {("default",): weights.default}
    groups |= {("phases", phase): group for phase, group in weights.phases.items()}
    without_rules = [name for name in weights.default if all(name in group for group in groups.values())]
    without_rules = [name for name in without_rules if name not in factors]
    for name in without_rules:
        expected = both(f"a file of rules with `id: {name}`", f"一个写有 id: {name} 的规则文件")
        yield ("default", name), both(f"no rule set for the factor {name}", f"成功要素 {name} 没有规则集"), expected
    for path, group in groups.items():
        if set(group) - set(without_rules) != set(factors):
            given, wanted = ", ".join(group), ", ".join(factors)
            yield (
                path,
                both(f"weights for {given}", f"只给了 {given} 的权重"),
                both(f"each of {wanted}", f"{wanted} 各一个"),
            )
        yield from _weight_faults(path, list(group.values()))
    for key, stated in (("phases", set(weights.phases)), ("rationale", set(weights.rationale))):
        for phase in get_args(Phase):
            if phase not in stated:
                yield (
                    (key,),
                    both(f"the phase {phase!r} is missing", f"缺少阶段 {phase!r}"),
                    both("early, middle and mature", "early、middle、mature 三个阶段"),
                )


def alternatives(english: str) -> str:
    """A list of alternatives as Chinese writes it: "'a', 'b' or 'c'" becomes "'a'、'b' 或 'c'"."""
    return english.replace("', '", "'、'").replace("' or '", "' 或 '")


def near(name: str, known: Sequence[str]) -> Text:
    """Name the closest known names."""
    found = ", ".join(get_close_matches(name, known, n=3, cutoff=0.5))
    return (
        both(f"a known name, such as {found}", f"已有的名称，例如 {found}")
        if found
        else both("a known name", "已有的名称")
    )


def _weight_faults(path: Path, weights: list[float]) -> Iterator[Fault]:
    total = sum(weights)
    if not isclose(total, 100):
        yield path, both(f"weights add up to {total:g}", f"权重合计为 {total:g}"), both("100")


def _name_faults(path: Path, names: dict[str, str], factor: str, taken: dict[str, str]) -> Iterator[Fault]:
    for name, field in names.items():
        if name in taken:
            wrong = both(f"{name!r} already stands in {taken[name]}", f"{name!r} 已在 {taken[name]} 中用过")
            yield (*path, field), wrong, both("a name of its own", "一个不重复的名称")
        taken[name] = factor


def _input_faults(path: Path, item: Characteristic, asks: dict[str, Ask]) -> Iterator[Fault]:
    if item.ask and item.input in DERIVED:
        wrong = both(
            f"{item.input!r} is derived from known facts, so it is never asked",
            f"{item.input!r} 可由已知信息推出，不应再问",
        )
        yield (*path, "ask"), wrong, both("no `ask`", "去掉 ask")
    elif item.input not in asks and item.input not in DERIVED:
        wrong = both(f"nothing tells {item.input!r}", f"{item.input!r} 没有来源")
        yield (*path, "input"), wrong, near(item.input, [*asks, *DERIVED])
    else:
        if item.ask:
            yield from ask_faults((*path, "ask"), item.ask)
        for number, message, expected in faults(item, asks.get(item.input)):
            where = (*path, "scale") if number is None else (*path, "scale", number)
            yield where, message, expected


def ask_faults(path: Path, ask: Ask) -> Iterator[Fault]:
    """Yield what is wrong with a question."""
    if ask.kind == "number" and ask.unit is None:
        yield path, both("a number without a unit", "数值缺单位"), both("unit: {en: …, zh: …}")
    if ask.min >= ask.max:
        found = both(f"answers from {ask.min:g} to {ask.max:g}", f"取值从 {ask.min:g} 到 {ask.max:g}")
        yield path, found, both("min below max", "min 小于 max")
    if (ask.kind == "checklist") != bool(ask.items):
        found = both(f"a {ask.kind} with {len(ask.items)} items", f"{ask.kind} 带有 {len(ask.items)} 个选项")
        yield path, found, both("items for a checklist, and only there", "checklist 要有 items，其他类型不要")
    ids = [item.id for item in ask.items]
    if len(set(ids)) < len(ids):
        yield (*path, "items"), both("an item stands twice", "选项重复"), both("one item an id", "每个 id 只用一次")


def _reference_faults(path: Path, item: Characteristic) -> Iterator[Fault]:
    known: dict[str, Sequence[str]] = {
        "stages": taxonomy.stages().slugs,
        "layers": taxonomy.layers().slugs,
        "sectors": taxonomy.sectors().slugs,
    }
    for key, slugs in known.items():
        for number, slug in enumerate(getattr(item.applies, key)):
            if slug not in slugs:
                yield (
                    (*path, "applies", key, number),
                    both(f"{slug!r} is not known", f"没有 {slug!r}"),
                    near(slug, slugs),
                )
    grades = taxonomy.evidence_grades().slugs
    for number, grade in enumerate(item.evidence):
        if grade not in grades:
            wrong = both(f"{grade!r} is no evidence grade", f"{grade!r} 不是证据等级")
            yield (*path, "evidence", number), wrong, both(", ".join(grades), "、".join(grades))
    yield from _source_faults((*path, "source"), item.source)


def _source_faults(path: Path, source: Source) -> Iterator[Fault]:
    if not source.facts and source.basis is None:
        expected = both(
            "facts: [...] with an anchor, or basis: expert judgement",
            "facts: [...] 加 anchor，或 basis: expert judgement",
        )
        yield path, both("neither a fact nor a basis", "既没有事实，也没有依据"), expected
    if bool(source.facts) != (source.anchor is not None):
        expected = both(
            "anchor: threshold or context, with facts: [...]", "anchor: threshold 或 context，并写 facts: [...]"
        )
        yield path, both("facts and anchor go together", "facts 与 anchor 要一起写"), expected
