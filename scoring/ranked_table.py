"""The companies of a ranking as columns, best first: files are written from them, and companies made when asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.assessment import Likelihood, ProgressionResult
from scoring.cohort.result import RankRange
from scoring.judges.result import Judged
from scoring.peers.standing_table import StandingTable
from scoring.ranked_policies import RankedPolicies
from scoring.ranking import CompactFinding, RankedCompany
from scoring.scored_columns import Prognosis
from scoring.shortlist.result import Shortlisted
from scoring.table import Coded

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class FoundTable:
    """Findings of some companies, arrays `[characteristics, companies]`; NaN where a CompactFinding has null.

    `voice` `[companies]` are the points of the progression model.
    """

    attribute: NDArray[np.int8]
    partial: Floats
    points: Floats
    share: Floats
    voice: Floats


@dataclass(frozen=True, eq=False)
class RankedTable:
    """Companies of a ranking, best first: the fields of RankedCompany, arrays `[companies]`, NaN where one has null.

    `reasons` are the first reason, the second and so on; `uncertain`, `judged` and `shortlisted` None where nobody has
    any, `policies` where nobody tells what official programmes ask. `findings` gives those of some companies (they take
    longer than all else, and few tables show them); `told` says who has any.
    """

    rank: Floats
    company: NDArray[np.object_]
    row: Floats
    as_of: Coded[date]
    city: Coded[str]
    stage: Coded[str]
    composite: Floats
    low: Floats
    high: Floats
    coverage: Floats
    evidenced_score: Floats
    factors: Mapping[str, Floats]
    progression: Prognosis
    reasons: Sequence[Coded[str]]
    uncertain: Sequence[RankRange | None] | None
    judged: Sequence[Judged | None] | None
    shortlisted: Sequence[Shortlisted | None] | None
    told: NDArray[np.bool_]
    findings: Callable[[Rows], FoundTable]
    standings: StandingTable
    policies: RankedPolicies | None

    def __len__(self) -> int:
        return len(self.company)

    def items(self, rows: Rows) -> list[RankedCompany]:
        """The companies in these places."""
        found = self.findings(rows)
        columns = {
            "rank": _whole(self.rank[rows]),
            "company": self.company[rows].tolist(),
            "row": _whole(self.row[rows]),
            **{name: getattr(self, name).take(rows).texts().tolist() for name in ("as_of", "city", "stage")},
            **{name: plain(getattr(self, name)[rows]) for name in _NUMBERS},
            "factors": _by_key({name: plain(score[rows]) for name, score in self.factors.items()}, len(rows)),
            "progression": _progressions(self.progression.take(rows), plain(found.voice)),
            "reasons": _listed([each.take(rows).texts() for each in self.reasons], len(rows)),
            **{name: _some(getattr(self, name), rows) for name in ("uncertain", "judged", "shortlisted")},
            "findings": _findings(found, self.told[rows]),
            "standings": self.standings.of(rows),
            "policies": self.policies.of(rows) if self.policies else [{} for _ in rows],
        }
        names = columns.keys()
        return [
            RankedCompany.model_construct(**dict(zip(names, values, strict=True)))
            for values in zip(*columns.values(), strict=True)
        ]


_NUMBERS = ("composite", "low", "high", "coverage", "evidenced_score")


def plain(values: Floats) -> list[float | None]:
    """Numbers as Python's own, None for NaN."""
    nullable = values.astype(object)
    nullable[np.isnan(values)] = None
    return list(nullable.tolist())


def _whole(values: Floats) -> list[int | None]:
    return [None if value is None else int(value) for value in plain(values)]


def _some(items: Sequence[Any] | None, rows: Rows) -> list[Any]:
    return [None] * len(rows) if items is None else [items[row] for row in rows.tolist()]


def _by_key(columns: Mapping[str, list[Any]], size: int) -> list[dict[str, Any]]:
    return [{name: column[at] for name, column in columns.items()} for at in range(size)]


def _listed(columns: Sequence[NDArray[np.object_]], size: int) -> list[list[str]]:
    return [[column[at] for column in columns if column[at] is not None] for at in range(size)]


def _findings(found: FoundTable, told: NDArray[np.bool_]) -> list[list[CompactFinding]]:
    columns = (
        found.attribute.T.tolist(),
        [plain(each) for each in found.partial.T],
        [plain(each) for each in found.points.T],
        found.share.T.tolist(),
    )
    rows = zip(told.tolist(), *columns, strict=True)
    return [list(map(CompactFinding, *row)) if any_ else [] for any_, *row in rows]


def _progressions(said: Prognosis, points: list[float | None]) -> list[ProgressionResult]:
    horizons = [
        [
            Likelihood.model_construct(months=months, probability=probability, low=low, high=high)
            for probability, low, high in zip(*(part[months].tolist() for part in parts), strict=True)
        ]
        for parts in [(said.probability, said.low, said.high)]
        for months in said.probability
    ]
    columns = (
        zip(*horizons, strict=True), plain(said.standing), said.weight.tolist(), points, said.reasons.tolist(),
        said.note.texts().tolist(), said.data_until.texts().tolist(),
    )  # fmt: skip
    return [
        ProgressionResult.model_construct(
            horizons=[each for each in likelihoods if each.probability == each.probability],
            standing=standing,
            weight=weight,
            points=own,
            reasons=reasons,
            note=note,
            data_until=until,
        )
        for likelihoods, standing, weight, own, reasons, note, until in zip(*columns, strict=True)
    ]
