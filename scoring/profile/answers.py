"""Answers: the part of a profile that rule sets and policy packs ask for, built from their `ask` blocks."""

from typing import Annotated, Any, Final, Generic, Literal, TypeVar

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
from scoring.rulesets.schema import Ask, Question

T = TypeVar("T")
POLICIES: Final = "policies"
"""What stands in place of a factor for questions that only policy packs ask."""


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
    """Build the answers schema: one optional field an `ask`, in the order of the rule sets; then what packs ask."""
    asked: list[tuple[Question, str]] = [(item, rules.id) for rules in book.rule_sets for item in rules.characteristics]
    asked += [(fact, POLICIES) for fact in book.facts]
    fields: dict[str, Any] = {}
    for item, section in asked:
        if item.ask:
            answer: Any = Answer[_value_type(item, item.ask)]  # type: ignore[misc]
            fields[item.input] = (answer | None, _field(item, item.ask, section))
    return create_model("Answers", __base__=_Answers, **fields)


def _field(item: Question, ask: Ask, section: str) -> Any:
    """The field with all that a form needs: question, help, unit, choices in both languages."""
    choices = item.scale if ask.kind in ("choice", "yes_no") else ask.items
    extra = {
        "factor": section,
        "kind": ask.kind,
        "short": ask.short,
        "question": ask.question.model_dump(),
        "choices": [{"id": choice.id, **choice.says.model_dump()} for choice in choices],
    }
    if ask.unit:
        extra["unit"] = ask.unit.model_dump()
    note = ask.help or ask.question
    return labelled(item.name.en, item.name.zh, help_en=note.en, help_zh=note.zh, extra=extra, default=None)


def _value_type(item: Question, ask: Ask) -> Any:
    if ask.kind == "yes_no":
        return StrictBool
    if ask.kind == "choice":
        return Literal[tuple(attribute.id for attribute in item.scale)]
    if ask.kind == "checklist":
        ticked: Any = Literal[tuple(item.id for item in ask.items)]
        return Annotated[list[ticked], AfterValidator(_once_each)]
    low, high = (0, 100) if ask.kind == "percent" else (ask.min, ask.max)
    if ask.integer:
        return Annotated[int, Field(strict=True, ge=low, le=high)]
    return Annotated[float, Field(strict=True, ge=low, le=high, allow_inf_nan=False)]


def _once_each(items: list[str]) -> list[str]:
    return list(dict.fromkeys(items))
