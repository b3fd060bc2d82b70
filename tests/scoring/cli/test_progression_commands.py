"""`upslope predict` as a user meets it, on a small table against the shipped model."""

import csv
import io

import pytest

from scoring.cli.console import Failure
from scoring.cli.predict import run

TABLE = """company_id,company,date,round,amount,currency,sector,region,investors
b,Beta (fictional),2016-02,A轮,2000万,CNY,企业服务,北京,青禾创投
b,Beta (fictional),2015-01-10,天使轮,200万,CNY,企业服务,北京,青禾创投
a,Alpha (fictional),2015-03,天使轮,300万,CNY,医疗健康,上海,
c,Gamma (fictional),2016-01-05,天使轮,300万,CNY,医疗健康,上海,
d,Delta (fictional),2014-01-05,A轮,3000万,CNY,医疗健康,上海,
d,Delta (fictional),2015-06-05,IPO上市,,CNY,医疗健康,上海,
"""
FIGURES = [f"{name}_{months}m" for months in (12, 24) for name in ("probability", "low", "high")]
HEADINGS = ["company_id", "company", "stage", "last_round_date", *FIGURES, "reasons"]


@pytest.fixture
def predict(tmp_path, capsys):
    def told(table=TABLE, as_of="2015-12-31", lang="en", output="out.csv"):
        (tmp_path / "events.csv").write_text(table, "utf-8")
        run(tmp_path / "events.csv", None, None, None, None, as_of, tmp_path / output, lang)
        text = (tmp_path / output).read_text("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text))), capsys.readouterr().out

    return told


def test_columns_figures_and_reasons(predict):
    rows, out = predict()
    assert list(rows[0]) == HEADINGS
    assert [row["company_id"] for row in rows] == ["a", "b"]
    for row in rows:
        for months in ("12m", "24m"):
            low, p, high = (float(row[f"{name}_{months}"]) for name in ("low", "probability", "high"))
            assert 0 < low <= p <= high < 1
        assert "further round" in row["reasons"]
    assert "2 companies predicted as of 2015-12-31" in out


def test_later_rounds_change_nothing_not_even_the_order(predict):
    lines = TABLE.splitlines(keepends=True)
    known = "".join(line for line in lines if ",2016-" not in line)
    assert predict()[0] == predict(known)[0] == predict(lines[0] + "".join(reversed(lines[1:])))[0]


def test_a_date_known_to_the_month_stays_one(predict):
    assert [row["last_round_date"] for row in predict()[0]] == ["2015-03", "2015-01-10"]


def test_who_gets_no_prediction_is_counted_with_the_reason(predict):
    out = predict()[1]
    assert "no prediction for 1: it has no round on or before 2015-12-31" in out
    assert "no prediction for 1: it has been listed or acquired" in out


def test_out_of_its_time_it_says_so(predict):
    assert "! the model's data end in" in predict(as_of="2024-01-31")[1]
    rows, out = predict(as_of="2015-06-30")
    assert all(row["probability_12m"] == "" and "later date" in row["reasons"] for row in rows)
    assert "! the model has learnt from data up to" in out


def test_the_input_is_never_overwritten(predict, tmp_path):
    with pytest.raises(Failure, match="would be overwritten"):
        predict(output="events.csv")
    assert (tmp_path / "events.csv").read_text("utf-8") == TABLE


def test_chinese(predict):
    rows, out = predict(lang="zh")
    assert "融资" in rows[0]["reasons"]
    assert "已预测 2 家" in out
