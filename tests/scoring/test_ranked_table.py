"""A ranking just made and the same read back: one list of companies, one set of columns, the same files to the byte."""

import copy
import pickle
import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import company_fields

from scoring import rank
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.cohort import read_cohort
from scoring.lazy import Lazy
from scoring.output.writers import FINDINGS_WRITERS, WRITERS
from scoring.ranked_table_of import as_of_span, laid_out, table_of
from scoring.ranking import RankedCompany, Ranking
from scoring.scored_columns import scored_columns
from scoring.table import Coded

DAYS = ["2020-12-31", "2021-06-30"]
companies = st.tuples(st.integers(0, 500), st.sampled_from([0.0, 0.4, 0.9]), st.sampled_from(DAYS))
cohorts = st.lists(companies, max_size=7, unique_by=lambda each: each[0])
languages = st.sampled_from(["en", "zh"])


def ranking_of(made, lang="en", draws=0):
    """A ranking of made-up companies; with draws every part that seats add too."""
    profiles = [company_fields(seed, density) | {"as_of": day} for seed, density, day in made]
    seats = 2 if draws else None
    return rank(profiles, as_of=date(2021, 6, 30), lang=lang, seats=seats, assumptions=Assumptions(draws=draws))


def read_back(ranking):
    return Ranking.model_validate_json(ranking.model_dump_json())


@pytest.fixture(scope="module")
def ranking():
    chance = random.Random(2)
    return ranking_of([(seed, chance.random(), chance.choice(DAYS)) for seed in range(40)], draws=64)


@given(cohorts, languages, st.sampled_from([0, 64]))
def test_a_ranking_survives_json(made, lang, draws):
    fresh = ranking_of(made, lang, draws)
    back = read_back(fresh)
    assert type(back.ranking) is list
    assert back == fresh
    assert fresh == back
    assert back.model_dump_json() == fresh.model_dump_json()
    assert back.model_dump() == fresh.model_dump()
    assert as_of_span(back) == as_of_span(fresh)


def test_a_ranking_can_be_sent_to_another_process_and_copied(ranking):
    for other in (pickle.loads(pickle.dumps(ranking)), copy.deepcopy(ranking), ranking.model_copy()):
        assert other == ranking
        assert other.model_dump_json() == ranking.model_dump_json()


@given(cohorts, languages, st.sampled_from([0, 64]))
def test_files_do_not_tell_a_fresh_ranking_from_one_read_back(made, lang, draws):
    fresh = ranking_of(made, lang, draws)
    back = read_back(fresh)
    for ending, write in [*WRITERS.items(), *FINDINGS_WRITERS.items()]:
        assert write(back) == write(fresh), ending


class TestLikeAList:
    def test_in_places_slices_and_turns(self, ranking):
        eager = list(ranking.ranking)
        assert len(ranking.ranking) == len(eager) == 40
        assert all(type(each) is RankedCompany for each in eager)
        assert [ranking.ranking[at] for at in range(-40, 40)] == [*eager, *eager]
        assert ranking.ranking[3:30:4] == eager[3:30:4]
        assert ranking.ranking[::-1] == eager[::-1]
        assert ranking.ranking[50:] == []
        assert eager[7] in ranking.ranking
        with pytest.raises(IndexError):
            ranking.ranking[40]

    def test_equal_to_the_same_companies_and_to_no_others(self, ranking):
        eager = list(ranking.ranking)
        assert ranking.ranking == eager
        assert eager == ranking.ranking
        assert ranking.ranking != eager[:-1]
        assert ranking.ranking != [*eager[:-1], eager[0]]
        assert ranking.ranking != tuple(eager)
        assert repr(ranking.ranking) == repr(eager)

    def test_a_list_given_by_hand_is_checked_and_stays_a_list(self, ranking):
        picked = ranking.model_copy(update={"ranking": ranking.ranking[:2]})
        assert Ranking(**dict(picked)).ranking == ranking.ranking[:2]
        with pytest.raises(ValueError, match="composite"):
            Ranking.model_validate(picked.model_dump() | {"ranking": [{"rank": 1}]})

    def test_the_schema_says_a_list_of_companies(self):
        for mode in ("validation", "serialization"):
            told = Ranking.model_json_schema(mode=mode)["properties"]["ranking"]
            assert told["type"] == "array"
            assert told["items"] == {"$ref": "#/$defs/RankedCompany"}


class TestColumns:
    def test_companies_laid_out_have_the_columns_that_they_were_made_of(self, ranking):
        held, laid = table_of(ranking), laid_out(list(ranking.ranking))
        assert isinstance(ranking.ranking, Lazy)
        for name in ("rank", "row", "composite", "low", "high", "coverage", "evidenced_score"):
            np.testing.assert_array_equal(getattr(held, name), getattr(laid, name), name)
        every = np.arange(len(held))
        for at, measure in enumerate(laid.standings.measures):
            own = held.standings.measures.index(measure)
            np.testing.assert_array_equal(held.standings.percentile[own], laid.standings.percentile[at])
            np.testing.assert_array_equal(held.standings.bounds(every)[:, own], laid.standings.bounds(every)[:, at])
        assert [each.texts().tolist() for each in held.reasons] == [each.texts().tolist() for each in laid.reasons]
        assert laid.items(every) == held.items(every) == ranking.ranking

    def test_points_of_the_findings_and_of_the_model_make_the_composite(self, ranking):
        table = table_of(ranking)
        found = table.findings(np.arange(len(table)))
        sums = np.nansum(found.points, axis=0) + np.nan_to_num(found.voice)
        np.testing.assert_allclose(sums, np.nan_to_num(table.composite), atol=1e-9)

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_scores_by_themselves_are_those_of_the_ranking(self, lang):
        cohort = read_cohort([company_fields(seed) for seed in range(12)], as_of=date(2021, 6, 30))
        columns = {
            name: column.texts().tolist() if isinstance(column, Coded) else column.tolist()
            for name, column in scored_columns(cohort.scored, lang).items()
        }
        rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
        for company in rank(cohort, lang=lang, assumptions=Assumptions(draws=0)).ranking:
            row = rows[company.row - 1]
            assert (row["company"], row["composite"], row["low"]) == (company.company, company.composite, company.low)
            assert [told for at in (1, 2, 3) if (told := row[f"reason_{at}"])] == company.reasons
            assert row["progression_reasons"] == company.progression.reasons
            told = {each.months: each.probability for each in company.progression.horizons}
            assert told == {months: p for months in (12, 24) if (p := row[f"probability_{months}m"]) == p}

    def test_a_reason_has_its_code(self):
        fields = {"name": "A", "answers": {"cash_runway": 1}}
        scored = read_cohort([fields], as_of=date(2021, 6, 30)).scored
        columns = scored_columns(scored, "en")
        item, attribute = columns["reason_1_code"][0].split(".")
        assert item == "runway"
        asked = next(each for each in scored.found.program.characteristics if each.id == item)
        assert next(each.says.en for each in asked.scale if each.id == attribute) in columns["reason_1"][0]
        assert columns["reason_1"][0].startswith("▼ ")
