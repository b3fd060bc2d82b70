"""How time and memory grow with the number of companies: `upslope score` from Parquet, `upslope rank` from CSV.

Each run is a command from its start to its end. The exponent is the slope of log time over log companies, from 10,000
companies on, of the time beyond that of a table of one company, which is the start of the program. Scoring is measured
on one process as well: on all cores large tables gain from the second one, which small ones do not need.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pyarrow.dataset
from report import publish, table
from synthetic_rounds import AS_OF
from synthetic_table import csv, parquet
from timing import Finished, child, exponent

UPSLOPE = Path(sys.executable).with_name("upslope")
LINEAR_FROM = 10_000
SMALL_TIMES = 3
LARGE = 1_000_000
"""From this size on a table is run once."""
SCORE, ALONE = "`upslope score`, Parquet in and out", "`upslope score --processes 1`"
RANK = "`upslope rank`, CSV in and out"


@dataclass(frozen=True)
class Measured:
    """What tables of growing size took: the start alone, then by number of companies the median of the rounds."""

    start: float
    seconds: dict[int, float]
    megabytes: dict[int, float]

    @property
    def exponent(self) -> float | None:
        """The growth of the time from 10,000 companies on; None with fewer than two such sizes."""
        sizes = [size for size in self.seconds if size >= LINEAR_FROM]
        if len(sizes) < 2:  # noqa: PLR2004
            return None
        return exponent(sizes, [max(self.seconds[size] - self.start, 1e-3) for size in sizes])


def main() -> None:
    """Score and rank tables of growing size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--score", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--rank", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        found = {
            SCORE: grown(Path(folder), chosen.score, chosen.rounds, score),
            ALONE: grown(Path(folder), chosen.score, chosen.rounds, partial(score, options=("--processes", "1"))),
            RANK: grown(Path(folder), chosen.rank, chosen.rounds, rank),
        }
    rows = [row for name, each in found.items() for row in cells(name, each)]
    grew = {name: each.exponent for name, each in found.items() if each.exponent is not None}
    notes = [f"- {name}: exponent {grew[name]:.3f}, start {found[name].start:.2f} s." for name in grew]
    sizes = [" ".join(map(str, each)) for each in (chosen.score, chosen.rank)]
    command = f"python benchmarks/growth.py --score {sizes[0]} --rank {sizes[1]} --rounds {chosen.rounds}"
    measured = {}
    if max(chosen.score) >= LARGE and SCORE in grew:
        measured = {"memory": found[SCORE].megabytes[LARGE] / 1000, "growth": max(grew[SCORE], grew[ALONE])}
    heads = ["command", "companies", "median", "companies/s", "memory at most"]
    text = "\n".join([table(heads, rows), "", *notes])
    publish("Growth", command, text, measured=measured, beside=("pyarrow", "lightgbm"))


def grown(folder: Path, sizes: Sequence[int], rounds: int, run: Callable[[Path, int], Finished]) -> Measured:
    """Run for every size, in turn: small tables, where other work on the machine shows, more often than large ones."""
    often = SMALL_TIMES if rounds > 1 else 1
    start = median(run(folder, 1).seconds for _ in range(often * rounds))
    found: dict[int, list[Finished]] = {size: [] for size in sizes}
    for number in range(rounds):
        for size in sizes:
            if size < LARGE or number == 0:
                found[size] += [run(folder, size) for _ in range(often if size <= LINEAR_FROM else 1)]
    return Measured(
        start,
        {size: median(each.seconds for each in own) for size, own in found.items()},
        {size: max(each.megabytes for each in own) for size, own in found.items()},
    )


def score(folder: Path, companies: int, options: Sequence[str] = ()) -> Finished:
    """Score a table of Parquet; every company must come out scored."""
    source, output = folder / f"{companies}.parquet", folder / f"scored-{companies}"
    if not source.exists():
        parquet(source, companies)
    done = child([UPSLOPE, "score", source, "--as-of", str(AS_OF), "--output", output, "--overwrite", *options])
    found = pyarrow.dataset.dataset(sorted(output.glob("*.parquet"))).to_table(["status"])["status"].to_pylist()
    if found != ["scored"] * companies:
        raise SystemExit(f"{found.count('scored'):,} of {companies:,} companies were scored")
    return done


def rank(folder: Path, companies: int) -> Finished:
    """Rank a table of CSV."""
    source, output = folder / f"{companies}.csv", folder / f"ranked-{companies}.csv"
    if not source.exists():
        csv(source, companies)
    return child([UPSLOPE, "rank", source, "--as-of", str(AS_OF), "--output", output])


def cells(name: str, found: Measured) -> list[list[str]]:
    """Rows of the results of one command."""
    return [
        [name, f"{size:,}", f"{took:.2f} s", f"{size / took:,.0f}", f"{found.megabytes[size]:,.0f} MB"]
        for size, took in found.seconds.items()
    ]


if __name__ == "__main__":
    main()
