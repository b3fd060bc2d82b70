"""A cohort read and scored, before anything is said of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from scoring.collector import collector_at_rest
from scoring.intake import Intake, read_table
from scoring.profile import CompanyProfile, profile_model
from scoring.rulesets.book import RuleBook, shipped_book
from scoring.scored import Scored, score_table
from scoring.table import CompanyTable

Source = Path | str | Intake | Sequence[CompanyProfile[Any] | Mapping[str, Any]]


@dataclass(frozen=True, eq=False)
class Cohort:
    """Companies of a table or list with all their scores; `as_of` is the date asked for.

    `left_out` are the names of companies that are in the table but, by a condition, not in the cohort.
    """

    intake: Intake
    scored: Scored
    as_of: date
    left_out: tuple[str, ...] = ()

    @property
    def profiles(self) -> Sequence[CompanyProfile[Any]]:
        """The companies, in the order of the input; each is made when it is asked for."""
        return self.intake.profiles

    @property
    def table(self) -> CompanyTable:
        """The companies as arrays."""
        return self.scored.table

    @cached_property
    def identities(self) -> list[str]:
        """Name of each company, with a number from the second of its namesakes on.

        Namesakes are told apart by what is known of them and not by their rows, which may be permuted.
        """
        names: list[str] = self.table.name.tolist()
        having, counts = Counter(names), Counter[str]()
        numbered = [*names]
        shared = [at for at, name in enumerate(names) if having[name] > 1]
        for at in sorted(shared, key=lambda at: (names[at], self.profiles[at].model_dump_json())):
            counts[names[at]] += 1
            if counts[names[at]] > 1:
                numbered[at] = f"{names[at]}\n{counts[names[at]]}"
        return numbered


@collector_at_rest()
def read_cohort(
    source: Source,
    *,
    as_of: date | None = None,
    book: RuleBook | None = None,
    mapping: Path | Mapping[str, str | None] | None = None,
    sheet: str | None = None,
) -> Cohort:
    """Read and score a cohort.

    `source` is a table (path to CSV or workbook, read with `mapping` and `sheet` if given), an Intake already read, or
    profiles. Raises InputError where the table as a whole can't be used; single rows are rejected in the result.
    """
    book, as_of = book or shipped_book(), as_of or date.today()
    intake = _intake(source, as_of, book, mapping, sheet)
    return Cohort(intake, score_table(intake.table(book), book), as_of)


def _intake(
    source: Source, as_of: date, book: RuleBook, mapping: Path | Mapping[str, str | None] | None, sheet: str | None
) -> Intake:
    if isinstance(source, Intake):
        return source
    if isinstance(source, str | Path):
        return read_table(Path(source), book=book, as_of=as_of, mapping=mapping, sheet=sheet)
    model = profile_model(book)
    profiles = [
        item if isinstance(item, CompanyProfile) else model.model_validate({"as_of": as_of, **item}) for item in source
    ]
    return Intake(source="", columns=[], profiles=profiles, rows=list(range(1, len(profiles) + 1)))
