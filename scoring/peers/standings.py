"""Standings: every company of a cohort among its peers, in the reference population and in the cohort itself."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.peers.chains import known_by
from scoring.peers.comparison import groups_of, reference_values, score_values
from scoring.peers.distribution import exact
from scoring.peers.groups import Group
from scoring.peers.measures import Measure
from scoring.peers.naming import DECIMALS, peers_shared
from scoring.peers.placing import Places, belief, place
from scoring.peers.pooling import Share, borrowed, strength
from scoring.peers.result import PeerGroup, Peers, Standing
from scoring.profile import CompanyProfile
from scoring.scored import Scored
from scoring.text import Lang, both

Floats = NDArray[np.float64]

FEWEST: Final = 5
"""Companies with a score that a cohort, or a stage of it, must have to be a peer group."""
COHORT: Final = both("this cohort", "本批企业")
_FEW: Final = both(
    f"fewer than {FEWEST} companies of its stage in the cohort, so it is compared with all of them",
    f"本批同阶段企业不足 {FEWEST} 家，因此与全部企业比较",
)


class Standings:
    """Standings of companies by measure, `[companies]`, and the peer groups that they point to."""

    def __init__(self, size: int) -> None:
        self.of: list[dict[str, Standing]] = [{} for _ in range(size)]
        self._numbers: dict[Peers, int] = {}

    @property
    def peers(self) -> list[Peers]:
        """The peer groups, in the order of their numbers."""
        return list(self._numbers)

    def number(self, peers: Peers) -> int:
        """The number of a peer group, each once."""
        return self._numbers.setdefault(peers, len(self._numbers))

    def add(self, rows: Sequence[int], measure: Measure, bounds: Sequence[Floats], peers: Sequence[int]) -> None:
        """Add a measure's percentile, low and high (0-100) of some companies, with the numbers of their peers."""
        percentile, low, high = (bound.round(DECIMALS).tolist() for bound in bounds)
        for at, row in enumerate(rows):
            self.of[row][measure.id] = Standing(percentile[at], low[at], high[at], peers[at])


def standings_of(scored: Scored, profiles: Sequence[CompanyProfile[Any]], lang: Lang) -> Standings:
    """Place all companies of a cohort; where there is no percentile the measure is left out."""
    result = Standings(len(profiles))
    asked, known = groups_of(scored, profiles), [known_by(profile.as_of) for profile in profiles]
    for measure, values in reference_values(scored):
        _among_reference(result, measure, place(measure, values, asked, known), lang)
    for measure, values in score_values(scored):
        _among_themselves(result, measure, values, asked, lang)
    return result


def _among_reference(result: Standings, measure: Measure, places: Places, lang: Lang) -> None:
    rows = np.flatnonzero(~np.isnan(places.percentile)).tolist()
    chains = [chain for row in rows if (chain := places.chain[row])]
    kinds = [(chain.line, chain.wider, chain.later) for chain in chains]
    numbers = {
        kind: result.number(peers_shared(chain, [curve.n for curve in chain.line.curves(measure.id)], lang))
        for kind, chain in dict(zip(kinds, chains, strict=True)).items()
    }
    bounds = (places.percentile[rows], places.low[rows], places.high[rows])
    result.add(rows, measure, bounds, [numbers[kind] for kind in kinds])


def _among_themselves(result: Standings, measure: Measure, values: Floats, asked: Sequence[Group], lang: Lang) -> None:
    """A cohort is its own peer group: a company among those of its stage, or among all where they are few."""
    known = np.flatnonzero(~np.isnan(values))
    whole = exact(values[known]) if len(known) >= FEWEST else None
    if whole is None or whole.flat:
        return
    by_stage: dict[str | None, list[int]] = {}
    for row in known.tolist():
        by_stage.setdefault(asked[row].stage, []).append(row)
    worth = strength([(values[rows], values[np.setdiff1d(known, rows)]) for rows in by_stage.values()])
    for stage, rows in by_stage.items():
        own = len(rows) >= FEWEST and len(by_stage) > 1
        share = belief([exact(values[rows]), whole] if own else [whole], [worth] if own else [], values[rows])
        sizes = [len(rows), whole.n] if own else [whole.n]
        peers = _cohort(stage if own else None, sizes, worth, len(by_stage) > 1 and not own, lang)
        result.add(rows, measure, _percent(share), [result.number(peers)] * len(rows))


def _percent(share: Share) -> list[Floats]:
    low, high = share.interval()
    return [100 * share.mean, 100 * low, 100 * high]


def _cohort(stage: str | None, sizes: list[int], worth: float, widened: bool, lang: Lang) -> Peers:
    """The companies of the cohort, or those of one stage in it, as a peer group."""
    name = f"{taxonomy.stages()[stage].in_(lang)} · {COHORT.in_(lang)}" if stage else COHORT.in_(lang)
    return Peers(
        source="cohort",
        dataset=COHORT.in_(lang),
        vintage=None,
        group=PeerGroup(place=None, sector=None, stage=stage, name=name),
        n=sizes[0],
        widened=_FEW.in_(lang) if widened else None,
        pooled_with=COHORT.in_(lang) if stage else None,
        borrowed=round(borrowed(sizes, [worth] * (len(sizes) - 1)), 2),
    )
