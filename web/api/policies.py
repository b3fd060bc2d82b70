"""Official programmes: what they want as of a day, and what they come to for one company."""

import re
from datetime import date
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

from flask import Response

from scoring import shipped_book
from scoring.errors import shortened
from scoring.policies.lister import listed
from scoring.policies.report import policies_of
from scoring.text import Lang, both
from web.access.allow import Who, allow
from web.api.answering import answered, published
from web.api.blueprint import api
from web.api.documenting import documented, responses
from web.api.problems import Refusal, of_parameter
from web.api.profile_sent import profile_sent
from web.api.reading import parameters
from web.api.shapes import PoliciesFound
from web.language import current

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
EXAMPLE: Final[dict[str, Any]] = {
    "name": "Example Robotics",
    "city": "shenzhen",
    "founded": "2019-03-01",
    "head_count": 60,
    "as_of": "2026-06-30",
    "accounts": [
        {"year": 2025, "revenue": 30_000_000, "rd_cost": 2_400_000, "assets": 25_000_000, "liabilities": 9_000_000},
        {"year": 2024, "revenue": 24_000_000, "rd_cost": 1_800_000, "assets": 20_000_000, "liabilities": 8_000_000},
    ],
    "answers": {"science_staff": 20, "class2": 6, "incidents": [], "titles": []},
}
"""A body for whoever tries it out."""


@api.get(
    "/api/v1/policies",
    operation_id="policies",
    openapi_extensions=documented(query={"as_of": {"type": "string", "format": "date"}}),
    responses=responses("PolicyListing"),
)
@allow(Who.ANYBODY)
def policies() -> Response:
    """The programmes as of a day."""
    text = parameters("as_of").get("as_of")
    return published(_listing(date.today() if text is None else _day(text), current()))


@api.post(
    "/api/v1/policies",
    operation_id="policies_of",
    openapi_extensions=documented(body="CompanyProfile", example=EXAMPLE),
    responses=responses("PoliciesFound", body=True),
)
@allow(Who.ANYBODY)
def policies_of_one() -> Response:
    """The programmes for one company."""
    parameters()
    profile = profile_sent()
    found = PoliciesFound(as_of=profile.as_of, policies=policies_of(profile, lang=current()))
    return answered(found.model_dump_json().encode())


def _day(text: str) -> date:
    """A day of the calendar. Raises Refusal."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        found = repr(shortened(text))
        expected = both("a day such as 2026-06-30", "日期，例如 2026-06-30")
        wrong = of_parameter("as_of", both(f"found {found}", f"实际是 {found}"), expected)
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, wrong) from None


@lru_cache(maxsize=64)
def _listing(day: date, lang: Lang) -> bytes:
    return listed(day, lang, shipped_book()).model_dump_json().encode()
