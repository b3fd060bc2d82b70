"""Assessments of one company; those of many are in `batches.py`."""

from flask import Response

from scoring import assess
from web.access.allow import Who, allow
from web.access.release import installed_release
from web.api.answering import answered
from web.api.blueprint import api
from web.api.documenting import documented, responses
from web.api.profile_sent import profile_sent
from web.api.reading import parameters
from web.language import current


@api.post(
    "/api/v1/assessments",
    operation_id="assess",
    openapi_extensions=documented(body="CompanyProfile"),
    responses=responses("Assessment", body=True),
)
@allow(Who.ANYBODY)
def assess_one() -> Response:
    """Assess one company."""
    parameters()
    found = assess(profile_sent(), lang=current(), release=installed_release())
    return answered(found.model_dump_json().encode())
