"""The list of the report's facts that are worth showing, read from `data/report/figures.yaml` when first asked for.

The file gives label, the value of facts in words, and the note of doubtful ones, in both languages; numbers, dates
and sections come from `facts.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from scoring import taxonomy
from scoring.peers.report.wording import date_in_words, fact_in_words
from scoring.report_facts import Fact, facts
from scoring.taxonomy.load import read_yaml
from scoring.taxonomy.lookup import TaxonomyError
from scoring.text import Lang, Text

FigureKind = Literal[
    "companies",
    "layer_mix",
    "fields",
    "strengths",
    "resources",
    "talent",
    "funding",
    "policy",
    "market",
    "quadrant",
    "sector_share",
    "mention",
]
Wordings = Mapping[str, Text]
M = TypeVar("M", bound=BaseModel)

NATIONAL: Final = "national"

_TABLES: Final = ("units", "dates", "sections")
# How a figure came about is said behind its name; a reported figure needs no remark.
_REMARKS: Final[Mapping[str, Text]] = {
    "derived": Text(en="(computed)", zh="（推算）"),
    "forecast": Text(en="(forecast)", zh="（预测）"),
    "target": Text(en="(target)", zh="（目标）"),
}


class _Row(BaseModel):
    """A row of `figures.yaml`; `about` defaults to the scope of the fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: str
    kind: FigureKind
    label: Text
    value: Text | None = None
    caution: Text | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFigure:
    """A fact in words; `about` holds the subjects it is shown for: national, place:, cluster: or sector: and a slug."""

    fact: Fact
    about: tuple[str, ...]
    kind: FigureKind
    name: Text
    value: Text
    as_of: Text
    section: Text
    caution: Text | None


@cache
def listed_figures() -> tuple[ListedFigure, ...]:
    """All figures of `figures.yaml`, in its order. Raises TaxonomyError naming the figure that is wrong."""
    content = read_yaml("report", "figures.yaml")
    rows = content.get("figures")
    if not isinstance(rows, list):
        raise TaxonomyError("figures.yaml: expected a list `figures`, each with fact, kind and label")
    tables = {table: _wordings(table, content.get(table)) for table in _TABLES}
    return tuple(_listed(f"figures.yaml, figure {number}", row, tables) for number, row in enumerate(rows, 1))


def subject_name(subject: str, lang: Lang) -> str:
    """The name of a subject such as `place:beijing` or `national`. Raises KeyError for an unknown one."""
    kind, _, slug = subject.partition(":")
    if subject == NATIONAL:
        return taxonomy.places()["china"].in_(lang)
    if kind == "place":
        return taxonomy.places()[slug].in_(lang)
    if kind == "cluster":
        return taxonomy.clusters()[slug].in_(lang)
    if kind == "sector":
        return taxonomy.sectors()[slug].in_(lang)
    raise KeyError(subject)


def _listed(where: str, content: Any, tables: Mapping[str, Wordings]) -> ListedFigure:
    if isinstance(content, Mapping):
        where = f"{where} (fact {content.get('fact')!r})"
    row = _checked(where, _Row, content)
    fact = facts().get(row.fact)
    if fact is None:
        raise TaxonomyError(f"{where}: facts.yaml has no such fact; correct the id or remove the figure")
    if (fact.confidence == "caution") != bool(row.caution):
        raise TaxonomyError(f"{where}: a fact of confidence caution, and no other, has a note `caution` in en and zh")
    return ListedFigure(
        fact=fact,
        about=_about(where, row.about or (fact.scope,)),
        kind=row.kind,
        name=_remarked(row.label, _REMARKS.get(fact.kind)),
        value=_value(where, fact, row.value, tables["units"]),
        as_of=_dated(where, fact.as_of, tables["dates"]),
        section=tables["sections"].get(fact.section) or Text(en=fact.section, zh=fact.section),
        caution=row.caution,
    )


def _about(where: str, subjects: tuple[str, ...]) -> tuple[str, ...]:
    for subject in subjects:
        try:
            subject_name(subject, "en")
        except KeyError as error:
            raise TaxonomyError(
                f"{where}: unknown subject {subject!r}; give `about` a list of national, place:slug, cluster:slug "
                "or sector:slug"
            ) from error
    return subjects


def _remarked(label: Text, remark: Text | None) -> Text:
    return Text(en=f"{label.en} {remark.en}", zh=label.zh + remark.zh) if remark else label


def _value(where: str, fact: Fact, given: Text | None, units: Wordings) -> Text:
    if given and isinstance(fact.value, (int, float)):
        raise TaxonomyError(f"{where}: its number comes from facts.yaml; remove `value`")
    try:
        value = given or fact_in_words(fact, units)
    except KeyError as error:
        raise TaxonomyError(f"{where}: unit {fact.unit!r} has no wording under `units`; add one") from error
    if value is None:
        raise TaxonomyError(f"{where}: the fact is in words, {fact.value!r}; give `value` in en and zh")
    return value


def _dated(where: str, as_of: str, dates: Wordings) -> Text:
    text = dates.get(as_of) or date_in_words(as_of)
    if text is None:
        raise TaxonomyError(f"{where}: date {as_of!r} has no wording under `dates`; add one")
    return text


def _wordings(table: str, content: Any) -> Wordings:
    if not isinstance(content, Mapping):
        raise TaxonomyError(f"figures.yaml: expected a mapping {table!r}, found {type(content).__name__}")
    return {key: _checked(f"figures.yaml, {table} {key!r}", Text, text) for key, text in content.items()}


def _checked(where: str, model: type[M], content: Any) -> M:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "row"
        raise TaxonomyError(f"{where}, {field}: {first['msg']}; found {first['input']!r}") from error
