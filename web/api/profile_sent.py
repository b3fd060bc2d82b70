"""The profile that a request sends as its body."""

from http import HTTPStatus

from pydantic import BaseModel, ValidationError

from scoring import CompanyProfile, profile_model, shipped_book
from web.api.problems import Refusal, faults_of
from web.api.reading import json_body


def profile_sent() -> CompanyProfile[BaseModel]:
    """The profile of one company. Raises Refusal, which names what is wrong with it."""
    document, model = json_body(), profile_model(shipped_book())
    try:
        return model.model_validate(document)
    except ValidationError as error:
        faults = faults_of(error.errors(include_url=False), document, model)
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None
