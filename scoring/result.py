"""What all parts of a result share: their settings, and the versions that a result carries."""

from pydantic import BaseModel, ConfigDict


class Result(BaseModel):
    """A part of a result: immutable."""

    model_config = ConfigDict(frozen=True)


class Versions(Result):
    """Content hashes of all that made the result: same input and versions, same output."""

    upslope: str
    rules: str
    data: str
    model: str
