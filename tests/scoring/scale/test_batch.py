"""`score_batch`: one row out for every row in, whatever the companies beside it."""

from datetime import date
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import InputError, load_book, rank, shipped_book
from scoring.resources import resource
from scoring.scale import score_batch
from scoring.scale.columns import schema

AS_OF = date(2021, 6, 30)


@pytest.fixture(scope="module")
def whole(companies):
    return score_batch(companies, as_of=AS_OF)


def test_one_row_out_for_every_row_in_with_the_columns_told_in_advance(companies, whole):
    assert whole.schema == schema(shipped_book())
    assert whole["row"].to_pylist() == list(range(1, len(companies) + 1))
    assert whole["company"][0].as_py() == companies["name"][0].as_py()


def test_rows_that_cannot_be_used_are_rejected_and_say_why(whole):
    rejected = whole.filter(pc.equal(whole["status"], "rejected")).to_pylist()
    assert [row["row"] for row in rejected] == [5, 9]
    assert "founded 2099, after the as-of date 2021-06-30" in rejected[0]["problems"]
    assert rejected[1]["problems"] == "the row is empty (expected a company, or no such row)"
    assert all(row["composite"] is None for row in rejected)


@given(cuts=st.lists(st.integers(0, 25), max_size=6))
def test_how_companies_are_cut_into_parts_changes_nothing(companies, whole, cuts):
    places = sorted({0, 25, *cuts})
    parts = [
        score_batch(companies.slice(start, stop - start), as_of=AS_OF, first_row=start + 1)
        for start, stop in pairwise(places)
    ]
    assert pa.concat_tables(parts).equals(whole)


def test_the_order_of_companies_changes_nothing_but_their_rows(companies, whole):
    order = list(reversed(range(len(companies))))
    turned = score_batch(companies.take(order), as_of=AS_OF).take(order)
    assert turned.drop_columns("row").equals(whole.drop_columns("row"))


def test_scores_are_those_of_a_ranking(companies, whole):
    ranking = rank([{"name": "Bare (fictional)"}], as_of=AS_OF).ranking[0]
    bare = score_batch(pa.table({"name": ["Bare (fictional)"]}), as_of=AS_OF).to_pylist()[0]
    for name in ("composite", "low", "high", "coverage", "evidenced_score"):
        assert bare[name] == getattr(ranking, name)
    listed = rank(resource("data", "examples", "fictional-24.csv"), as_of=AS_OF).ranking
    ranked = {company.company: company for company in listed}
    for row in whole.to_pylist():
        if row["status"] == "scored":
            company = ranked[row["company"]]
            assert row["composite"] == company.composite
            assert [row[f"reason_{place}"] for place in (1, 2, 3)] == company.reasons
            assert {factor: row[factor] for factor in company.factors} == company.factors
            assert row["standing"] == company.progression.standing


def test_a_record_batch_and_chinese(companies, whole):
    batch = companies.combine_chunks().to_batches()[0]
    assert score_batch(batch, as_of=AS_OF).equals(whole)
    told = score_batch(batch, as_of=AS_OF, lang="zh").to_pylist()
    assert [row["status"] for row in told[3:5]] == ["已评分", "未采用"]
    assert told[8]["problems"] == "这一行是空的（应为：公司信息；或删掉这一行）"


def test_other_weights_give_other_scores(companies, whole, tmp_path):
    weights = tmp_path / "weights.yaml"
    shipped = resource("rules", "weights.yaml").read_text("utf-8")
    weights.write_text(shipped.replace("progression: 10", "progression: 0"), "utf-8")
    other = score_batch(companies, as_of=AS_OF, book=load_book(resource("rules"), weights))
    assert set(other["weight"].drop_null().to_pylist()) == {0.0}
    assert set(whole["weight"].drop_null().to_pylist()) <= {0.0, 10.0}


def test_without_names_there_is_no_company():
    with pytest.raises(InputError, match="no column of company names"):
        score_batch(pa.table({"colour": ["red"]}), as_of=AS_OF)


def test_no_rows_give_no_rows(companies):
    assert score_batch(companies.slice(0, 0), as_of=AS_OF).num_rows == 0
