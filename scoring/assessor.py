"""Companies assessed: scored as one table, then each put into words. One company is a table of one row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.advice import gaps, next_steps
from scoring.assessment import (
    Assessment,
    CompositeResult,
    FactorResult,
    Finding,
    Score,
    State,
    SubFactorResult,
)
from scoring.columns.registry import STAGES
from scoring.composite import Composite
from scoring.ledger import apportioned, percent, rounded, share
from scoring.peers.comparison import peers_of
from scoring.peers.installation.releases import Release
from scoring.policies.report import results_of
from scoring.profile import CompanyProfile, profile_model
from scoring.progression_result import progression_result
from scoring.reasons import sentence, strongest
from scoring.rulesets.book import RuleBook, shipped_book
from scoring.rulesets.evaluate import Columns, Findings, reason_code
from scoring.rulesets.schema import Characteristic, RuleSet
from scoring.scored import Scored, score_profiles
from scoring.text import Lang
from scoring.versions import versions_of

MOST_REASONS = 5
_STATES: dict[int, State] = {-1: "unknown", -2: "not_applicable"}


def assess(
    profile: CompanyProfile[Any] | Mapping[str, Any],
    *,
    lang: Lang = "en",
    book: RuleBook | None = None,
    release: Release | None = None,
) -> Assessment:
    """Assess one company.

    `profile` is a CompanyProfile or a mapping of its fields (then a pydantic ValidationError names what is
    wrong with it). `release` is what this installation shows of companies assessed before. Scores are 0-100,
    `coverage` 0-1. The same profile, release and versions give the same result.
    """
    book = book or shipped_book()
    if not isinstance(profile, CompanyProfile):
        profile = profile_model(book).model_validate(profile)
    return next(assess_many([profile], lang=lang, book=book, release=release))


def assess_many(
    profiles: Sequence[CompanyProfile[Any]],
    *,
    lang: Lang = "en",
    book: RuleBook | None = None,
    release: Release | None = None,
) -> Iterator[Assessment]:
    """Assess companies, in their order: scored together, put into words one after the other as they are asked for.

    Each result is the one that `assess` gives for its company alone.
    """
    book = book or shipped_book()
    scored = score_profiles(profiles, book)
    for at, profile in enumerate(profiles):
        yield _assessment(scored, profile, at, lang, release)


def _assessment(
    scored: Scored, profile: CompanyProfile[Any], at: int, lang: Lang, release: Release | None
) -> Assessment:
    """The company at place `at` of the table in words."""
    strengths, weaknesses = _reasons(scored, at, lang)
    *points, voice_points = _composite_points(scored.total, at)
    return Assessment(
        company=profile.name,
        as_of=profile.as_of,
        lang=lang,
        stage=STAGES[code] if (code := int(scored.columns["stage"][at])) >= 0 else None,
        city=profile.city,
        sectors=list(profile.sectors),
        composite=_composite_result(scored.found, scored.total, at),
        factors=_factor_results(scored, at, points, lang),
        progression=progression_result(scored, at, voice_points, lang),
        peers=peers_of(scored, profile, at, lang, release),
        strengths=strengths,
        weaknesses=weaknesses,
        next_steps=next_steps(scored, lang, at=at),
        gaps=gaps(scored, lang, at=at),
        policies=results_of(scored.policies, at, lang),
        versions=versions_of(scored.book),
    )


def _score(source: Any, place: Any) -> dict[str, Any]:
    """Fields of `Score` out of arrays of a FactorTable or Composite."""
    values = {name: float(getattr(source, name)[place]) for name in Score.model_fields}
    return {name: rounded(value) for name, value in values.items()} | {"coverage": share(values["coverage"])}


def _composite_result(found: Findings, total: Composite, at: int) -> CompositeResult:
    weakest = float(total.weakest[at])
    names = [factor for place, factor in enumerate(found.program.factors) if found.factors.score[place, at] == weakest]
    return CompositeResult(
        **_score(total, at),
        geometric=rounded(float(total.geometric[at])),
        weakest_factor=names[0] if names else None,
        weakest_score=rounded(weakest) if names else None,
    )


def _reasons(scored: Scored, at: int, lang: Lang) -> tuple[list[str], list[str]]:
    """Findings that lift and that pull down the composite, strongest first."""
    found, impact = scored.found, scored.impacts[:, at]
    order = strongest(impact[:, None], len(impact))[:, 0]
    lifting, pulling = order[impact[order] > 0], order[impact[order] < 0]
    strengths = [sentence(found, row, at, lang) for row in lifting[:MOST_REASONS]]
    return strengths, [sentence(found, row, at, lang) for row in pulling[:MOST_REASONS]]


def _composite_points(total: Composite, at: int) -> list[float | None]:
    """What each factor and, last, the model's standing bring to the composite: they add up to it."""
    spoken = total.voice_weight[at] * np.nan_to_num(total.standing[at])
    return _points(np.append(total.weights[:, at] * total.central[:, at], spoken), float(total.score[at]))


