"""The companies of a ranking in words and numbers: places, scores, findings, reasons."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.cohort import Cohort
from scoring.cohort.result import RankRange
from scoring.columns.registry import STAGES
from scoring.composite import MIDDLE
from scoring.judges.result import Judged
from scoring.ledger import DECIMALS, apportioned
from scoring.peers.standings import Standings
from scoring.progression_result import progression_result
from scoring.ranking import Characteristic, CompactFinding, RankedCompany
from scoring.reasons import sentence, strongest
from scoring.rulesets.book import RuleBook
from scoring.rulesets.scale import NOT_APPLICABLE
from scoring.scored import Scored
from scoring.shortlist.result import Shortlisted
from scoring.text import Lang

Floats = NDArray[np.float64]

TOP_REASONS = 3


def places_of(scored: Scored) -> list[int | None]:
    """Rank of each company: one more than the number of better ones; None without a score."""
    score = shown(scored.total.score)
    ordered = np.sort(-score[~np.isnan(score)])
    better = np.searchsorted(ordered, -score, side="left")
    return [None if np.isnan(value) else int(place) + 1 for value, place in zip(score, better, strict=True)]


def best_first(cohort: Cohort) -> NDArray[np.intp]:
    """Companies from best to worst; equal ones by their low bound, then by name: the order of rows decides nothing."""
    score, low = shown(cohort.scored.total.score), shown(cohort.scored.total.low)
    return np.lexsort((np.array(cohort.identities, str), -low, np.where(np.isnan(score), np.inf, -score)))


def ranked_companies(
    cohort: Cohort,
    places: Sequence[int | None],
    standings: Standings,
    ranges: Sequence[RankRange | None],
    judged: Sequence[Judged | None],
    shortlisted: Sequence[Shortlisted | None],
    lang: Lang,
) -> list[RankedCompany]:
    """All companies, best first; the sequences hold what else is known of each, in the order of the cohort."""
    intake, scored = cohort.intake, cohort.scored
    total = scored.total
    score, reasons = shown(total.score), _reasons(scored, lang)
    fields = {name: shown(getattr(total, name)) for name in ("low", "high", "evidenced_score")}
    coverage, factors = np.round(total.coverage, 4), shown(scored.found.factors.score)
    findings, voice_points = _findings(scored)
    return [
        RankedCompany.model_construct(
            rank=places[at],
            company=intake.profiles[at].name,
            row=intake.rows[at],
            as_of=intake.profiles[at].as_of,
            city=intake.profiles[at].city,
            stage=STAGES[code] if (code := int(scored.columns["stage"][at])) >= 0 else None,
            composite=_plain(score[at]),
            low=float(fields["low"][at]),
            high=float(fields["high"][at]),
            coverage=float(coverage[at]),
            evidenced_score=_plain(fields["evidenced_score"][at]),
            factors={name: _plain(factors[row, at]) for row, name in enumerate(scored.found.program.factors)},
            progression=progression_result(scored, at, _plain(voice_points[at]), lang),
            reasons=reasons[at],
            uncertain=ranges[at],
            judged=judged[at],
            shortlisted=shortlisted[at],
            findings=findings[at],
            standings=standings.of[at],
        )
        for at in best_first(cohort).tolist()
    ]


def characteristics_of(book: RuleBook, lang: Lang) -> list[Characteristic]:
    """What the findings stand for, in their order."""
    return [
        Characteristic(
            id=item.id,
            name=item.name.in_(lang),
            factor=rules.id,
            factor_name=rules.name.in_(lang),
            attributes=[attribute.says.in_(lang) for attribute in item.scale],
        )
        for rules in book.rule_sets
        for item in rules.characteristics
    ]


def _findings(scored: Scored) -> tuple[list[list[CompactFinding]], Floats]:
    """Findings of each company, whose points with the model's (the second array) add up to its composite."""
    found, total = scored.found, scored.total
    points = np.where(
        found.attribute > NOT_APPLICABLE,
        scored.shares * np.where(np.isnan(found.partial), MIDDLE, found.partial),
        np.nan,
    )
    spoken = np.where(total.voice_weight > 0, total.voice_weight * total.standing, np.nan)
    *lines, voice = apportioned(np.vstack([points, spoken]), np.nan_to_num(shown(total.score)))
    columns = (found.attribute.T, _nullable(shown(found.partial).T), _nullable(np.array(lines).T))
    rows = zip(*(column.tolist() for column in columns), np.round(scored.shares.T, 6).tolist(), strict=True)
    return [list(map(CompactFinding, *row)) for row in rows], voice


def _nullable(values: Floats) -> NDArray[np.object_]:
    nullable = values.astype(object)
    nullable[np.isnan(values)] = None
    return nullable


def _reasons(scored: Scored, lang: Lang) -> list[list[str]]:
    """The findings that move each company's composite most, up (▲) or down (▼)."""
    found, impact = scored.found, scored.impacts
    top = strongest(impact, TOP_REASONS)
    return [
        [
            ("▲ " if impact[row, at] > 0 else "▼ ") + sentence(found, int(row), at, lang)
            for row in top[:, at]
            if impact[row, at] != 0
        ]
        for at in range(impact.shape[1])
    ]


def shown(values: Floats) -> Floats:
    """Values as they are shown; ranks follow these, so that what looks equal is equal."""
    return np.round(values, DECIMALS)


def _plain(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)
