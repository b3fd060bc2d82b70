"""Saved cohorts: their list, and each ranking as it was made."""

from http import HTTPStatus
from typing import Final

from flask import Response, request

from scoring.text import both
from store.canonical import is_id
from store.cohorts.keeping import SavedCohort, saved_cohorts, saved_ranking
from web.access.allow import Who, allow
from web.access.store import store, stored
from web.api.answering import answered
from web.api.blueprint import api
from web.api.company_shapes import SavedCohortList, SavedCohortShown
from web.api.documenting import documented, responses
from web.api.problems import Refusal, of_parameter
from web.api.reading import parameters
from web.language import current

_NONE: Final = both("there is no such cohort", "没有这份名单")
_ONE: Final = both("the id of one that GET /api/v1/saved-cohorts lists", "GET /api/v1/saved-cohorts 所列名单的编号")


@api.get(
    "/api/v1/saved-cohorts",
    operation_id="saved_cohorts",
    openapi_extensions=documented(),
    responses=responses("SavedCohortList", 401, 403),
)
@allow(Who.READ, log="cohorts.seen")
def list_cohorts() -> Response:
    """Saved cohorts."""
    parameters()
    with stored():
        found = [_shown(each) for each in saved_cohorts(store())]
    return answered(SavedCohortList(cohorts=found).model_dump_json().encode())


@api.get(
    "/api/v1/saved-cohorts/<cohort>",
    operation_id="saved_cohort",
    openapi_extensions=documented(path={"cohort": {"type": "string"}}),
    responses=responses("Ranking", 401, 403, 404),
)
@allow(Who.READ, log="cohort.seen", subject="cohort")
def one_cohort() -> Response:
    """The ranking of a saved cohort."""
    parameters()
    name = str((request.view_args or {})["cohort"])
    found = None
    if is_id(name):
        with stored():
            found = saved_ranking(store(), name, current())
    if found is None:
        raise Refusal(HTTPStatus.NOT_FOUND, of_parameter("cohort", _NONE, _ONE))
    return answered(found.model_dump_json().encode())


def _shown(cohort: SavedCohort) -> SavedCohortShown:
    return SavedCohortShown(
        id=cohort.id, name=cohort.name, made_by=cohort.made_by, made_at=cohort.made_at, companies=cohort.companies
    )
