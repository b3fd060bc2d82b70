"""Made-up companies for tests, and the plainest possible scoring of them straight from the YAML of the rules."""

import random
from datetime import date
from functools import cache
from typing import Any

import yaml

from scoring import taxonomy
from scoring.columns.build import columns_of
from scoring.columns.registry import DERIVED
from scoring.composite import MIDDLE
from scoring.profile import CompanyProfile, profile_model
from scoring.resources import resource
from scoring.rulesets.book import shipped_book
from scoring.rulesets.schema import Characteristic
from scoring.table.from_profiles import table_of

AS_OF = "2020-12-31"
KINDS = ["venture_capital", "bank", "corporate", "platform_giant", "government_fund", "incubator"]
PHASES = {stage.slug: stage.phase for stage in taxonomy.stages()}
GRADES = {grade.slug: grade.weight for grade in taxonomy.evidence_grades()}


def value_for(item: Any, chance: random.Random) -> Any:
    """An allowed answer to the question of `item`."""
    ask = item.ask
    if ask.kind == "yes_no":
        return chance.random() < 0.5
    if ask.kind == "choice":
        return chance.choice(item.scale).id
    if ask.kind == "checklist":
        return [tick.id for tick in ask.items if chance.random() < 0.5]
    usual = 1.3 * (item.scale[-1].from_ or 1) if item.scale else 40
    low, high = (0, 100) if ask.kind == "percent" else (ask.min, min(ask.max, usual))
    return chance.randint(int(low), int(high)) if ask.integer else round(chance.uniform(low, high), 2)


def company_fields(seed: int, density: float = 0.6) -> dict[str, Any]:
    """Fields of a made-up company; `density` is the share of questions answered."""
    chance = random.Random(seed)
    answers: dict[str, Any] = {}
    # What packs ask has its own chance: the rest of a company stays the same whatever they come to ask.
    for asked, lot in ((_characteristics(), chance), (shipped_book().facts, random.Random(f"facts {seed}"))):
        for item in asked:
            if lot.random() < density:
                value, grade = value_for(item, lot), lot.choice([None, *GRADES])
                answers[item.input] = {"value": value, "evidence": grade} if grade else value
    rounds: Any = chance.choice([None, [], ...])
    if rounds is ...:
        names = chance.sample(["seed", "angel", "a", "a_plus", "b", "c", "d", "ipo", "strategic"], chance.randint(1, 3))
        dates = sorted(f"20{chance.randint(16, 20)}-{chance.randint(1, 12):02}" for _ in names)
        rounds = [
            {
                "round": name,
                "date": day if chance.random() < 0.8 else None,
                "amount": chance.choice([None, 2e6, 3e7]),
                "investors": [{"name": kind, "kind": kind} for kind in chance.sample(KINDS, chance.randint(0, 3))],
            }
            for name, day in zip(names, dates, strict=True)
        ]
    return {
        "name": f"Company {seed}",
        "as_of": AS_OF,
        "city": chance.choice([None, "shenzhen", "hangzhou", "chengdu", "wuhan", "nanjing", "guangdong"]),
        "sectors": chance.choice([[], ["medical"], ["finance"], ["manufacturing", "medical"], ["education"]]),
        "layer": chance.choice([None, "base", "technology", "terminals", "solutions"]),
        "founded": chance.choice([None, "2015", "2014-03"]),
        "head_count": chance.choice([None, 8, 40, {"low": 101, "high": 250}]),
        "rounds": rounds,
        "accounts": _accounts(random.Random(f"accounts {seed}"), density),
        "answers": answers,
    }


def _characteristics() -> list[Characteristic]:
    return [item for rules in shipped_book().rule_sets for item in rules.characteristics if item.ask]


def _accounts(chance: random.Random, density: float) -> list[dict[str, Any]] | None:
    """Up to three years before AS_OF, some figures left out."""
    if chance.random() > density:
        return None
    scale = 10 ** chance.uniform(6, 8)
    years = chance.sample([2017, 2018, 2019], chance.randint(1, 3))
    shares = {"revenue": 1, "main_revenue": 0.8, "costs": 0.9, "rd_cost": 0.1, "assets": 1.5, "liabilities": 0.5}
    return [
        {"year": year} | {
            name: round(scale * share * chance.uniform(0.7, 1.2))
            for name, share in shares.items() if chance.random() < density
        }
        for year in years
    ]  # fmt: skip


def company(seed: int = 0, density: float = 0.6, **fields: Any) -> CompanyProfile[Any]:
    """A made-up company as a profile; `fields` replace made-up ones."""
    return profile_model(shipped_book()).model_validate(company_fields(seed, density) | fields)


def bare(**fields: Any) -> CompanyProfile[Any]:
    """A company of which nothing is known but `fields`."""
    return profile_model(shipped_book()).model_validate({"name": "Bare", "as_of": date.fromisoformat(AS_OF)} | fields)


