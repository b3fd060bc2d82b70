"""Settings that all parts of a result share."""

from pydantic import BaseModel, ConfigDict


class Result(BaseModel):
    """A part of a result: immutable."""

    model_config = ConfigDict(frozen=True)
