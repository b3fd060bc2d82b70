"""Shapes of the API for companies and cohorts that are kept."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from scoring import profile_model, shipped_book
from scoring.assessment import Assessment
from scoring.result import Result
from scoring.text import Lang


class ToKeep(BaseModel):
    """The frame of what is to be kept: a profile, and the company whose next version it is; a new one without."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profile: Any
    company: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")


class CompanyKept(Result):
    """What was kept: ids of company, profile and assessments by language, the number of the version, the composite."""

    company: str
    profile: str
    number: int
    assessments: dict[Lang, str]
    composite: float | None


class CompanyShown(Result):
    """A company that is kept; `composite` is that of its latest version, `cohorts` the saved cohorts it is in."""

    id: str
    name: str
    made_at: str
    saved_at: str
    versions: int
    composite: float | None
    cohorts: list[str]


class CompanyList(Result):
    """Companies in the order of their ids. `after` asks for those that follow; null where these were the last."""

    companies: list[CompanyShown]
    after: str | None


class KeptProfile(Result):
    """A version of a company."""

    id: str
    number: int
    content: dict[str, Any] = Field(description="the profile")
    hash: str
    saved_at: str


class KeptAssessment(BaseModel):
    """A result as it was made, with the hashes of what made it."""

    model_config = ConfigDict(extra="allow")

    id: str
    profile: str
    lang: str
    content: Assessment
    hash: str
    program: str
    made_at: str


class CompanyExport(BaseModel):
    """Everything that is kept of a company, and the lines of the log about it."""

    model_config = ConfigDict(extra="allow")

    company: str
    made_at: str
    exported_at: str
    profiles: list[KeptProfile]
    assessments: list[KeptAssessment]
    consents: list[dict[str, Any]]
    link: list[dict[str, Any]]
    cohorts: list[dict[str, Any]]
    remarks: list[dict[str, Any]]
    log: list[dict[str, Any]]


class CompanyDeleted(Result):
    """The company that was deleted."""

    deleted: str


class SavedCohortShown(Result):
    """A saved cohort; `companies` is how many are still there."""

    id: str
    name: str
    made_by: str
    made_at: str
    companies: int


class SavedCohortList(Result):
    """Saved cohorts, newest first."""

    cohorts: list[SavedCohortShown]


def keep_schema() -> type[BaseModel]:
    """The model of what is to be kept as the schema tells it: with the profile that it should hold."""
    return create_model("KeepRequest", __base__=ToKeep, profile=(profile_model(shipped_book()), ...))
