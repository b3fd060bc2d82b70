"""What the template of the columns is given: columns in words, fields to choose from, example rows, rejected rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from scoring import CompanyProfile, shipped_book, taxonomy
from scoring.errors import Problem
from scoring.intake.cells.units import parse_unit
from scoring.intake.headings.accounts import ACCOUNTS, NO_YEAR
from scoring.intake.headings.headers import unit_of, why_no_accounts
from scoring.intake.headings.labels import FieldGroup, field_groups, field_label
from scoring.intake.preview import Preview, PreviewColumn
from scoring.text import Lang
from web.cohorts.plan import Plan
from web.pages.cohorts.listing import place_name
from web.pages.result_figures import DASH, Figures
from web.wording import say

UNITS: Final = ("元", "万元", "亿元", "USD", "万美元", "million USD")
"""Units to choose from, as a mapping file writes them."""
_YUAN: Final = UNITS[:3]
_AMOUNTS: Final = ("amount", "rounds")
_DIGIT: Final = re.compile(r"\d")
_EXAMPLES: Final = 5
_MOST_REJECTED: Final = 20
_MOST_NOTES: Final = 30


@dataclass(frozen=True)
class Line:
    """A column as the page shows it. `field` is what stands in its list, `extra` are fields that no group has.

    `units` are those to choose from, none where there is no choice; `no_unit` is what the choice of none is called,
    empty where the header carries one of them, which then holds.
    """

    at: int
    letter: str
    header: str
    samples: tuple[str, ...]
    field: str
    extra: tuple[tuple[str, str], ...]
    how: str
    sure: bool
    may_change: bool
    unit: str
    units: tuple[str, ...]
    no_unit: str


class ColumnsView:
    """A preview in one language."""

    def __init__(self, seen: Preview, plan: Plan, lang: Lang) -> None:
        self.seen, self.plan, self.lang = seen, plan, lang
        self.figures = Figures(lang)

    def lines(self) -> list[Line]:
        """All columns in their order."""
        return [self._line(at, column) for at, column in enumerate(self.seen.columns)]

    def _line(self, at: int, column: PreviewColumn) -> Line:
        use = column.use
        units = units_for(use.field, column.samples) if column.may_be_mapped else ()
        unit = self.unit_text(column)
        return Line(
            at, use.letter, use.header, column.samples, use.field or "", self._extra(column),
            how=_how(column), sure=use.field is not None, may_change=column.may_be_mapped,
            unit=unit, units=units, no_unit="" if unit in units else unit or say("cohorts.no_unit", self.lang),
        )  # fmt: skip

    def _extra(self, column: PreviewColumn) -> tuple[tuple[str, str], ...]:
        """Fields that the column has by its header or by a mapping and no group offers, such as '2025 年营业收入'."""
        fields = dict.fromkeys((column.by_itself, column.use.field))
        return tuple((field, self.label(field)) for field in fields if field and field not in _grouped())

    @staticmethod
    def unit_text(column: PreviewColumn) -> str:
        """The unit of a column as a mapping file writes it; empty where there is none.

        Of a column that is not read it is the one that its header carries.
        """
        unit = column.use.unit if column.use.field else unit_of(column.use.header)
        if unit is None:
            return ""
        if unit.percent:
            return "%"
        known = next((text for text in UNITS if parse_unit(text) == unit), None)
        return known or f"{unit.currency or ''} × {unit.scale:,.0f}".strip()

    def groups_for(self, line: Line) -> tuple[FieldGroup, ...]:
        """Fields to choose from; grades of evidence, as many again, not where a header plainly means something else."""
        plain = line.how in ("alias", "answer") and "evidence" not in line.field
        return groups()[:-1] if plain else groups()

    def label(self, field: str) -> str:
        """What a field is called."""
        return field_label(field, shipped_book()).in_(self.lang)

    def examples(self) -> list[dict[str, str]]:
        """The first companies as they are read."""
        profiles = self.seen.intake.profiles[:_EXAMPLES] if self.seen.intake else []
        return [self._example(profile) for profile in profiles]

    def _example(self, profile: CompanyProfile[Any]) -> dict[str, str]:
        lang, none = self.lang, DASH
        answered = sum(value is not None for _, value in profile.answers)
        rounds = profile.rounds
        size = profile.head_count
        return {
            "company": profile.name,
            "city": place_name(profile.city, lang) or none,
            "sectors": self.figures.listed(taxonomy.sectors()[each].in_(lang) for each in profile.sectors) or none,
            "founded": str(profile.founded or none),
            "head_count": none if size is None else _span(size.low, size.high),
            "rounds": none if rounds is None else say("cohorts.never", lang) if not rounds else self._round(rounds),
            "answers": f"{answered}",
        }

    def _round(self, rounds: Iterable[Any]) -> str:
        """Rounds in words, the last one with its date."""
        listed = list(rounds)
        last = max(listed, key=lambda each: str(each.date or ""))
        name = taxonomy.rounds()[last.round].in_(self.lang)
        shown = f"{name} {last.date}" if last.date else name
        return shown if len(listed) == 1 else say("cohorts.rounds", self.lang, count=len(listed), last=shown)

    def rejected(self) -> list[tuple[int, str, list[str]]]:
        """Rows that would be rejected: number, company, why."""
        rows = self.seen.intake.rejected if self.seen.intake else []
        return [
            (row.row, row.company, [_in_table(problem, self.lang) for problem in row.problems])
            for row in rows[:_MOST_REJECTED]
        ]

    def notes(self) -> list[str]:
        """What was interpreted on the way."""
        notes = self.seen.intake.notes if self.seen.intake else []
        return [_in_table(note, self.lang) for note in notes[:_MOST_NOTES]]

    def counts(self) -> dict[str, int]:
        """How many columns are read, rows would be ranked and rejected."""
        intake = self.seen.intake
        return {
            "columns": len(self.seen.columns),
            "read": sum(column.use.field is not None for column in self.seen.columns),
            "rows": self.seen.rows,
            "companies": len(intake.profiles) if intake else 0,
            "rejected": len(intake.rejected) if intake else 0,
        }


def units_for(field: str | None, samples: Sequence[str]) -> tuple[str, ...]:
    """Units that a column read as `field` may have. One that is not read yet may turn out to hold amounts."""
    if field is None:
        return UNITS if samples and all(map(_DIGIT.search, samples)) else ()
    if field.startswith(ACCOUNTS):
        return _YUAN
    return UNITS if field in _AMOUNTS else ()


def _how(column: PreviewColumn) -> str:
    """How a column's meaning is known: the end of a word's key."""
    if not column.use.header:
        return "headless"
    if column.repeated:
        return "repeated"
    if column.use.how == "unknown" and why_no_accounts(column.use.header) is NO_YEAR:
        return "no_year"
    return "left_out" if column.use.how == "mapping" and column.use.field is None else column.use.how


@cache
def groups() -> tuple[FieldGroup, ...]:
    """The fields to choose from."""
    return field_groups(shipped_book())


@cache
def _grouped() -> frozenset[str]:
    return frozenset(field for group in groups() for field, _ in group.fields)


def _in_table(problem: Problem, lang: Lang) -> str:
    """A problem of the table: its column (the row stands beside it), what is wrong, what was expected."""
    return Problem(problem.path or f"#{problem.row}", problem.message, expected=problem.expected).in_(lang)


def _span(low: float | None, high: float | None) -> str:
    ends = ["" if end is None else f"{end:,.0f}" for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)
