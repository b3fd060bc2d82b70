"""Shapes of the API for cohorts that are not the engine's own: the JSON body, and how a table would be read."""

from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model, field_validator
from pydantic.json_schema import SkipJsonSchema

from scoring import profile_model, shipped_book
from scoring.errors import Wrong, quoted, shortened
from scoring.ranking import ColumnNote, Note, RejectedRow
from scoring.result import Result
from scoring.text import both

MOST_COMPANIES: Final = 5_000
"""Companies of one request, by JSON or by table: what is ranked and written within the time limit."""
MOST_MARKS: Final = 100_000
EXAMPLE: Final = {
    "profiles": [
        {"name": "A", "city": "Shenzhen", "as_of": "2021-06-30", "answers": {"cash_runway": 18, "revenue_focus": 80}},
        {"name": "B", "city": "北京", "as_of": "2021-06-30", "answers": {"cash_runway": 4}},
    ],
    "rules": {"seats": 1, "gates": ["cash_runway >= 6"]},
    "marks": [
        {"company": "A", "judge": "1", "mark": 85},
        {"company": "A", "judge": "2", "mark": "4/5"},
        {"company": "B", "judge": "1", "mark": 70},
    ],
}
_A_MARK: Final = both("a number, or text such as 4/5, 80%, B+", "数字，或 4/5、80%、B+ 这样的文字")
_NAME: Final = Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$")


def _mark(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        found = shortened(repr(value))
        raise Wrong(f"found {found}", f"实际是{quoted(found)}", _A_MARK)
    return value


class MarkGiven(BaseModel):
    """A mark that a judge gave a company, by one criterion where there are several."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: Annotated[str, _NAME]
    judge: Annotated[str, _NAME]
    mark: Annotated[float | str, BeforeValidator(_mark)]
    criterion: Annotated[str, Field(max_length=200)] = ""


class Cohort(BaseModel):
    """The frame of a cohort; its profiles are read one by one, so that one bad one does not spoil the others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profiles: list[Any]
    before: list[Any] | None = None
    rules: dict[str, Any] | None = None
    marks: Annotated[list[MarkGiven], Field(min_length=1, max_length=MOST_MARKS)] | None = None

    @field_validator("profiles", "before")
    @classmethod
    def _count(cls, profiles: list[Any] | None) -> list[Any] | None:
        """Counted here, as pydantic's own message would show the profiles."""
        if profiles is None or 1 <= (count := len(profiles)) <= MOST_COMPANIES:
            return profiles
        expected = both(f"1 to {MOST_COMPANIES:,} profiles", f"1 至 {MOST_COMPANIES:,} 份企业资料")
        raise Wrong(f"found {count:,} profiles", f"实际有 {count:,} 份企业资料", expected)


class RulesGiven(BaseModel):
    """Shortlist rules, as a YAML file has them: gates, seats or both."""

    model_config = ConfigDict(title="ShortlistRules", extra="forbid")

    title: str | dict[str, str] | SkipJsonSchema[None] = None
    seats: Annotated[int, Field(ge=1)] | None = None
    gates: list[str | dict[str, Any]] | None = Field(
        default=None, description="conditions such as `coverage >= 40%`, or objects with `when` or `any`"
    )


class CohortFiles(BaseModel):
    """A cohort as a form with files. `table` and `before` are CSV, XLSX, XLS or ODS, one row a company."""

    model_config = ConfigDict(extra="forbid")

    table: bytes
    mapping: bytes | SkipJsonSchema[None] = Field(default=None, description="YAML or JSON: header to field")
    marks: bytes | SkipJsonSchema[None] = Field(default=None, description="table of judges' marks")
    rules: bytes | SkipJsonSchema[None] = Field(default=None, description="YAML of shortlist rules")
    before: bytes | SkipJsonSchema[None] = Field(default=None, description="table of an earlier cohort")


class TableFile(BaseModel):
    """A table as a form with files."""

    model_config = ConfigDict(extra="forbid")

    table: bytes
    mapping: bytes | SkipJsonSchema[None] = Field(default=None, description="YAML or JSON: header to field")


class ColumnRead(ColumnNote):
    """A column: its letter, how it is read, how it would be without a mapping, and first values as they stand."""

    letter: str
    by_itself: str | None
    samples: list[str]


class TableRead(Result):
    """How a table would be read. `problems` say why it can't be ranked as it is; the rest holds for its first rows."""

    sheet: str | None
    sheets: list[str]
    header_row: int
    rows: int = Field(description="rows with content below the header")
    read: int = Field(description="rows of those that were read here")
    columns: list[ColumnRead]
    problems: list[dict[str, object]]
    rejected: list[RejectedRow]
    notes: list[Note]


def cohort_schema() -> type[BaseModel]:
    """The model of a cohort as the schema tells it: with the profiles and rules that it should hold."""
    profiles: Any = list[profile_model(shipped_book())]  # type: ignore[misc]
    some = Field(min_length=1, max_length=MOST_COMPANIES)
    return create_model(
        "CohortRequest",
        __base__=Cohort,
        profiles=(profiles, some),
        before=(Annotated[profiles, some] | None, None),
        rules=(RulesGiven | None, None),
    )
