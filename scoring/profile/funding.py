"""Funding history: rounds and who invested, institutions only."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from scoring import taxonomy
from scoring.profile.choices import from_taxonomy
from scoring.profile.labels import labelled
from scoring.profile.values import PartialDate, Span

Grade = Annotated[str, from_taxonomy(taxonomy.evidence_grades)]
"""Evidence grade: own_statement, internal_record, third_party_document or public_register."""


class Investor(BaseModel):
    """An investing institution; a bare string is its name. The kind is looked up when left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = labelled("Investor", "投资机构", min_length=1, max_length=200)
    kind: Annotated[str, from_taxonomy(taxonomy.investor_kinds)] | None = labelled(
        "Kind of investor", "投资方类型", taxonomy="investor_kinds", default=None
    )

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say that the bare name is accepted too."""
        whole = handler(schema)
        name = handler.resolve_ref_schema(whole)["properties"]["name"]
        return {"anyOf": [name, whole]}


class FundingRound(BaseModel):
    """One round: what is known of it. An amount needs no exact figure, a date no day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    round: Annotated[str, from_taxonomy(taxonomy.rounds)] = labelled("Round", "轮次", taxonomy="rounds")
    date: PartialDate | None = labelled(
        "Date", "融资时间", help_en="As exactly as known: 2019, 2019-03 or 2019-03-21",
        help_zh="知道多细就写多细：2019、2019-03 或 2019-03-21", default=None,
    )  # fmt: skip
    amount: Span | None = labelled(
        "Amount", "融资金额", help_en="In units of the currency; a band when only a band is known",
        help_zh="以所选币种的“元”为单位；只知道范围时填上下限", default=None,
    )  # fmt: skip
    currency: Annotated[str, from_taxonomy(taxonomy.currencies)] = labelled(
        "Currency", "币种", taxonomy="currencies", default="CNY"
    )
    investors: Annotated[list[Investor], Field(max_length=100)] = labelled("Investors", "投资方", default_factory=list)
    evidence: Grade | None = labelled("Evidence", "证据等级", taxonomy="evidence_grades", default=None)
