"""What is sent to be kept: a bare profile, or one with the company whose next version it is."""

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ValidationError

from scoring import CompanyProfile, profile_model, shipped_book
from web.api.company_shapes import ToKeep
from web.api.problems import Refusal, faults_of
from web.api.reading import json_body

Profile = CompanyProfile[BaseModel]


def sent_to_keep() -> tuple[Profile, str | None]:
    """The profile of the body and the id of its company, None for a new one. Raises Refusal."""
    document = json_body()
    if not isinstance(document, dict) or "profile" not in document:
        return _profile(document, "#"), None
    try:
        sent = ToKeep.model_validate(document)
    except ValidationError as error:
        faults = faults_of(error.errors(include_url=False), document, ToKeep)
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None
    return _profile(sent.profile, "#/profile"), sent.company


def _profile(document: Any, root: str) -> Profile:
    """The profile that stands at `root` in the body."""
    model = profile_model(shipped_book())
    try:
        return model.model_validate(document)
    except ValidationError as error:
        faults = faults_of(error.errors(include_url=False), document, model, root=root)
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults) from None
