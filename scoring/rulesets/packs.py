"""What a policy pack may say: an official evaluation as gates, routes and scored items, in YAML.

Gates all have to be met, and one of the routes: the scored one, or one that replaces it. Every figure names the
clause that it stands in and the number of independent sources that agree on it.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from scoring.rulesets.facts import Fact, FactFile, FactGroup
from scoring.rulesets.scale import Scale, scale_of
from scoring.rulesets.schema import Attribute, Number, Part, Points, Slug
from scoring.text import Text

Input = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=80)]
"""A fact of `facts.yaml`, an item of a checklist (`titles.gaoqi`), another answer, or a derived input."""
Sources = Annotated[int, Field(ge=1, le=20)]


class Limits(Part):
    """What a number has to reach, or not to pass; one or two of them."""

    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None


class Check(Limits):
    """One comparison of one input: with limits, or `is: "yes"`."""

    input: Input
    is_: Literal["yes", "no"] | None = Field(default=None, alias="is")


class Figure(Part):
    """What gates, routes and items have in common.

    `sources` counts independent sources that agree on the figure. `judged`: the authority decides on papers, the
    company's statement is its own view. `note` tells what is disputed or rests on one source.
    """

    id: Slug
    name: Text
    clause: Text
    sources: Sources
    judged: bool = False
    note: Text | None = None
    change: Text | None = None


Alternative = Annotated[tuple[Check, ...], Field(min_length=1)]


class Condition(Figure):
    """Met where all checks of one of its alternatives (`any`) are.

    `open_if`: alternatives that leave it to the authority, where sources disagree or the text names no number: it is
    then not failed. `fixed`: nothing that a company could set out to change.
    """

    any: Annotated[tuple[Alternative, ...], Field(min_length=1)]
    open_if: tuple[Alternative, ...] = ()
    fixed: bool = False

    @property
    def checks(self) -> list[Check]:
        """All comparisons, those that leave it open last."""
        return [check for checks in (*self.any, *self.open_if) for check in checks]


class Calculation(Part):
    """One way to work an item's points out of an input."""

    input: Input
    scale: Annotated[tuple[Attribute, ...], Field(min_length=1, max_length=20)]

    @cached_property
    def compiled(self) -> Scale:
        """The scale as arrays."""
        return scale_of(self.input, self.scale, numeric=True)

    @cached_property
    def between(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Fewest and most points from one attribute to another, `[first, last]`; the last place is 'unknown'."""
        return self._over_spans(0, np.min), self._over_spans(1, np.max)

    @cached_property
    def settled(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The same once the attribute is known: the most that is sure at best, the most possible at worst."""
        return self._over_spans(0, np.max), self._over_spans(1, np.min)

    def _over_spans(self, end: int, pick: Callable[..., float]) -> NDArray[np.float64]:
        ends = np.array([attribute.ends[end] for attribute in self.scale])
        places = range(len(ends) + 1)
        spans = [
            [slice(min(a, b), max(a, b) + 1) if max(a, b) < len(ends) else slice(None) for b in places] for a in places
        ]
        return np.array([[pick(ends[span]) for span in row] for row in spans])


class ScoredItem(Figure):
    """An item with points: the best of its calculations counts, all are shown. With none it is judged, 0 to max."""

    max: Points
    calculations: tuple[Calculation, ...] = ()


class ItemGroup(Part):
    """Items that are added up, to `max` at most."""

    id: Slug
    name: Text
    max: Points
    items: Annotated[tuple[ScoredItem, ...], Field(min_length=1)]


class Minimum(Limits):
    """What the points of a group have to reach, beside the total."""

    group: Slug
    clause: Text
    sources: Sources


class Score(Part):
    """The scored route: what the total has to reach, and the minima of groups."""

    name: Text
    clause: Text
    sources: Sources
    note: Text | None = None
    max: Points
    total: Limits
    minima: tuple[Minimum, ...] = ()
    groups: Annotated[tuple[ItemGroup, ...], Field(min_length=1)]

    @property
    def items(self) -> list[ScoredItem]:
        """All items in the order of the file."""
        return [item for group in self.groups for item in group.items]


class Document(Part):
    """An official document by its own name (`zh`, in 《》) and what it is called here, with its number."""

    name: Text
    number: str
    sources: Sources
    address: str | None = None


class InForce(Part):
    """From which day a pack is in force, and to which if known. `sources` is 0 where the day is our reading."""

    from_: date = Field(alias="from")
    to: date | None = None
    sources: Annotated[int, Field(ge=0, le=20)]
    note: Text | None = None


class Paper(Part):
    """Something to prepare for the application."""

    name: Text
    sources: Sources


class Pack(Part):
    """One version of one programme; packs of the same `programme` are its versions."""

    id: Slug
    programme: Slug
    order: int
    name: Text
    documents: Annotated[tuple[Document, ...], Field(min_length=1)]
    in_force: InForce
    status: Text
    outcome: Text
    check: Text
    gates: Annotated[tuple[Condition, ...], Field(min_length=1)]
    score: Score | None = None
    routes: tuple[Condition, ...] = ()
    papers: Annotated[tuple[Paper, ...], Field(min_length=1)]
    notes: tuple[Text, ...] = ()

    @property
    def items(self) -> list[ScoredItem]:
        """All scored items in the order of the file."""
        return self.score.items if self.score else []

    @property
    def inputs(self) -> list[str]:
        """All inputs that are read, each once."""
        read = [check.input for condition in (*self.gates, *self.routes) for check in condition.checks]
        read += [each.input for item in self.items for each in item.calculations]
        return list(dict.fromkeys(read))


PACK_FIELDS = list(
    dict.fromkeys(
        field.alias or name
        for model in (
            Pack, Score, ItemGroup, ScoredItem, Calculation, Condition, Check, Minimum, Document, InForce, Paper,
            FactFile, FactGroup, Fact,
        )
        for name, field in model.model_fields.items()
    )
)  # fmt: skip
"""Every key that a file of packs may use, for 'did you mean'."""
