"""Standings: every company of a cohort among its peers, in the reference population and in the cohort itself."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.registry import STAGES
from scoring.peers.comparison import reference_values, score_values, wanted_of
from scoring.peers.distribution import Distribution, counted, significant
from scoring.peers.measures import Measure
from scoring.peers.naming import peers_shared
from scoring.peers.placing import Places, belief, place
from scoring.peers.pooling import Share, borrowed, strength
from scoring.peers.result import PeerGroup, Peers
from scoring.peers.standing_table import StandingTable, standing_table
from scoring.scored import Scored
from scoring.text import Lang, both

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

FEWEST: Final = 5
"""Companies with a score that a cohort, or a stage of it, must have to be a peer group."""
COHORT: Final = both("this cohort", "本批企业")
_FEW: Final = both(
    f"fewer than {FEWEST} companies of its stage in the cohort, so it is compared with all of them",
    f"本批同阶段企业不足 {FEWEST} 家，因此与全部企业比较",
)


class _Numbers:
    """Peer groups by number, each once."""

    def __init__(self) -> None:
        self.of: dict[Peers, int] = {}

    def number(self, peers: Peers) -> int:
        return self.of.setdefault(peers, len(self.of))


def standings_of(scored: Scored, lang: Lang) -> tuple[StandingTable, list[Peers]]:
    """Place all companies of a cohort, and list the peer groups that the standings point to, from 0."""
    numbers, found = _Numbers(), []
    wanted = wanted_of(scored)
    for measure, values in reference_values(scored):
        places = place(measure, values, wanted)
        found.append((measure.id, places.belief, _among_reference(numbers, measure, places, lang)))
    stage = np.asarray(scored.columns["stage"], np.int64)
    for measure, values in score_values(scored):
        found.append((measure.id, *_among_themselves(numbers, values, stage, lang)))
    return standing_table(found), list(numbers.of)


def _among_reference(numbers: _Numbers, measure: Measure, places: Places, lang: Lang) -> Rows:
    """Number of each company's peers, -1 where it has no percentile."""
    codes, placed = places.code, ~np.isnan(places.percentile)
    number = np.full(len(places.chains), -1)
    known: dict[object, int] = {}
    for code in _in_order(codes[placed]):
        chain = places.chains[code]
        kind = (chain.line, chain.wider, chain.later)  # type: ignore[union-attr]
        if kind not in known:
            sizes = [curve.n for curve in chain.line.curves(measure.id)]  # type: ignore[union-attr]
            known[kind] = numbers.number(peers_shared(chain, sizes, lang))  # type: ignore[arg-type]
        number[code] = known[kind]
    return np.where(placed, number[codes], -1)


def _in_order(codes: NDArray[np.integer]) -> list[int]:
    """Codes in the order of their first appearance, each once."""
    found, first = np.unique(codes, return_index=True)
    return [int(code) for code in found[np.argsort(first)]]


def _among_themselves(numbers: _Numbers, values: Floats, stage: NDArray[np.int64], lang: Lang) -> tuple[Share, Rows]:
    """A cohort is its own peer group: a company among those of its stage, or among all where they are few."""
    belief_of, peers_of = np.full((3, len(values)), np.nan), np.full(len(values), -1)
    known = np.flatnonzero(~np.isnan(values))
    if len(known) >= FEWEST:
        scores = _Scores(values[known], stage[known])
        if len(scores.shown) > 1:
            for rows, share, peers in _by_stage(scores, lang):
                belief_of[:, known[rows]] = np.array(share)[:, scores.number[rows]]
                peers_of[known[rows]] = numbers.number(peers)
    alpha, beta, tied = belief_of
    return Share(alpha, beta, tied), peers_of


class _Scores:
    """Scores of a cohort in one measure, with the stages of its companies.

    `shown` are the distinct scores as they are compared (ascending), `sample` one score of each, `number` which of them
    each company has.
    """

    def __init__(self, values: Floats, stage: NDArray[np.int64]) -> None:
        order = np.argsort(values, kind="stable")
        self.stage, self.ordered, self.staged = stage, values[order], stage[order]
        shown = significant(self.ordered)
        first = np.flatnonzero(np.append(True, shown[1:] != shown[:-1]))
        self.shown, self.sample = shown[first], self.ordered[first]
        self.number = np.empty(len(values), np.intp)
        self.number[order] = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(values))))

    def counted(self, rows: Rows | slice = slice(None)) -> Distribution:
        """The distribution of all scores, or of those of some companies."""
        return counted(self.shown, np.bincount(self.number[rows], minlength=len(self.shown)))


def _by_stage(scores: _Scores, lang: Lang) -> Iterator[tuple[Rows, Share, Peers]]:
    """For each stage its rows, the belief on each score that is shown, and the peers."""
    stages, staged = _in_order(scores.stage), scores.staged
    worth = strength([(scores.ordered[staged == each], scores.ordered[staged != each]) for each in stages])
    whole = scores.counted()
    for code in stages:
        rows = np.flatnonzero(scores.stage == code)
        own = len(rows) >= FEWEST and len(stages) > 1
        curves = [scores.counted(rows), whole] if own else [whole]
        share = belief(curves, [worth] if own else [], scores.sample)
        sizes = [curve.n for curve in curves]
        name = STAGES[code] if own and code >= 0 else None
        yield rows, share, _cohort(name, sizes, worth, len(stages) > 1 and not own, lang)


def _cohort(stage: str | None, sizes: Sequence[int], worth: float, widened: bool, lang: Lang) -> Peers:
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
