"""What a rule file may say: a PMML Scorecard in YAML, one a success factor.

Words follow PMML 4.4 `Scorecard`: a characteristic is what is asked, an attribute a band or choice of it
with its partial score (`points`) and its reason code (`<characteristic>.<attribute>`).
"""

from collections.abc import Sequence
from typing import Annotated, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from scoring.text import Text

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Points = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Phase = Literal["early", "middle", "mature"]


class Part(BaseModel):
    """Common settings: unknown keys are errors, so that a typing slip never goes unnoticed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(Part):
    """One item of a checklist."""

    id: Slug
    says: Text


class Attribute(Part):
    """A band `[from, to)` of numbers, or a choice: its partial score and what it says.

    Two `points` rise in a straight line over a band; where they are `judged` (policy packs alone), an authority gives
    anything between them.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=60)]
    from_: Number | None = Field(default=None, alias="from")
    to: Number | None = None
    points: Points | Annotated[tuple[Points, Points], Field(strict=False)]
    judged: bool = False
    says: Text

    @property
    def ends(self) -> tuple[float, float]:
        """Partial score at the lower and the upper edge."""
        return self.points if isinstance(self.points, tuple) else (self.points, self.points)


class Ask(Part):
    """The question behind a characteristic, as forms and importers need it."""

    kind: Literal["number", "percent", "choice", "yes_no", "checklist"]
    question: Text
    help: Text | None = None
    unit: Text | None = None
    min: Number = 0
    max: Number = 1e9
    integer: bool = False
    items: tuple[Item, ...] = ()
    short: bool = False


class Question(Protocol):
    """What a form, a table's header or an answer needs to know of a question, whoever asks it."""

    @property
    def input(self) -> str:
        """Name of the answer."""

    @property
    def name(self) -> Text:
        """Short label."""

    @property
    def ask(self) -> Ask | None:
        """The question."""

    @property
    def scale(self) -> Sequence[Attribute | Item]:
        """The choices, where it is a choice."""

    @property
    def applies(self) -> "Applies":
        """Whom it concerns."""


class Applies(Part):
    """Whom a characteristic concerns; an empty list means everyone."""

    phases: tuple[Phase, ...] = ()
    stages: tuple[Slug, ...] = ()
    layers: tuple[Slug, ...] = ()
    sectors: tuple[str, ...] = ()


class Source(Part):
    """Section of the report, and the facts that anchor the scale or the basis of our own judgement."""

    section: Annotated[str, Field(pattern=r"^\d(\.\d){0,2}$")]
    anchor: Literal["threshold", "context"] | None = None
    facts: tuple[str, ...] = ()
    basis: Literal["expert judgement"] | None = None


class Remedy(Part):
    """What to do next, how much work it is and which papers would show it."""

    action: Text
    effort: Literal["low", "medium", "high"]
    evidenced_by: Text


class Characteristic(Part):
    """One thing looked at: the answer it reads, whom it concerns, its scale and its grounds."""

    id: Slug
    name: Text
    weight: Annotated[float, Field(gt=0, le=100)]
    input: Slug
    applies: Applies = Applies()
    ask: Ask | None = None
    scale: Annotated[tuple[Attribute, ...], Field(min_length=1, max_length=100)]
    evidence: tuple[str, ...] = ()
    source: Source
    rationale: Text
    remedy: Remedy
    lifecycle: Literal["experimental", "stable", "deprecated"]


class SubFactor(Part):
    """A part of a factor, with its share of the factor's weight."""

    id: Slug
    weight: Annotated[float, Field(gt=0, le=100)]
    section: str
    name: Text
    summary: Text
    characteristics: Annotated[tuple[Characteristic, ...], Field(min_length=1)]


class RuleSet(Part):
    """One success factor. Effective weight of a characteristic: its own times its sub-factor's / 100."""

    id: Slug
    order: int
    section: str
    name: Text
    summary: Text
    sub_factors: Annotated[tuple[SubFactor, ...], Field(min_length=1)]

    @property
    def characteristics(self) -> list[Characteristic]:
        """All characteristics in the order of the file."""
        return [item for sub in self.sub_factors for item in sub.characteristics]


FactorWeights = dict[Slug, Annotated[float, Field(ge=0, le=100)]]


class Weights(Part):
    """Factor weights by phase, each set adding up to 100; `default` where the stage is unknown.

    `progression` is the share (percent) that the progression model's standing takes of the composite where it has
    ground to speak; the factors share the rest. Left out, the model has no voice.
    """

    basis: str
    section: str
    default: FactorWeights
    progression: Annotated[float, Field(ge=0, le=50)] = 0
    phases: dict[Phase, FactorWeights]
    rationale: dict[Phase, Text]


FIELD_NAMES = list(
    dict.fromkeys(
        field.alias or name
        for model in (RuleSet, SubFactor, Characteristic, Ask, Item, Attribute, Applies, Source, Remedy, Weights)
        for name, field in model.model_fields.items()
    )
)
"""Every key that a rule file may use, for 'did you mean'."""
