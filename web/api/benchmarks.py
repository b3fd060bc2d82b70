"""Benchmarks: the peers of a city, sector and stage, without any company."""

from http import HTTPStatus

from flask import Response

from scoring.errors import InputError
from scoring.peers.query import PeerQuery, peer_query
from web.access.allow import Who, allow
from web.api.answering import published
from web.api.blueprint import api
from web.api.documenting import documented, responses
from web.api.problems import Refusal, of_parameter
from web.api.reading import parameters
from web.language import current


@api.get(
    "/api/v1/benchmarks",
    operation_id="benchmarks",
    openapi_extensions=documented(query={name: {"type": "string"} for name in PeerQuery.model_fields}),
    responses=responses("PeerPicture"),
)
@allow(Who.ANYBODY)
def benchmarks() -> Response:
    """Peers of a city, sector and stage."""
    asked = parameters(*PeerQuery.model_fields)
    try:
        query = peer_query(asked)
    except InputError as error:
        faults = [of_parameter(each.where, each.message, each.expected) for each in error.problems]
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None
    return published(query.picture(current()).model_dump_json().encode())
