"""Cases of the policy packs: a company in, states, points and verdict out, through the public function.

`cases/<pack>.yaml` names a `pack` and a `base` company. Under `cases`, `given` changes the base (null takes a field
away) and `expect` says what has to come out. Under `steps` one field is varied and one gate, route or item
watched: every value stands beside the state or the points that it brings. Accounts are written by year.
"""

from copy import deepcopy
from functools import cache
from math import isclose
from pathlib import Path

import pytest
import yaml

from scoring.columns.build import columns_of
from scoring.policies.evaluate import Policies
from scoring.policies.report import policies_of
from scoring.profile import profile_model
from scoring.rulesets.book import shipped_book
from scoring.table.from_profiles import table_of

FOLDER = Path(__file__).parent / "cases"
BOOK = shipped_book()
PACKS = {pack.id: pack for pack in BOOK.packs}
LIMITS = ("at_least", "above", "at_most", "below")


def merged(base, given):
    """The base with what is given put in its place; null takes away."""
    if not isinstance(base, dict) or not isinstance(given, dict):
        return deepcopy(given)
    both = deepcopy(base) | {key: merged(base.get(key), value) for key, value in given.items()}
    return {key: value for key, value in both.items() if value is not None}


def at_path(path, value):
    """A value nested under a dotted path; years are numbers."""
    for key in reversed(path.split(".")):
        value = {int(key) if key.isdigit() else key: value}
    return value


def all_cases():
    for path in sorted(FOLDER.glob("*.yaml")):
        file = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in file["cases"]:
            fields = merged(file["base"], case.get("given", {}))
            yield pytest.param(file["pack"], fields, case["expect"], id=f"{path.stem}: {case['name']}")
        for step in file["steps"]:
            kind, watched = step["watch"].split(".")
            for value, found in step["to"].items():
                fields = merged(merged(file["base"], step.get("given", {})), at_path(step["vary"], value))
                name = f"{path.stem}: {step['watch']}, {step['vary']} {value}"
                yield pytest.param(file["pack"], fields, {kind: {watched: found}}, id=name)


CASES = list(all_cases())


def profile_of(fields):
    accounts = [{"year": year, **figures} for year, figures in fields.get("accounts", {}).items()]
    told = {"name": "Case", **fields} | ({"accounts": accounts} if accounts else {})
    return profile_model(BOOK).model_validate(told)


@cache
def result_at(number):
    pack, fields, _ = CASES[number].values
    results = policies_of(profile_of(fields), book=BOOK)
    return next(each for each in results if each.programme == PACKS[pack].programme)


def items_of(result):
    return [item for group in result.score.groups for item in group.items] if result.score else []


def found_in(result):
    """What a result says, in the form of `expect`."""
    shown = (*result.gates, *result.routes, *items_of(result))
    return {
        "verdict": result.verdict,
        "points": [result.points_low, result.points_high],
        "score": result.score and result.score.state,
        "gates": {each.id: each.state for each in result.gates},
        "routes": {each.id: each.state for each in result.routes},
        "items": {each.id: [each.low, each.high] for each in items_of(result)},
        "groups": {each.id: [each.low, each.high] for each in result.score.groups} if result.score else {},
        "minima": {each.id: each.state for each in result.score.groups} if result.score else {},
        "changes": [each.about for each in result.near_miss.changes] if result.near_miss else [],
        "reachable": result.near_miss and result.near_miss.reachable,
        "odd": [each.id for each in shown if each.remark],
        "lacking": bool(result.missing),
    }


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case.id for case in CASES])
def test_case(number):
    found = found_in(result_at(number))
    for key, expected in CASES[number].values[2].items():
        if isinstance(expected, dict):
            wanted = {name: spread(value) for name, value in expected.items()}
            assert {name: found[key][name] for name in wanted} == wanted
        else:
            assert found[key] == (spread(expected) if key == "points" else expected)


