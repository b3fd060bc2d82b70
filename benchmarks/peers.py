"""Time to place companies among their peers: one company in words, a cohort in all measures."""

import argparse
from statistics import median, quantiles
from time import perf_counter

from report import publish, table
from synthetic import synthetic_profiles

from scoring import taxonomy
from scoring.peers.comparison import peers_of
from scoring.peers.standings import standings_of
from scoring.rulesets.book import shipped_book
from scoring.scored import score_profiles

ONE = 200


def main() -> None:
    """Place made-up companies of all Chinese cities and sectors; the first round fills the caches and counts too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    profiles = scattered(chosen.companies)
    scored = score_profiles(profiles, shipped_book())
    many = [timed(lambda: standings_of(scored, "en")) for _ in range(chosen.rounds)]
    single = [profiles[at : at + 1] for at in range(ONE)]
    tables = [score_profiles(each, shipped_book()) for each in single]
    one = [timed(lambda at=at: peers_of(tables[at], single[at][0], 0, "en")) for _ in range(2) for at in range(ONE)]
    rows = [
        [f"standings of {len(profiles):,} companies, first time", "1", f"{many[0]:.2f} s", ""],
        [f"standings of {len(profiles):,} companies", f"{len(many) - 1}", f"{median(many[1:]):.2f} s", ""],
        ["peer picture of one company", f"{ONE}", *_milliseconds(one[ONE:])],
        ["peer picture of one company, first time", f"{ONE}", *_milliseconds(one[:ONE])],
    ]
    publish(
        f"Peers, {len(profiles):,} companies in all measures",
        f"python benchmarks/peers.py --companies {chosen.companies} --rounds {chosen.rounds}",
        table(["what", "calls", "median", "95th percentile"], rows),
    )


def scattered(count: int):  # noqa: ANN201
    """Made-up companies in every Chinese city and sector, so that few share a peer group."""
    cities = [place.slug for place in taxonomy.places() if place.kind == "city"]
    sectors = taxonomy.sectors().slugs
    return [
        profile.model_copy(update={"city": cities[at % len(cities)], "sectors": [sectors[at * 7 % len(sectors)]]})
        for at, profile in enumerate(synthetic_profiles(shipped_book(), count))
    ]


def timed(work) -> float:  # noqa: ANN001
    """Seconds that a call takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def _milliseconds(times: list[float]) -> list[str]:
    return [f"{1000 * median(times):.2f} ms", f"{1000 * quantiles(times, n=20)[-1]:.2f} ms"]


if __name__ == "__main__":
    main()
