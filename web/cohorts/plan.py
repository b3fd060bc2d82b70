"""What is to be done with an uploaded cohort, and how far it has come: the small files beside the table."""

from datetime import UTC, date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from scoring.cohort.assumptions import Assumptions
from scoring.errors import Problem
from scoring.text import Text

State = Literal["waiting", "working", "done", "failed"]


class Upload(BaseModel):
    """A file as it lies in the folder of the cohort, and what its owner calls it."""

    model_config = ConfigDict(frozen=True)

    file: str
    name: str


class Plan(BaseModel):
    """A cohort's files and what was chosen for its ranking.

    `edition` counts the changes: rankings of an earlier one hold no more. `asked`: the columns have been looked at
    and a ranking was asked for.
    """

    model_config = ConfigDict(frozen=True)

    made: datetime = Field(default_factory=lambda: datetime.now(UTC))
    edition: int = 1
    asked: bool = False
    table: Upload
    as_of: date
    sheet: str | None = None
    mapping: dict[str, str | None] = Field(default_factory=dict)
    only: str | None = None
    seats: int | None = None
    rules: Upload | None = None
    marks: Upload | None = None
    before: Upload | None = None
    before_as_of: date | None = None
    assumptions: Assumptions = Assumptions()


class Fault(BaseModel):
    """A problem as it is kept on disk."""

    where: str
    message: Text
    path: str = ""
    row: int | None = None
    line: int | None = None
    value: str = ""
    expected: Text | None = None

    @classmethod
    def of(cls, problem: Problem) -> "Fault":
        """The fault for a problem."""
        return cls.model_validate({name: getattr(problem, name) for name in cls.model_fields})

    def problem(self) -> Problem:
        """The problem again."""
        return Problem(**{name: getattr(self, name) for name in type(self).model_fields})


class Status(BaseModel):
    """How far a ranking has come: the step, and the share of the whole work (0-1).

    Of one that failed `faults` say why in the terms of the input; `reference` finds a fault of our own in the log.
    """

    state: State = "waiting"
    step: str = ""
    share: float = 0.0
    faults: list[Fault] = Field(default_factory=list)
    reference: str = ""
