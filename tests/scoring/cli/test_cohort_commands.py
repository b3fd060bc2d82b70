"""`upslope rank` with all that stands beside a table, and `upslope versus`."""

import json

import openpyxl
import pyarrow.parquet as pq
import pytest

from scoring.cli.main import main
from scoring.resources import resource

EXAMPLES = resource("data", "examples")
COHORT = EXAMPLES / "fictional-24.csv"
BESIDE = ("--shortlist", EXAMPLES / "shortlist.yaml", "--judges", EXAMPLES / "fictional-marks.csv",
          "--before", EXAMPLES / "fictional-last-year.csv")  # fmt: skip
CHINESE = ("--shortlist", EXAMPLES / "shortlist.yaml", "--judges", EXAMPLES / "fictional-marks.zh.csv",
           "--before", EXAMPLES / "fictional-last-year.zh.csv", "--lang", "zh")  # fmt: skip


@pytest.fixture
def upslope(capsys):
    """Run the command; its exit status, what it says and what it complains of."""

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main(list(map(str, arguments)))
        said = capsys.readouterr()
        return ended.value.code, said.out, said.err

    return run


@pytest.mark.parametrize(("lang", "told"), [("en", "Order not tested: with more than 3"), ("zh", "名次未经模拟检验")])
def test_a_cohort_too_large_to_be_tested_is_told_so(upslope, monkeypatch, lang, told):
    monkeypatch.setattr("scoring.cli.show_cohort.MOST_TESTED", 3)
    assert told in upslope("rank", COHORT, "--as-of", "2021-06-30", "--draws", 0, "--lang", lang)[1]
    monkeypatch.setattr("scoring.cli.show_cohort.MOST_TESTED", 24)
    assert told not in upslope("rank", COHORT, "--as-of", "2021-06-30", "--draws", 0, "--lang", lang)[1]


def test_everything_beside_the_table_is_told_and_written(upslope, tmp_path):
    out, findings = tmp_path / "out.json", tmp_path / "findings.parquet"
    status, said, _ = upslope("rank", COHORT, "--as-of", "2021-06-30", *BESIDE, "-o", out, "--findings", findings)
    assert status == 0
    assert "Order tested in 10,000 draws (seed 1)" in said
    assert "7 pass every gate, 5 selected" in said
    assert "Judge C: lenient" in said
    assert "Since fictional-last-year.csv" in said
    result = json.loads(out.read_text("utf-8"))
    assert sum(each["shortlisted"]["selected"] for each in result["ranking"]) == 5
    assert result["changes"]["before_as_of"] == "2020-06-30"
    assert pq.read_table(findings).num_rows == 24 * 70


def test_the_same_in_chinese(upslope, tmp_path):
    table = EXAMPLES / "fictional-24.zh.csv"
    status, said, _ = upslope("rank", table, "--as-of", "2021-06-30", *CHINESE, "-o", tmp_path / "排名.xlsx")
    assert status == 0
    assert "名次经 10,000 次模拟检验" in said
    assert "7 家满足全部条件，入围 5 家" in said
    assert "评委丙：偏松" in said
    book = openpyxl.load_workbook(tmp_path / "排名.xlsx")
    assert {"摘要", "排名", "逐项结果", "评委", "公平性"} <= set(book.sheetnames)


def test_options_decide_how_the_order_is_tested(upslope, tmp_path):
    out = tmp_path / "out.json"
    options = ("--draws", 500, "--seed", 9, "--spread", 0.1, "--aggregation", "geometric", "--hold", "evidence")
    upslope("rank", COHORT, "--seats", 3, *options, "-o", out)
    tested = json.loads(out.read_text("utf-8"))["uncertainty"]
    assert [tested[name] for name in ("draws", "seed", "spread", "top")] == [500, 9, 0.1, 3]
    assert tested["held"] == ["aggregation", "evidence"]


def test_versus_adds_up_and_says_how_sure(upslope, tmp_path):
    out = tmp_path / "out.json"
    status, said, _ = upslope("versus", COHORT, "Lusheng Dialogue (fictional)", 3, "--as-of", "2021-06-30", "-o", out)
    assert status == 0
    result = json.loads(out.read_text("utf-8"))
    assert round(sum(line["difference"] for line in result["lines"]), 2) == result["difference"]
    assert result["in_words"].split(",")[0] in " ".join(said.split())
    assert f"{result['difference']:+.2f}" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rank", COHORT, "--hold", "luck"), "--hold: found 'luck' (expected weights, aggregation"),
        (("rank", COHORT, "--aggregation", "median", "--lang", "zh"), "--aggregation：实际是 'median'"),
        (("rank", COHORT, "--shortlist", "missing.yaml"), "missing.yaml: can't be read"),
        (("rank", COHORT, "--judges", COHORT), "fictional-24.csv"),
        (("rank", COHORT, "--before", "missing.csv"), "missing.csv: can't be read"),
        (("rank", COHORT, "--before", COHORT, "--before-as-of", "soon"), "--before-as-of: 'soon' is no date"),
        (("rank", COHORT, "--findings", "out.docx"), "--findings: 'out.docx' has no known ending"),
        (("versus", COHORT, "Nobody", 3), "there is no company 'Nobody'"),
        (("versus", COHORT, 3, 3, "--lang", "zh"), "两者是同一家企业"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_a_remedy(upslope, arguments, says):
    status, said, complaint = upslope(*arguments)
    assert (status, said) == (2, "")
    assert says in complaint


def test_a_file_beside_the_table_is_never_written_over(upslope, tmp_path):
    marks = tmp_path / "marks.csv"
    marks.write_bytes((EXAMPLES / "fictional-marks.csv").read_bytes())
    assert "is the file being read" in upslope("rank", COHORT, "--judges", marks, "-o", marks)[2]
    assert marks.read_bytes() == (EXAMPLES / "fictional-marks.csv").read_bytes()
