"""The cells of a ranked company in the table of a ranking, by key of their column."""

from typing import Any, Final

from scoring import taxonomy
from scoring.assessment import ProgressionResult
from scoring.judges.result import Judged
from scoring.ranking import RankedCompany
from scoring.shortlist.result import Shortlisted
from scoring.text import Lang

SEPARATOR: Final[dict[Lang, str]] = {"en": "; ", "zh": "；"}
_RANKED: Final[dict[Lang, str]] = {"en": "ranked", "zh": "已排名"}
_JUDGED: Final = ("mark", "low", "high", "raw", "marks", "rank", "gap", "discuss")


def company_cells(company: RankedCompany, lang: Lang) -> dict[str, Any]:
    """All cells that are known of a company; gates are named by their numbers."""
    cells: dict[str, Any] = {
        "rank": company.rank,
        "company": company.company,
        "composite": company.composite,
        "low": company.low,
        "high": company.high,
        "coverage": company.coverage,
        "evidenced_score": company.evidenced_score,
        "top_reasons": SEPARATOR[lang].join(company.reasons),
        "city": taxonomy.places()[company.city].in_(lang) if company.city else None,
        "stage": taxonomy.stages()[company.stage].in_(lang) if company.stage else None,
        "as_of": company.as_of,
        "row": company.row,
        "status": _RANKED[lang],
    }
    cells |= company.factors
    cells |= _progression(company.progression)
    if (spread := company.uncertain) is not None:
        cells |= {"rank_median": spread.median, "rank_low": spread.low, "rank_high": spread.high}
        cells |= {"in_top": spread.in_top, "band": spread.band}
    if company.shortlisted is not None:
        cells |= _shortlisted(company.shortlisted)
    if company.judged is not None:
        cells |= _judged(company.judged)
    return cells


def _progression(said: ProgressionResult) -> dict[str, Any]:
    cells: dict[str, Any] = {"standing": said.standing, "progression_reasons": said.reasons}
    cells["progression_note"] = said.note
    for each in said.horizons:
        cells[f"probability_{each.months}m"] = each.probability
        cells[f"low_{each.months}m"] = each.low
        cells[f"high_{each.months}m"] = each.high
    return cells


def _shortlisted(said: Shortlisted) -> dict[str, Any]:
    cells: dict[str, Any] = {"selected": said.selected, "why_not": said.why}
    for state in ("failed", "unknown"):
        cells[f"gates_{state}"] = ", ".join(str(each.gate) for each in said.findings if each.state == state) or None
    return cells


def _judged(said: Judged) -> dict[str, Any]:
    return {f"judges_{name}": getattr(said, name) for name in _JUDGED}
