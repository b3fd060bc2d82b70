"""The profile that a page of a result carries: written into a hidden field, read back, refused where it was spoilt."""

from typing import Any

from flask import request
from pydantic import BaseModel

from scoring import CompanyProfile, shipped_book
from scoring.errors import InputError, Problem
from web.forms import Fields, carried, carry, checked, to_fields
from web.forms.carried import unplaced
from web.forms.mapping import Reading
from web.language import current

Profile = CompanyProfile[BaseModel]


class Spoilt(Exception):
    """A carried profile that does not hold: what of it can stand in the form, and what is wrong with it."""

    def __init__(self, fields: Fields, problems: tuple[Problem, ...]) -> None:
        super().__init__("spoilt profile")
        self.fields = fields
        self.problems = problems


def mapping_of(profile: Profile) -> dict[str, Any]:
    """A profile as the mapping that its file holds."""
    return profile.model_dump(mode="json", exclude_none=True)


def written(profile: Profile) -> str:
    """A profile as the text of a hidden field."""
    return carry(mapping_of(profile))


def carried_profile(field: str = "profile") -> Profile:
    """The profile in a field of this request. Raises Spoilt."""
    try:
        mapping = carried(request.form.get(field, "").encode(), field)
    except InputError as error:
        raise Spoilt({}, unplaced(error, field)) from None
    found = checked(Reading(mapping, ()), shipped_book())
    if found.profile is None:
        raise Spoilt(to_fields(mapping, current(), shipped_book()), found.problems)
    return found.profile
