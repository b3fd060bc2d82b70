"""What is said of peers: benchmarks, group rates, the stage mix and the report's figures."""

from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from scoring.result import Result, Versions

Origin = Literal["reference", "installation", "cohort"]
Better = Literal["higher", "lower", "neither"]


class PeerGroup(Result):
    """A peer group: companies of a place, a sector and a stage; null where it holds all of them.

    `place` is a slug of the taxonomy of places, or `region:<slug>` for a region; `name` says it in words.
    """

    place: str | None
    sector: str | None
    stage: str | None
    name: str


class Quantile(Result):
    """`percent` of the group lie below `value`."""

    percent: float
    value: float


class Peers(Result):
    """A group actually used, and where its figures come from.

    `widened` says why it is wider than what was asked for (null where it is not); `pooled_with` names the wider
    group that a small one borrows from, `borrowed` how much of the figures rests on it (0-1), where that is a tenth or
    more. `vintage` is the date as of which the source speaks; `later` says that this is after the as-of date.
    """

    source: Origin
    dataset: str
    vintage: date | None
    group: PeerGroup
    n: int
    widened: str | None = None
    pooled_with: str | None = None
    borrowed: float = 0.0
    later: str | None = None


class Standing(NamedTuple):
    """A company's place in one measure: percentile with its 90 % interval, and the number of its peers in the list."""

    percentile: float
    low: float
    high: float
    peers: int


class Benchmark(Result):
    """One measure among peers. `percentile` with `low` and `high` (a 90 % interval), 0-100.

    The percentile is the share of the group that the company does better than (of a measure where neither end is
    better, that lies below it); ties count half, and `same` percent have the company's own value. `value` and
    percentile are null in a picture without a company. `peers` is null where there are none; `note` then says why, as
    it does where a percentile is withheld.
    """

    measure: str
    name: str
    unit: str
    better: Better
    value: float | None = None
    percentile: float | None = None
    low: float | None = None
    high: float | None = None
    same: float | None = None
    lower_quartile: float | None = None
    median: float | None = None
    upper_quartile: float | None = None
    quantiles: list[Quantile] = Field(default_factory=list)
    peers: Peers | None = None
    note: str | None = None


class GroupRate(Result):
    """A share of a group (0-1) with its 90 % interval, e.g. of those that raised again within 12 months."""

    measure: str
    name: str
    share: float | None = None
    low: float | None = None
    high: float | None = None
    peers: Peers | None = None
    note: str | None = None


class StageShare(Result):
    """Share (0-1) of a group's companies that are at a stage."""

    stage: str
    name: str
    share: float


class StageMix(Result):
    """How the companies of a place and sector spread over the stages; `stage` is the one asked for."""

    name: str
    stage: str | None
    shares: list[StageShare] = Field(default_factory=list)
    peers: Peers | None = None
    note: str | None = None


class ReportFigure(Result):
    """A figure of the 2021 report on the city, the sector or the whole field.

    `value` is put into words with its unit; `caution` must be shown with it wherever it is not null.
    """

    fact: str
    about: str
    kind: str
    name: str
    value: str
    as_of: str
    section: str
    caution: str | None = None


class PeerPicture(Result):
    """Peers of a city, sector and stage; with a company, where it stands among them.

    `versions` is null inside an Assessment, which has its own.
    """

    lang: Literal["en", "zh"]
    city: str | None
    sector: str | None
    stage: str | None
    benchmarks: list[Benchmark]
    rates: list[GroupRate]
    stage_mix: StageMix | None
    report: list[ReportFigure]
    versions: Versions | None = None
