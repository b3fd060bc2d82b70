"""Peers: do the 90 % intervals of percentiles hold the truth, and do pooled percentiles beat raw ones?

A group of the event tables with at least 150 companies stands for a full population. Sub-populations of various sizes
are drawn from it with replacement; five of its companies are placed by the sub-population alone (raw, and with the
interval of Jeffreys' prior) and by it drawn towards the wider groups around (pooled), and held against their place in
the full group. The wider groups are without the full group's companies, which is harder than in use: there a group is
part of what it is drawn towards. Strengths are those shipped. The shares that raised again are tried alike.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from report import publish, table

from scoring.outlook import shipped_model
from scoring.peers.building.cells import members
from scoring.peers.building.population import Population, active_on, raised_again
from scoring.peers.distribution import Distribution, distribution_of, exact
from scoring.peers.groups import LEAST, Group, contains, widening
from scoring.peers.measures import RATES, rate_id
from scoring.peers.placing import belief
from scoring.peers.pooling import CONFIDENCE
from scoring.peers.reference import Source, sources
from scoring.progression.fitting.backtest import last_day
from scoring.progression.histories.reading import read_events

Floats = NDArray[np.float64]

SIZES = (5, 7, 10, 15, 20, 29, 50, 100)
FULL = 150
ASKED = 5
YES_OR_NO = 0.5
"""Of a yes-or-no measure the share below this is asked for: that of the noes."""
FILES = {
    "itjuzi-events-2015": ("events.csv", {}),
    "crunchbase-2013": ("rounds.csv", {"companies": "companies.csv", "acquisitions": "acquisitions.csv"}),
}


@dataclass
class Tally:
    """What the draws showed, lists of one number a company placed: hits 0 or 1, errors in points of percentile."""

    hits: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)
    pooled: list[float] = field(default_factory=list)

    def row(self, name: str) -> list[str]:
        """A row of the table."""
        shares = [f"{np.mean(each):.1%}" for each in (self.alone, self.hits)]
        return [name, f"{len(self.hits):,}", *shares, *(f"{np.mean(each):.2f}" for each in (self.raw, self.pooled))]


Tallies = defaultdict[str, Tally]


def main() -> None:
    """Draw, place, compare, and publish a table by size and one by measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the sources")
    parser.add_argument("--draws", type=int, default=40, help="sub-populations of each size from each group")
    chosen = parser.parse_args()
    random, tallies, groups = np.random.default_rng(20), Tallies(Tally), 0
    by_group: list[float] = []
    for source, population, measures in populations(chosen.data):
        for measure, line, values in full_groups(source, population, measures):
            groups += 1
            strengths = [source.strength(measure, *pair) for pair in zip(line[0], line[0][1:], strict=False)]
            name = f"{source.nation}, {measure}"
            before = len(tallies[name].hits)
            for _ in range(chosen.draws):
                draw(random, tallies, name, line[1], strengths, values)
            by_group.append(float(np.mean(tallies[name].hits[before:])))
    names = [*(str(size) for size in SIZES), *sorted(tallies.keys() - {str(size) for size in SIZES})]
    lowest, tenth, middle = np.quantile(by_group, [0, 0.1, 0.5])
    told = (
        f"{groups} groups of {FULL} companies and more. "
        f"Coverage pooled by group: lowest {lowest:.0%}, lowest tenth {tenth:.0%}, median {middle:.0%}."
    )
    heads = ["companies, or measure", "placed", "coverage, alone", "coverage, pooled", "MAE raw", "MAE pooled"]
    publish(
        f"Percentiles among peers: {CONFIDENCE:.0%} intervals",
        f"python benchmarks/peers_coverage.py DATA --draws {chosen.draws}",
        table(heads, [tallies[name].row(name) for name in names]) + f"\n\n{told}",
    )


def populations(folder: Path) -> Iterator[tuple[Source, Population, list[str]]]:
    """The event tables as of their end with their measures, then as of the dates of their rates."""
    by_id = {source.id: source for source in sources()}
    for name, (rounds, beside) in FILES.items():
        kept = {kind: folder / name / file for kind, file in beside.items()}
        events = max(
            read_events(folder / name / rounds, **kept).markets.values(), key=lambda each: len(each.rounds.day)
        )
        end, source = last_day(events), by_id[name]
        yield source, active_on(events, end, shipped_model())[0], list(source.curves)
        for months in RATES:
            population, _ = raised_again(events, end, months)
            rate = rate_id(months)
            yield source, replace(population, measures={rate: population.measures["raised"]}), [rate]


def full_groups(
    source: Source, population: Population, measures: Sequence[str]
) -> Iterator[tuple[str, tuple[list[Group], list[Distribution]], Floats]]:
    """Measures with the groups large enough to stand for a population: the line around each without its companies."""
    groups = members(population)
    for measure in measures:
        values = population.measures[measure]
        for group, rows in groups.items():
            own = rows[~np.isnan(values[rows])]
            if group.stage is None or len(own) < FULL:
                continue
            line, curves = [group], []
            for wider in widening(group, source.nation):
                others = np.setdiff1d(groups.get(wider, []), own).astype(int)
                others = others[~np.isnan(values[others])]
                if wider != group and contains(wider, line[-1]) and len(others) >= LEAST:
                    line.append(wider)
                    curves.append(distribution_of(values[others]))
            if curves:
                yield measure, (line, curves), values[own]


def draw(
    random: np.random.Generator, tallies: Tallies, measure: str, wider: list[Distribution], strengths: Sequence[float],
    values: Floats,
) -> None:  # fmt: skip
    """One sub-population of each size, five companies placed in it."""
    full = exact(values)
    for size in SIZES:
        drawn, asked = random.choice(values, size), random.choice(values, ASKED)
        asked = np.array([YES_OR_NO]) if set(np.unique(values)) <= {0, 1} else asked
        truth = full.share_below(asked)
        own = distribution_of(drawn) if size >= LEAST else exact(drawn)
        alone, share = belief([own], [], asked), belief([own, *wider], strengths, asked)
        for tally in (tallies[str(size)], tallies[measure]):
            tally.hits += _holds(share.interval(), truth)
            tally.alone += _holds(alone.interval(), truth)
            tally.raw += (100 * abs(exact(drawn).share_below(asked) - truth)).tolist()
            tally.pooled += (100 * abs(share.mean - truth)).tolist()


def _holds(interval: tuple[Floats, Floats], truth: Floats) -> list[float]:
    return ((interval[0] <= truth) & (truth <= interval[1])).astype(float).tolist()


if __name__ == "__main__":
    main()
