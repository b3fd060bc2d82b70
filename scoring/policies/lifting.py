"""Which items of a scored route to lift, and how far, so that it is passed: the fewest items, the shortest way.

Only what a company can work on counts: its own estimate of how experts will judge is left as it is.
"""

from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from scoring.policies.points import ScorePoints
from scoring.rulesets.packs import Calculation, Limits, Score, ScoredItem
from scoring.rulesets.schema import Attribute

_MOST_SETS: Final = 200
"""Sets of items of which the shortest way is sought."""


@dataclass(frozen=True)
class Rung:
    """An attribute that would bring `points` in an item, `steps` attributes away from where the company is."""

    item: ScoredItem
    calculation: Calculation
    attribute: Attribute
    points: float
    steps: int


@dataclass(frozen=True)
class Way:
    """Items to lift; `sure` where they are enough whatever the experts decide."""

    rungs: tuple[Rung, ...]
    sure: bool


def fewest_lifts(score: Score, found: ScorePoints, at: int, *, surely: bool) -> Way | None:
    """The fewest items to lift so that the route is passed; None where no lift of them all would do.

    Every item counts with the most that it may bring, or with `surely` with the least.
    """
    ladder = _Ladder(score, found, at, end=0 if surely else 1)
    rungs = {place: each for place in range(len(found.items)) if (each := ladder.rungs(place))}
    for count in range(1, len(rungs) + 1):
        enough = (chosen for chosen in combinations(rungs, count) if ladder.passes({p: rungs[p][-1] for p in chosen}))
        ways = [_shortened(ladder, {place: rungs[place] for place in chosen}) for chosen in islice(enough, _MOST_SETS)]
        if ways:
            best = min(
                ways,
                key=lambda way: (sum(each.steps for each in way.values()), -sum(each.points for each in way.values())),
            )
            return Way(tuple(best.values()), surely or _Ladder(score, found, at, end=0).passes(best))
    return None


def next_rung(score: Score, found: ScorePoints, place: int, at: int) -> Rung | None:
    """The next attribute of an item that would bring more than it may have now; None at the top."""
    rungs = _Ladder(score, found, at, end=1).rungs(place)
    return rungs[0] if rungs else None


@dataclass(frozen=True)
class _Ladder:
    """A scored route for one company, all points at their low or their high `end` (0 or 1)."""

    score: Score
    found: ScorePoints
    at: int
    end: int

    @property
    def points(self) -> list[float]:
        return [float((item.low, item.high)[self.end][self.at]) for item in self.found.items]

    def rungs(self, place: int) -> list[Rung]:
        """Attributes of one item that would bring more points than it has, fewest first, the nearest of each."""
        item = self.score.items[place]
        now = self.points[place]
        by_points: dict[float, Rung] = {}
        for calculation, each in zip(item.calculations, self.found.items[place].calculations, strict=True):
            for number, attribute in enumerate(calculation.scale if not each.estimated else ()):
                points, steps = attribute.ends[self.end], abs(number - max(int(each.last[self.at]), 0))
                known = by_points.get(points)
                if points > now and (known is None or steps < known.steps):
                    by_points[points] = Rung(item, calculation, attribute, points, steps)
        return [by_points[points] for points in sorted(by_points)]

    def passes(self, lifts: dict[int, Rung]) -> bool:
        """Whether the route is passed with some items lifted."""
        points = iter(
            max(now, lifts[place].attribute.ends[self.end]) if place in lifts else now
            for place, now in enumerate(self.points)
        )
        groups = {each.id: min(each.max, sum(islice(points, len(each.items)))) for each in self.score.groups}
        enough = all(reaches(groups[each.group], each) for each in self.score.minima)
        return enough and reaches(sum(groups.values()), self.score.total)


def _shortened(ladder: _Ladder, rungs: dict[int, list[Rung]]) -> dict[int, Rung]:
    """Each item lifted only as far as needed, beginning with the one whose top is furthest away."""
    chosen = {place: each[-1] for place, each in rungs.items()}
    for place in sorted(rungs, key=lambda place: -rungs[place][-1].steps):
        chosen[place] = next(each for each in rungs[place] if ladder.passes(chosen | {place: each}))
    return chosen


def reaches(points: float, limits: Limits) -> bool:
    """Whether points are within limits."""
    return (
        (limits.at_least is None or points >= limits.at_least)
        and (limits.above is None or points > limits.above)
        and (limits.at_most is None or points <= limits.at_most)
        and (limits.below is None or points < limits.below)
    )
