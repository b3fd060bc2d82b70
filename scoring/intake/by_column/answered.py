"""The answers of all rows: each different cell checked and coded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from scoring.intake.by_column.reads import ReadColumn
from scoring.intake.headings.headers import ANSWER, EVIDENCE
from scoring.profile import profile_model
from scoring.rulesets.book import RuleBook
from scoring.table.companies import Column
from scoring.table.from_profiles import answer_codes, grade_codes

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Answered:
    """Answers and grades by input, `[rows]`; `known` tells where there is an answer, `wrong` which rows not to take."""

    answers: dict[str, Column]
    grades: dict[str, NDArray[np.int8]]
    known: dict[str, Flags]
    wrong: Flags

    def of(self, rows: Flags) -> tuple[dict[str, Column], dict[str, NDArray[np.int8]]]:
        """Answers and grades of the rows chosen; no column where none of them has one."""
        answers = {name: column[rows] for name, column in self.answers.items() if self.known[name][rows].any()}
        grades = {name: column[rows] for name, column in self.grades.items() if (column[rows] >= 0).any()}
        return answers, grades


def answers_of(reads: Mapping[str, ReadColumn], book: RuleBook, rows: int) -> Answered:
    """Code the answers among `reads` (by field) as the rule sets of `book` read them."""
    found = Answered({}, {}, {}, np.zeros(rows, bool))
    model = profile_model(book).model_fields["answers"].annotation
    assert isinstance(model, type) and issubclass(model, BaseModel)  # noqa: S101 - the model says so
    for item in book.asked():
        read = reads.get(ANSWER + item.input)
        if read is None:
            continue
        values = [None if each is None else each.value for each in read.reads]
        sound = [value is not None and _is_sound(model, item.input, value) for value in values]
        known = np.array([*sound, False], bool)[read.cells.codes]
        refused = [value is not None and not good for value, good in zip(values, sound, strict=True)]
        found.wrong[np.array([*refused, False], bool)[read.cells.codes]] = True
        for name, (code, kind, unknown) in answer_codes(item).items():
            pairs = zip(values, sound, strict=True)
            codes: Column = np.array([*(code(value) if good else unknown for value, good in pairs), unknown], kind)
            found.answers[name], found.known[name] = codes[read.cells.codes], known
        if grade := reads.get(ANSWER + item.input + EVIDENCE):
            given = grade_codes([None if each is None else each.value for each in grade.reads] + [None])
            found.grades[item.input] = np.where(known, given[grade.cells.codes], np.int8(-1))
    return found


def _is_sound(model: type[BaseModel], name: str, value: Any) -> bool:
    """Whether the profile takes the value."""
    try:
        model.model_validate({name: {"value": value}})
    except ValidationError:
        return False
    return True
