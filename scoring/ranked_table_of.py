"""Any ranking as columns: a ranking just made has them, one read back or picked by hand is laid out."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.assessment import ProgressionResult
from scoring.lazy import Lazy
from scoring.peers.standing_table import StandingTable
from scoring.progression.fitted.settings import HORIZONS
from scoring.ranked_policies import policies_of
from scoring.ranked_table import FoundTable, RankedTable
from scoring.ranking import RankedCompany, Ranking
from scoring.scored_columns import Prognosis
from scoring.table import Coded
from scoring.table.coded import coded

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


def table_of(result: Ranking) -> RankedTable:
    """The companies of a ranking as columns."""
    listed = result.ranking
    if isinstance(listed, Lazy) and isinstance(listed.held, RankedTable):
        return listed.held
    return laid_out(listed)


def as_of_dates(result: Ranking) -> list[date]:
    """The as-of dates of the companies, earliest first; of a ranking without any the date asked for."""
    column = table_of(result).as_of
    return sorted(column.values[code] for code in np.unique(column.codes).tolist()) or [result.as_of]


def as_of_span(result: Ranking) -> str:
    """The as-of date of the companies; first and last where their rows name different ones."""
    days = as_of_dates(result)
    return " … ".join(day.isoformat() for day in dict.fromkeys([days[0], days[-1]]))


def laid_out(companies: Sequence[RankedCompany]) -> RankedTable:
    """Companies as columns, in their order."""
    companies = list(companies)

    def texts(name: str) -> Coded[Any]:
        return coded(map(attrgetter(name), companies))

    def some(name: str) -> list[Any] | None:
        found = list(map(attrgetter(name), companies))
        return found if any(each is not None for each in found) else None

    plain: dict[str, Any] = {name: texts(name) for name in ("as_of", "city", "stage")}
    plain |= {name: numbers(map(attrgetter(name), companies)) for name in _NUMBERS}
    plain |= {name: some(name) for name in ("uncertain", "judged", "shortlisted")}
    factors = dict.fromkeys(name for company in companies for name in company.factors)
    deepest = max((len(company.reasons) for company in companies), default=0)
    return RankedTable(
        company=np.array([company.company for company in companies], object),
        **plain,
        factors={name: numbers(company.factors.get(name) for company in companies) for name in factors},
        progression=_prognosis([company.progression for company in companies]),
        reasons=[coded(_at(company.reasons, at) for company in companies) for at in range(deepest)],
        told=np.array([bool(company.findings) for company in companies], bool),
        findings=lambda rows: _findings([companies[row] for row in rows.tolist()]),
        standings=_standings(companies),
        policies=policies_of([company.policies for company in companies]),
    )


_NUMBERS = ("rank", "row", "composite", "low", "high", "coverage", "evidenced_score")


def numbers(items: Any) -> Floats:
    """Numbers as an array; NaN for None."""
    return np.array([np.nan if item is None else item for item in items], float)


def _at(items: Sequence[Any], at: int) -> Any:
    return items[at] if at < len(items) else None


def _prognosis(told: Sequence[ProgressionResult]) -> Prognosis:
    by_horizon = [{each.months: each for each in said.horizons} for said in told]

    def part(name: str) -> dict[int, Floats]:
        read = attrgetter(name)
        return {
            months: numbers(read(each[months]) if months in each else None for each in by_horizon)
            for months in HORIZONS
        }

    return Prognosis(
        probability=part("probability"),
        low=part("low"),
        high=part("high"),
        standing=numbers(said.standing for said in told),
        weight=numbers(said.weight for said in told),
        reasons=np.array([said.reasons for said in told], object),
        note=coded(said.note for said in told),
        data_until=coded(said.data_until for said in told),
    )


def _standings(companies: Sequence[RankedCompany]) -> StandingTable:
    """Bounds are known as they are, so that none are left to work out."""
    measures = list(dict.fromkeys(name for company in companies for name in company.standings))
    found = np.full((4, len(measures), len(companies)), np.nan)
    for at, measure in enumerate(measures):
        told = [(place, said) for place, each in enumerate(companies) if (said := each.standings.get(measure))]
        if told:
            found[:, at, [place for place, _ in told]] = np.array([said for _, said in told], float).T
    peers = np.where(np.isnan(found[3]), -1, found[3]).astype(np.intp)
    return StandingTable(measures, found[0], peers, lambda rows: found[1:3, :, rows])


def _findings(companies: Sequence[RankedCompany]) -> FoundTable:
    size = max((len(company.findings) for company in companies), default=0)
    found = np.full((4, size, len(companies)), np.nan)
    for at, company in enumerate(companies):
        if company.findings:
            found[:, :, at] = np.array(company.findings, float).T
    return FoundTable(
        attribute=np.nan_to_num(found[0]).astype(np.int8),
        partial=found[1],
        points=found[2],
        share=found[3],
        voice=numbers(company.progression.points for company in companies),
    )
