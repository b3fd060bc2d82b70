"""The cohort to try things with: fictional companies, with conditions, judges' marks and last year's table."""

from datetime import date
from http import HTTPStatus
from typing import Final

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from scoring.resources import resource
from scoring.text import Lang
from web.access.allow import STAFF, allow
from web.cohorts.case import Case
from web.cohorts.office import office
from web.cohorts.plan import Plan, Upload
from web.language import current
from web.pages.cohorts.blueprint import blueprint
from web.security import costly

_ENDING: Final[dict[Lang, str]] = {"en": ".csv", "zh": ".zh.csv"}
_AS_OF: Final = date(2021, 6, 30)
_YEAR_BEFORE: Final = date(2020, 6, 30)


@blueprint.post("/cohorts/example")
@allow(*STAFF, log="cohort.uploaded")
@costly
def example() -> ResponseReturnValue:
    """Make a cohort of the fictional companies and go on to its columns."""
    token, case = office().desk.open()
    ending = _ENDING[current()]
    plan = Plan(
        table=_copied(case, f"fictional-24{ending}", "table.csv"),
        as_of=_AS_OF,
        rules=_copied(case, "shortlist.yaml", "rules.yaml"),
        marks=_copied(case, f"fictional-marks{ending}", "marks.csv"),
        before=_copied(case, f"fictional-last-year{ending}", "before.csv"),
        before_as_of=_YEAR_BEFORE,
    )
    case.keep(plan)
    return redirect(url_for("cohorts.columns", token=token), HTTPStatus.SEE_OTHER)


def _copied(case: Case, name: str, file: str) -> Upload:
    case.path(file).write_bytes(resource("data", "examples", name).read_bytes())
    return Upload(file=file, name=name)
