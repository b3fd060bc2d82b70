"""Profiles laid out as a table of companies; one company is a table of one row."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.profile import CompanyProfile
from scoring.profile.accounts import ACCOUNT_FIELDS
from scoring.profile.answers import Answer
from scoring.profile.values import Span
from scoring.rulesets.book import RuleBook
from scoring.rulesets.facts import Fact
from scoring.rulesets.schema import Question
from scoring.table.coded import coded
from scoring.table.companies import AccountTable, Column, CompanyTable, RoundTable


def table_of(profiles: Sequence[CompanyProfile[Any]], book: RuleBook | None = None) -> CompanyTable:
    """Lay `profiles` out, with their answers to the rule sets of `book`; without a book there are no answers."""
    answers, grades = _answers(profiles, book) if book else ({}, {})
    return CompanyTable(
        name=np.array([profile.name for profile in profiles], object),
        as_of=coded(profile.as_of for profile in profiles),
        city=coded(profile.city for profile in profiles),
        sector=coded(profile.sectors[0] if profile.sectors else None for profile in profiles),
        sectors=coded(tuple(profile.sectors) or None for profile in profiles),
        layer=coded(profile.layer for profile in profiles),
        segment=coded(profile.segment for profile in profiles),
        founded=coded(profile.founded for profile in profiles),
        head_low=_ends([profile.head_count for profile in profiles], "low"),
        head_high=_ends([profile.head_count for profile in profiles], "high"),
        evidence=coded(profile.evidence for profile in profiles),
        history=np.array([profile.rounds is not None for profile in profiles], bool),
        latest_only=np.array([profile.latest_round_only for profile in profiles], bool),
        rounds=_rounds(profiles),
        accounts=_accounts(profiles),
        answers=answers,
        grades=grades,
    )


def _rounds(profiles: Sequence[CompanyProfile[Any]]) -> RoundTable:
    listed = [profile.rounds or () for profile in profiles]
    rounds = [item for each in listed for item in each]
    investors = [investor for item in rounds for investor in item.investors]
    return RoundTable(
        company=np.repeat(np.arange(len(profiles)), [len(each) for each in listed]),
        round=coded(item.round for item in rounds),
        date=coded(item.date for item in rounds),
        low=_ends([item.amount for item in rounds], "low"),
        high=_ends([item.amount for item in rounds], "high"),
        currency=coded(item.currency for item in rounds),
        evidence=coded(item.evidence for item in rounds),
        first_investor=np.cumsum([0, *(len(item.investors) for item in rounds)], dtype=np.int64),
        investor=coded(investor.name for investor in investors),
        kind=coded(investor.kind for investor in investors),
    )


def _accounts(profiles: Sequence[CompanyProfile[Any]]) -> AccountTable:
    listed = [profile.accounts or () for profile in profiles]
    entries = [entry for each in listed for entry in each]
    return AccountTable(
        company=np.repeat(np.arange(len(profiles)), [len(each) for each in listed]),
        year=np.array([entry.year for entry in entries], np.int64),
        figures={name: np.array([getattr(entry, name) for entry in entries], float) for name in ACCOUNT_FIELDS},
    )


def _ends(spans: Sequence[Span | None], end: str) -> NDArray[np.float64]:
    known = [getattr(span, end) if span else None for span in spans]
    return np.array([np.nan if value is None else value for value in known], float)


def _answers(
    profiles: Sequence[CompanyProfile[Any]], book: RuleBook
) -> tuple[dict[str, Column], dict[str, NDArray[np.int8]]]:
    """Columns of the answers and of their grades; none for a question that nobody answered or graded."""
    columns: dict[str, Column] = {}
    grades: dict[str, NDArray[np.int8]] = {}
    for item in book.asked():
        answers: list[Answer[Any] | None] = [getattr(profile.answers, item.input) for profile in profiles]
        if not any(answers):
            continue
        for name, (code, kind, unknown) in answer_codes(item).items():
            columns[name] = np.array([unknown if each is None else code(each.value) for each in answers], kind)
        graded = [each.evidence if each else None for each in answers]
        if any(graded):
            grades[item.input] = grade_codes(graded)
    return columns, grades


Code = tuple[Callable[[Any], float], type, float]
"""How an answer becomes a number, the type of the column, and what stands for unknown."""


def answer_codes(item: Question) -> dict[str, Code]:
    """Columns that an answer makes: itself, a count of ticks, or the place of the choice among those offered.

    A checklist of the packs has one more column for each of its items: 1 where it is ticked, 0 where it is not.
    """
    ask = item.ask
    assert ask is not None  # noqa: S101 - only asked questions come here
    if ask.kind in ("number", "percent"):
        return {item.input: (float, float, np.nan)}
    if ask.kind == "checklist":
        ticks = ask.items if isinstance(item, Fact) else ()
        ticked: dict[str, Code] = {f"{item.input}.{tick.id}": (_has(tick.id), np.int8, -1) for tick in ticks}
        return {item.input: (len, float, np.nan)} | ticked
    if ask.kind == "yes_no":
        return {item.input: (int, np.int8, -1)}
    places = {choice.id: number for number, choice in enumerate(item.scale)}
    return {item.input: (places.__getitem__, np.int8, -1)}


def _has(item: str) -> Callable[[Sequence[str]], bool]:
    return lambda ticked: item in ticked


def grade_codes(grades: Sequence[str | None]) -> NDArray[np.int8]:
    """Codes of evidence grades; -1 where none is given."""
    places: dict[str | None, int] = {slug: number for number, slug in enumerate(taxonomy.evidence_grades().slugs)}
    return np.array([places.get(grade, -1) for grade in grades], np.int8)