def _factor_results(scored: Scored, at: int, points: list[float | None], lang: Lang) -> list[FactorResult]:
    """Factors with their ledgers."""
    found, total = scored.found, scored.total
    results, first = [], 0
    for place, rules in enumerate(scored.book.rule_sets):
        rows = range(first, first := first + len(rules.characteristics))
        results.append(
            FactorResult(
                **_score(found.factors, (place, at)),
                id=rules.id,
                name=rules.name.in_(lang),
                weight=percent(float(total.weights[place, at])),
                central=rounded(float(total.central[place, at])),
                points=points[place],
                sub_factors=_sub_factors(rules, found, rows.start, at, lang),
                ledger=_ledger(rules, scored, rows, at, float(found.factors.score[place, at]), lang),
            )
        )
    return results


def _points(parts: NDArray[np.float64], whole: float) -> list[float | None]:
    """Parts of a score, rounded to add up to it; None where a part is unknown."""
    shown = apportioned(parts[:, None], np.array([rounded(whole) or 0.0]))[:, 0]
    return [None if np.isnan(value) or np.isnan(whole) else value for value in shown.tolist()]


def _ledger(rules: RuleSet, scored: Scored, rows: range, at: int, whole: float, lang: Lang) -> list[Finding]:
    found = scored.found
    weights = np.array([found.program.scales[row].weight for row in rows])
    partial = found.partial[rows.start : rows.stop, at]
    parts = partial * weights / max(weights[~np.isnan(partial)].sum(), 1e-9)
    points = _points(parts, whole)
    sub_factor_of = [sub.id for sub in rules.sub_factors for _ in sub.characteristics]
    return [
        _finding(scored, row, at, sub_factor, points[row - rows.start], lang)
        for row, sub_factor in zip(rows, sub_factor_of, strict=True)
    ]


def _finding(scored: Scored, row: int, at: int, sub_factor: str, points: float | None, lang: Lang) -> Finding:
    found = scored.found
    item, attribute = found.program.characteristics[row], int(found.attribute[row, at])
    met = attribute >= 0
    return Finding(
        characteristic=item.id,
        name=item.name.in_(lang),
        sub_factor=sub_factor,
        state=_STATES.get(attribute, "scored"),
        partial_score=rounded(float(found.partial[row, at])),
        points=points,
        weight=round(found.program.scales[row].weight, 4),
        reason_code=reason_code(item, attribute),
        reason=item.scale[attribute].says.in_(lang) if met else None,
        evidence=_grade(scored.columns, item, at) if met else None,
        section=item.source.section,
        basis=", ".join(item.source.facts) if item.source.anchor == "threshold" else "expert judgement",
    )


def _grade(columns: Columns, item: Characteristic, at: int) -> str:
    codes = columns.get(f"{item.input}@evidence")
    return taxonomy.evidence_grades().slugs[0 if codes is None else int(codes[at])]


def _sub_factors(rules: RuleSet, found: Findings, first: int, at: int, lang: Lang) -> list[SubFactorResult]:
    results = []
    for sub in rules.sub_factors:
        rows = range(first, first := first + len(sub.characteristics))
        weight = {row: found.program.scales[row].weight for row in rows if found.attribute[row, at] >= -1}
        scored = {row: part for row, part in weight.items() if found.attribute[row, at] >= 0}
        points = sum(part * float(found.partial[row, at]) for row, part in scored.items())
        results.append(
            SubFactorResult(
                id=sub.id,
                name=sub.name.in_(lang),
                score=rounded(points / sum(scored.values())) if scored else None,
                coverage=share(sum(scored.values()) / sum(weight.values())) if weight else 0.0,
            )
        )
    return results
