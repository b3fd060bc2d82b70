"""What is wrong with a form, field by field: the engine's own validation, told where the reader can mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from scoring.errors import Problem
from scoring.profile import CompanyProfile, profile_model
from scoring.profile.faults import problem_of
from scoring.rulesets.book import RuleBook
from web.forms.fields import (
    ACCOUNT_PARTS,
    ACCOUNTS,
    FUNDING,
    ROUND_PARTS,
    YEAR,
    account_field,
    answer_field,
    evidence_field,
    round_field,
)
from web.forms.mapping import Reading


@dataclass(frozen=True)
class Checked:
    """A valid profile, or None and the problems; `path` of a problem is its field, empty where it has none."""

    profile: CompanyProfile[BaseModel] | None
    problems: tuple[Problem, ...]


def checked(reading: Reading, book: RuleBook) -> Checked:
    """Validate what was read. A field that could not be read is told once, in the reader's words."""
    model = profile_model(book)
    unread = {problem.path for problem in reading.problems}
    try:
        profile = model.model_validate(reading.mapping)
    except ValidationError as error:
        found = [_placed(problem_of(fault, "", model), book) for fault in error.errors()]
        return Checked(None, reading.problems + tuple(problem for problem in found if problem.path not in unread))
    return Checked(None if reading.problems else profile, reading.problems)


def _placed(problem: Problem, book: RuleBook) -> Problem:
    field = field_of(problem.path)
    step, _, name = problem.path.partition(".")
    if step == "answers" and name.split(".")[0] not in book.asks:
        field = ""
    # A field that the form doesn't have is named, the reader finds it in the file.
    where = "" if field else problem.path
    return Problem(where, problem.message, field, value=problem.value, expected=problem.expected)


def field_of(path: str) -> str:
    """Name of the form's field for a path of the profile; empty for what the form doesn't have.

    `rounds.0.amount.low` is `rounds-0-amount`, `answers.x.evidence` is `answers-x-evidence`, `sectors.1` `sectors-1`,
    `accounts.0.revenue` `accounts-0-revenue`.
    """
    steps = path.split(".")
    match steps:
        case ["sectors", *place]:
            return f"sectors-{place[0] if place else 0}"
        case ["rounds", *inside]:
            return _of_round(inside)
        case ["accounts", *inside]:
            return _of_accounts(inside)
        case ["answers", name, "evidence"]:
            return evidence_field(answer_field(name))
        case ["answers", name, *_]:
            return answer_field(name)
    return steps[0] if steps[0] in CompanyProfile.model_fields and steps[0] != "answers" else ""


def _of_round(steps: list[str]) -> str:
    """Field of a path within `rounds`: the whole list, a whole round, or a part of one."""
    if not steps:
        return FUNDING
    part = steps[1] if steps[1:] else "round"
    return round_field(int(steps[0]), part) if part in ROUND_PARTS else ""


def _of_accounts(steps: list[str]) -> str:
    """Field of a path within `accounts`: the whole table, a year of it, or a figure of that year."""
    if not steps:
        return ACCOUNTS
    part = steps[1] if steps[1:] else YEAR
    return account_field(int(steps[0]), part) if part in ACCOUNT_PARTS else ""


def by_field(problems: tuple[Problem, ...]) -> Mapping[str, list[Problem]]:
    """Problems under the names of their fields."""
    placed: dict[str, list[Problem]] = {}
    for problem in problems:
        placed.setdefault(problem.path, []).append(problem)
    return placed


def described(reading_of_file: Mapping[str, Any], book: RuleBook) -> tuple[Problem, ...]:
    """Problems of the mapping that a file holds, before any of it is put into fields."""
    return checked(Reading(dict(reading_of_file), ()), book).problems
