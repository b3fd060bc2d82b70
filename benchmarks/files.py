"""Files in, ranked files out: `upslope rank` beside pandas, which reads and writes the same files and predicts raw.

Both run as processes of their own from their start to their end, in turn. pandas ranks nothing: it reads the same
table, lets the boosters of the shipped model predict as many rows of features, and writes the very cells that Upslope
wrote (`files_by_pandas.py`).
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from report import publish, table
from synthetic_rounds import AS_OF
from synthetic_table import company_table, csv, workbook
from timing import Finished, child, ratio

from scoring.progression.features.context import context_of
from scoring.progression.features.table import features
from scoring.progression.histories.from_table import events_of
from scoring.progression.histories.months import day_of

UPSLOPE = Path(sys.executable).with_name("upslope")
PEER = Path(__file__).with_name("files_by_pandas.py")
SEED = 1
ENOUGH = 100_000
"""Rows of CSV that the bar is about."""
Maker = Callable[[Path, int, int], Path]


@dataclass(frozen=True)
class Pair:
    """A table in, its ranked file out, and what both contenders took by round."""

    rows: int
    kind: str
    size_in: float
    size_out: float
    ours: list[Finished]
    theirs: list[Finished]

    def cells(self) -> list[str]:
        """Cells of a row of the results."""
        ours, theirs = ([each.seconds for each in side] for side in (self.ours, self.theirs))
        memory = (max(each.megabytes for each in side) for side in (self.ours, self.theirs))
        return [
            f"{self.rows:,} rows of {self.kind} ({self.size_in:.1f} MB) in, {self.kind} ({self.size_out:.1f} MB) out",
            f"{median(ours):.2f} s",
            f"{median(theirs):.2f} s",
            f"{self.ratio:.2f}",
            *(f"{each:,.0f} MB" for each in memory),
        ]

    @property
    def ratio(self) -> float:
        """Our time over theirs, the median of the rounds."""
        return ratio([each.seconds for each in self.ours], [each.seconds for each in self.theirs])


def main() -> None:
    """Rank a CSV and a workbook, and let pandas read and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the CSV")
    parser.add_argument("--sheet-rows", type=int, default=5_000, help="rows of the workbook")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        by_csv = pair(Path(folder), "csv", csv, chosen.rows, chosen.rounds)
        by_sheet = pair(Path(folder), "xlsx", workbook, chosen.sheet_rows, chosen.rounds)
    heads = ["files", "`upslope rank`", "pandas and raw predict", "ratio", "memory", "memory of pandas"]
    publish(
        "Files in, ranked files out",
        f"python benchmarks/files.py --rows {chosen.rows} --sheet-rows {chosen.sheet_rows} --rounds {chosen.rounds}",
        table(heads, [by_csv.cells(), by_sheet.cells()]),
        measured={"rank": by_csv.ratio} if chosen.rows >= ENOUGH else {},
        beside=("pandas", "openpyxl", "lightgbm", "pyarrow"),
    )


def pair(folder: Path, kind: str, make: Maker, rows: int, rounds: int) -> Pair:
    """Time both, in turn; what pandas is to write is what our first run, which does not count, has written."""
    source, ranked, written = make(folder / f"in.{kind}", rows, SEED), folder / f"out.{kind}", folder / f"peer.{kind}"
    child(ours(source, ranked))
    sheets = cells_of(ranked)
    check(sheets, rows)
    pd.to_pickle(sheets, folder / "cells.pickle")
    np.save(folder / "features.npy", features_of(rows))
    peer: list[str | Path] = [sys.executable, PEER, source, folder / "cells.pickle", folder / "features.npy", written]
    child(peer)
    times: tuple[list[Finished], list[Finished]] = ([], [])
    for _ in range(rounds):
        times[0].append(child(ours(source, ranked)))
        done = child(peer)
        times[1].append(Finished(done.seconds - json.loads(done.said)["not_counted"], done.megabytes, ""))
    size_in, size_out = (path.stat().st_size / 1e6 for path in (source, ranked))
    return Pair(rows, kind, size_in, size_out, *times)


def ours(source: Path, ranked: Path) -> list[str | Path]:
    """The command as a user runs it."""
    return [UPSLOPE, "rank", source, "--as-of", str(AS_OF), "--output", ranked]


def cells_of(ranked: Path) -> dict[str, pd.DataFrame]:
    """All cells of a ranked file, by sheet."""
    if ranked.suffix == ".csv":
        return {"": pd.read_csv(ranked, low_memory=False)}
    return dict(pd.read_excel(ranked, sheet_name=None, header=None, engine="calamine"))


def check(sheets: dict[str, pd.DataFrame], rows: int) -> None:
    """Every row must have been ranked, or what was timed means nothing."""
    ranks = sheets["Ranking"][0] if "Ranking" in sheets else sheets[""]["rank"]
    found = int(pd.to_numeric(ranks, errors="coerce").notna().sum())
    if found != rows:
        raise SystemExit(f"{found:,} of {rows:,} rows were ranked")


def features_of(rows: int) -> np.ndarray:
    """Features of the companies of the table that have a round, as the model sees them."""
    events, day = events_of(company_table(rows, SEED)).markets["cn"], day_of(AS_OF)
    return features(events, day, context_of(events, day)).matrix


if __name__ == "__main__":
    main()
