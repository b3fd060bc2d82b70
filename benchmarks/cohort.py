"""Time to put a cohort to the test, and to turn a workbook of applicants into a ranked workbook."""

import argparse
import csv
import random
import sys
from datetime import date
from pathlib import Path
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory

import xlsxwriter
from peers import timed
from report import publish, table

from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import Cohort, read_cohort
from scoring.cohort.uncertainty import put_to_the_test, top_of
from scoring.ranked import places_of
from scoring.resources import resource

AS_OF = date(2021, 6, 30)


def main() -> None:
    """Draw for a cohort, and rank a workbook by the command, from start to end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=500)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        cohort = read_cohort(workbook(Path(folder) / "cohort.xlsx", chosen.companies), as_of=AS_OF)
        drawing = [timed(lambda: tested(cohort, chosen.draws)) for _ in range(chosen.rounds)]
        applicants = workbook(Path(folder) / "applicants.xlsx", chosen.rows)
        ranking = [timed(lambda: ranked(applicants, Path(folder) / "ranking.xlsx")) for _ in range(chosen.rounds)]
        size = (Path(folder) / "ranking.xlsx").stat().st_size / 1e6
    rows = [
        [f"{chosen.companies:,} companies × {chosen.draws:,} draws, with influences", *_seconds(drawing)],
        [f"`upslope rank`: {chosen.rows:,} rows of .xlsx in, ranked .xlsx ({size:.1f} MB) out", *_seconds(ranking)],
    ]
    publish(
        "Cohorts",
        f"python benchmarks/cohort.py --companies {chosen.companies} --draws {chosen.draws} --rows {chosen.rows} "
        f"--rounds {chosen.rounds}",
        table(["what", "rounds", "median", "slowest"], rows),
    )


def workbook(path: Path, companies: int) -> Path:
    """A workbook of made-up applicants: who one is comes from one company of the examples, each answer from any."""
    with resource("data", "examples", "fictional-24.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    answers = header.index("evidence")
    chance = random.Random(6)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, header)
        for line in range(1, companies + 1):
            own, others = chance.choice(rows), chance.choices(rows, k=len(header))
            mixed = [row[at] for at, row in enumerate(others)]
            sheet.write_row(line, 0, [f"Applicant {line}", *own[1:answers], *mixed[answers:]])
    return path


def tested(cohort: Cohort, draws: int) -> None:
    """One test of a cohort's order."""
    places = places_of(cohort.scored)
    put_to_the_test(cohort, places, Assumptions(draws=draws), top_of(len(places), None), "en")


def ranked(source: Path, output: Path) -> None:
    """The command as a user runs it, with the start of Python."""
    code = "from scoring.cli.main import main; main()"
    command = [sys.executable, "-c", code, "rank", str(source), "--as-of", str(AS_OF), "--output", str(output)]
    run([*command, "--seats", "50"], check=True, capture_output=True)


def _seconds(times: list[float]) -> list[str]:
    return [f"{len(times)}", f"{median(times):.2f} s", f"{max(times):.2f} s"]


if __name__ == "__main__":
    main()