@cache
def rule_files() -> list[dict[str, Any]]:
    """The shipped rule files as plain mappings, by order of the factors."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in resource("rules").glob("*.yaml")]
    return sorted((file for file in files if "sub_factors" in file), key=lambda file: file["order"])


@cache
def factor_weights() -> dict[str, Any]:
    """The shipped weights file."""
    return yaml.safe_load(resource("rules", "weights.yaml").read_text(encoding="utf-8"))


def naive_points(scale: list[dict[str, Any]], value: Any) -> float:
    """Partial score of a number, or of the id of a choice, by looking through the scale from the top."""
    if isinstance(value, str):
        return next(band["points"] for band in scale if band["id"] == value)
    for band in scale:
        if value < band.get("to", float("inf")):
            break
    if isinstance(band["points"], int | float):
        return band["points"]
    (first, last), low, high = band["points"], band["from"], band["to"]
    return first + (min(value, high) - low) * (last - first) / (high - low)


def naive_value(item: dict[str, Any], profile: CompanyProfile[Any], facts: dict[str, Any]) -> tuple[Any, str]:
    """What a characteristic reads of a company (None where unknown) and its evidence grade."""
    name = item["input"]
    if name in facts:
        return facts[name], "own_statement"
    answer = getattr(profile.answers, name)
    if answer is None:
        return None, "own_statement"
    value = answer.value
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return len(value) if isinstance(value, list) else value, answer.evidence or "own_statement"


def derived_facts(profile: CompanyProfile[Any]) -> dict[str, Any]:
    """Derived facts of one company in words and numbers, None where unknown."""
    facts: dict[str, Any] = {}
    columns = columns_of(table_of([profile], shipped_book()), shipped_book())
    for name, derived in DERIVED.items():
        value = columns[name][0]
        if derived.kind == "number":
            facts[name] = None if value != value else float(value)  # noqa: PLR0124
        else:
            facts[name] = derived.values[int(value)] if value >= 0 else None
    return facts


def naive_applies(item: dict[str, Any], facts: dict[str, Any], sector: str | None) -> bool:
    """Whether a characteristic concerns a company; what is unknown counts as yes."""
    rule, stage = item.get("applies", {}), facts["stage"]
    by_stage = ("phases" in rule or "stages" in rule) and stage is not None
    if by_stage and PHASES[stage] not in rule.get("phases", []) and stage not in rule.get("stages", []):
        return False
    if "layers" in rule and facts["layer"] is not None and facts["layer"] not in rule["layers"]:
        return False
    return not ("sectors" in rule and sector is not None and sector not in rule["sectors"])


def naive_unsure(item: dict[str, Any], facts: dict[str, Any], sector: str | None) -> bool:
    """Whether a derived fact can't be read because it is not known whether it concerns the company."""
    rule = item.get("applies", {})
    by_stage = ("phases" in rule or "stages" in rule) and facts["stage"] is None
    by_rest = ("layers" in rule and facts["layer"] is None) or ("sectors" in rule and sector is None)
    return item["input"] in facts and (by_stage or by_rest)


def naive_scores(profile: CompanyProfile[Any]) -> dict[str, Any]:
    """Factor scores and composite of one company, by plain loops over the YAML."""
    facts = derived_facts(profile)
    sector = profile.sectors[0] if profile.sectors else None
    phase = PHASES.get(facts["stage"] or "")
    weights = factor_weights()["phases"][phase] if phase else factor_weights()["default"]
    factors, composite = {}, dict.fromkeys(("low", "high", "coverage", "evidenced_score"), 0.0)
    for rules in rule_files():
        points = evidenced = answered = applicable = 0.0
        for sub in rules["sub_factors"]:
            for item in sub["characteristics"]:
                weight = sub["weight"] * item["weight"] / 100
                if not naive_applies(item, facts, sector):
                    continue
                applicable += weight
                value, grade = naive_value(item, profile, facts)
                if value is not None and not naive_unsure(item, facts, sector):
                    partial = naive_points(item["scale"], value)
                    points, answered = points + weight * partial, answered + weight
                    evidenced += weight * partial * GRADES[grade]
        open_part = (applicable - answered) / applicable
        factors[rules["id"]] = {
            "score": points / answered if answered else None,
            "evidenced_score": evidenced / answered if answered else None,
            "coverage": answered / applicable,
            "low": points / applicable,
            "high": points / applicable + 100 * open_part,
        }
        share = weights[rules["id"]] / 100
        for name in ("low", "high", "coverage"):
            composite[name] += share * factors[rules["id"]][name]
        composite["evidenced_score"] += share * (evidenced / applicable + MIDDLE * GRADES["own_statement"] * open_part)
    return {"factors": factors, "composite": composite | {"score": (composite["low"] + composite["high"]) / 2}}
