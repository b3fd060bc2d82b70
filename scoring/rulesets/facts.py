"""What policy packs ask beside the accounts: the file `facts.yaml`."""

from typing import Annotated

from pydantic import Field

from scoring.rulesets.schema import Applies, Ask, Item, Part, Slug
from scoring.text import Text


class Fact(Part):
    """A question that only packs ask; `choices` are those of a choice. It has no points of its own."""

    id: Slug
    name: Text
    ask: Ask
    choices: tuple[Item, ...] = ()

    @property
    def input(self) -> str:
        """Name of the answer."""
        return self.id

    @property
    def scale(self) -> tuple[Item, ...]:
        """The choices."""
        return self.choices

    @property
    def applies(self) -> Applies:
        """Everyone."""
        return Applies()


class FactGroup(Part):
    """Facts that are asked side by side."""

    id: Slug
    name: Text
    help: Text | None = None
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]


class FactFile(Part):
    """The file `facts.yaml`: all that packs ask beside the accounts."""

    name: Text
    summary: Text
    groups: Annotated[tuple[FactGroup, ...], Field(min_length=1)]
