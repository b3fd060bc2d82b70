"""A cohort ranked: columns, findings, composites, places and top reasons for all companies at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.columns.registry import STAGES
from scoring.composite import Composite
from scoring.intake import ColumnUse, Intake, read_table
from scoring.intake.labels import field_label
from scoring.ledger import DECIMALS, rounded
from scoring.peers.measures import REFERENCE, score_measures
from scoring.peers.standings import Standings, standings_of
from scoring.profile import CompanyProfile, profile_model
from scoring.progression_result import progression_result
from scoring.ranking import ColumnNote, Note, RankedCompany, Ranking, RejectedRow
from scoring.reasons import sentence, strongest
from scoring.rulesets.book import RuleBook, shipped_book
from scoring.scored import Scored, score_profiles
from scoring.text import Lang
from scoring.versions import versions_of

TOP_REASONS = 3
Cohort = Path | str | Intake | Sequence[CompanyProfile[Any] | Mapping[str, Any]]


def rank(
    cohort: Cohort,
    *,
    as_of: date | None = None,
    lang: Lang = "en",
    book: RuleBook | None = None,
    mapping: Path | None = None,
    sheet: str | None = None,
) -> Ranking:
    """Rank a cohort by its composite, best first.

    `cohort` is a table (path to CSV or workbook, read with `mapping` and `sheet` if given), an Intake already
    read, or profiles. Raises InputError where the table as a whole can't be used; single rows are rejected in the
    result.
    """
    book, as_of = book or shipped_book(), as_of or date.today()
    intake = _intake(cohort, as_of, book, mapping, sheet)
    scored = score_profiles(intake.profiles, book)
    standings = standings_of(scored, intake.profiles, lang)
    return Ranking(
        as_of=as_of,
        lang=lang,
        ranking=_ranked(intake, scored, standings, lang),
        rejected=[
            RejectedRow(row=row.row, company=row.company, problems=[fault.as_dict(lang) for fault in row.problems])
            for row in intake.rejected
        ],
        columns=[
            ColumnNote(header=use.header, field=use.field, how=use.how, label=_label(use, book, lang))
            for use in intake.columns
        ],
        notes=[
            Note(message=note.message.in_(lang), row=note.row, column=note.path or None, value=note.value or None)
            for note in intake.notes
        ],
        measures={measure.id: measure.name.in_(lang) for measure in (*REFERENCE, *score_measures(book))},
        peers=standings.peers,
        versions=versions_of(book),
    )


def _intake(cohort: Cohort, as_of: date, book: RuleBook, mapping: Path | None, sheet: str | None) -> Intake:
    if isinstance(cohort, Intake):
        return cohort
    if isinstance(cohort, str | Path):
        return read_table(Path(cohort), book=book, as_of=as_of, mapping=mapping, sheet=sheet)
    model = profile_model(book)
    profiles = [
        item if isinstance(item, CompanyProfile) else model.model_validate({"as_of": as_of, **item}) for item in cohort
    ]
    return Intake(source="", columns=[], profiles=profiles, rows=[], rejected=[], notes=[])


def _label(use: ColumnUse, book: RuleBook, lang: Lang) -> str | None:
    return field_label(use.field, book).in_(lang) if use.field else None


def _ranked(intake: Intake, scored: Scored, standings: Standings, lang: Lang) -> list[RankedCompany]:
    found, total = scored.found, scored.total
    score = _shown(total.score)
    order = np.lexsort((np.arange(len(score)), -_shown(total.low), np.where(np.isnan(score), np.inf, -score)))
    places = _places(score)
    reasons = _reasons(scored, lang)
    fields = {name: _shown(getattr(total, name)) for name in ("low", "high", "evidenced_score")}
    coverage, factors = np.round(total.coverage, 4), _shown(found.factors.score)
    return [
        RankedCompany.model_construct(
            rank=places[at],
            company=intake.profiles[at].name,
            row=intake.rows[at] if intake.rows else None,
            as_of=intake.profiles[at].as_of,
            city=intake.profiles[at].city,
            stage=STAGES[code] if (code := int(scored.columns["stage"][at])) >= 0 else None,
            composite=_plain(score[at]),
            low=float(fields["low"][at]),
            high=float(fields["high"][at]),
            coverage=float(coverage[at]),
            evidenced_score=_plain(fields["evidenced_score"][at]),
            factors={name: _plain(factors[row, at]) for row, name in enumerate(found.program.factors)},
            progression=progression_result(scored, at, _voice_points(total, at), lang),
            reasons=reasons[at],
            standings=standings.of[at],
        )
        for at in order.tolist()
    ]


def _voice_points(total: Composite, at: int) -> float | None:
    """What the model's standing brings to a composite; the rounding of a single company's ledger is not applied."""
    return rounded(float(total.voice_weight[at] * total.standing[at]))


def _places(score: NDArray[np.float64]) -> list[int | None]:
    """Rank of each company: one more than the number of better ones; None without a score."""
    ordered = np.sort(-score[~np.isnan(score)])
    better = np.searchsorted(ordered, -score, side="left")
    return [None if np.isnan(value) else int(place) + 1 for value, place in zip(score, better, strict=True)]


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


def _shown(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values as they are shown; ranks follow these, so that what looks equal is equal."""
    return np.round(values, DECIMALS)


def _plain(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)
