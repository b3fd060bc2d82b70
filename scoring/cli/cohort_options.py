"""Options of the commands on a cohort, read: how its table is read, and what is taken for granted of its order."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from scoring.cli.console import Failure, as_of_date, explained, language, rule_book
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import Cohort, read_cohort
from scoring.cohort.result import Choice
from scoring.rulesets.book import RuleBook
from scoring.shortlist.part import part_of
from scoring.text import Lang


@dataclass(frozen=True)
class Reading:
    """Options as typed: how a table is read and scored, and in which language it is told."""

    weights: Path | None
    rules: Path | None
    mapping: Path | None
    as_of: str | None
    language: str
    sheet: str | None
    only: tuple[str, ...]

    @property
    def lang(self) -> Lang:
        """The language. Raises Failure."""
        return language(self.language)

    def book(self) -> RuleBook:
        """The rule book. Raises Failure."""
        return rule_book(self.rules, self.weights, self.lang)

    def cohort(self, table: Path) -> Cohort:
        """The cohort of a table. Raises Failure."""
        day, book = as_of_date(self.as_of, self.lang), self.book()
        with explained(self.lang):
            cohort = read_cohort(table, as_of=day, book=book, mapping=self.mapping, sheet=self.sheet)
            return part_of(cohort, self.only)


def assumptions(
    draws: int | None, seed: int, spread: float, aggregation: str, hold: list[str] | None, lang: str
) -> Assumptions:
    """Assumptions out of options. Raises Failure naming the option that is wrong."""
    fields = {"draws": draws, "seed": seed, "spread": spread, "aggregation": aggregation, "hold": hold or []}
    try:
        return Assumptions.model_validate(fields)
    except ValidationError as error:
        fault = error.errors()[0]
        name, found = fault["loc"][0], fault["input"]
        expected = {
            "aggregation": "either, arithmetic, geometric",
            "hold": ", ".join(get_args(Choice)),
            "draws": "0–100,000",
            "seed": "0–4,294,967,295",
            "spread": "0–1",
        }[str(name)]
        raise Failure(
            f"--{name}：实际是 {found!r}（应为 {expected}）"
            if language(lang) == "zh"
            else f"--{name}: found {found!r} (expected {expected})"
        ) from None
