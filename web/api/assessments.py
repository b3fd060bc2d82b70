"""Assessments: one profile, or up to 1,000 at once."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from flask import Response, current_app
from pydantic import BaseModel, ValidationError

from scoring import CompanyProfile, assess, profile_model, shipped_book
from scoring.assessor import assess_many
from web.api.answering import answered
from web.api.blueprint import api
from web.api.documenting import documented, responses
from web.api.problems import Refusal, faults_of, problem
from web.api.reading import json_body, parameters
from web.api.shapes import Batch, BatchItem
from web.language import current
from web.security import costly

Profile = CompanyProfile[BaseModel]
_MOST_FAULTS_OF_ONE: Final = 10


@api.post(
    "/api/v1/assessments",
    operation_id="assess",
    openapi_extensions=documented(body="CompanyProfile"),
    responses=responses("Assessment", body=True),
)
def assess_one() -> Response:
    """Assess one company."""
    parameters()
    document, model = json_body(), profile_model(shipped_book())
    try:
        profile = model.model_validate(document)
    except ValidationError as error:
        faults = faults_of(error.errors(include_url=False), document, model)
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None
    return answered(assess(profile, lang=current()).model_dump_json().encode())


@api.post(
    "/api/v1/assessments:batch",
    operation_id="assess_batch",
    openapi_extensions=documented(body="BatchRequest"),
    responses=responses("BatchResult", body=True),
)
@costly
def assess_batch() -> Response:
    """Assess up to 1,000 companies."""
    parameters()
    document = json_body(current_app.config["UPSLOPE"].batch_limit)
    try:
        batch = Batch.model_validate(document)
    except ValidationError as error:
        faults = faults_of(error.errors(include_url=False), document, Batch)
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None
    read = [_read(each, at) for at, each in enumerate(batch.profiles)]
    sound = sum(not isinstance(each, BatchItem) for each in read)
    # Written one by one: a thousand assessments as objects take several times the memory of their text, which is
    # some 50 MB and therefore never put together.
    pieces = [b'{"assessed":%d,"refused":%d,"results":[' % (sound, len(read) - sound)]
    for item in _items(read):
        pieces += [b"," if item.index else b"", item.model_dump_json().encode()]
    response = answered([*pieces, b"]}"])
    response.content_length = sum(map(len, pieces)) + len(b"]}")
    return response


def _read(document: Any, at: int) -> Profile | BatchItem:
    """The profile at place `at` of a batch, or what is wrong with it."""
    model = profile_model(shipped_book())
    try:
        return model.model_validate(document)
    except ValidationError as error:
        found = error.errors(include_url=False)
        faults = faults_of(found, document, model, most=_MOST_FAULTS_OF_ONE, root=f"#/profiles/{at}")
        return BatchItem(index=at, assessment=None, problem=problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults))


def _items(read: list[Profile | BatchItem]) -> Iterator[BatchItem]:
    """What became of each, in order; the sound ones are scored together."""
    results = assess_many([each for each in read if isinstance(each, CompanyProfile)], lang=current())
    for at, each in enumerate(read):
        if isinstance(each, BatchItem):
            yield each
        else:
            yield BatchItem(index=at, assessment=next(results), problem=None)
