"""The blueprint that all routes of the API are on."""

from typing import Final

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from web.api.problems import Refusal, problem, told

api: Final = APIBlueprint("api", __name__, abp_tags=[Tag(name="Upslope")])


@api.errorhandler(Refusal)
def explain(refusal: Refusal) -> Response:
    """A request that can't be answered, explained."""
    return told(problem(refusal.status, refusal.faults))
