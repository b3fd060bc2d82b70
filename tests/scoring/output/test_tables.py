"""The same ranking and findings as CSV and Parquet: stable keys, typed columns, only what the result has."""

import csv
import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made_up_ranking import bare_ranking, full_ranking

from scoring.output.findings_csv import findings_csv
from scoring.output.parquet import findings_parquet, ranking_parquet
from scoring.output.ranking_csv import ranking_csv

NEW = {
    "rank_median", "rank_low", "rank_high", "in_top", "band", "selected", "gates_failed", "gates_unknown", "why_not",
    "judges_mark", "judges_low", "judges_high", "judges_raw", "judges_marks", "judges_rank", "judges_gap",
    "judges_discuss", "policy_young", "policy_young_low", "policy_young_high", "policy_seasoned",
}  # fmt: skip


def read_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_parquet(content):
    return pq.read_table(io.BytesIO(content))


class TestRankingCsv:
    def test_columns_of_a_part_stand_only_where_the_result_has_it(self):
        full, bare = read_csv(ranking_csv(full_ranking()))[0], read_csv(ranking_csv(bare_ranking()))[0]
        assert set(full) >= NEW
        assert not NEW & set(bare)
        lone = full_ranking().model_copy(update={"judges": None, "shortlist": None})
        assert "band" in (known := read_csv(ranking_csv(lone))[0])
        assert not {"selected", "judges_mark"} & set(known)

    def test_values(self):
        first, _, third, *_, rejected = read_csv(ranking_csv(full_ranking()))
        assert [first[key] for key in ("rank_median", "rank_low", "in_top", "band", "selected")] == [
            "1.5", "1", "0.95", "1", "yes",
        ]  # fmt: skip
        assert [third[key] for key in ("selected", "gates_failed", "gates_unknown", "why_not")] == [
            "no", "1", "2", "no seat left",
        ]  # fmt: skip
        assert (third["judges_gap"], third["as_of"]) == ("-12.5", "2020-12-31")
        assert (rejected["status"], rejected["selected"], rejected["band"]) == ("rejected", "", "")

    def test_programmes_have_a_verdict_in_words_and_points_where_there_are_any(self):
        first, _, third, _, fifth, _, rejected = read_csv(ranking_csv(full_ranking()))
        assert (third["policy_young"], third["policy_young_low"], third["policy_young_high"]) == (
            "Does not qualify", "57.0", "71.5",
        )  # fmt: skip
        assert fifth["policy_young_low"] == ""
        assert not {"policy_seasoned_low", "policy_seasoned_high"} & set(first)
        assert (rejected["policy_young"], rejected["policy_young_low"]) == ("", "")
        chinese = read_csv(ranking_csv(full_ranking("zh")))[2]
        assert (chinese["青年企业（虚构）"], chinese["青年企业（虚构）：得分下限"]) == ("不符合", "57.0")

    def test_programmes_stand_before_the_percentiles(self):
        header = list(read_csv(ranking_csv(full_ranking()))[0])
        assert header[-5:-1] == ["policy_young", "policy_young_low", "policy_young_high", "policy_seasoned"]
        assert header[-1] == "percentile_focus"

    def test_chinese_flags_are_words(self):
        assert [row["入围"] for row in read_csv(ranking_csv(full_ranking("zh")))][:3] == ["是", "是", "否"]


class TestFindingsCsv:
    def test_one_row_a_company_and_characteristic(self):
        found = read_csv(findings_csv(full_ranking(companies=40)))
        assert len(found) == 40 * 3
        assert found[0] == {
            "rank": "1", "company": "山海智能", "row": "2", "factor": "focus", "factor_name": "Focus",
            "characteristic": "patents", "characteristic_name": "Patents", "state": "scored",
            "finding": "'=five or more", "partial_score": "80.0", "share": "0.03", "points": "2.4",
        }  # fmt: skip
        assert [row["state"] for row in found[:3]] == ["scored", "unknown", "not_applicable"]
        assert (found[2]["finding"], found[2]["points"]) == ("does not apply", "")

    def test_without_findings_the_header_stands_alone(self):
        assert read_csv(findings_csv(bare_ranking())) == []
        assert findings_csv(bare_ranking()).startswith(b"\xef\xbb\xbfrank,company,row,factor")


class TestRankingParquet:
    def test_columns_are_typed(self):
        table = read_parquet(ranking_parquet(full_ranking()))
        kinds = {
            "rank": pa.int64(), "company": pa.string(), "composite": pa.float64(), "rank_median": pa.float64(),
            "band": pa.int64(), "selected": pa.bool_(), "as_of": pa.date32(), "judges_marks": pa.int64(),
            "percentile_focus": pa.float64(), "policy_young": pa.string(), "policy_young_low": pa.float64(),
        }  # fmt: skip
        assert {name: table.schema.field(name).type for name in kinds} == kinds

    def test_values_are_plain_and_rejected_rows_follow(self):
        first, *_, last = read_parquet(ranking_parquet(full_ranking())).to_pylist()
        assert (first["rank"], first["selected"], first["as_of"]) == (1, True, date(2020, 12, 31))
        assert (first["gates_failed"], first["percentile_focus"]) == (None, 62.5)
        # No spreadsheet reads Parquet: names stay as they were.
        assert (last["company"], last["status"], last["rank"]) == ("+Bad", "rejected", None)

    def test_says_where_it_comes_from(self):
        schema = read_parquet(ranking_parquet(full_ranking("zh"))).schema
        told = {key.decode(): value.decode() for key, value in schema.metadata.items()}
        assert told["upslope.as_of"] == "2020-12-31"
        assert (told["upslope.rules"], told["upslope.seed"], told["upslope.draws"]) == ("abc", "7", "10000")
        assert schema.field("composite").metadata[b"label"].decode() == "综合得分"

    def test_the_same_columns_as_the_csv(self):
        for result in (full_ranking(), bare_ranking()):
            header = ranking_csv(result).decode("utf-8-sig").splitlines()[0].split(",")
            assert read_parquet(ranking_parquet(result)).column_names == header

    def test_an_empty_cohort_keeps_its_columns(self):
        table = read_parquet(ranking_parquet(bare_ranking(companies=0)))
        assert (table.num_rows, table.schema.field("composite").type) == (0, pa.float64())


class TestFindingsParquet:
    def test_all_companies(self):
        table = read_parquet(findings_parquet(full_ranking(companies=40)))
        assert table.num_rows == 40 * 3
        assert table.schema.field("points").type == pa.float64()
        assert table.slice(1, 1).to_pylist()[0] == {
            "rank": 1, "company": "山海智能", "row": 2, "factor": "focus", "factor_name": "Focus",
            "characteristic": "burn_multiple", "characteristic_name": "Burn multiple", "state": "unknown",
            "finding": "not answered", "partial_score": None, "share": 0.02, "points": 1.0,
        }  # fmt: skip


@pytest.mark.parametrize("write", [ranking_csv, findings_csv, ranking_parquet, findings_parquet])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_same_input_same_bytes(write, lang, monkeypatch):
    first = write(full_ranking(lang))
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert write(full_ranking(lang)) == first
