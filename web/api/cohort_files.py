"""A cohort sent as files: the table, and beside it a mapping, judges' marks, shortlist rules, an earlier table."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from scoring import shipped_book
from scoring.intake import Intake, read_table
from scoring.intake.headings.mapping import read_mapping
from scoring.intake.preview import Preview, preview
from scoring.judges.reading import read_marks
from scoring.shortlist.reading import read_rules
from web.api.cohort_sent import Days, Sent, scored, size_limit
from web.api.cohort_shapes import MOST_COMPANIES
from web.api.input_faults import explained, in_part
from web.api.uploads import uploaded
from web.timelimit import check_time

TABLE, MAPPING, MARKS, RULES, BEFORE = "table", "mapping", "marks", "rules", "before"
Files = Mapping[str, Path]


def sent_as_files(days: Days, sheet: str | None, *, whole: bool) -> Sent:
    """The cohort of the form; `whole`: with all that stands beside it. Raises Refusal, TooSlow."""
    with uploaded(size_limit(), TABLE, MAPPING, MARKS, RULES, BEFORE) as files:
        _check_mapping(files)
        rules = marks = None
        if whole and RULES in files:
            with explained(in_part(RULES)):
                rules = read_rules(files[RULES], shipped_book())
        if whole and MARKS in files:
            with explained(in_part(MARKS)):
                marks = read_marks(files[MARKS])
        cohort = scored(_table(files, TABLE, days.now, sheet), days.now)
        # What was said of this year's headers holds for the same headers then.
        before = scored(_table(files, BEFORE, days.before), days.before) if whole and BEFORE in files else None
    return Sent(cohort, marks, rules, before)


def table_sent(as_of: date, sheet: str | None) -> Preview:
    """A look at the table of the form. Raises Refusal."""
    with uploaded(size_limit(), TABLE, MAPPING) as files:
        _check_mapping(files)
        check_time()
        with explained(in_part(TABLE)):
            return preview(
                files[TABLE], book=shipped_book(), as_of=as_of, mapping=files.get(MAPPING), sheet=sheet,
                max_rows=MOST_COMPANIES,
            )  # fmt: skip


def _check_mapping(files: Files) -> None:
    """Read the mapping by itself first, so that what is wrong with it is not laid to the table."""
    if MAPPING in files:
        with explained(in_part(MAPPING)):
            read_mapping(files[MAPPING], shipped_book())


def _table(files: Files, part: str, as_of: date, sheet: str | None = None) -> Intake:
    check_time()
    with explained(in_part(part)):
        return read_table(
            files[part], book=shipped_book(), as_of=as_of, mapping=files.get(MAPPING), sheet=sheet,
            max_rows=MOST_COMPANIES,
        )  # fmt: skip
