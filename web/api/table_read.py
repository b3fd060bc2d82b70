"""How a table would be read, as the API tells it."""

from collections.abc import Sequence

from scoring.errors import Problem
from scoring.intake import RejectedRow as RejectedByReader
from scoring.intake.headings.labels import field_label
from scoring.intake.preview import ROWS_READ, Preview, PreviewColumn
from scoring.ranking import Note, RejectedRow
from scoring.rulesets.book import RuleBook
from scoring.text import Lang
from web.api.cohort_shapes import ColumnRead, TableRead


def table_read(found: Preview, book: RuleBook, lang: Lang) -> TableRead:
    """The preview with the words of a language."""
    intake = found.intake
    return TableRead(
        sheet=found.sheet or None,
        sheets=list(found.sheets),
        header_row=found.header_row,
        rows=found.rows,
        read=min(found.rows, ROWS_READ) if intake else 0,
        columns=[_column(each, book, lang) for each in found.columns],
        problems=[each.as_dict(lang) for each in found.problems],
        rejected=_rejected(intake.rejected if intake else (), lang),
        notes=[_note(each, lang) for each in (intake.notes if intake else ())],
    )


def _column(column: PreviewColumn, book: RuleBook, lang: Lang) -> ColumnRead:
    use = column.use
    return ColumnRead(
        header=use.header,
        letter=use.letter,
        field=use.field,
        how=use.how,
        label=field_label(use.field, book).in_(lang) if use.field else None,
        by_itself=column.by_itself,
        samples=[] if use.how == "personal" else list(column.samples),
    )


def _rejected(rows: Sequence[RejectedByReader], lang: Lang) -> list[RejectedRow]:
    return [
        RejectedRow(row=each.row, company=each.company, problems=[fault.as_dict(lang) for fault in each.problems])
        for each in rows
    ]


def _note(note: Problem, lang: Lang) -> Note:
    return Note(message=note.message.in_(lang), row=note.row, column=note.path or None, value=note.value or None)
