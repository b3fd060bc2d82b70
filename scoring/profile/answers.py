"""Answers: the part of a profile that the rule sets ask for, built from their `ask` blocks."""

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StrictBool,
    create_model,
    model_validator,
)
from pydantic_core import CoreSchema

from scoring.profile.funding import Grade
from scoring.profile.labels import labelled
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Characteristic

T = TypeVar("T")


class Answer(BaseModel, Generic[T]):
    """An answer and how it is evidenced; a bare value stands for an answer without evidence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: T
    evidence: Grade | None = labelled("Evidence", "证据等级", taxonomy="evidence_grades", default=None)

    @model_validator(mode="before")
    @classmethod
    def _from_value(cls, value: Any) -> Any:
        return value if isinstance(value, dict | Answer) else {"value": value}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say that the bare value is accepted too."""
        whole = handler(schema)
        value = handler.resolve_ref_schema(whole)["properties"]["value"]
        return {"anyOf": [value, whole]}


class _Answers(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", title="Answers")


def answers_model(book: RuleBook) -> type[BaseModel]:
    """Build the answers schema: one optional field an `ask`, in the order of the rule sets."""
    fields: dict[str, Any] = {}
    for characteristic in book.asked():
        answer = Answer[_value_type(characteristic)]  # type: ignore[misc]
        fields[characteristic.input] = (answer | None, _field(characteristic))
    return create_model("Answers", __base__=_Answers, **fields)


def _field(characteristic: Characteristic) -> Any:
    ask = characteristic.ask
    assert ask is not None  # noqa: S101 - asked() yields only these
    name, text = characteristic.name, ask.help or ask.question
    return labelled(name.en, name.zh, help_en=text.en, help_zh=text.zh, default=None)


def _value_type(characteristic: Characteristic) -> Any:
    ask = characteristic.ask
    assert ask is not None  # noqa: S101
    if ask.kind == "yes_no":
        return StrictBool
    if ask.kind == "choice":
        return Literal[tuple(attribute.id for attribute in characteristic.scale)]
    if ask.kind == "checklist":
        return Annotated[list[Literal[tuple(item.id for item in ask.items)]], AfterValidator(_once_each)]
    low, high = (0, 100) if ask.kind == "percent" else (ask.min, ask.max)
    if ask.integer:
        return Annotated[int, Field(strict=True, ge=low, le=high)]
    return Annotated[float, Field(strict=True, ge=low, le=high, allow_inf_nan=False)]


def _once_each(items: list[str]) -> list[str]:
    return list(dict.fromkeys(items))
