"""Companies for the made-up pack of tests/rules/sound/policies, and what it says of them."""

from typing import Any

from scoring.policies.report import policies_of
from scoring.policies.result import PolicyResult
from scoring.rulesets.book import RuleBook

AS_OF = "2026-06-30"


def fields(**given: Any) -> dict[str, Any]:
    """A company; `answers` hold the facts, `rd_share` makes accounts of last year with that share of R&D."""
    share = given.pop("rd_share", None)
    accounts = [{"year": 2025, "revenue": 10_000_000, "rd_cost": 100_000 * share}] if share is not None else None
    return {"name": "Made up", "as_of": AS_OF, "accounts": accounts} | given


def permit_of(book: RuleBook, lang: Any = "en", **given: Any) -> PolicyResult:
    """What the made-up pack says of a company."""
    return policies_of(fields(**given), lang=lang, book=book)[0]
