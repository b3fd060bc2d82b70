"""The workbook of a full ranking: a sheet for every part, and on each what a committee looks for."""

import io
import subprocess
from datetime import datetime
from shutil import which
from zipfile import ZipFile

import openpyxl
import pytest
from made_up_ranking import bare_ranking, full_ranking

from scoring.output.ranking_xlsx import ranking_xlsx
from scoring.output.workbook import lists
from scoring.output.workbook.lists import Room
from scoring.output.workbook.method import command
from scoring.policies.report import VERDICT_WORDS

# openpyxl does not know the data bars of Excel 2010; Excel and LibreOffice do.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

ENGLISH = [
    "Summary", "Ranking", "Findings", "Peers", "Judges", "Shortlist", "Programmes", "Fairness", "Changes",
    "Rejected rows", "How it was read", "Method & versions",
]  # fmt: skip
CHINESE = [
    "摘要", "排名", "逐项结果", "同类比较", "评委", "入围名单", "政策资质", "公平性", "变化", "未采用的行", "读取说明",
    "方法与版本",
]  # fmt: skip
LISTINGS = ["Ranking", "Findings", "Peers", "Fairness", "Changes", "Rejected rows", "How it was read"]


def workbook(result):
    return openpyxl.load_workbook(io.BytesIO(ranking_xlsx(result)))


