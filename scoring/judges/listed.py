"""Marks given one by one, not as a table, into `Marks`."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from scoring.errors import InputError, Problem, Wrong
from scoring.judges.averaging import averaged
from scoring.judges.cells import read_mark
from scoring.judges.entries import Entry
from scoring.judges.marks import Marks
from scoring.judges.scales import to_one_scale
from scoring.taxonomy import normalise
from scoring.text import both

SOURCE: Final = "marks"
_A_JUDGE: Final = both("marks of at least two judges", "至少两位评委的分数")


class Given(NamedTuple):
    """A mark as given; `criterion` is empty where there is only one."""

    company: str
    judge: str
    mark: str | float
    criterion: str = ""


def marks_of(given: Sequence[Given]) -> Marks:
    """Make `Marks` of a list, read as the cells of a table are; an empty mark is none.

    Raises InputError naming each entry that is no mark by its place from 1 (`row`), and where fewer than two judges
    have marked.
    """
    entries, problems = [], []
    for number, one in enumerate(given, start=1):
        try:
            seen = read_mark(one.mark)
        except Wrong as error:
            problems.append(Problem(SOURCE, error.text, "mark", row=number, expected=error.expected))
            continue
        if seen is not None:
            company, judge, criterion = (" ".join(name.split()) for name in (one.company, one.judge, one.criterion))
            entries.append(Entry(number, company, judge, criterion, "mark", None, seen))
    if not problems and len({normalise(entry.judge) for entry in entries}) < 2:  # noqa: PLR2004
        wrong = both("fewer than two judges have given marks", "打分的评委不足两位")
        problems.append(Problem(SOURCE, wrong, expected=_A_JUDGE))
    if problems:
        raise InputError(problems)
    values, scale, notes = to_one_scale(SOURCE, entries)
    return averaged(SOURCE, entries, values, scale, notes)
