"""The columns of an uploaded table: how each is understood, corrected until it is right, and the mapping as a file."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

import yaml
from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scoring import shipped_book
from scoring.errors import InputError, Problem
from scoring.intake.cells.units import parse_unit
from scoring.intake.headings.headers import ANSWER, known_fields, unit_of
from scoring.intake.preview import Preview, PreviewColumn, preview
from web.access.allow import STAFF, allow
from web.cohorts.case import Case
from web.cohorts.office import office
from web.cohorts.plan import Plan
from web.cohorts.work import told_of
from web.language import current
from web.pages.cohorts.blueprint import at_desk, blueprint, said
from web.pages.cohorts.columns_view import ColumnsView, units_for
from web.pages.cohorts.handing_out import attachment, file_name
from web.security import costly

_NOT_READ: Final = ""


@blueprint.get("/cohorts/<token>/columns")
@allow(*STAFF, log="cohort.seen", subject="token")
def columns(token: str) -> str:
    """How the table is understood."""
    case, plan = at_desk(token)
    return columns_page(token, case, plan)


@blueprint.post("/cohorts/<token>/columns")
@allow(*STAFF, log="cohort.changed", subject="token")
@costly
def correct(token: str) -> ResponseReturnValue:
    """Keep what was chosen; `do=rank` goes on to the ranking unless the table can't be read like that."""
    case, plan = at_desk(token)
    chosen = _chosen(plan, _look(case, plan), request.form)
    try:
        seen = _look(case, chosen)
    except InputError as error:  # a sheet without content: the one before stays
        return columns_page(token, case, plan, refused=error.problems), HTTPStatus.UNPROCESSABLE_ENTITY
    if chosen != plan:
        plan = case.change(chosen.model_copy(update={"asked": False}))
    if request.form.get("do") != "rank" or seen.problems:
        return redirect(url_for("cohorts.columns", token=token), HTTPStatus.SEE_OTHER)
    plan = plan.model_copy(update={"asked": True})
    case.keep(plan)
    office().worker.start(case, plan, current())
    return redirect(url_for("cohorts.ranking", token=token), HTTPStatus.SEE_OTHER)


@blueprint.get("/cohorts/<token>/mapping.yaml")
@allow(*STAFF, log="cohort.exported", subject="token")
def mapping_file(token: str) -> Response:
    """How the columns are read, as a file that `upslope rank --mapping` takes."""
    case, plan = at_desk(token)
    lines = yaml.safe_dump(_whole_mapping(_look(case, plan)), allow_unicode=True, sort_keys=False)
    return attachment(lines.encode(), file_name(plan, "mapping", "yaml"), "application/yaml")


def unsaved_page(token: str) -> str:
    """The columns with what was chosen but could not be kept, since the page had lain open too long."""
    case, plan = at_desk(token)
    return columns_page(token, case, _chosen(plan, _look(case, plan), request.form), expired=True)


def columns_page(token: str, case: Case, plan: Plan, *, refused: Sequence[Problem] = (), expired: bool = False) -> str:
    """HTML of the columns as the plan has them read. `refused`: why what was chosen last is not kept."""
    lang, seen = current(), _look(case, plan)
    found = told_of(InputError(seen.problems), plan.table).problems
    return render_template(
        "cohorts/columns.html", token=token, plan=plan, view=ColumnsView(seen, plan, lang), expired=expired,
        problems=[said(problem, lang) for problem in (*refused, *found)],
    )  # fmt: skip


def _look(case: Case, plan: Plan) -> Preview:
    """The table as it is understood. Raises InputError."""
    path = case.path(plan.table.file)
    try:
        return preview(path, book=shipped_book(), as_of=plan.as_of, mapping=plan.mapping, sheet=plan.sheet)
    except InputError as error:
        raise told_of(error, plan.table) from None


def _chosen(plan: Plan, seen: Preview, form: Mapping[str, str]) -> Plan:
    """The plan with what the form says of columns and sheet; what it leaves out stays, what is strange is no choice."""
    mapping = dict(plan.mapping)
    for at, column in enumerate(seen.columns):
        field, header = form.get(f"field-{at}"), column.use.header
        if field is None or not column.may_be_mapped or not _known(field, column):
            continue
        unit = form.get(f"unit-{at}", "")
        unit = unit if field and unit in units_for(field, column.samples) else ""
        mapping.pop(header, None)
        if not _goes_without_saying(column, field or None, unit):
            mapping[header] = f"{field}（{unit}）" if unit else field or None
    sheet = form.get("sheet")
    return plan.model_copy(update={"mapping": mapping, "sheet": sheet if sheet in seen.sheets else plan.sheet})


def _known(field: str, column: PreviewColumn) -> bool:
    return field in (_NOT_READ, column.by_itself) or field.removeprefix(ANSWER) in known_fields(shipped_book())


def _goes_without_saying(column: PreviewColumn, field: str | None, unit: str) -> bool:
    """Whether the header means that by itself, so that the mapping need not name it."""
    return field == column.by_itself and (not unit or parse_unit(unit) == unit_of(column.use.header))


def _whole_mapping(seen: Preview) -> dict[str, str | None]:
    """Every column that a mapping file can name, as it is read; the parts of one round it can't name."""
    fields, mapping = known_fields(shipped_book()), {}
    for column in seen.columns:
        field = column.use.field
        if not column.may_be_mapped or (field and field.removeprefix(ANSWER) not in fields):
            continue
        mapping[column.use.header] = _with_unit(column) if field else None
    return mapping


def _with_unit(column: PreviewColumn) -> str:
    """The field, and its unit where the header does not carry it."""
    field = (column.use.field or "").removeprefix(ANSWER)
    unit = ColumnsView.unit_text(column)
    return f"{field}（{unit}）" if unit and column.use.unit != unit_of(column.use.header) else field