def rows(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def said(sheet):
    return [value for row in rows(sheet) for value in row if value is not None]


def records(sheet):
    header, *body = rows(sheet)
    return [dict(zip(header, row, strict=True)) for row in body]


def fact(sheet, label):
    return next(row[1] for row in rows(sheet) if row[0] == label)


def shown_columns(sheet):
    """Labels of columns that are not folded away."""
    hidden = set()
    for column in sheet.column_dimensions.values():
        if column.hidden:
            hidden |= set(range(column.min, column.max + 1))
    return [cell.value for cell in sheet[1] if cell.column not in hidden]


class TestSheets:
    def test_a_sheet_for_every_part_in_both_languages(self):
        assert workbook(full_ranking()).sheetnames == ENGLISH
        assert workbook(full_ranking("zh")).sheetnames == CHINESE

    def test_parts_that_are_absent_have_no_sheet_and_no_column(self):
        book = workbook(bare_ranking())
        assert book.sheetnames == ["Summary", "Ranking", "Method & versions"]
        header = [cell.value for cell in book["Ranking"][1]]
        assert not {"Tie band", "Selected", "Judges' mark"} & set(header)
        assert not {"Seats", "Draws"} & {str(value) for sheet in book for value in said(sheet)}

    @pytest.mark.parametrize("name", LISTINGS)
    def test_lists_keep_their_header_in_sight_filter_and_print_it_on_each_page(self, name):
        sheet = workbook(full_ranking())[name]
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"

    def test_no_cell_is_a_formula(self):
        for sheet in workbook(full_ranking()):
            for row in sheet.iter_rows():
                assert not [cell.coordinate for cell in row if cell.data_type == "f"]
        for name in ("=five or more", "=Elsewhere", "=2018"):
            assert any(f"'{name}" in said(sheet) for sheet in workbook(full_ranking()))

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_same_input_same_bytes(self, lang):
        assert ranking_xlsx(full_ranking(lang)) == ranking_xlsx(full_ranking(lang))

    def test_an_empty_cohort_has_a_workbook(self):
        book = workbook(bare_ranking(companies=0))
        assert fact(book["Summary"], "Companies") == 0


class TestSummary:
    def test_what_was_ranked_when_and_how_many(self):
        sheet = workbook(full_ranking())["Summary"]
        assert fact(sheet, "As of") == datetime(2020, 12, 31)
        facts = {"Companies": 6, "Rows that could not be used": 1, "Seats": 2, "Meet every condition": 4, "Selected": 2}
        assert {label: fact(sheet, label) for label in facts} == facts
        assert fact(sheet, "How sure the order is").startswith("3 tie bands over 10,000 draws")

    def test_the_first_places_with_their_intervals(self):
        table = rows(workbook(full_ranking())["Summary"])
        at = next(number for number, row in enumerate(table) if row[0] == "The first 6")
        assert table[at + 1][:3] == ["Company", "Rank", "Composite"]
        assert table[at + 2][:11] == ["山海智能", 1, 78.25, 66.25, 92.25, 1.5, 1, 4, 0.95, 1, "yes"]
        assert table[at + 2][11] == "▲ Patents: five or more"

    def test_as_many_first_places_as_seats_but_not_a_whole_cohort(self):
        assert "The first 15" in said(workbook(full_ranking(companies=40))["Summary"])
        full = full_ranking(companies=40)
        seats = full.shortlist.model_copy(update={"seats": 20})
        assert "The first 20" in said(workbook(full.model_copy(update={"shortlist": seats}))["Summary"])
        seats = full.shortlist.model_copy(update={"seats": 38})
        assert "The first 30" in said(workbook(full.model_copy(update={"shortlist": seats}))["Summary"])

    def test_influences_agreement_discussion_warnings_and_changes(self):
        text = said(workbook(full_ranking())["Summary"])
        assert "Weights of the factors" in text
        assert 0.55 in text
        assert "Krippendorff's α: The judges agree well enough to rank by." in text
        assert "To discuss (1): 云岭医疗影像" in text
        assert "Hangzhou: 20 % selected, Shenzhen 50 %." in text
        assert "One company is in both cohorts." in text
        assert "The last seat is tied." in text

    def test_without_warning_the_check_says_so(self):
        full = full_ranking("zh")
        calm = full.fairness.model_copy(update={"warnings": []})
        text = said(workbook(full.model_copy(update={"fairness": calm}))["摘要"])
        assert any("五分之四" in str(value) for value in text)
        lone = [cut.model_copy(update={"groups": cut.groups[:1]}) for cut in full.fairness.cuts]
        empty = full.fairness.model_copy(update={"warnings": [], "cuts": lone})
        assert "没有足够大的分组可供比较。" in said(workbook(full.model_copy(update={"fairness": empty}))["摘要"])

    def test_thin_coverage_and_companies_without_rank_are_told(self):
        full = bare_ranking()
        thin = [
            company.model_copy(update={"coverage": 0.1, "rank": None, "composite": None})
            for company in full.ranking[:2]
        ]
        sheet = workbook(full.model_copy(update={"ranking": [*thin, *full.ranking[2:]]}))["Summary"]
        assert fact(sheet, "of them without a rank (nothing known)") == 2
        assert any("under 20% coverage: 2" in str(value) for value in said(sheet))


class TestRankingSheet:
    def test_each_part_has_its_columns_as_numbers(self):
        first, _, third, *_ = records(workbook(full_ranking())["Ranking"])
        assert (first["Median rank of the draws"], first["Best rank (90 %)"], first["Worst rank (90 %)"]) == (1.5, 1, 4)
        assert (first["Among the top 2, share of draws"], first["Tie band"], first["Selected"]) == (0.95, 1, "yes")
        assert (first["Gates failed, numbers"], first["Why not selected"]) == (None, None)
        assert (third["Selected"], third["Gates failed, numbers"], third["Gates not known, numbers"]) == (
            "no",
            "1",
            "2",
        )
        assert third["Why not selected"] == "no seat left"
        assert (third["Judges' mark"], third["Rank by the judges"]) == (78, 3)
        assert third["Judges' percentile minus the score's"] == -12.5
        assert third["As of"] == datetime(2020, 12, 31)

    def test_a_company_without_marks_has_empty_cells(self):
        assert records(workbook(full_ranking())["Ranking"])[4]["Judges' mark"] is None

    def test_chinese(self):
        first = records(workbook(full_ranking("zh"))["排名"])[0]
        assert (first["进入前 2 名的比例"], first["并列档"], first["入围"], first["城市"]) == (0.95, 1, "是", "深圳")

    def test_details_are_folded_away_and_the_rest_is_in_sight(self):
        sheet = workbook(full_ranking())["Ranking"]
        shown = shown_columns(sheet)
        assert {"Composite", "Low", "High", "Tie band", "Selected", "Judges' mark", "Coverage", "City"} <= set(shown)
        assert not {"Why so likely", "12 months, low", "Why not selected", "Number of marks"} & set(shown)

    def test_bars_stand_behind_scores_and_shares(self):
        sheet = workbook(full_ranking())["Ranking"]
        bars = {
            sheet[str(ranges.sqref).split(":")[0][:-1] + "1"].value
            for ranges, rules in sheet.conditional_formatting._cf_rules.items()
            if any(rule.type == "dataBar" for rule in rules)
        }
        assert bars == {"Composite", "Among the top 2, share of draws", "Coverage"}

    def test_every_other_tie_band_is_shaded_wherever_rows_are_moved(self):
        sheet = workbook(full_ranking())["Ranking"]
        band = next(cell.column_letter for cell in sheet[1] if cell.value == "Tie band")
        rules = [rule for rules in sheet.conditional_formatting._cf_rules.values() for rule in rules]
        shades = [rule for rule in rules if rule.formula and f"MOD(${band}2,2)=0" in rule.formula[0]]
        assert len(shades) >= sheet.max_column


class TestFindings:
    def test_one_row_a_company_and_characteristic_in_words(self):
        found = records(workbook(full_ranking())["Findings"])
        assert len(found) == 6 * 3
        assert list(found[0].values()) == [1, "山海智能", "Focus", "Patents", "'=five or more", 80, 0.03, 2.4]
        assert list(found[1].values())[4:] == ["not answered", None, 0.02, 1]
        assert list(found[2].values())[4:] == ["does not apply", None, 0, None]

    def test_chinese(self):
        found = records(workbook(full_ranking("zh"))["逐项结果"])
        assert [row["评定"] for row in found[:3]] == ["'=五件及以上", "未回答", "不适用"]

    def test_beyond_what_a_workbook_bears_the_best_are_listed_and_where_the_rest_is(self, monkeypatch):
        monkeypatch.setattr(lists, "FINDINGS_ROOM", Room(17, 9))
        monkeypatch.setattr(lists, "PEERS_ROOM", Room(5, 2))
        book = workbook(full_ranking())
        *found, last = records(book["Findings"])
        assert [row["Rank"] for row in found] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
        assert last["Company"].startswith("The best-ranked 3 of 6 companies")
        assert ".parquet" in last["Company"]
        assert book["Findings"].auto_filter.ref == "A1:H10"
        *standings, last = records(book["Peers"])
        assert [row["Rank"] for row in standings] == [1, 2]
        assert ".json" in last["Company"]

    def test_a_large_cohort_of_twelve_hundred_fits_whole(self):
        assert lists.FINDINGS_ROOM.companies(1_227 * 70, 1_227) == 1_227
        assert lists.FINDINGS_ROOM.companies(5_000 * 70, 5_000) == lists.FINDINGS_ROOM.best // 70


class TestReports:
    def test_judges(self):
        sheet = workbook(full_ranking())["Judges"]
        assert fact(sheet, "Scale of the marks") == "0–100"
        table = rows(sheet)
        judge = next(row for row in table if row[0] == "评委甲")
        assert judge == ["评委甲", 5, 77.5, 3.2, 1.1, 5.3, 1.1, 0.8, 1.5, "harsher than the others"]
        assert next(row for row in table if row[0] == "Krippendorff's α")[1:4] == [0.71, 0.52, 0.83]
        assert next(row for row in table if row[0] == "云岭医疗影像")[1:6] == [3, 3, 78, 68, 86]
        assert {"'=Elsewhere", "One mark was left out."} <= set(said(sheet))

    def test_only_those_to_discuss_are_listed(self):
        assert "Bright Loop Robotics" not in said(workbook(full_ranking())["Judges"])

    def test_shortlist(self):
        sheet = workbook(full_ranking())["Shortlist"]
        table = rows(sheet)
        assert table[0][0] == "Spring intake"
        assert fact(sheet, "Seats") == 2
        gate = next(row for row in table if row[0] == "In Shenzhen")
        assert gate == ["In Shenzhen", 2, 4, 1, 1, 1, "city in [shenzhen]"]
        names = [row[0] for row in table]
        selected = names[names.index("Selected", names.index("Conditions")) + 2 :][:2]
        assert selected == ["山海智能", "Bright Loop Robotics"]
        assert next(row for row in table if row[0] == "Delta Works")[1:4] == [
            4, 5, "It is in Hangzhou; the condition asks for Shenzhen.",
        ]  # fmt: skip

    def test_without_a_limit_the_seats_say_so(self):
        full = full_ranking("zh")
        free = full.model_copy(update={"shortlist": full.shortlist.model_copy(update={"seats": None})})
        assert fact(workbook(free)["入围名单"], "名额") == "不限"

    def test_fairness(self):
        first, second = records(workbook(full_ranking())["Fairness"])
        assert (first["Group"], first["Companies"], first["Selection rate"]) == ("Shenzhen", 40, 0.5)
        assert (second["Verdict"], second["Rate ÷ highest rate"]) == ("differs", 0.4)
        assert records(workbook(full_ranking("zh"))["公平性"])[1]["判断"] == "存在差异"

    def test_changes(self):
        moved, gone = records(workbook(full_ranking())["Changes"])
        assert [moved[name] for name in ("Rank before", "Rank now", "Difference")] == [5, 1, 8.25]
        assert moved["Beyond what is unknown"] == "no"
        assert (moved["Stage before"], moved["Stage now"]) == ("Pre-A", "Series A")
        assert moved["What moved it most"] == "Patents +1.4 (not answered → five or more)"
        assert (gone["In which"], gone["Rank now"], gone["Difference"], gone["What moved it most"]) == (
            "gone",
            *[None] * 3,
        )


class TestProgrammes:
    def test_what_each_rests_on_is_told_above_the_companies(self):
        sheet = workbook(full_ranking())["Programmes"]
        basis = fact(sheet, "Young companies (made up)")
        assert "虚构〔2017〕1号" in basis
        assert "at most 100 points" in basis
        assert "3 figures rest on a single source" in basis
        assert basis.endswith("Check with the office of made-up programmes.")
        assert fact(sheet, "'=Seasoned (made up)").startswith("no version in force")
        assert any("only the authority decides" in str(value) for value in said(sheet))

    @pytest.mark.parametrize(
        ("lang", "name", "label", "verdicts"),
        [
            ("en", "Programmes", "Young companies (made up)", ["May qualify", "Does not qualify"]),
            ("zh", "政策资质", "青年企业（虚构）", ["可能符合", "不符合"]),
        ],
    )
    def test_a_row_a_company_with_verdict_and_points(self, lang, name, label, verdicts):
        table = rows(workbook(full_ranking(lang))[name])
        header = next(number for number, row in enumerate(table) if row[2] == label)
        assert len(table) == header + 1 + 6
        assert [row[:2] for row in table[header + 1 :][:2]] == [["山海智能", 1], ["Bright Loop Robotics", 2]]
        assert [row[2] for row in table[header + 2 :][:2]] == verdicts
        assert [row[3:5] for row in table[header + 1 :][:2]] == [[55, 71.5], [56, 71.5]]
        assert table[header + 5][3] is None
        assert {row[5] for row in table[header + 1 :]} == {VERDICT_WORDS["cannot_say"].in_(lang)}

    def test_verdicts_are_coloured_and_points_are_not(self):
        sheet = workbook(full_ranking())["Programmes"]
        coloured = {str(ranges.sqref)[0] for ranges in sheet.conditional_formatting}
        assert coloured == {"C", "F"}

    def test_the_table_can_be_filtered_and_its_header_is_printed_on_each_page(self):
        sheet = workbook(full_ranking())["Programmes"]
        first = int(sheet.auto_filter.ref.split(":")[0].removeprefix("A"))
        assert sheet.cell(first, 1).value == "Company"
        assert sheet.print_title_rows == f"${first}:${first}"


class TestMethod:
    def test_assumptions_and_versions(self):
        sheet = workbook(full_ranking())["Method & versions"]
        assert [fact(sheet, name) for name in ("Draws", "Seed", "Spread of the weights")] == [10_000, 7, 0.25]
        assert fact(sheet, "Weights of the factors").startswith("each drawn around the chosen one")
        assert fact(sheet, "rules") == "abc"

    def test_the_command_holds_the_options_that_decided_the_result(self):
        assert command(full_ranking("zh")) == (
            "upslope rank TABLE.xlsx --as-of 2020-12-31 --lang zh --draws 10000 --seed 7 --spread 0.25 "
            "--hold progression --shortlist GATES.yaml --seats 2 --judges MARKS.xlsx --before EARLIER.xlsx "
            "--before-as-of 2019-12-31 --output ranking.xlsx"
        )
        bare = "upslope rank TABLE.xlsx --as-of 2020-12-31 --lang en --draws 0 --output ranking.xlsx"
        assert command(bare_ranking()) == bare

    def test_its_options_are_those_of_the_command(self):
        from typer.main import get_command

        from scoring.cli.main import app

        known = {name for option in get_command(app).commands["rank"].params for name in option.opts}
        assert {part for part in command(full_ranking()).split() if part.startswith("--")} <= known


class TestLibreOffice:
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_it_opens_and_prints(self, lang, tmp_path):
        office = which("soffice")
        if office is None:
            pytest.skip("LibreOffice is not installed")
        (tmp_path / "ranking.xlsx").write_bytes(ranking_xlsx(full_ranking(lang)))
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        done = subprocess.run(
            [office, profile, "--headless", "--convert-to", "ods", "--outdir", tmp_path, tmp_path / "ranking.xlsx"],
            check=False,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert done.returncode == 0, done.stderr
        content = ZipFile(tmp_path / "ranking.ods").read("content.xml").decode()
        for name in ENGLISH if lang == "en" else CHINESE:
            assert f'table:name="{name.replace("&", "&amp;")}"' in content
        assert "Err:" not in content
