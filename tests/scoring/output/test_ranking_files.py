"""Rankings as CSV, Excel and JSON: whole or not at all, no formula, real numbers, the same bytes twice."""

import csv
import io
from datetime import date, datetime

import openpyxl
import orjson
import pytest

from scoring.assessment import Likelihood, ProgressionResult, Versions
from scoring.output.files import as_json, neutral, write_bytes
from scoring.output.ranking_csv import ranking_csv
from scoring.output.ranking_xlsx import ranking_xlsx
from scoring.peers.result import PeerGroup, Peers, Standing
from scoring.ranking import ColumnNote, Note, RankedCompany, Ranking, RejectedRow

PROGRESSION = ProgressionResult(
    horizons=[Likelihood(months=12, probability=0.2, low=0.1, high=0.3)],
    standing=60,
    weight=10,
    points=6,
    reasons="=pace (+0.2)",
    note=None,
    data_until=date(2020, 6, 30),
)
FACTORS = dict.fromkeys(["focus", "solution", "financing", "market", "operations", "data_loop"], 61.25)
MEASURES = {"en": {"head_count": "Head count", "focus": "Focus"}, "zh": {"head_count": "员工人数", "focus": "聚焦"}}
PEERS = [
    Peers(
        source="reference",
        dataset="=Employers",
        vintage=date(2019, 12, 31),
        group=PeerGroup(place="china", sector=None, stage="a", name="Series A · all sectors · China"),
        n=1234,
        widened="no city is given",
    ),
    Peers(
        source="cohort",
        dataset="this cohort",
        vintage=None,
        group=PeerGroup(place=None, sector=None, stage=None, name="this cohort"),
        n=7,
    ),
]
STANDINGS = {"head_count": Standing(62.5, 50.1, 71.3, 0), "focus": Standing(90.0, 80.0, 99.0, 1)}
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0"]


def company(name="山海智能", **fields):
    known = {
        "rank": 1,
        "company": name,
        "row": 4,
        "as_of": date(2020, 12, 31),
        "city": "shenzhen",
        "stage": "a",
        "composite": 61.25,
        "low": 40.5,
        "high": 82.0,
        "coverage": 0.585,
        "evidenced_score": 30.1,
        "factors": FACTORS,
        "progression": PROGRESSION,
        "reasons": ["▲ 甲", "▼ 乙"],
        "standings": STANDINGS,
    }
    return RankedCompany(**known | fields)


def ranking(*companies, lang="en"):
    fault = {"path": "founded", "value": "=2018", "message": "no date", "expected": "YYYY"}
    return Ranking(
        as_of=date(2020, 12, 31),
        lang=lang,
        ranking=companies
        or (company(), company("Plain", rank=None, composite=None, evidenced_score=None, city=None, standings={})),
        rejected=[RejectedRow(row=7, company="+Bad", problems=[fault, {"message": "empty"}])],
        columns=[
            ColumnNote(header="公司", field="name", how="exact"),
            ColumnNote(header="=备注", field=None, how="-"),
            ColumnNote(header="烧钱", field="answers.burn_multiple", how="answer", label="Burn multiple"),
        ],
        notes=[Note(message="read as 2018", row=3, column="founded", value="18年")],
        measures=MEASURES[lang],
        peers=PEERS,
        versions=Versions(upslope="0.1.0", rules="abc", data="def", model="123"),
    )


# openpyxl does not know the data bars of Excel 2010; Excel and LibreOffice do.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


def csv_rows(result):
    return list(csv.DictReader(io.StringIO(ranking_csv(result).decode("utf-8-sig"), newline="")))


def workbook(result):
    return openpyxl.load_workbook(io.BytesIO(ranking_xlsx(result)))


