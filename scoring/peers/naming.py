"""Naming: measures, distributions and chains of groups as results show them."""

from typing import Any, Final

import numpy as np

from scoring.peers.chains import Chain
from scoring.peers.distribution import Distribution, significant
from scoring.peers.groups import peer_group
from scoring.peers.measures import Measure
from scoring.peers.result import Peers, Quantile
from scoring.text import Lang

DECIMALS: Final = 1
"""Decimals of a percentile."""
_SHOWN: Final = tuple(range(5, 100, 5))
"""Percents at which the distribution of a group is shown."""
_QUARTILES: Final = {"lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75}


def headed(measure: Measure, lang: Lang) -> dict[str, Any]:
    """What a benchmark says of its measure."""
    return {
        "measure": measure.id, "name": measure.name.in_(lang), "unit": measure.unit.in_(lang), "better": measure.better,
    }  # fmt: skip


def spread(curve: Distribution) -> dict[str, Any]:
    """What a benchmark says of a group's distribution; a quantile in an open end is left out."""
    points = [(percent, _value(curve.quantile(percent / 100))) for percent in _SHOWN]
    return {name: _value(curve.quantile(share)) for name, share in _QUARTILES.items()} | {
        "quantiles": [Quantile(percent=percent, value=value) for percent, value in points if value is not None]
    }


def peers_named(chain: Chain, n: int, lang: Lang, measure: str | None = None) -> Peers:
    """The group of a chain; of a rate, as of the date that it was looked at."""
    source = chain.line.source
    borrows, widened = chain.line.borrows_from, chain.widened
    return Peers(
        source="reference",
        dataset=source.name.in_(lang),
        vintage=source.as_of.get(measure or "", source.vintage),
        group=peer_group(chain.line.used, lang),
        n=n,
        widened=widened.in_(lang) if widened else None,
        pooled_with=borrows.in_(lang) if borrows else None,
    )


def _value(value: float | None) -> float | None:
    return None if value is None else float(significant(np.array([value]))[0])