def never_fails(condition):
    """Whether the very opposite of what is wanted is left to the authority."""
    wanted = {(check.input, check.is_) for checks in condition.any for check in checks}
    opposite = {"yes": "no", "no": "yes"}
    return any((check.input, opposite.get(check.is_)) in wanted for checks in condition.open_if for check in checks)


def spread(value):
    """Points that are no range, as the range that they are."""
    return [value, value] if isinstance(value, int | float) else value


def numbers_of(pack):
    return [number for number, case in enumerate(CASES) if case.values[0] == pack]


@pytest.mark.parametrize("pack", PACKS.values(), ids=list(PACKS))
def test_every_condition_has_a_case_of_each_state(pack):
    found = [found_in(result_at(number)) for number in numbers_of(pack.id)]
    assert len([case for case in CASES if case.values[0] == pack.id and "verdict" in case.values[2]]) >= 12
    for kind, conditions in (("gates", pack.gates), ("routes", pack.routes)):
        seen = {(each.id, one[kind].get(each.id)) for each in conditions for one in found}
        wanted = {(each.id, state) for each in conditions for state in ("met", "not_met", "unknown")}
        assert wanted - seen == {(each.id, "not_met") for each in conditions if never_fails(each)}


@pytest.mark.parametrize("pack", PACKS.values(), ids=list(PACKS))
def test_every_band_and_choice_of_every_item_has_a_case(pack):
    results = [result_at(number) for number in numbers_of(pack.id)]
    calculations = [(item.id, each) for one in results for item in items_of(one) for each in item.calculations]
    seen = {(item, each.says) for item, each in calculations}
    wanted = {(item.id, band.says.en) for item in pack.items for each in item.calculations for band in each.scale}
    assert wanted - seen == set()


@pytest.mark.parametrize("pack", PACKS.values(), ids=list(PACKS))
def test_every_limit_has_a_case_on_it_and_one_close_by_on_its_other_side(pack):
    table = table_of([profile_of(CASES[number].values[1]) for number in numbers_of(pack.id)], BOOK)
    values = Policies(table, columns_of(table, BOOK), BOOK).values
    for name, limit, on_is_above in edges_of(pack):
        low, high = values.bounds(name)
        exact = low[low == high].tolist()
        close = [each for each in exact if each != limit and isclose(each, limit, rel_tol=0.06, abs_tol=1.1)]
        assert limit in exact, f"no case with {name} at {limit:g}"
        assert any((each < limit) == on_is_above for each in close), f"no case with {name} just beside {limit:g}"


def edges_of(pack):
    """Limits of gates and routes and edges of bands: input, value, and whether the value belongs to the upper side."""
    for condition in (*pack.gates, *pack.routes):
        for check in condition.checks:
            for key in LIMITS:
                if (limit := getattr(check, key)) is not None:
                    yield check.input, limit, key in ("at_least", "below")
    for calculation in (each for item in pack.items for each in item.calculations):
        for band in calculation.scale[1:]:
            if band.from_ is not None:
                # A band from 55.000001 means 'above 55': 55 itself belongs below.
                plain = round(band.from_, 5)
                yield calculation.input, plain, plain == band.from_


def test_a_pack_that_is_not_in_force_yet_or_any_more_is_said_so():
    early = {each.programme: each.verdict for each in policies_of(profile_of({"as_of": "2017-05-02"}), book=BOOK)}
    assert early == {
        "kexiao": "not_in_force",
        "gaoqi": "cannot_say",
        "chuangxin": "not_in_force",
        "zhuanjingtexin": "not_in_force",
        "xiaojuren": "not_in_force",
    }
    first_days = {"kexiao": "2017-05-03", "chuangxin": "2022-08-01", "xiaojuren": "2026-04-01"}
    for programme, day in first_days.items():
        found = {each.programme: each.verdict for each in policies_of(profile_of({"as_of": day}), book=BOOK)}
        assert found[programme] == "cannot_say"
