"""Downloads: the ranking and its findings in every format, whole or the companies selected."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final, NamedTuple

from flask import Response, abort, request

from scoring.output.files import as_json
from scoring.output.findings_csv import findings_csv
from scoring.output.parquet import findings_parquet, ranking_parquet
from scoring.output.ranking_csv import ranking_csv
from scoring.output.ranking_xlsx import ranking_xlsx
from scoring.ranking import Ranking
from web.access.allow import STAFF, allow
from web.cohorts.office import office
from web.cohorts.plan import Plan
from web.cohorts.saved import AnyCase
from web.cohorts.work import ranking_of
from web.language import current
from web.pages.cohorts.blueprint import blueprint, opened
from web.pages.cohorts.handing_out import attachment, file_name
from web.pages.cohorts.listing import matching, wanted
from web.security import costly

_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Format(NamedTuple):
    """How a file is made, and its media type."""

    make: Callable[[Ranking], bytes]
    kind: str


FORMATS: Final[Mapping[tuple[str, str], _Format]] = {
    ("ranking", "xlsx"): _Format(ranking_xlsx, _EXCEL),
    ("ranking", "csv"): _Format(ranking_csv, "text/csv"),
    ("ranking", "json"): _Format(as_json, "application/json"),
    ("ranking", "parquet"): _Format(ranking_parquet, "application/vnd.apache.parquet"),
    ("findings", "csv"): _Format(findings_csv, "text/csv"),
    ("findings", "parquet"): _Format(findings_parquet, "application/vnd.apache.parquet"),
    ("selection", "xlsx"): _Format(ranking_xlsx, _EXCEL),
    ("selection", "csv"): _Format(ranking_csv, "text/csv"),
}


@blueprint.get("/cohorts/<token>/<any(ranking, findings, selection):what>.<ending>")
@allow(*STAFF, log="cohort.exported", subject="token")
@costly
def file(token: str, what: str, ending: str) -> Response:
    """One of the files, in the reader's language. A selection holds the rows named, else those the filter leaves."""
    case, plan = opened(token)
    form = FORMATS.get((what, ending))
    if form is None or not case.done(plan.edition, current()):
        abort(HTTPStatus.NOT_FOUND)
    ranking = ranking_of(case, plan, current(), office().memory)
    if what == "selection":
        ranking = _selected(ranking, case, plan)
    return attachment(form.make(ranking), file_name(plan, what, ending), form.kind)


def _selected(ranking: Ranking, case: AnyCase, plan: Plan) -> Ranking:
    """The ranking with the companies selected alone; ranks and all that is said of the cohort stay."""
    rows = set(request.args.getlist("row"))
    if rows:
        kept = [each for each in ranking.ranking if str(each.row) in rows]
    else:
        kept = matching(ranking, case.sectors(plan.edition), wanted(request.args))
    return ranking.model_copy(update={"ranking": kept})
