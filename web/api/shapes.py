"""Shapes of the API that are not the engine's own: problems, batches, lists."""

from datetime import date
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, create_model, field_validator

from scoring import Assessment, profile_model, shipped_book
from scoring.errors import Wrong
from scoring.policies.result import PolicyResult
from scoring.result import Result, Versions
from scoring.rulesets.schema import RuleSet, Weights
from scoring.text import both

MOST_PROFILES: Final = 1000
"""Profiles in one batch."""


class Fault(Result):
    """One thing that is wrong with a request: where, what was found, what was expected.

    `pointer` leads to the place in a JSON body (RFC 6901 as a URI fragment, `#` is the whole body); `parameter` names
    the parameter of the address or the part of the form. One of the two is null.
    """

    pointer: str | None
    parameter: str | None
    detail: str
    expected: str | None


class ProblemDetails(Result):
    """What went wrong, as RFC 9457 has it. Every error of the API has this shape, `errors` may be empty."""

    type: str = Field(description="address of the explanation of this kind of problem")
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Fault]


class BatchItem(Result):
    """One profile of a batch: assessed, or explained. One of the two is null."""

    index: int = Field(description="place in the request, from 0")
    assessment: Assessment | None
    problem: ProblemDetails | None


class BatchResult(Result):
    """What became of each profile, in the order of the request."""

    assessed: int
    refused: int
    results: list[BatchItem]


class PoliciesFound(Result):
    """What each official programme comes to for one company, by the rules in force on its as-of date."""

    as_of: date
    policies: list[PolicyResult]


class RuleBookShown(Result):
    """All rule sets in the order of the factors, the weights of the factors by phase, and the version of both."""

    model_config = ConfigDict(title="RuleBook")

    version: str
    weights: Weights
    rule_sets: list[RuleSet]


class TaxonomyEntry(BaseModel):
    """An entry: its slug, its name in the language asked for and in both, other spellings; more by taxonomy."""

    model_config = ConfigDict(extra="allow")

    slug: str
    label: str
    en: str
    zh: str
    aliases: list[str]


class TaxonomyShown(Result):
    """A taxonomy with its entries in order."""

    model_config = ConfigDict(title="Taxonomy")

    name: str
    entries: list[TaxonomyEntry]


class Health(Result):
    """The application answers, and with which versions."""

    status: str
    versions: Versions


class Batch(BaseModel):
    """The frame of a batch; its profiles are read one by one, so that one bad one does not spoil the others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profiles: list[Any]

    @field_validator("profiles")
    @classmethod
    def _count(cls, profiles: list[Any]) -> list[Any]:
        """Counted here, as pydantic's own message would show the profiles."""
        if 1 <= (count := len(profiles)) <= MOST_PROFILES:
            return profiles
        expected = both(f"1 to {MOST_PROFILES:,} profiles", f"1 至 {MOST_PROFILES:,} 份企业资料")
        raise Wrong(f"found {count:,} profiles", f"实际有 {count:,} 份企业资料", expected)


def batch_schema() -> type[BaseModel]:
    """The model of a batch as the schema tells it: with the profiles that it should hold."""
    profiles: Any = list[profile_model(shipped_book())]  # type: ignore[misc]
    of = (profiles, Field(min_length=1, max_length=MOST_PROFILES))
    return create_model("BatchRequest", __base__=Batch, profiles=of)
