"""Assessments of one company; those of many are in `batches.py`."""

from http import HTTPStatus

from flask import Response
from pydantic import ValidationError

from scoring import assess, profile_model, shipped_book
from web.access.allow import Who, allow
from web.access.release import installed_release
from web.api.answering import answered
from web.api.blueprint import api
from web.api.documenting import documented, responses
from web.api.problems import Refusal, faults_of
from web.api.reading import json_body, parameters
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
    document, model = json_body(), profile_model(shipped_book())
    try:
        profile = model.model_validate(document)
    except ValidationError as error:
        faults = faults_of(error.errors(include_url=False), document, model)
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None
    found = assess(profile, lang=current(), release=installed_release())
    return answered(found.model_dump_json().encode())
