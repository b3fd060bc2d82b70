"""What the template of the form is given: questions, lists to choose from, what stands in the fields, what is wrong."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final

from flask import render_template

from scoring import shipped_book, taxonomy
from scoring.errors import Problem
from scoring.text import both
from web.forms import (
    Fields,
    checked,
    form_questions,
    from_fields,
    programme_questions,
    progress,
    year_columns,
)
from web.forms.check import by_field
from web.forms.fields import count_rounds
from web.forms.questions import Choice, labels
from web.language import current
from web.pages.form_state import FormState
from web.pages.form_summary import summary

_LEAST_SECTORS: Final = 3
_MOST_SECTORS: Final = 10


def form_page(
    fields: Fields, problems: tuple[Problem, ...] = (), *, another_round: bool = False, opened: bool = False
) -> str:
    """HTML of the form. `another_round`: with an empty row below the others; `opened`: say that a file was read."""
    lang, factors, programmes = current(), form_questions(shipped_book()), programme_questions(shipped_book())
    state = FormState(fields, by_field(problems), lang)
    rounds = count_rounds(fields)
    return render_template(
        "form.html",
        state=state,
        factors=factors,
        programmes=programmes,
        years=year_columns(fields, date.today()),
        progress=progress(fields, factors, programmes, _faulty(fields)),
        labels=labels(),
        lists=_lists(),
        summary=summary(state, [each for each in problems if not _left_out(each)]),
        left_out=summary(state, [each for each in problems if _left_out(each)]),
        rows=rounds + 1 if another_round or not rounds else rounds,
        new_row=rounds if another_round else None,
        sector_rows=min(_MOST_SECTORS, max(_LEAST_SECTORS, 1 + len(fields.get("sectors", [])))),
        today=date.today().isoformat(),
        fresh=not fields,
        opened=opened,
    )


def _faulty(fields: Fields) -> set[str]:
    """The fields in which something stands that can't be used."""
    return {problem.path for problem in checked(from_fields(fields, shipped_book()), shipped_book()).problems}


def _left_out(problem: Problem) -> bool:
    """Whether a problem is something of a file that the form has no field for."""
    return bool(problem.where) and not problem.path


@cache
def _lists() -> dict[str, tuple[Choice, ...]]:
    """The taxonomies that fields choose from or suggest."""
    named: dict[str, Iterable[taxonomy.Entry]] = {
        "places": taxonomy.places(),
        "sectors": taxonomy.sectors(),
        "layers": taxonomy.layers(),
        "segments": taxonomy.segments(),
        "rounds": taxonomy.rounds(),
        "currencies": taxonomy.currencies(),
        "evidence": taxonomy.evidence_grades(),
        "head_counts": taxonomy.headcount_bands(),
    }
    return {
        name: tuple(Choice(entry.slug, both(entry.en, entry.zh)) for entry in entries)
        for name, entries in named.items()
    }
