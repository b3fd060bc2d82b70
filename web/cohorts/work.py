"""The work itself: the files of a cohort read, ranked, and the ranking kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from scoring import rank, shipped_book
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import Cohort, read_cohort
from scoring.collector import collector_at_rest
from scoring.errors import InputError
from scoring.intake import Intake, RejectedRow, read_table
from scoring.judges.reading import read_marks
from scoring.ranking import Ranking
from scoring.shortlist.part import part_of
from scoring.shortlist.reading import read_rules
from scoring.text import Lang
from web.cohorts.case import Case, Sectors
from web.cohorts.memory import Memory
from web.cohorts.plan import Plan, Upload
from web.cohorts.saved import AnyCase, SavedCase

Tell = Callable[[str, float], None]
MOST_DRAWN: Final = 20_000_000
"""Companies times draws that one visitor may ask for: about half a gigabyte while they are drawn."""


def make_ranking(case: Case, plan: Plan, lang: Lang, memory: Memory, tell: Tell) -> None:
    """Rank a cohort by its plan and keep the ranking. Raises InputError, OSError."""
    tell("reading", 0.0)
    cohort = cohort_of(case, plan, memory)
    ranking = rank(
        cohort,
        lang=lang,
        book=shipped_book(),
        assumptions=assumed(plan, cohort),
        seats=plan.seats,
        marks=_read(case, plan.marks, read_marks),
        rules=_read(case, plan.rules, lambda path: read_rules(path, shipped_book())),
        before=_before(case, plan),
        tell=tell,
    )
    ranking = _made(ranking)
    case.finish(plan.edition, ranking, _sectors(cohort))
    memory.put((case.key, plan.edition, lang), ranking)


@collector_at_rest()
def _made(ranking: Ranking) -> Ranking:
    """The ranking with its companies made: each page of the list goes through all of them, several times."""
    return ranking.model_copy(update={"ranking": list(ranking.ranking)})


def assumed(plan: Plan, cohort: Cohort) -> Assumptions:
    """What is varied, with no more draws than may be; the upload refuses more, but another sheet may have more rows."""
    asked, most = plan.assumptions, most_draws(len(cohort.profiles))
    return asked.model_copy(update={"draws": most}) if asked.draws and asked.draws > most else asked


def most_draws(companies: int) -> int:
    """Draws that may be asked for with so many companies."""
    return MOST_DRAWN // max(companies, 1)


def cohort_of(case: AnyCase, plan: Plan, memory: Memory) -> Cohort:
    """The companies of the table with their scores. Raises InputError."""
    return memory.get((case.key, plan.edition, "cohort"), lambda: _cohort(case, plan))


def ranking_of(case: AnyCase, plan: Plan, lang: Lang, memory: Memory) -> Ranking:
    """The ranking, where it is there. Raises FileNotFoundError."""
    return memory.get((case.key, plan.edition, lang), lambda: case.ranking(plan.edition, lang))


def told_of(error: InputError, upload: Upload) -> InputError:
    """The error with what its owner calls the file in place of what it is called here."""
    return InputError([replace(problem, where=upload.name) for problem in error.problems])


def _cohort(case: AnyCase, plan: Plan) -> Cohort:
    if isinstance(case, SavedCase):
        return case.read(plan)

    def read(path: Path) -> Intake:
        return read_table(path, book=shipped_book(), as_of=plan.as_of, mapping=plan.mapping, sheet=plan.sheet)

    intake = _renamed(_read(case, plan.table, read), plan.table.name)
    cohort = read_cohort(intake, as_of=plan.as_of, book=shipped_book())
    return part_of(cohort, [plan.only] if plan.only else [], plan.table.name)


def _before(case: Case, plan: Plan) -> Cohort | None:
    """Last year's cohort. What was said of this year's headers holds for the same headers then."""
    if plan.before is None:
        return None
    as_of = plan.before_as_of or plan.as_of

    def read(path: Path) -> Intake:
        return read_table(path, book=shipped_book(), as_of=as_of, mapping=plan.mapping)

    intake = _renamed(_read(case, plan.before, read), plan.before.name)
    return read_cohort(intake, as_of=as_of, book=shipped_book())


def _read(case: Case, upload: Upload | None, reader: Callable[[Path], Any]) -> Any:
    if upload is None:
        return None
    try:
        return reader(case.path(upload.file))
    except InputError as error:
        raise told_of(error, upload) from None


def _renamed(intake: Intake, name: str) -> Intake:
    rejected = [
        RejectedRow(row.row, row.company, [replace(problem, where=name) for problem in row.problems])
        for row in intake.rejected
    ]
    return replace(intake, source=name, rejected=rejected)


def _sectors(cohort: Cohort) -> Sectors:
    named = cohort.table.sectors.texts().tolist()
    return {str(row): list(sectors) for row, sectors in zip(cohort.intake.rows, named, strict=True) if sectors}
