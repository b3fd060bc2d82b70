"""Profiles to columns: one array an answer or derived fact. One company is a table of one row."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.funding import funding_columns, funding_grade
from scoring.columns.identity import identity_columns
from scoring.profile import CompanyProfile
from scoring.profile.answers import Answer
from scoring.rulesets.book import RuleBook
from scoring.rulesets.schema import Characteristic

Column = NDArray[np.generic]


def columns_of(profiles: Sequence[CompanyProfile[Any]], book: RuleBook) -> dict[str, Column]:
    """Lay `profiles` out as columns for the rule sets of `book`.

    Numbers are float64 with NaN for unknown, choices int8 with -1; a column `<name>@evidence` stands beside
    every column of which some value has an evidence grade. Nothing after a profile's `as_of` is read.
    """
    columns: dict[str, Column] = {}
    identity, funding = identity_columns(profiles), funding_columns(profiles)
    columns |= identity | _evidence(identity, [profile.evidence for profile in profiles])
    columns |= funding | _evidence(funding, [funding_grade(profile) for profile in profiles])
    for characteristic in book.asked():
        columns |= _answer_columns(profiles, characteristic)
    return columns


def _answer_columns(profiles: Sequence[CompanyProfile[Any]], item: Characteristic) -> dict[str, Column]:
    answers: list[Answer[Any] | None] = [getattr(profile.answers, item.input) for profile in profiles]
    if not any(answers):
        return {}
    code, kind, unknown = _coder(item)
    columns: dict[str, Column] = {
        item.input: np.array([unknown if answer is None else code(answer.value) for answer in answers], kind)
    }
    return columns | _evidence([item.input], [answer.evidence if answer else None for answer in answers])


def _evidence(names: Iterable[str], grades: Sequence[str | None]) -> dict[str, Column]:
    """Grade columns for the columns `names`; none where nobody gave a grade."""
    if not any(grades):
        return {}
    codes = grade_codes(grades)
    return {f"{name}@evidence": codes for name in names}


def _coder(item: Characteristic) -> tuple[Callable[[Any], float], type, float]:
    """How an answer becomes a number: itself, a count of ticks, or the place of the choice in the scale."""
    ask = item.ask
    assert ask is not None  # noqa: S101 - only asked characteristics come here
    if ask.kind in ("number", "percent"):
        return float, float, np.nan
    if ask.kind == "checklist":
        return len, float, np.nan
    if ask.kind == "yes_no":
        return int, np.int8, -1
    places = {attribute.id: number for number, attribute in enumerate(item.scale)}
    return places.__getitem__, np.int8, -1


def grade_codes(grades: Sequence[str | None]) -> NDArray[np.int8]:
    """Codes of evidence grades; none given counts as the first, the company's own statement."""
    places = {slug: number for number, slug in enumerate(taxonomy.evidence_grades().slugs)}
    return np.array([places[grade] if grade else 0 for grade in grades], np.int8)
