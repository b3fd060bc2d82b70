"""Verdicts of official programmes in a ranking: those that an assessment of the company alone gives."""

from datetime import date

import numpy as np
import pytest

from scoring import assess, rank
from scoring.cohort.assumptions import Assumptions
from scoring.ranked_policies import policies_of
from scoring.ranked_table_of import laid_out, table_of
from scoring.ranking import RankedPolicy

PLAIN = Assumptions(draws=0)
YEARS = [
    {"year": year, "revenue": 3e7, "costs": 2.5e7, "rd_cost": 3e6, "assets": 5e7, "liabilities": 1e7}
    for year in (2025, 2023)
]
ANSWERS = {
    "science_staff": 20, "titles": ["gaoqi"], "incidents": [], "restricted_products": False,
    "audited_collection": True, "invention_patents": 2,
}  # fmt: skip
SOUND = {"name": "Sound", "city": "shenzhen", "head_count": 50, "accounts": YEARS, "answers": ANSWERS}
LARGE = SOUND | {"name": "Large", "head_count": 800}
SILENT = {"name": "Silent"}


def ranking_of(*companies, lang="en", day="2026-06-30"):
    return rank([{"as_of": day, **each} for each in companies], as_of=date.fromisoformat(day), lang=lang,
                assumptions=PLAIN)  # fmt: skip


def told(ranking):
    return {each.company: each.policies for each in ranking.ranking}


class TestVerdicts:
    def test_are_those_of_an_assessment_of_the_company_alone(self):
        policies = told(ranking_of(SILENT, LARGE, SOUND))
        for company in (SOUND, LARGE):
            alone = assess(company | {"as_of": "2026-06-30"}).policies
            assert list(policies[company["name"]]) == [each.programme for each in alone]
            for each in alone:
                assert policies[company["name"]][each.programme] == RankedPolicy(
                    verdict=each.verdict, low=each.points_low, high=each.points_high
                )
        assert policies["Sound"]["kexiao"] == RankedPolicy(verdict="qualifies", low=100, high=100)
        assert policies["Large"]["kexiao"].verdict == "does_not"
        assert policies["Silent"]["kexiao"].verdict == "cannot_say"

    def test_programmes_without_points_have_none(self):
        said = told(ranking_of(SOUND))["Sound"]["xiaojuren"]
        assert (said.low, said.high) == (None, None)

    def test_a_cohort_that_tells_nothing_they_ask_has_none_and_no_programmes(self):
        ranking = ranking_of(SILENT, {"name": "Known", "city": "shenzhen", "answers": {"invention_patents": 3}})
        assert told(ranking) == {"Silent": {}, "Known": {}}
        assert ranking.programmes == []
        assert ranking_of().programmes == []

    def test_each_company_is_held_against_the_version_in_force_on_its_own_date(self):
        policies = told(ranking_of(SOUND, SOUND | {"name": "Before", "as_of": "2024-06-30"}))
        assert policies["Sound"]["xiaojuren"].verdict == "does_not"
        assert policies["Before"]["xiaojuren"].verdict == "not_in_force"


class TestProgrammes:
    @pytest.mark.parametrize(("lang", "name"), [("en", "Technology SME"), ("zh", "科技型中小企业")])
    def test_name_document_points_and_whom_to_ask(self, lang, name):
        first, *_, last = ranking_of(SOUND, lang=lang).programmes
        assert (first.id, first.points_max) == ("kexiao", 100)
        assert name in first.name
        assert "国科发政〔2017〕115号" in first.documents[0]
        assert first.check
        assert (last.id, last.points_max) == ("xiaojuren", None)
        assert last.single_source > 0

    def test_without_a_version_in_force_there_is_no_document(self):
        programmes = {each.id: each for each in ranking_of(SOUND, day="2024-06-30").programmes}
        assert programmes["xiaojuren"].documents == []
        assert programmes["xiaojuren"].check is None
        assert programmes["kexiao"].documents

    def test_one_date_of_the_cohort_is_enough_to_name_the_version(self):
        programmes = ranking_of(SOUND, SOUND | {"name": "Before", "as_of": "2024-06-30"}, day="2026-06-30").programmes
        assert all(each.documents for each in programmes)
        assert len(programmes[0].documents) == len(set(programmes[0].documents))


class TestColumns:
    def test_are_the_same_laid_out_again(self):
        ranking = ranking_of(SILENT, LARGE, SOUND)
        held, laid = table_of(ranking).policies, laid_out(list(ranking.ranking)).policies
        assert list(held.programmes) == list(laid.programmes)
        np.testing.assert_array_equal(held.verdict, laid.verdict)
        np.testing.assert_array_equal(held.low, laid.low)
        np.testing.assert_array_equal(held.high, laid.high)

    def test_a_company_without_a_verdict_keeps_none(self):
        one = {"kexiao": RankedPolicy(verdict="may", low=40, high=70.5)}
        laid = policies_of([{}, one])
        assert laid.of(np.array([1, 0])) == [one, {}]
        assert laid.verdicts("kexiao").texts().tolist() == [None, "may"]
        assert policies_of([{}, {}]) is None


class TestUntold:
    def test_what_no_company_gives_is_named_once(self):
        kexiao = next(each for each in ranking_of(SOUND, SILENT).programmes if each.id == "kexiao")
        assert "Standards" in " ".join(kexiao.untold)
        assert "Incidents and listings" not in kexiao.untold
        assert len(kexiao.untold) == len(set(kexiao.untold))

    def test_accounts_that_nobody_gives(self):
        facts = {"name": "Facts", "answers": {"titles": []}}
        zh = next(each for each in ranking_of(facts, lang="zh").programmes if each.id == "kexiao")
        assert "年度财务数据" in zh.untold
        assert "年度财务数据" not in next(each for each in ranking_of(SOUND, lang="zh").programmes).untold
