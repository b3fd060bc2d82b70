"""The engine: profiles in, findings, scores and assessments out. No web, no HTML.

`from scoring import assess, rank`: `assess({"name": "…", "city": "Shenzhen", "as_of": "2021-06-30"})` gives the
Assessment of one company, `rank("applicants.xlsx", as_of=date(2021, 6, 30), lang="zh")` the Ranking of a cohort.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.assessment import Assessment
    from scoring.assessor import assess
    from scoring.errors import InputError, Problem
    from scoring.profile import CompanyProfile, profile_model
    from scoring.ranker import rank
    from scoring.ranking import Ranking
    from scoring.rulesets.book import load_book, shipped_book

_WHERE = {
    "Assessment": "scoring.assessment",
    "CompanyProfile": "scoring.profile",
    "InputError": "scoring.errors",
    "Problem": "scoring.errors",
    "Ranking": "scoring.ranking",
    "assess": "scoring.assessor",
    "load_book": "scoring.rulesets.book",
    "profile_model": "scoring.profile",
    "rank": "scoring.ranker",
    "shipped_book": "scoring.rulesets.book",
}

__all__ = [
    "Assessment",
    "CompanyProfile",
    "InputError",
    "Problem",
    "Ranking",
    "assess",
    "load_book",
    "profile_model",
    "rank",
    "shipped_book",
]


def __getattr__(name: str) -> Any:
    """Import on first use, so that `upslope --help` loads neither numpy nor pydantic."""
    if name not in _WHERE:
        raise AttributeError(f"module 'scoring' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
