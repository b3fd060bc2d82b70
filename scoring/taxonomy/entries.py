"""What a taxonomy holds: one frozen class of entry for each taxonomy, all with a slug and two names.

Dataclasses, not pydantic models: the files are our own and tested, and some 500 places load with every start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from scoring.text import Lang

Phase = Literal["early", "middle", "mature"]
RoundKind = Literal["equity", "listing", "acquisition", "debt", "other"]
PlaceKind = Literal["continent", "country", "province", "city", "county"]
LayerSlug = Literal["base", "technology", "terminals", "solutions"]
Quadrant = Literal["embryonic", "transition", "growth", "developing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a taxonomy: its slug, its names, and other spellings people use."""

    slug: str
    en: str
    zh: str
    aliases: tuple[str, ...] = ()

    def in_(self, lang: Lang) -> str:
        """The name in the language asked for."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Entry):
    """A rung of the funding ladder; `order` 0 (unfunded) to 8 (exit)."""

    order: int
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Entry):
    """A funding round or event; `stage` and `order` are None where it has no place on the ladder."""

    stage: str | None
    order: int | None
    kind: RoundKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of the report on an entry, with the id of the fact that it rests on."""

    value: float
    unit: str
    fact: str
    op: str = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entry):
    """A place; `parent` leads from a county to its city, province, country and continent.

    `province`, `region` and `cluster` are slugs; `pilot_zone` is the year that a national AI pilot zone was
    granted; `report` holds the report's usable figures on the place by name, e.g. `company_rank`.
    """

    kind: PlaceKind
    parent: str | None = None
    province: str | None = None
    region: str | None = None
    cluster: str | None = None
    tier: str | None = None
    pilot_zone: int | None = None
    pilot_zone_fact: str | None = None
    districts: tuple[str, ...] = ()
    report: Mapping[str, Figure] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector(Entry):
    """A field of application; `quadrant` and `solution_share` (%) as the report gives them, else None."""

    in_report: bool
    quadrant: Quadrant | None = None
    quadrant_fact: str | None = None
    quadrant_caution: str | None = None
    solution_share: float | None = None
    solution_share_fact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer(Entry):
    """A layer of the AI ecosystem; `share` is its % of the growth-stage companies."""

    share: float
    share_fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Entry):
    """A segment of a layer; `share` (% of the layer's companies) only where the report prints it."""

    layer: LayerSlug
    share: float | None = None
    share_fact: str | None = None
    share_caution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency(Entry):
    """A currency, slug = ISO 4217 code; one unit is `cny` yuan, a rounded average of the year `cny_year`."""

    cny: float
    cny_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestorKind(Entry):
    """A kind of investor; `keywords` in a name that is not listed point to the kind."""

    giant: bool = False
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Investor(Entry):
    """A well-known institution that invests; `kind` is the slug of an InvestorKind."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGrade(Entry):
    """How well an answer is evidenced; `weight` (0-1) discounts it in the evidenced score."""

    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadcountBand(Entry):
    """A band of staff numbers, both ends included; `high` is None for the open band."""

    low: int
    high: int | None
    share: float | None = None
    share_fact: str | None = None
    share_caution: str | None = None
