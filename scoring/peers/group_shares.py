"""Group shares: how many of a group raised again, and how its companies spread over the stages."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from scoring import taxonomy
from scoring.ledger import share as rounded_share
from scoring.peers.chains import mix_chain, rate_chain
from scoring.peers.groups import Group
from scoring.peers.measures import RATES, STAGE_MIX, rate_id
from scoring.peers.naming import peers_named
from scoring.peers.pooling import Share, pooled, widest
from scoring.peers.result import GroupRate, StageMix, StageShare
from scoring.text import Lang, Text


@lru_cache(maxsize=4096)
def rates(asked: Group, known: int, lang: Lang) -> tuple[GroupRate, ...]:
    """The shares of a group that raised a further round, by horizon."""
    return tuple(_rate(asked, months, known, lang) for months in RATES)


def _rate(asked: Group, months: int, known: int, lang: Lang) -> GroupRate:
    """The share of a group that raised again, drawn towards the wider group like every share."""
    rate, name = rate_id(months), RATES[months].in_(lang)
    chain = rate_chain(rate, asked, known)
    if isinstance(chain, Text):
        return GroupRate(measure=rate, name=name, note=chain.in_(lang))
    counts = [chain.line.source.rates[rate][group] for group in chain.line.groups]
    belief = _belief(counts, chain.line.strengths)
    low, high = belief.interval()
    return GroupRate(
        measure=rate,
        name=name,
        share=rounded_share(float(belief.mean[0])),
        low=rounded_share(float(low[0])),
        high=rounded_share(float(high[0])),
        peers=peers_named(chain, [n for n, _ in counts], lang, rate),
    )


def _belief(counts: Sequence[tuple[int, int]], strengths: Sequence[float]) -> Share:
    shares = [(np.array([raised / n]), n) for n, raised in counts]
    belief = widest(*shares[-1])
    for (share, n), strength in zip(reversed(shares[:-1]), reversed(strengths), strict=True):
        belief = pooled(share, n, belief, strength)
    return belief


@lru_cache(maxsize=4096)
def stage_mix(asked: Group, known: int, lang: Lang) -> StageMix:
    """Stages of the companies of a place and sector; what is too few to be shown is not."""
    chain = mix_chain(asked, known)
    name = STAGE_MIX.in_(lang)
    if isinstance(chain, Text):
        return StageMix(name=name, stage=asked.stage, note=chain.in_(lang))
    n, counts = chain.line.source.mixes[chain.line.used]
    shares = [
        StageShare(stage=stage.slug, name=stage.in_(lang), share=rounded_share(counts[stage.slug] / n))
        for stage in taxonomy.stages()
        if stage.slug in counts
    ]
    return StageMix(name=name, stage=asked.stage, shares=shares, peers=peers_named(chain, [n], lang))
