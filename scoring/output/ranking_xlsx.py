"""A ranking as an Excel workbook: ranking, peers, rejected rows, how the table was read, versions."""

import io
import math
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import Any

import xlsxwriter

from scoring.output.files import neutral
from scoring.output.heading import Heading
from scoring.output.peers_table import PEER_HEADINGS, peer_rows
from scoring.output.table import HEADINGS, REJECTED_HEADINGS, ranked_rows, rejected_rows
from scoring.ranking import Ranking
from scoring.text import Lang

_SHEETS = {
    "ranking": {"en": "Ranking", "zh": "排名"},
    "peers": {"en": "Peers", "zh": "同类比较"},
    "rejected": {"en": "Rejected rows", "zh": "未采用的行"},
    "reading": {"en": "How it was read", "zh": "读取说明"},
    "versions": {"en": "Versions", "zh": "版本"},
}
_READING = [
    Heading("kind", "Kind", "类别", 12),
    Heading("what", "Column or row", "列或行", 28),
    Heading("value", "Value", "原值", 24),
    Heading("note", "Read as", "读取结果", 70),
]
_VERSIONS = [Heading("what", "What", "项目", 22), Heading("version", "Version", "版本", 30)]
_HOW = {
    "alias": {"en": "header known", "zh": "按表头识别"},
    "answer": {"en": "a question of the form", "zh": "问卷题目"},
    "mapping": {"en": "by the mapping file", "zh": "按映射文件"},
    "unknown": {"en": "header not known", "zh": "表头无法识别"},
    "personal": {"en": "tells of persons", "zh": "涉及个人信息"},
    "unused": {"en": "not used", "zh": "不采用"},
}
_NOT_READ = {"en": "not read", "zh": "未读取"}
_VERSION_NAMES = {
    "upslope": {"en": "upslope", "zh": "Upslope"},
    "rules": {"en": "rules", "zh": "规则集"},
    "data": {"en": "data", "zh": "数据"},
    "model": {"en": "model", "zh": "模型"},
}
_LONGEST_CELL = 32_767
_LINE_HEIGHT = 15
_TALLEST = 409
"""Points: the most that Excel allows a row."""
_A4 = 9


def ranking_xlsx(result: Ranking) -> bytes:
    """The workbook as bytes: real numbers, frozen headers, filters."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # The same input gives the same bytes: no time of writing in the file.
        book.set_properties({"title": "Upslope", "created": _fixed_time(result)})
        _sheet(book, "ranking", HEADINGS[:-2], (row[:-2] for row in ranked_rows(result)), result.lang)
        _sheet(book, "peers", PEER_HEADINGS, peer_rows(result), result.lang)
        _sheet(book, "rejected", REJECTED_HEADINGS, rejected_rows(result), result.lang)
        _sheet(book, "reading", _READING, _reading_rows(result), result.lang)
        _sheet(book, "versions", _VERSIONS, _version_rows(result), result.lang)
    return buffer.getvalue()


def _fixed_time(result: Ranking) -> datetime:
    """Midnight of the as-of date: Excel knows no time zones."""
    return datetime.combine(result.as_of, time())


def _sheet(book: Any, name: str, headings: Sequence[Heading], rows: Iterable[list[Any]], lang: Lang) -> None:
    sheet = book.add_worksheet(_SHEETS[name][lang])
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, heading in enumerate(headings):
        cells = (
            book.add_format({"num_format": heading.number_format, "valign": "top"})
            if heading.number_format
            else wrapped
        )
        sheet.set_column(place, place, heading.width, cells)
        sheet.write_string(0, place, heading.label(lang), head)
    last = 0
    for last, row in enumerate(rows, start=1):
        _write_row(sheet, last, row)
        sheet.set_row(last, min(_TALLEST, _LINE_HEIGHT * _lines(row, headings)))
    _for_paper(sheet)
    sheet.freeze_panes(1, 2 if name in ("ranking", "peers") else 0)
    sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)


def _for_paper(sheet: Any) -> None:
    """Print landscape, as wide as a page, the header on each page."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _lines(row: Sequence[Any], headings: Sequence[Heading]) -> int:
    """Lines that the fullest cell of a row needs at the widths of its columns; Excel does not work them out itself."""
    most = 1
    for value, heading in zip(row, headings, strict=True):
        if isinstance(value, str):
            most = max(most, sum(math.ceil(_width(part) / heading.width) or 1 for part in value.splitlines()))
    return most


@lru_cache(maxsize=4096)
def _width(text: str) -> int:
    """Width in characters: Chinese takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _write_row(sheet: Any, line: int, row: list[Any]) -> None:
    for place, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(line, place, neutral(value)[:_LONGEST_CELL])
        elif value is not None:
            sheet.write_number(line, place, value)


def _reading_rows(result: Ranking) -> Iterable[list[Any]]:
    zh = result.lang == "zh"
    for column in result.columns:
        how = _HOW.get(column.how, {}).get(result.lang, column.how)
        read = column.label or column.field or _NOT_READ[result.lang]
        yield ["列" if zh else "column", column.header, None, f"{read}（{how}）" if zh else f"{read} ({how})"]
    for note in result.notes:
        place = note.column or ""
        where = f"{place} {note.row}".strip() if note.row else place
        yield ["说明" if zh else "note", where, note.value, note.message]


def _version_rows(result: Ranking) -> Iterable[list[Any]]:
    yield ["基准日" if result.lang == "zh" else "as of", result.as_of_span]
    for name, version in result.versions.model_dump().items():
        yield [_VERSION_NAMES.get(name, {}).get(result.lang, name), version]
