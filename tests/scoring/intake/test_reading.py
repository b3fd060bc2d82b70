"""Whole tables into profiles: encodings, delimiters, workbooks, funding columns, answers, notes."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from scoring.intake import Intake
from scoring.profile import CompanyProfile

from .conftest import AS_OF, Read

TABLE = (
    "项目名称,城市,成立时间,当前轮次,融资额,投资机构,员工人数,赛道\n"
    "甲科技,广东 · 深圳,2017-05,A+轮,数千万人民币,甲资本/乙创投,51-100人,医疗健康\n"
)


def dumped(profile: CompanyProfile) -> dict[str, object]:  # type: ignore[type-arg]
    return profile.model_dump(mode="json", exclude_defaults=True)


def noted(intake: Intake) -> str:
    return "\n".join(map(str, intake.notes))


def test_a_plain_table(read: Read) -> None:
    intake = read(TABLE)
    assert dumped(intake.profiles[0]) == {
        "name": "甲科技",
        "city": "shenzhen",
        "founded": "2017-05",
        "head_count": {"low": 51, "high": 100},
        "sectors": ["medical"],
        "as_of": "2023-06-30",
        "answers": {},
        "rounds": [
            {
                "round": "a_plus",
                "amount": {"low": 2e7, "high": 1e8},
                "investors": [{"name": "甲资本"}, {"name": "乙创投"}],
            }
        ],
    }
    assert (intake.source, intake.rows, intake.rejected) == ("table.csv", [2], [])
    assert "1 row: a band is kept as a band, not as a figure, first '数千万人民币'" in noted(intake)
    assert "only the latest round is given" in noted(intake)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_encodings_and_delimiters_give_the_same_profiles(encoding: str, delimiter: str, read: Read) -> None:
    content = TABLE.replace(",", delimiter).encode(encoding)
    intake = read(content)
    assert dumped(intake.profiles[0]) == dumped(read(TABLE).profiles[0])
    assert ("characters are read as" in noted(intake)) == (encoding in ("utf-16", "gb18030"))


def test_quoted_cells_may_hold_delimiters_and_line_ends(read: Read) -> None:
    intake = read('name,investors,city\n"Alpha, ""Inc""","Beta Fund,\nGamma",Beijing\nDelta,,Shanghai\n')
    assert [profile.name for profile in intake.profiles] == ['Alpha, "Inc"', "Delta"]
    assert [item.name for item in (intake.profiles[0].rounds or [])[0].investors] == ["Beta Fund", "Gamma"]
    assert intake.rows == [2, 3]


def test_title_rows_blank_rows_and_a_repeated_header(read: Read) -> None:
    intake = read("2023 年申报企业一览\n\n公司名称,城市\n甲科技,北京\n,\n公司名称,城市\n乙科技,上海\n,杭州\n")
    assert (intake.rows, [row.row for row in intake.rejected]) == ([4, 7], [6, 8])
    assert "header row once more" in intake.rejected[0].problems[0].message
    assert (intake.rejected[1].problems[0].message, intake.rejected[1].problems[0].path) == (
        "no company name",
        "公司名称",
    )


def test_a_row_with_more_cells_than_the_header_is_not_shifted_silently(read: Read) -> None:
    intake = read("公司名称,城市\n甲科技,北京,上海\n乙科技,北京,\n")
    assert [profile.name for profile in intake.profiles] == ["乙科技"]
    assert "holds 3 cells, the header only 2" in intake.rejected[0].problems[0].message


