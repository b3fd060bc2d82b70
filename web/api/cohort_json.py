"""A cohort sent as JSON: profiles read one by one, marks, shortlist rules and an earlier cohort beside them."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import orjson
from pydantic import BaseModel, ValidationError

from scoring import CompanyProfile, Problem, profile_model, shipped_book
from scoring.errors import shortened
from scoring.intake import Intake, RejectedRow
from scoring.judges.listed import Given, marks_of
from scoring.judges.marks import Marks
from scoring.profile.faults import problem_of
from scoring.shortlist.reading import read_rules
from scoring.shortlist.rules import ShortlistRules
from web.api.cohort_sent import Days, Sent, scored, size_limit
from web.api.cohort_shapes import Cohort, MarkGiven
from web.api.input_faults import explained, in_json, in_list
from web.api.problems import MOST_FAULTS, Refusal, faults_of
from web.api.reading import json_body
from web.timelimit import check_time

Profile = CompanyProfile[BaseModel]
_SOURCE: Final = "profiles"
_MOST_FAULTS_OF_ONE: Final = 10
_PART: Final = 200
"""Profiles read between two looks at the clock."""
_LONGEST_NAME: Final = 200


def sent_as_json(days: Days, *, whole: bool) -> Sent:
    """The cohort of the body; `whole`: with all that stands beside it. Raises Refusal, TooSlow."""
    document = json_body(size_limit())
    try:
        body = Cohort.model_validate(document)
    except ValidationError as error:
        faults = faults_of(error.errors(include_url=False), document, Cohort)
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None
    cohort = scored(_intake(body.profiles, days.now), days.now)
    if not whole:
        return Sent(cohort)
    rules, marks = _rules(body.rules), _marks(body.marks)
    before = scored(_earlier(body.before, days.before), days.before) if body.before else None
    return Sent(cohort, marks, rules, before)


def _intake(documents: Sequence[Any], as_of: date) -> Intake:
    """Profiles with their places from 1; those that are none are rejected, each for itself."""
    profiles: list[Profile] = []
    intake = Intake(_SOURCE, [], profiles)
    for row, document in enumerate(documents, start=1):
        if row % _PART == 0:
            check_time()
        try:
            profiles.append(_profile(document, as_of))
            intake.rows.append(row)
        except ValidationError as error:
            intake.rejected.append(RejectedRow(row, _name(document), _problems(error, row)))
    return intake


def _profile(document: Any, as_of: date) -> Profile:
    model = profile_model(shipped_book())
    return model.model_validate({"as_of": as_of, **document} if isinstance(document, dict) else document)


def _name(document: Any) -> str:
    name = document.get("name") if isinstance(document, dict) else None
    return shortened(name, _LONGEST_NAME) if isinstance(name, str) else ""


def _problems(error: ValidationError, row: int) -> list[Problem]:
    model, found = profile_model(shipped_book()), error.errors(include_url=False)[:_MOST_FAULTS_OF_ONE]
    worded = [problem_of(each, _SOURCE, model) for each in found]
    return [
        Problem(_SOURCE, each.message, each.path, row=row, value=each.value, expected=each.expected) for each in worded
    ]


def _earlier(documents: Sequence[Any], as_of: date) -> Intake:
    """An earlier cohort, of which every profile has to be sound: one left out would pass for a company that is new."""
    model, faults = profile_model(shipped_book()), []
    profiles: list[Profile] = []
    for at, document in enumerate(documents):
        if at % _PART == 0:
            check_time()
        try:
            profiles.append(_profile(document, as_of))
        except ValidationError as error:
            found = error.errors(include_url=False)
            faults += faults_of(found, document, model, most=_MOST_FAULTS_OF_ONE, root=f"#/before/{at}")
    if faults:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults[:MOST_FAULTS])
    return Intake("before", [], profiles, list(range(1, len(profiles) + 1)))


def _rules(document: dict[str, Any] | None) -> ShortlistRules | None:
    """Rules of a document by way of a file: JSON is YAML, and there is one reader of rules."""
    if document is None:
        return None
    with TemporaryDirectory(prefix="upslope-") as folder, explained(in_json("#/rules", document)):
        path = Path(folder) / "rules.json"
        path.write_bytes(orjson.dumps(document))
        return read_rules(path, shipped_book())


def _marks(given: Sequence[MarkGiven] | None) -> Marks | None:
    if given is None:
        return None
    with explained(in_list("#/marks")):
        return marks_of([Given(one.company, one.judge, one.mark, one.criterion) for one in given])
