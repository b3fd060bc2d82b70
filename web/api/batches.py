"""Batches: up to 1,000 profiles at once, one batch at a time, so that everybody else is still answered.

A thousand assessments are some 50 MB of text and several times that as objects: they are made in parts and written to
a temporary file without a name, which is gone with the answer.
"""

from collections.abc import Iterator
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import Any, Final

from flask import Response, current_app
from pydantic import BaseModel, ValidationError

from scoring import CompanyProfile, profile_model, shipped_book
from scoring.assessor import assess_many
from web.access.allow import Who, allow
from web.access.release import installed_release
from web.api.answering import answered
from web.api.blueprint import api
from web.api.documenting import documented, responses
from web.api.problems import Refusal, faults_of, problem
from web.api.reading import json_body, parameters
from web.api.shapes import Batch, BatchItem
from web.api.turn import own_turn
from web.language import current
from web.security import costly
from web.timelimit import check_time

Profile = CompanyProfile[BaseModel]
File = SpooledTemporaryFile[bytes]
_PART: Final = 50
"""Profiles scored together: few enough for little memory and a short look at the clock."""
_IN_MEMORY: Final = 1_000_000
_PIECE: Final = 65_536
_MOST_FAULTS_OF_ONE: Final = 10


@api.post(
    "/api/v1/assessments:batch",
    operation_id="assess_batch",
    openapi_extensions=documented(body="BatchRequest"),
    responses=responses("BatchResult", body=True),
)
@allow(Who.RANK)
@costly
def assess_batch() -> Response:
    """Assess up to 1,000 companies."""
    parameters()
    with own_turn():
        return _answer(_documents())


def _documents() -> list[Any]:
    """The profiles as sent. Raises Refusal for a body that is no batch."""
    document = json_body(current_app.config["UPSLOPE"].batch_limit)
    try:
        return Batch.model_validate(document).profiles
    except ValidationError as error:
        faults = faults_of(error.errors(include_url=False), document, Batch)
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None


def _answer(documents: list[Any]) -> Response:
    """The answer, read from a file that is closed with it. Raises TooSlow."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        sound = _write(documents, file)
    except BaseException:
        file.close()
        raise
    head = b'{"assessed":%d,"refused":%d,"results":[' % (sound, len(documents) - sound)
    length = len(head) + file.tell()
    response = answered(_pieces(head, file))
    response.content_length = length
    response.call_on_close(file.close)
    return response


def _write(documents: list[Any], file: File) -> int:
    """Write what became of each, and how the answer ends; how many were assessed."""
    sound = 0
    for start in range(0, len(documents), _PART):
        check_time()
        for item in _items(start, documents[start : start + _PART]):
            file.write((b"," if item.index else b"") + item.model_dump_json().encode())
            sound += item.problem is None
    file.write(b"]}")
    return sound


def _pieces(head: bytes, file: File) -> Iterator[bytes]:
    with file:
        yield head
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _items(start: int, documents: list[Any]) -> Iterator[BatchItem]:
    """What became of a part of the batch that begins at place `start`, in order; the sound ones are scored together."""
    read = [_read(each, at) for at, each in enumerate(documents, start)]
    sound = [each for each in read if isinstance(each, CompanyProfile)]
    results = assess_many(sound, lang=current(), release=installed_release())
    for at, each in enumerate(read, start):
        if isinstance(each, BatchItem):
            yield each
        else:
            yield BatchItem(index=at, assessment=next(results), problem=None)


def _read(document: Any, at: int) -> Profile | BatchItem:
    """The profile at place `at` of a batch, or what is wrong with it."""
    model = profile_model(shipped_book())
    try:
        return model.model_validate(document)
    except ValidationError as error:
        found = error.errors(include_url=False)
        faults = faults_of(found, document, model, most=_MOST_FAULTS_OF_ONE, root=f"#/profiles/{at}")
        return BatchItem(index=at, assessment=None, problem=problem(HTTPStatus.UNPROCESSABLE_ENTITY, faults))