def test_workbook_with_dates_numbers_and_a_table_below_the_corner(read: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B3"], sheet["C3"], sheet["D3"], sheet["E3"] = "公司名称", "成立时间", "融资额（万元）", "gross_margin"
    sheet["B4"], sheet["C4"], sheet["D4"], sheet["E4"] = "甲科技", date(2019, 3, 5), 1500, 0.29
    book.create_sheet("空")
    stream = io.BytesIO()
    book.save(stream)
    intake = read(stream.getvalue(), "t.xlsx")
    profile = dumped(intake.profiles[0])
    assert (profile["name"], profile["founded"], intake.rows) == ("甲科技", "2019-03-05", [4])
    assert profile["rounds"] == [{"round": "undisclosed", "amount": {"low": 1.5e7, "high": 1.5e7}}]
    assert profile["answers"] == {"gross_margin": {"value": 29}}
    assert [use.letter for use in intake.columns if use.field] == ["B", "C", "D", "E"]
    assert (
        "0.35 is 35%" in noted(intake)
        and "undisclosed round" in noted(intake)
        and "sheet 'Sheet' is read" in noted(intake)
    )


def test_legal_name_stands_in_for_the_name(read: Read) -> None:
    intake = read("项目名称,注册名\n,甲科技有限公司\n乙,乙科技有限公司\n")
    assert [profile.name for profile in intake.profiles] == ["甲科技有限公司", "乙"]


def test_header_word_in_a_cell_is_missing_and_said(read: Read) -> None:
    intake = read("项目名称,创业者城市\n甲科技,创业者\n")
    assert intake.profiles[0].city is None
    assert "header word" in noted(intake) and "'创业者'" in noted(intake)


def test_a_sector_that_could_be_a_header_stays_a_sector(read: Read) -> None:
    intake = read("company,industry,education\nA,education,MSc\nB,mobile,\n")
    assert all(profile.sectors for profile in intake.profiles)
    assert "header word" not in noted(intake)


def test_separate_place_columns_combine(read: Read) -> None:
    intake = read(
        "company,country_code,state_code,city,district\nA,CHN,,苏州,\nB,中国,江苏,,\nC,USA,CA,Gotham,\nD,,,北京,朝阳区\n"
    )
    assert [profile.city for profile in intake.profiles] == ["suzhou", "jiangsu", "united_states", "beijing"]
    assert "its country is used" in noted(intake)


def test_unknown_tags_are_gathered_in_one_note(read: Read) -> None:
    intake = read("公司名称,赛道\n甲,医疗健康/Kuchen\n乙,Kuchen\n丙,Kuchen/Torte\n")
    assert [profile.sectors for profile in intake.profiles] == [["medical"], [], []]
    assert "2 different tags match no sector" in noted(intake) and "Kuchen (3), Torte (1)" in noted(intake)
    assert "2 rows: no tag is known" in noted(intake)


def test_round_columns_make_a_history(read: Read) -> None:
    intake = read("公司名称,B轮时间,B轮金额,A轮时间,A轮金额（万美元）\n甲,2020-06,1.2亿,2019,300\n乙,,,,\n")
    assert dumped(intake.profiles[0])["rounds"] == [
        {"round": "a", "date": "2019", "amount": {"low": 3e6, "high": 3e6}, "currency": "USD"},
        {"round": "b", "date": "2020-06", "amount": {"low": 1.2e8, "high": 1.2e8}},
    ]
    assert intake.profiles[1].rounds is None
    assert "no currency is written" in noted(intake)


def test_numbered_round_columns(read: Read) -> None:
    intake = read("company,Round 1,Round 1 date,Round 2,Round 2 amount\nA,Seed,2018,Series A,$3.5M\n")
    assert dumped(intake.profiles[0])["rounds"] == [
        {"round": "seed", "date": "2018"},
        {"round": "a", "amount": {"low": 3.5e6, "high": 3.5e6}, "currency": "USD"},
    ]


def test_history_cell_and_latest_round_agree(read: Read) -> None:
    intake = read(
        "公司名称,融资经历,当前轮次,投资机构\n"
        "甲,天使轮 2018; A轮 2019-03 2000万人民币,A轮,甲资本\n乙,天使轮 2018,A轮,\n"
    )
    first, second = (
        [(item.round, item.date, [i.name for i in item.investors]) for item in profile.rounds or []]
        for profile in intake.profiles
    )
    assert first == [("angel", "2018", []), ("a", "2019-03", ["甲资本"])]
    assert second == [("angel", "2018", []), ("a", None, [])]


def test_never_funded_differs_from_unknown_and_contradiction_is_refused(read: Read) -> None:
    intake = read("公司名称,轮次,融资额\n甲,未融资,\n乙,,\n丙,未融资,500万\n")
    assert [profile.rounds for profile in intake.profiles] == [[], None]
    assert "says never funded" in intake.rejected[0].problems[0].message


def test_currency_column_and_its_contradiction(read: Read) -> None:
    intake = read("公司名称,轮次,融资额,币种\n甲,A轮,500万,美元\n乙,A轮,500万人民币,美元\n")
    assert (intake.profiles[0].rounds or [])[0].currency == "USD"
    assert "in CNY, the currency column says 'USD'" in intake.rejected[0].problems[0].message


def test_as_of_column_wins_over_the_default(read: Read) -> None:
    intake = read("公司名称,截至日期\n甲,2022-12-31\n乙,\n丙,2022\n")
    assert [profile.as_of for profile in intake.profiles] == [date(2022, 12, 31), AS_OF]
    assert "names no day" in intake.rejected[0].problems[0].message


def test_answers_with_evidence(read: Read) -> None:
    intake = read(
        "公司名称,有付费客户,毛利率（%）,patents,数据来源梳理,职能负责人,毛利率 证据\n"
        "甲,是,35,12件,尚未梳理,研发；finance、销售,第三方文件\n乙,,,,,无,\n"
    )
    assert dumped(intake.profiles[0])["answers"] == {
        "pays": {"value": True},
        "gross_margin": {"value": 35, "evidence": "third_party_document"},
        "patents": {"value": 12},
        "source_map": {"value": "none"},
        "functions": {"value": ["research", "finance", "sales"]},
    }
    assert dumped(intake.profiles[1])["answers"] == {"functions": {"value": []}}


@pytest.mark.parametrize(
    ("header", "cells", "values"),
    [
        ("gross_margin", ["0.35", "1"], [35, 100]),
        ("gross_margin", ["0.35%", "40"], [0.35, 40]),
        ("gross_margin（%）", ["0.5", "40"], [0.5, 40]),
        ("gross_margin", ["0.35", "40"], [None, 40]),
        ("gross_margin（%）", ["0.35", "0.4"], [None, None]),
    ],
)
def test_shares_and_percentages_are_never_mixed_up(
    header: str, cells: list[str], values: list[float | None], read: Read
) -> None:
    intake = read(f"公司名称,{header}\n" + "".join(f"公司{number},{cell}\n" for number, cell in enumerate(cells)))
    found = {profile.name: profile.answers.gross_margin.value for profile in intake.profiles}  # type: ignore[attr-defined]
    assert [found.get(f"公司{number}") for number in range(len(cells))] == values
    assert all("may mean" in row.problems[0].message for row in intake.rejected)


def test_same_company_twice_is_kept_and_said(read: Read) -> None:
    intake = read("公司名称,轮次\n甲,A轮\n乙,A轮\n甲,B轮\n")
    assert len(intake.profiles) == 3
    note = next(note for note in intake.notes if "stands further up" in note.message)
    assert (note.row, note.value, note.path) == (4, "甲", "公司名称")


def test_year_only_and_default_currency_are_said_once_with_a_count(read: Read) -> None:
    intake = read("公司名称,成立时间,轮次,融资额\n甲,2019,A轮,500万\n乙,2020,A轮,600万\n")
    assert "2 rows: only the year is given, first '2019'" in noted(intake)
    assert "2 rows: no currency is written, so yuan is assumed" in noted(intake)


def test_total_raised_is_not_taken_for_a_round(read: Read) -> None:
    intake = read("公司名称,总融资额,轮次\n甲,5亿,A轮\n")
    assert dumped(intake.profiles[0])["rounds"] == [{"round": "a"}]
    assert intake.columns[1].how == "unused" and "totals" in noted(intake)


def open_document(rows: list[list[str]]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="一">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def test_open_document_spreadsheet(read: Read) -> None:
    intake = read(open_document([["公司名称", "城市"], ["甲科技", "北京"]]), "t.ods")
    assert [(profile.name, profile.city) for profile in intake.profiles] == [("甲科技", "beijing")]
