"""One company assessed: the batch path on a table of one row, then put into words."""

from collections.abc import Mapping
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
    scored = score_profiles([profile], book)
    strengths, weaknesses = _reasons(scored, lang)
    *points, voice_points = _composite_points(scored.total)
    factors = _factor_results(scored, points, lang)
    progression = progression_result(scored, 0, voice_points, lang)
    return Assessment(
        company=profile.name,
        as_of=profile.as_of,
        lang=lang,
        stage=STAGES[code] if (code := int(scored.columns["stage"][0])) >= 0 else None,
        city=profile.city,
        sectors=list(profile.sectors),
        composite=_composite_result(scored.found, scored.total),
        factors=factors,
        progression=progression,
        peers=peers_of(scored, [profile], 0, lang, release),
        strengths=strengths,
        weaknesses=weaknesses,
        next_steps=next_steps(scored, lang),
        gaps=gaps(scored, lang),
        versions=versions_of(book),
    )


def _score(source: Any, place: Any) -> dict[str, Any]:
    """Fields of `Score` out of arrays of a FactorTable or Composite."""
    values = {name: float(getattr(source, name)[place]) for name in Score.model_fields}
    return {name: rounded(value) for name, value in values.items()} | {"coverage": share(values["coverage"])}


def _composite_result(found: Findings, total: Composite) -> CompositeResult:
    weakest = float(total.weakest[0])
    names = [factor for place, factor in enumerate(found.program.factors) if found.factors.score[place, 0] == weakest]
    return CompositeResult(
        **_score(total, 0),
        geometric=rounded(float(total.geometric[0])),
        weakest_factor=names[0] if names else None,
        weakest_score=rounded(weakest) if names else None,
    )


def _reasons(scored: Scored, lang: Lang) -> tuple[list[str], list[str]]:
    """Findings that lift and that pull down the composite, strongest first."""
    found, impact = scored.found, scored.impacts
    order = strongest(impact, len(impact))[:, 0]
    lifting, pulling = order[impact[order, 0] > 0], order[impact[order, 0] < 0]
    strengths = [sentence(found, row, 0, lang) for row in lifting[:MOST_REASONS]]
    return strengths, [sentence(found, row, 0, lang) for row in pulling[:MOST_REASONS]]


def _composite_points(total: Composite) -> list[float | None]:
    """What each factor and, last, the model's standing bring to the composite: they add up to it."""
    spoken = total.voice_weight[0] * np.nan_to_num(total.standing[0])
    return _points(np.append(total.weights[:, 0] * total.central[:, 0], spoken), float(total.score[0]))


def _factor_results(scored: Scored, points: list[float | None], lang: Lang) -> list[FactorResult]:
    """Factors with their ledgers."""
    found, total = scored.found, scored.total
    results, first = [], 0
    for place, rules in enumerate(scored.book.rule_sets):
        rows = range(first, first := first + len(rules.characteristics))
        results.append(
            FactorResult(
                **_score(found.factors, (place, 0)),
                id=rules.id,
                name=rules.name.in_(lang),
                weight=percent(float(total.weights[place, 0])),
                central=rounded(float(total.central[place, 0])),
                points=points[place],
                sub_factors=_sub_factors(rules, found, rows.start, lang),
                ledger=_ledger(rules, found, rows, float(found.factors.score[place, 0]), scored.columns, lang),
            )
        )
    return results


def _points(parts: NDArray[np.float64], whole: float) -> list[float | None]:
    """Parts of a score, rounded to add up to it; None where a part is unknown."""
    known = np.flatnonzero(~np.isnan(parts))
    shown: list[float | None] = [None] * len(parts)
    if not np.isnan(whole):
        for place, value in zip(known, apportioned(parts[known].tolist(), rounded(whole) or 0.0), strict=True):
            shown[place] = value
    return shown


def _ledger(rules: RuleSet, found: Findings, rows: range, whole: float, columns: Columns, lang: Lang) -> list[Finding]:
    weights = np.array([found.program.scales[row].weight for row in rows])
    partial = found.partial[rows.start : rows.stop, 0]
    parts = partial * weights / max(weights[~np.isnan(partial)].sum(), 1e-9)
    points = _points(parts, whole)
    sub_factor_of = [sub.id for sub in rules.sub_factors for _ in sub.characteristics]
    return [
        _finding(found, row, sub_factor, points[row - rows.start], columns, lang)
        for row, sub_factor in zip(rows, sub_factor_of, strict=True)
    ]


def _finding(found: Findings, row: int, sub_factor: str, points: float | None, columns: Columns, lang: Lang) -> Finding:
    item, attribute = found.program.characteristics[row], int(found.attribute[row, 0])
    scored = attribute >= 0
    return Finding(
        characteristic=item.id,
        name=item.name.in_(lang),
        sub_factor=sub_factor,
        state=_STATES.get(attribute, "scored"),
        partial_score=rounded(float(found.partial[row, 0])),
        points=points,
        weight=round(found.program.scales[row].weight, 4),
        reason_code=reason_code(item, attribute),
        reason=item.scale[attribute].says.in_(lang) if scored else None,
        evidence=_grade(columns, item) if scored else None,
        section=item.source.section,
        basis=", ".join(item.source.facts) if item.source.anchor == "threshold" else "expert judgement",
    )


def _grade(columns: Columns, item: Characteristic) -> str:
    codes = columns.get(f"{item.input}@evidence")
    return taxonomy.evidence_grades().slugs[0 if codes is None else int(codes[0])]


def _sub_factors(rules: RuleSet, found: Findings, first: int, lang: Lang) -> list[SubFactorResult]:
    results = []
    for sub in rules.sub_factors:
        rows = range(first, first := first + len(sub.characteristics))
        weight = {row: found.program.scales[row].weight for row in rows if found.attribute[row, 0] >= -1}
        scored = {row: part for row, part in weight.items() if found.attribute[row, 0] >= 0}
        points = sum(part * float(found.partial[row, 0]) for row, part in scored.items())
        results.append(
            SubFactorResult(
                id=sub.id,
                name=sub.name.in_(lang),
                score=rounded(points / sum(scored.values())) if scored else None,
                coverage=share(sum(scored.values()) / sum(weight.values())) if weight else 0.0,
            )
        )
    return results
