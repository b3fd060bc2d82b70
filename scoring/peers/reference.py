"""The reference population as shipped in `data/reference/`: aggregates by place, sector and stage, by source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

import numpy as np
import orjson

from scoring.peers.distribution import Distribution
from scoring.peers.groups import Group, group_of
from scoring.resources import resource
from scoring.text import Text

FOLDER: Final = ("data", "reference")


@dataclass(frozen=True, eq=False)
class Source:
    """One source: whom it covers, how fine its places are, and as of when it speaks.

    `curves` hold distributions by measure and group; `rates` `[n, how many]` and `mixes` `[n, {stage: how many}]`.
    `strengths` say by measure what a wider place and all sectors are worth; `as_of` when a rate was looked at.
    """

    id: str
    name: Text
    nation: str
    finest: str
    vintage: date
    companies: int
    curves: Mapping[str, Mapping[Group, Distribution]]
    rates: Mapping[str, Mapping[Group, tuple[int, int]]]
    mixes: Mapping[Group, tuple[int, Mapping[str, int]]]
    strengths: Mapping[str, Mapping[str, float]]
    as_of: Mapping[str, date]

    def strength(self, measure: str, narrower: Group, wider: Group) -> float:
        """What the wider group is worth to the narrower one, in companies."""
        of = self.strengths[measure]
        return of["sector"] if narrower.sector != wider.sector else of["place"]


@cache
def sources() -> tuple[Source, ...]:
    """All sources, newest first, which is the order in which they are asked."""
    files = sorted(resource(*FOLDER).glob("*.json"))
    read = [_source(path.stem, orjson.loads(path.read_bytes())) for path in files]
    return tuple(sorted(read, key=lambda source: source.vintage, reverse=True))


@cache
def nations() -> frozenset[str]:
    """Nations that have a reference population."""
    return frozenset(source.nation for source in sources())


def _source(name: str, document: Mapping[str, Any]) -> Source:
    measures, rates = document["measures"], document.get("rates", {})
    return Source(
        id=name,
        name=Text(**document["name"]),
        nation=document["nation"],
        finest=document["finest"],
        vintage=date.fromisoformat(document["vintage"]),
        companies=document["companies"],
        curves={measure: _Curves(_by_group(item)) for measure, item in measures.items()},
        rates={rate: {group: (n, k) for group, (n, k) in _by_group(item).items()} for rate, item in rates.items()},
        mixes={group: (n, counts) for group, (n, counts) in _by_group(document.get("stage_mix")).items()},
        strengths={each: item["strength"] for each, item in (measures | rates).items()},
        as_of={rate: date.fromisoformat(item["as_of"]) for rate, item in rates.items()},
    )


def _by_group(item: Mapping[str, Any] | None) -> dict[Group, Any]:
    return {group_of(key): cell for key, cell in item["cells"].items()} if item else {}


class _Curves(dict[Group, Any]):
    """Distributions by group, made into arrays when first asked for: a run needs few of thousands."""

    def __getitem__(self, key: Group) -> Distribution:
        item = super().__getitem__(key)
        if not isinstance(item, Distribution):
            n, values, shares = item
            item = Distribution(n, np.array(values, float), np.array(shares, float))
            self[key] = item
        return item
