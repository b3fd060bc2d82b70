"""Checks over whole rule files: weights that add up, names that exist, references that hold."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from math import isclose
from typing import get_args

from scoring import taxonomy
from scoring.columns.registry import DERIVED
from scoring.rulesets.scales import faults
from scoring.rulesets.schema import Ask, Characteristic, Phase, RuleSet, Source, Weights

Path = tuple[str | int, ...]
Fault = tuple[Path, str, str]
"""Path inside the file, what is wrong, what was expected."""


def asks_of(rule_sets: Sequence[RuleSet]) -> dict[str, Ask]:
    """Every answer that some characteristic asks for, by name."""
    return {item.input: item.ask for rules in rule_sets for item in rules.characteristics if item.ask}


def rule_set_faults(rules: RuleSet, asks: dict[str, Ask], taken: dict[str, str]) -> Iterator[Fault]:
    """Yield the faults of one rule set; `taken` maps names used so far to where, and is added to."""
    yield from _name_faults((), {f"factor {rules.id}": "id"}, rules.id, taken)
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
                    yield path, f"the report has no usable fact {fact!r}", near(fact, known)


def weights_faults(weights: Weights, factors: Sequence[str]) -> Iterator[Fault]:
    """Yield what is wrong with the factor weights."""
    groups: dict[Path, dict[str, float]] = {("default",): weights.default}
    groups |= {("phases", phase): group for phase, group in weights.phases.items()}
    for path, group in groups.items():
        if set(group) != set(factors):
            yield path, f"weights for {', '.join(group)}", f"each of {', '.join(factors)}"
        yield from _weight_faults(path, list(group.values()))
    for key, given in (("phases", set(weights.phases)), ("rationale", set(weights.rationale))):
        for phase in get_args(Phase):
            if phase not in given:
                yield (key,), f"the phase {phase!r} is missing", "early, middle and mature"


def near(name: str, known: Sequence[str]) -> str:
    """Name the closest known names."""
    found = get_close_matches(name, known, n=3, cutoff=0.5)
    return "a known name" + (f", such as {', '.join(found)}" if found else "")


def _weight_faults(path: Path, weights: list[float]) -> Iterator[Fault]:
    total = sum(weights)
    if not isclose(total, 100):
        yield path, f"weights add up to {total:g}", "100"


def _name_faults(path: Path, names: dict[str, str], factor: str, taken: dict[str, str]) -> Iterator[Fault]:
    for name, field in names.items():
        if name in taken:
            yield (*path, field), f"{name!r} already stands in {taken[name]}", "a name of its own"
        taken[name] = factor


def _input_faults(path: Path, item: Characteristic, asks: dict[str, Ask]) -> Iterator[Fault]:
    if item.ask and item.input in DERIVED:
        yield (*path, "ask"), f"{item.input!r} is derived from known facts, so it is never asked", "no `ask`"
    elif item.input not in asks and item.input not in DERIVED:
        yield (*path, "input"), f"nothing tells {item.input!r}", near(item.input, [*asks, *DERIVED])
    else:
        if item.ask:
            yield from _ask_faults((*path, "ask"), item.ask)
        for number, message, expected in faults(item, asks.get(item.input)):
            where = (*path, "scale") if number is None else (*path, "scale", number)
            yield where, message, expected


def _ask_faults(path: Path, ask: Ask) -> Iterator[Fault]:
    if ask.kind == "number" and ask.unit is None:
        yield path, "a number without a unit", "unit: {en: …, zh: …}"
    if ask.min >= ask.max:
        yield path, f"answers from {ask.min:g} to {ask.max:g}", "min below max"
    if (ask.kind == "checklist") != bool(ask.items):
        yield path, f"a {ask.kind} with {len(ask.items)} items", "items for a checklist, and only there"
    ids = [item.id for item in ask.items]
    if len(set(ids)) < len(ids):
        yield (*path, "items"), "an item stands twice", "one item an id"


def _reference_faults(path: Path, item: Characteristic) -> Iterator[Fault]:
    known: dict[str, Sequence[str]] = {
        "stages": taxonomy.stages().slugs,
        "layers": taxonomy.layers().slugs,
        "sectors": taxonomy.sectors().slugs,
    }
    for key, slugs in known.items():
        for number, slug in enumerate(getattr(item.applies, key)):
            if slug not in slugs:
                yield (*path, "applies", key, number), f"{slug!r} is not known", near(slug, slugs)
    grades = taxonomy.evidence_grades().slugs
    for number, grade in enumerate(item.evidence):
        if grade not in grades:
            yield (*path, "evidence", number), f"{grade!r} is no evidence grade", ", ".join(grades)
    yield from _source_faults((*path, "source"), item.source)


def _source_faults(path: Path, source: Source) -> Iterator[Fault]:
    if not source.facts and source.basis is None:
        yield path, "neither a fact nor a basis", "facts: [...] with an anchor, or basis: expert judgement"
    if bool(source.facts) != (source.anchor is not None):
        yield path, "facts and anchor go together", "anchor: threshold or context, with facts: [...]"
