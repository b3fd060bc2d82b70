"""A saved cohort, with what the pages of a finished ranking ask of a cohort at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine

from scoring import profile_model, shipped_book
from scoring.cohort.cohort import Cohort, read_cohort
from scoring.errors import refuse
from scoring.intake import Intake
from scoring.profile import CompanyProfile
from scoring.ranking import Ranking
from scoring.text import Lang, both
from scoring.versions import versions_of
from store.canonical import canonical, hash_of, is_id
from store.cohorts.keeping import Member, SavedCohort, members_of, ranking_hashes, saved_cohort, saved_ranking
from web.cohorts.case import Case, Sectors
from web.cohorts.plan import Plan


@dataclass(frozen=True)
class SavedCase:
    """A saved cohort as it is now; `rankings` are the hashes of its rankings by language."""

    engine: Engine
    cohort: SavedCohort
    rankings: Mapping[str, str]

    @property
    def key(self) -> str:
        """What names the cohort and what is in it: another one once a company was struck from it."""
        return hash_of(canonical([self.cohort.id, self.cohort.companies, dict(self.rankings)]))

    def plan(self) -> Plan:
        """How it was ranked. Raises InputError where this program can't read that."""
        try:
            return Plan.model_validate_json(self.cohort.plan)
        except ValidationError:
            expected = both("the version of the program that saved it", "保存时所用版本的程序")
            raise refuse(
                "cohort", "was saved by a program of another version, in a shape that this one does not read",
                "由其他版本的程序保存，当前程序无法识别其格式", expected=expected,
            ) from None  # fmt: skip

    def done(self, edition: int, lang: Lang) -> bool:
        """Whether there is a ranking in that language."""
        return lang in self.rankings

    def ranking(self, edition: int, lang: Lang) -> Ranking:
        """The ranking as it was made. Raises FileNotFoundError where there is none, InputError."""
        found = saved_ranking(self.engine, self.cohort.id, lang)
        if found is None:
            raise FileNotFoundError
        return found

    def sectors(self, edition: int) -> Sectors:
        """Sectors of its companies."""
        told = {str(each.row): each.profile.fields().get("sectors") for each in self.members}
        return {row: sectors for row, sectors in told.items() if sectors}

    def read(self, plan: Plan) -> Cohort:
        """Its companies from their profiles of then, scored with what is installed now. Raises InputError."""
        profiles = [_profile(each) for each in self.members]
        rows = [each.row for each in self.members]
        intake = Intake(source=plan.table.name, columns=[], profiles=profiles, rows=rows)
        return read_cohort(intake, as_of=plan.as_of, book=shipped_book())

    def company_in(self, row: int) -> str | None:
        """The id of the company in a row."""
        return next((each.company for each in self.members if each.row == row), None)

    @cached_property
    def members(self) -> list[Member]:
        """Its companies by their rows."""
        return members_of(self.engine, self.cohort.id)


AnyCase = Case | SavedCase


def is_saved(token: str) -> bool:
    """Whether an address is that of a saved cohort; those at the desk have longer ones."""
    return is_id(token)


def saved_case(engine: Engine, token: str) -> SavedCase:
    """The saved cohort of an address. Raises InputError."""
    return SavedCase(engine, saved_cohort(engine, token), ranking_hashes(engine, token))


def made_with_others(ranking: Ranking) -> bool:
    """Whether a ranking was made with other rule sets, data or model than are installed."""
    return ranking.versions != versions_of(shipped_book())


def _profile(member: Member) -> CompanyProfile[Any]:
    try:
        return profile_model(shipped_book()).model_validate_json(member.profile.content)
    except ValidationError:
        expected = both("the ranking and its files, which stay as they were", "可查看当时的排名及其下载文件")
        raise refuse(
            "cohort", "was saved with other questions than are asked now, so that it can't be scored again",
            "保存时的问卷与现在不同，无法重新评分", expected=expected,
        ) from None  # fmt: skip
