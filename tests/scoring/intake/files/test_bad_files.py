"""Files that can't be used: each is refused in words that name the place and the remedy, never with a traceback."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from scoring.errors import InputError
from scoring.intake.files.tables import load_table

from ..conftest import Read, in_chinese

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(rows: list[list[object]], title: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return stream.getvalue()


def encrypted_flag(raw: bytes) -> bytes:
    """The archive with the bit set that marks its parts as encrypted."""
    changed = bytearray(raw)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def scrambled(raw: bytes, name: str) -> bytes:
    """The archive with the packed content of one part overwritten."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entry = archive.getinfo(name)
    start = entry.header_offset + 30 + len(name)
    return raw[:start] + b"\xff" * entry.compress_size + raw[start + entry.compress_size :]


GOOD = workbook([["公司名称", "城市"], ["甲科技", "北京"]])
SHEET = "xl/worksheets/sheet1.xml"
FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    b"</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("name", "content", "says", "remedy"),
    [
        ("t.csv", b"", "is empty", "header row"),
        ("t.csv", b" \n\n", "is empty", "header row"),
        ("t.csv", "公司名称,城市\n".encode(), "no company", "one row a company"),
        ("t.csv", "公司名称,城市\n,\n".encode(), "no company", "one row a company"),
        ("t.csv", b"a,b\n1,2\n", "no column of company names; the first row reads 'a', 'b'", "mapping file"),
        ("t.csv", GOOD, "looks like a ZIP archive or Excel workbook", ".xlsx"),
        ("t.csv", b"%PDF-1.7 ...", "looks like a PDF", "CSV"),
        ("t.csv", b"\x89PNG\r\n\x1a\n\0\0", "looks like a PNG", "CSV"),
        ("t.csv", OLE + b"\0" * 600, "looks like an old Excel", ".xlsx"),
        ("t.csv", b"name,city\na\0b,c\n", "NUL bytes", "CSV (UTF-8)"),
        ("t.csv", b"name,city\na\x01b,c\n", "control character '\\x01' in line 2", "CSV (UTF-8)"),
        ("t.csv", b"name,city\n\xff\xff\xff,\x80\n", "neither UTF-8", "CSV (UTF-8)"),
        ("t.csv", b'name,city\n"A,Beijing\nB,Shanghai\n', "quotation marks don't match up in row 2", "closed"),
        ("t.csv", b"name" + b",x" * 1001 + b"\na\n", "1,002 columns are too many", "1,000 columns"),
        ("t.xlsx", b"name,city\nA,Beijing\n", "looks like text", ".csv"),
        ("t.xlsx", GOOD[:500], "is damaged", ".xlsx"),
        ("t.xlsx", scrambled(GOOD, SHEET), "is damaged", ".xlsx"),
        ("t.xlsx", with_part(GOOD, SHEET, b"<worksheet><sheetData><row"), "is damaged", "CSV"),
        ("t.xlsx", encrypted_flag(GOOD), "protected by a password", "without password"),
        ("t.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "protected by a password", "remove it"),
        ("t.xls", OLE + b"\xff" * 6000, "damaged", ".xlsx"),
        ("t.xlsx", with_part(GOOD, "xl/media/x.bin", b"\0" * 40_000_000), "not safe to open", "CSV"),
        ("t.xlsx", with_part(GOOD, SHEET, FAR), "reaches to row 1,048,576 and column 16,384", "delete"),
        ("t.xlsx", workbook([[]]), "is empty", "header row"),
    ],
)
def test_unusable_file(name: str, content: bytes, says: str, remedy: str, read: Read) -> None:
    with pytest.raises(InputError) as refusal:
        read(content, name)
    problem = refusal.value.problems[0]
    assert problem.where == name
    assert in_chinese(problem)
    assert says in problem.message.en
    assert remedy in problem.expected.en


def test_declared_size_over_the_limit_is_refused_without_unpacking(read: Read) -> None:
    bomb = bytearray(with_part(GOOD, "xl/media/x.bin", b"\0" * 1000))
    entry = bomb.rfind(b"PK\x01\x02")
    bomb[entry + 24 : entry + 28] = (4_000_000_000).to_bytes(4, "little")
    with pytest.raises(InputError, match="not safe to open"):
        read(bytes(bomb), "t.xlsx")


