"""The upload: a table and what goes with it, checked as far as each file can be alone; every fault beside its field."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from scoring import shipped_book
from scoring.errors import InputError, Problem, shortened
from scoring.intake.files.tables import load_table
from scoring.intake.preview import preview
from scoring.judges.reading import read_marks
from scoring.shortlist.reading import read_rules
from store.cohorts.keeping import saved_cohorts
from web.access.allow import STAFF, allow
from web.access.store import store
from web.cohorts.case import Case
from web.cohorts.office import office
from web.cohorts.plan import Plan, Upload
from web.cohorts.work import most_draws, told_of
from web.language import current
from web.pages.cohorts.beside import signed
from web.pages.cohorts.blueprint import blueprint, said
from web.pages.cohorts.typed import Typed, read_typed, usual
from web.security import costly

_FILES: Final = ("table", "rules", "marks", "before")
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,5}")
_LONGEST_NAME: Final = 120
_A_MEGABYTE: Final = 1_000_000


@blueprint.get("/cohorts")
@allow(*STAFF)
def start() -> str:
    """The empty upload form."""
    return upload_page(usual(), {})


@blueprint.post("/cohorts")
@allow(*STAFF, log="cohort.uploaded")
@costly
def hand_in() -> ResponseReturnValue:
    """Keep the files as a new cohort and go on to its columns; or the form again, with what is wrong."""
    typed = read_typed(request.form)
    token, case = office().desk.open()
    try:
        plan = _received(case, typed, request.files)
        if plan:
            case.keep(plan)
    except BaseException:
        office().desk.remove(case)
        raise
    if plan is None:
        office().desk.remove(case)
        return upload_page(typed.texts, typed.faults), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("cohorts.columns", token=token), HTTPStatus.SEE_OTHER)


@blueprint.errorhandler(RequestEntityTooLarge)
def _too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """The body was not read, so that nothing typed is known."""
    typed = Typed(usual())
    typed.refuse("table", "too_large", most=str(_most()))
    return upload_page(typed.texts, typed.faults), HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def upload_page(texts: Mapping[str, str], faults: Mapping[str, list[Problem]]) -> str:
    """HTML of the upload form with texts in its fields and faults beside them."""
    lang = current()
    return render_template(
        "cohorts/upload.html",
        texts=texts,
        faults={name: [said(problem, lang) for problem in found] for name, found in faults.items()},
        most=_most(),
        saved=[(each, signed(each, lang)) for each in saved_cohorts(store())],
    )


def _most() -> int:
    limit: int = current_app.config["UPSLOPE"].cohort_limit
    return limit // _A_MEGABYTE


def _received(case: Case, typed: Typed, files: Mapping[str, FileStorage]) -> Plan | None:
    """The plan of what was handed in, its files kept; None where `typed` now holds faults. Raises OSError."""
    kept = {name: upload for name in _FILES if (upload := _kept(case, name, files.get(name)))}
    if "table" not in kept:
        typed.refuse("table", "no_table")
    if "before" in kept and not typed.texts["before_as_of"]:
        typed.refuse("before_as_of", "before_needs_day")
    if typed.texts["before_as_of"] and "before" not in kept:
        typed.refuse("before", "day_needs_before")
    for name, upload in kept.items():
        try:
            _CHECKS[name](case.path(upload.file), typed)
        except InputError as error:
            typed.faults.setdefault(name, []).extend(told_of(error, upload).problems)
    if typed.faults:
        return None
    chosen = {name: typed.values.get(name) for name in ("as_of", "before_as_of", "only", "seats")}
    return Plan.model_validate({**chosen, **kept, "assumptions": typed.assumptions()})


def _kept(case: Case, name: str, file: FileStorage | None) -> Upload | None:
    """Keep a file under a fixed name; of its own only the ending is taken, and only a plain one."""
    if not file or not file.filename:
        return None
    called = shortened(Path(file.filename.replace("\\", "/")).name, _LONGEST_NAME) or name
    suffix = Path(called).suffix.lower()
    stored = f"{name}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
    file.save(case.path(stored))
    with suppress(OSError):
        case.path(stored).chmod(0o600)
    return Upload(file=stored, name=called)


def _check_table(path: Path, typed: Typed) -> None:
    rows = preview(path, book=shipped_book(), as_of=typed.values["as_of"]).rows
    if typed.values.get("draws", 0) > most_draws(rows):
        typed.refuse("draws", "too_many_draws", rows=f"{rows:,}", most=f"{most_draws(rows):,}")


_CHECKS: Final[Mapping[str, Callable[[Path, Typed], Any]]] = {
    "table": _check_table,
    "before": lambda path, _: load_table(path),
    "marks": lambda path, _: read_marks(path),
    "rules": lambda path, _: read_rules(path, shipped_book()),
}
