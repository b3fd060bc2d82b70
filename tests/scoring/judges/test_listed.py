"""Marks given one by one mean what they mean in a table."""

from pathlib import Path

import numpy as np
import pytest

from scoring.errors import InputError
from scoring.judges.listed import Given, marks_of
from scoring.judges.reading import read_marks

GIVEN = [
    Given("Alpha", "Li", 80),
    Given("Alpha", "Wang", "4/5"),
    Given("Beta", "Li", "90.5"),
    Given("Beta", "Wang", "★★★"),
    Given("Gamma", "Li", ""),
    Given("Gamma", "Wang", "abstain"),
]


def test_a_list_gives_the_marks_of_the_same_table(tmp_path: Path) -> None:
    table = tmp_path / "marks.csv"
    rows = "".join(f"{one.company},{one.judge},{one.mark}\n" for one in GIVEN)
    table.write_text("company,judge,mark\n" + rows, encoding="utf-8")
    listed, read = marks_of(GIVEN), read_marks(table)
    assert (listed.companies, listed.judges) == (read.companies, read.judges) == (("Alpha", "Beta"), ("Li", "Wang"))
    np.testing.assert_array_equal(listed.matrix, read.matrix)
    assert (listed.scale_low, listed.scale_high) == (read.scale_low, read.scale_high)


def test_criteria_are_averaged() -> None:
    marks = [
        Given("Alpha", judge, mark, name) for judge in ("Li", "Wang") for name, mark in (("team", 60), ("idea", 80))
    ]
    np.testing.assert_allclose(marks_of(marks).matrix, [[70, 70]])


def test_names_that_sum_up_a_table_are_names_in_a_list() -> None:
    found = marks_of([Given("Max", "total", 5), Given("Average", "Li", 7)])
    assert found.companies == ("Max", "Average")


@pytest.mark.parametrize("judges", [("Li", "Li"), ("Li", " LI ")])
def test_a_single_judge_is_refused(judges: tuple[str, str]) -> None:
    with pytest.raises(InputError, match="fewer than two judges"):
        marks_of([Given("Alpha", judge, 5) for judge in judges])


def test_every_entry_that_is_no_mark_is_named_by_its_place() -> None:
    with pytest.raises(InputError) as refusal:
        marks_of([*GIVEN, Given("Alpha", "Li", "soso"), Given("Beta", "Li", "=A1")])
    assert [(problem.row, problem.path) for problem in refusal.value.problems] == [(7, "mark"), (8, "mark")]
    assert "'soso' is no mark" in refusal.value.problems[0].message.en