def test_missing_file_and_unknown_sheet(tmp_path: Path, read: Read) -> None:
    with pytest.raises(InputError, match=r"t\.xlsx: has no sheet '另一张', but 'Sheet'"):
        read(GOOD, "t.xlsx", sheet="另一张")
    with pytest.raises(InputError, match="can't be read"):
        load_table(tmp_path / "absent.csv")


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_too_many_rows(name: str, read: Read) -> None:
    rows: list[list[object]] = [["公司名称"]] + [[f"公司{number}"] for number in range(6)]
    content = workbook(rows) if name == "t.xlsx" else "\n\n".join(str(row[0]) for row in rows).encode()
    assert len(read(content, name, max_rows=6).profiles) == 6
    with pytest.raises(InputError, match=r"more than 5 rows.*split the table"):
        read(content, name, max_rows=5)


def test_bare_cell_limits_and_formulas_reject_the_row_only(read: Read) -> None:
    intake = read(f"公司名称,城市\n甲科技,{'x' * 100_000}\n乙科技,北京\n丙科技,=A1\n")
    assert [profile.name for profile in intake.profiles] == ["乙科技"]
    long, formula = intake.rejected
    assert (long.row, long.company, long.problems[0].path) == (2, "甲科技", "城市")
    assert "100,000 characters" in long.problems[0].message.en and "32,767" in long.problems[0].expected.en
    assert (formula.row, formula.problems[0].value) == (4, "=A1")
    assert "formula" in formula.problems[0].message.en and "paste values" in formula.problems[0].expected.en


def test_formula_without_a_stored_result_is_no_empty_cell(read: Read) -> None:
    content = workbook([["公司名称", "融资额"], ["甲科技", "=1000*2"], ["乙科技", 5_000_000]])
    intake = read(content, "t.xlsx")
    assert [row.row for row in intake.rejected] == [2]
    assert "formula" in intake.rejected[0].problems[0].message.en
    assert intake.profiles[0].name == "乙科技"


@pytest.mark.parametrize(
    ("header", "value", "says"),
    [
        ("融资额", "nan1", "no amount"),
        ("融资额", "inf", "finite"),
        ("融资额", "-500万", "negative"),
        ("成立时间", "2023-07", "after the as-of date"),
        ("成立时间", "2019-02-30", "calendar"),
        ("城市", "哥谭", "not known"),
        ("当前轮次", "旅游", "not a known round"),
        ("员工人数", "许多", "no number of people"),
        ("gross_margin", "135%", "no percentage"),
        ("patents", "1.5", "no whole number"),
        ("patents", "2000", "out of range"),
        ("pays", "也许", "neither yes nor no"),
        ("source_map", "maybe", "no choice"),
        ("functions", "cooking", "no choice"),
    ],
)
def test_bad_value_rejects_its_row_and_names_the_column(header: str, value: str, says: str, read: Read) -> None:
    intake = read(f"公司名称,{header}\n甲科技,{value}\n乙科技,\n")
    assert [profile.name for profile in intake.profiles] == ["乙科技"]
    rejected = intake.rejected[0]
    problem = rejected.problems[0]
    assert (rejected.row, rejected.company) == (2, "甲科技")
    assert (problem.where, problem.row, problem.path, problem.value) == ("table.csv", 2, header, value)
    assert says in str(problem)
    assert in_chinese(problem)


def test_round_before_founding_and_in_the_future(read: Read) -> None:
    intake = read(
        "公司名称,成立时间,轮次,融资时间\n甲科技,2020-05,A轮,2019-03\n乙科技,2020-05,A轮,2190-03\n丙科技,2020,A轮,2021\n",
        as_of=date(2023, 1, 1),
    )
    assert [profile.name for profile in intake.profiles] == ["丙科技"]
    before, future = (row.problems[0] for row in intake.rejected)
    assert (before.row, before.path, before.value) == (2, "融资时间", "2019-03")
    assert "before founding (2020-05)" in before.message.en
    assert "in the future" in future.message.en
