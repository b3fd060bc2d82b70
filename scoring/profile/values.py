"""Values that people know only roughly: a date to the month, an amount or a head count as a band."""

import calendar
import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from scoring.errors import Wrong, quoted
from scoring.text import both

_EARLIEST_YEAR = 1900
_DATE_FORMS = both("YYYY, YYYY-MM or YYYY-MM-DD", "YYYY、YYYY-MM 或 YYYY-MM-DD")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


def _checked_partial_date(text: str) -> str:
    match = _PARTIAL.match(text)
    if not match:
        raise Wrong(f"{text!r} is no date", f"{quoted(text)}不是日期", _DATE_FORMS)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        raise Wrong(f"{text!r} is not in the calendar", f"{quoted(text)}这一天不存在", _DATE_FORMS) from None
    if int(text[:4]) < _EARLIEST_YEAR:
        raise Wrong(
            f"{text!r} lies before {_EARLIEST_YEAR}; check the year",
            f"{quoted(text)}早于 {_EARLIEST_YEAR} 年，请核对年份",
        )
    return text


PartialDate = Annotated[
    str,
    AfterValidator(_checked_partial_date),
    Field(
        max_length=10,
        examples=["2019", "2019-03", "2019-03-21"],
        json_schema_extra={"pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    ),
]
"""A date as exactly as it is known: year, year-month or day (ISO 8601 reduced precision)."""


def earliest(partial: str) -> date:
    """First day that a partial date can mean."""
    year, month, day = (int(part) if part else 1 for part in (*partial.split("-"), "", "")[:3])
    return date(year, month, day)


def latest(partial: str) -> date:
    """Last day that a partial date can mean."""
    parts = [int(part) for part in partial.split("-")]
    year, month = parts[0], parts[1] if parts[1:] else 12
    return date(year, month, parts[2] if parts[2:] else calendar.monthrange(year, month)[1])


class Span(BaseModel):
    """A quantity known exactly (`low == high`) or as a band; an open end is null.

    Accepts a bare number for an exact value. Units are the field's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: float | None = Field(default=None, ge=0, le=1e15, allow_inf_nan=False, strict=True)
    high: float | None = Field(default=None, ge=0, le=1e15, allow_inf_nan=False, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"low": value, "high": value}
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say that a bare number is accepted too."""
        band = handler(schema)
        return {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1e15}, band]}

    @model_validator(mode="after")
    def _in_order(self) -> "Span":
        if self.low is None and self.high is None:
            raise Wrong(
                "a band needs a low or a high end; leave the field out when nothing is known",
                "范围至少要有上限或下限；都不清楚就不要填",
            )
        if self.low is not None and self.high is not None and self.low > self.high:
            low, high = f"{self.low:g}", f"{self.high:g}"
            raise Wrong(f"low ({low}) is above high ({high}); swap them", f"下限 {low} 高于上限 {high}，请对调")
        return self

    @property
    def middle(self) -> float:
        """Geometric middle of the band: amounts and head counts are read on a ratio scale."""
        low, high = self.low, self.high
        if low is None or high is None:
            return high if low is None and high is not None else low or 0.0
        return (low * high) ** 0.5 if low > 0 else high / 2
