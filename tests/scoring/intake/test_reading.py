"""Whole tables into profiles: encodings, delimiters, workbooks, places, answers."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from .conftest import AS_OF, Read, dumped, noted

TABLE = (
    "项目名称,城市,成立时间,当前轮次,融资额,投资机构,员工人数,赛道\n"
    "甲科技,广东 · 深圳,2017-05,A+轮,数千万人民币,甲资本/乙创投,51-100人,医疗健康\n"
)


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
        "latest_round_only": True,
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
    assert "header row once more" in intake.rejected[0].problems[0].message.en
    assert (intake.rejected[1].problems[0].message.en, intake.rejected[1].problems[0].path) == (
        "no company name",
        "公司名称",
    )


def test_a_row_with_more_cells_than_the_header_is_not_shifted_silently(read: Read) -> None:
    intake = read("公司名称,城市\n甲科技,北京,上海\n乙科技,北京,\n")
    assert [profile.name for profile in intake.profiles] == ["乙科技"]
    assert "holds 3 cells, the header only 2" in intake.rejected[0].problems[0].message.en


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


def test_as_of_column_wins_over_the_default(read: Read) -> None:
    intake = read("公司名称,截至日期\n甲,2022-12-31\n乙,\n丙,2022\n")
    assert [profile.as_of for profile in intake.profiles] == [date(2022, 12, 31), AS_OF]
    assert "names no day" in intake.rejected[0].problems[0].message.en


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
    assert all("may mean" in row.problems[0].message.en for row in intake.rejected)


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


def test_rows_without_content_are_counted_not_lost(read: Read) -> None:
    intake = read("company,city\nOne (fictional),Shenzhen\n,\n\nTwo (fictional),Beijing\n")
    assert intake.rows == [2, 5]
    assert [note.row for note in intake.notes if "no content" in note.message.en] == [3]
