"""Time to put a cohort to the test: draws of its order, with what moves it most."""

import argparse
import csv
import random
from datetime import date
from pathlib import Path
from statistics import median
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
    """Draw for a cohort, over and over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=500)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        cohort = read_cohort(workbook(Path(folder) / "cohort.xlsx", chosen.companies), as_of=AS_OF)
        drawing = [timed(lambda: tested(cohort, chosen.draws)) for _ in range(chosen.rounds)]
    row = [f"{chosen.companies:,} companies × {chosen.draws:,} draws, with influences", f"{chosen.rounds}"]
    row += [f"{median(drawing):.2f} s", f"{max(drawing):.2f} s"]
    publish(
        "Cohorts",
        f"python benchmarks/cohort.py --companies {chosen.companies} --draws {chosen.draws} --rounds {chosen.rounds}",
        table(["what", "rounds", "median", "slowest"], [row]),
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


if __name__ == "__main__":
    main()