def sheet_rows(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


class TestNeutral:
    @pytest.mark.parametrize("text", EVIL)
    def test_formula_becomes_text(self, text):
        assert neutral(text) == f"'{text}"

    @pytest.mark.parametrize("text", ["", "A=1", "山", "1", "'=1", "▲ x", "a@b"])
    def test_the_rest_stays(self, text):
        assert neutral(text) == text


class TestWriteBytes:
    def test_new_and_over(self, tmp_path):
        path = tmp_path / "out.csv"
        write_bytes(path, b"one")
        write_bytes(path, b"two")
        assert path.read_bytes() == b"two"
        assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]
        assert path.stat().st_mode & 0o777 == 0o644

    @pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
    def test_failure_leaves_the_old_file_and_no_temporary_one(self, step, tmp_path, monkeypatch):
        path = tmp_path / "out.csv"
        path.write_bytes(b"old")

        def fail(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(step, fail)
        with pytest.raises(OSError, match="No space"):
            write_bytes(path, b"new")
        assert path.read_bytes() == b"old"
        assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]

    def test_interruption_leaves_no_temporary_file(self, tmp_path, monkeypatch):
        def stop(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr("os.fsync", stop)
        with pytest.raises(KeyboardInterrupt):
            write_bytes(tmp_path / "out.csv", b"new")
        assert list(tmp_path.iterdir()) == []

    def test_missing_folder_and_folder_in_the_way(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            write_bytes(tmp_path / "none" / "out.csv", b"x")
        (tmp_path / "taken").mkdir()
        with pytest.raises(OSError, match="directory") as caught:
            write_bytes(tmp_path / "taken", b"x")
        assert caught.value.filename == str(tmp_path / "taken")
        assert [file.name for file in tmp_path.iterdir()] == ["taken"]


class TestCsv:
    def test_english_headers_are_keys(self):
        header = ranking_csv(ranking()).decode("utf-8-sig").splitlines()[0]
        assert header == (
            "rank,company,composite,low,high,coverage,evidenced_score,focus,solution,financing,market,operations,"
            "data_loop,top_reasons,probability_12m,low_12m,high_12m,probability_24m,low_24m,high_24m,standing,"
            "progression_reasons,progression_note,city,stage,as_of,row,status,problems,percentile_head_count,percentile_focus"
        )

    def test_chinese_headers_are_labels(self):
        header = ranking_csv(ranking(lang="zh")).decode("utf-8-sig").splitlines()[0]
        assert header.startswith("名次,公司,综合得分,下限,上限,信息覆盖率,证据折算得分,")
        assert header.endswith(",预测说明,城市,阶段,基准日,原表行号,状态,问题说明,百分位：员工人数,百分位：聚焦")

    def test_a_prediction_has_figures_and_words_and_an_abstention_only_words(self):
        silent = PROGRESSION.model_copy(update={"horizons": [], "reasons": None, "note": "never funded"})
        first, second = csv_rows(ranking(company(), company("Plain", progression=silent)))[:2]
        assert (first["probability_12m"], first["low_12m"], first["high_12m"]) == ("0.2", "0.1", "0.3")
        assert (first["progression_reasons"], first["probability_24m"]) == ("'=pace (+0.2)", "")
        assert (first["standing"], first["progression_note"]) == ("60.0", "")
        assert (second["probability_12m"], second["progression_note"]) == ("", "never funded")

    def test_begins_with_the_mark_by_which_spreadsheets_know_utf_8(self):
        assert ranking_csv(ranking()).startswith(b"\xef\xbb\xbfrank")

    def test_numbers_are_plain_and_unknown_is_empty(self):
        first, second, _ = csv_rows(ranking())
        assert [first[key] for key in ("rank", "composite", "coverage", "data_loop", "row")] == [
            "1",
            "61.25",
            "0.585",
            "61.25",
            "4",
        ]
        assert [second[key] for key in ("rank", "composite", "evidenced_score", "city")] == ["", "", "", ""]

    def test_words_follow_the_language(self):
        english, chinese = csv_rows(ranking())[0], csv_rows(ranking(lang="zh"))[0]
        assert (english["city"], english["stage"], english["status"]) == ("Shenzhen", "Series A", "ranked")
        assert (chinese["城市"], chinese["阶段"], chinese["状态"]) == ("深圳", "A 轮", "已排名")
        assert (english["top_reasons"], chinese["主要理由"]) == ("▲ 甲; ▼ 乙", "▲ 甲；▼ 乙")

    def test_rejected_rows_follow_with_their_problems(self):
        last = csv_rows(ranking())[-1]
        assert (last["row"], last["company"], last["status"]) == ("7", "'+Bad", "rejected")
        assert last["problems"].startswith("founded: no date")
        assert "empty" in last["problems"]

    def test_problems_keep_what_was_expected_in_the_words_of_the_language(self):
        english, chinese = csv_rows(ranking())[-1], csv_rows(ranking(lang="zh"))[-1]
        assert english["problems"] == "founded: no date (expected YYYY); empty"
        assert chinese["问题说明"] == "founded：no date（应为：YYYY）；empty"

    @pytest.mark.parametrize("name", EVIL)
    def test_no_cell_is_a_formula(self, name):
        result = ranking(company(name, reasons=[name]))
        cells = [cell for row in csv_rows(result) for cell in row.values()]
        assert f"'{name}" in cells
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]

    def test_quotes_commas_and_lines_survive(self):
        assert csv_rows(ranking(company('a,"b"\nc')))[0]["company"] == 'a,"b"\nc'

    def test_percentiles_stand_behind_everything_else(self):
        first, second, rejected = csv_rows(ranking())
        assert (first["percentile_head_count"], first["percentile_focus"]) == ("62.5", "90.0")
        assert (second["percentile_head_count"], rejected["percentile_focus"]) == ("", "")
        assert csv_rows(ranking(lang="zh"))[0]["百分位：员工人数"] == "62.5"


class TestPeersSheet:
    def test_one_row_a_company_and_measure(self):
        header, *rows = sheet_rows(workbook(ranking(company(), company("Plain", rank=2)))["Peers"])
        assert header == [
            "Rank", "Company", "Measure", "Percentile", "Low", "High",
            "Peer group", "Companies", "Source", "Source as of", "Drawn from a wider group",
            "Which wider group", "Why a wider group", "Later than the as-of date",
        ]  # fmt: skip
        vintage = datetime(2019, 12, 31)
        group = ["Series A · all sectors · China", 1234, "reference population: =Employers", vintage]
        assert rows[0] == [1, "山海智能", "Head count", 62.5, 50.1, 71.3, *group, None, None, "no city is given", None]
        assert rows[1] == [1, "山海智能", "Focus", 90, 80, 99, "this cohort", 7, "this cohort", *[None] * 5]
        assert [row[:3] for row in rows[2:]] == [[2, "Plain", "Head count"], [2, "Plain", "Focus"]]

    def test_a_company_without_standings_has_no_row(self):
        assert len(sheet_rows(workbook(ranking())["Peers"])) == 3

    def test_chinese(self):
        header, first, *_ = sheet_rows(workbook(ranking(lang="zh"))["同类比较"])
        assert header == ["名次", "公司", "指标", "百分位", "下限", "上限", "对比群组", "企业数", "来源", "来源截至",
                          "借自更大范围", "更大范围", "为何扩大对比范围", "晚于评估基准日"]  # fmt: skip
        assert (first[2], first[8]) == ("员工人数", "参照总体：=Employers")

    def test_numbers_are_numbers_with_a_format_and_the_header_stays_and_filters(self):
        sheet = workbook(ranking())["Peers"]
        assert [(cell.data_type, cell.number_format) for cell in sheet[2][3:6]] == [("n", "0.0")] * 3
        assert (sheet["H2"].value, sheet["H2"].number_format) == (1234, "#,##0")
        assert (sheet["J2"].is_date, sheet["J2"].number_format) == (True, "yyyy-mm-dd")
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:N3")
        assert sheet.column_dimensions["C"].width > 20


class TestXlsx:
    def test_sheets_and_headers_by_language(self):
        english, chinese = workbook(ranking()), workbook(ranking(lang="zh"))
        assert english.sheetnames == [
            "Summary", "Ranking", "Peers", "Rejected rows", "How it was read", "Method & versions"
        ]  # fmt: skip
        assert chinese.sheetnames == ["摘要", "排名", "同类比较", "未采用的行", "读取说明", "方法与版本"]
        assert [cell.value for cell in english["Ranking"][1]][:3] == ["Rank", "Company", "Composite"]
        assert [cell.value for cell in chinese["排名"][1]][:3] == ["名次", "公司", "综合得分"]

    def test_numbers_are_numbers_with_a_format(self):
        sheet = workbook(ranking())["Ranking"]
        row = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
        for name, value, shown in [
            ("Rank", 1, "0"),
            ("Composite", 61.25, "0.0"),
            ("Coverage", 0.585, "0%"),
            ("Input row", 4, "0"),
            ("As of", datetime(2020, 12, 31), "yyyy-mm-dd"),
        ]:
            assert (row[name].value, row[name].number_format) == (value, shown)
            assert row[name].data_type == ("d" if name == "As of" else "n")
        assert (row["Company"].value, row["City"].value) == ("山海智能", "Shenzhen")
        assert sheet["C3"].value is None

    def test_header_stays_in_sight_and_filters(self):
        sheet = workbook(ranking())["Ranking"]
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == "A1:AA3"

    def test_a_row_is_as_high_as_its_reasons(self):
        long = "▲ " + "理由" * 100
        sheet = workbook(ranking(company(reasons=[long]), company()))["Ranking"]
        tall, usual = (sheet.row_dimensions[line].height or 15 for line in (2, 3))
        assert tall >= 6 * 15 > usual

    def test_it_prints_on_one_page_wide_with_its_header(self):
        for sheet in workbook(ranking()):
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        for name in ("Ranking", "Peers", "Rejected rows", "How it was read"):
            assert workbook(ranking())[name].print_title_rows == "$1:$1"

    def test_rejected_rows_one_a_problem(self):
        rows = sheet_rows(workbook(ranking())["Rejected rows"])
        assert rows[1][:5] == [7, "'+Bad", "founded", "'=2018", "no date"]
        assert rows[1][5] == "YYYY"
        assert rows[2][:5] == [7, "'+Bad", None, None, "empty"]

    def test_how_the_table_was_read(self):
        text = str(sheet_rows(workbook(ranking())["How it was read"]))
        for part in (
            "公司",
            "name (exact)",
            "Burn multiple (a question of the form)",
            "'=备注",
            "not read",
            "founded 3",
            "18年",
            "read as 2018",
        ):
            assert part in text

    def test_versions(self):
        text = sheet_rows(workbook(ranking())["Method & versions"])
        for row in (["upslope", "0.1.0"], ["rules", "abc"], ["data", "def"], ["model", "123"]):
            assert row in text

    @pytest.mark.parametrize("name", [*EVIL, "https://example.org", "12345", "{=1}"])
    def test_no_cell_is_a_formula_link_or_guessed_number(self, name):
        cell = workbook(ranking(company(name)))["Ranking"]["B2"]
        assert (cell.data_type, cell.hyperlink) == ("s", None)
        # Excel keeps line ends as \n alone.
        assert str(cell.value).replace("_x000D_", "\r") == neutral(name) or cell.value == neutral(name).replace(
            "\r", "\n"
        )

    def test_endless_text_is_cut_to_what_a_cell_holds(self):
        assert len(workbook(ranking(company(reasons=["x" * 40_000])))["Ranking"]["N2"].value) <= 32_767

    def test_control_characters_do_no_harm(self):
        assert workbook(ranking(company("a\x00\x1bb")))["Ranking"]["B2"].value

    def test_empty_ranking_opens(self):
        result = Ranking(as_of=date(2020, 12, 31), lang="en", ranking=[], versions=ranking().versions)
        assert workbook(result)["Ranking"].max_row == 1
        assert csv_rows(result) == []


class TestBytes:
    @pytest.mark.parametrize("lang", ["en", "zh"])
    @pytest.mark.parametrize("write", [ranking_csv, ranking_xlsx, as_json])
    def test_same_input_same_bytes(self, write, lang, monkeypatch):
        first = write(ranking(lang=lang))
        monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
        assert write(ranking(lang=lang)) == first

    def test_json_reads_back_whole(self):
        result = ranking()
        text = as_json(result)
        assert text.endswith(b"}\n")
        assert Ranking.model_validate(orjson.loads(text)) == result
        assert "山海智能".encode() in text
