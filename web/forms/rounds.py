"""Funding rounds of the form: rows of fields ↔ the list `rounds` of a profile."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from scoring import taxonomy
from scoring.errors import Problem, Wrong
from scoring.text import Lang, Text, both
from web.forms import typed
from web.forms.fields import FUNDING, LISTED, NEVER, UNKNOWN, Fields, count_rounds, first, round_field

_CONTRADICTION: Final = both(
    "rounds are filled in below; choose 'rounds as listed', or empty them",
    "下面已填写融资轮次，请改选“按下列轮次”，或清空轮次",
)
_NONE_LISTED: Final = both(
    "no round is filled in; add one, or choose another line", "没有填写任何轮次，请补充，或改选其他选项"
)


def rounds_from(fields: Fields, problems: list[Problem]) -> dict[str, Any]:
    """The keys `rounds` and `latest_round_only` of the mapping; `rounds` is left out when the history is unknown."""
    chosen = first(fields, FUNDING)
    rows = [_row_from(fields, row, problems) for row in range(count_rounds(fields))]
    wrong: Text | None = None
    if rows and chosen in (NEVER, UNKNOWN):
        wrong = _CONTRADICTION
    elif not rows and chosen == LISTED:
        wrong = _NONE_LISTED
    if wrong:
        problems.append(Problem("", wrong, FUNDING))
    mapping: dict[str, Any] = {"rounds": rows} if rows or chosen == NEVER else {}
    return mapping | ({"latest_round_only": True} if first(fields, "latest_round_only") else {})


def _row_from(fields: Fields, row: int, problems: list[Problem]) -> dict[str, Any]:
    def said(part: str) -> str:
        return first(fields, round_field(row, part))

    def refuse(part: str, wrong: Wrong) -> None:
        problems.append(Problem("", wrong.text, round_field(row, part), expected=wrong.expected))

    mapping: dict[str, Any] = {"round": said("round")} if said("round") else {}
    if said("date"):
        try:
            mapping["date"] = typed.read_date(said("date"))
        except Wrong as wrong:
            refuse("date", wrong)
            mapping["date"] = said("date")
    mapping |= {"currency": said("currency")} if said("currency") else {}
    if said("amount"):
        try:
            mapping["amount"], currency = typed.read_amount(said("amount"), said("currency"))
            mapping |= {"currency": currency} if currency else {}
        except Wrong as wrong:
            refuse("amount", wrong)
            mapping["amount"] = said("amount")
    if said("investors"):
        mapping["investors"] = typed.read_investors(said("investors"))
    return mapping | ({"evidence": said("evidence")} if said("evidence") else {})


def rounds_to(mapping: Mapping[str, Any], lang: Lang) -> Fields:
    """Fields of the funding history of a mapping."""
    fields: Fields = {}
    rounds = mapping.get("rounds")
    if isinstance(rounds, list):
        fields[FUNDING] = [LISTED if rounds else NEVER]
        for row, item in enumerate(rounds):
            fields |= {round_field(row, part): [text] for part, text in _row_to(item, lang).items() if text}
    elif "rounds" in mapping:
        fields[FUNDING] = [UNKNOWN]
    if mapping.get("latest_round_only"):
        fields["latest_round_only"] = ["yes"]
    return fields


def _row_to(item: object, lang: Lang) -> dict[str, str]:
    if not isinstance(item, Mapping):
        return {"round": str(item)}
    written: dict[str, Callable[[Any], str]] = {
        "round": lambda value: _slug(value, taxonomy.rounds()),
        "date": str,
        "amount": typed.write_span,
        "currency": lambda value: _slug(value, taxonomy.currencies()),
        "investors": lambda value: typed.write_investors(value, lang),
        "evidence": lambda value: _slug(value, taxonomy.evidence_grades()),
    }
    return {part: write(item[part]) for part, write in written.items() if item.get(part) not in (None, [])}


def _slug(value: object, names: taxonomy.Taxonomy[Any]) -> str:
    """The slug of an entry in whatever spelling, for a list to choose from; other text as it stands."""
    entry = names.find(value) if isinstance(value, str) else None
    return entry.slug if entry else str(value)
