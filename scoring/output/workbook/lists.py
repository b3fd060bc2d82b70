"""Sheets that are plain lists: findings, peers, rejected rows, how the table was read."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from scoring.output.findings_table import FINDING_HEADINGS, finding_rows
from scoring.output.heading import Heading
from scoring.output.peers_table import PEER_HEADINGS, peer_rows
from scoring.output.rejected_table import REJECTED_HEADINGS, rejected_rows
from scoring.output.workbook.book import Book
from scoring.output.workbook.listing import listing
from scoring.ranked_table_of import table_of
from scoring.ranking import Ranking
from scoring.text import Lang, Text, both

_FINDINGS: Final = both("Findings", "逐项结果")
_PEERS: Final = both("Peers", "同类比较")
_REJECTED: Final = both("Rejected rows", "未采用的行")
_READING: Final = both("How it was read", "读取说明")


class Room(NamedTuple):
    """Rows that a list may take: up to `whole` it is complete, beyond that `best` hold the best-ranked companies."""

    whole: int
    best: int

    def companies(self, rows: int, count: int) -> int:
        """How many of `count` companies are listed, all of which would take so many rows."""
        return count if rows <= self.whole else max(1, self.best * count // rows)


FINDINGS_ROOM: Final = Room(90_000, 7_000)
"""What a workbook still opens with ease, and what is written in a few seconds."""
PEERS_ROOM: Final = Room(18_000, 3_500)
_FINDINGS_REST: Final = both(
    "The best-ranked {shown} of {count} companies; the findings of all are in the file of findings, .csv or .parquet.",
    "此处列出排名靠前的 {shown} 家，共 {count} 家；全部逐项结果见另行导出的逐项结果文件（.csv 或 .parquet）。",
)
_PEERS_REST: Final = both(
    "The best-ranked {shown} of {count} companies; the ranking as .json has the peers of all.",
    "此处列出排名靠前的 {shown} 家，共 {count} 家；排名导出为 .json 可查看全部企业的同类比较。",
)
_ON_SHEET: Final = (
    "rank",
    "company",
    "factor_name",
    "characteristic_name",
    "finding",
    "partial_score",
    "share",
    "points",
)
_READING_HEADINGS: Final = [
    Heading("kind", "Kind", "类别", 12),
    Heading("what", "Column or row", "列或行", 28),
    Heading("value", "Value", "原值", 24),
    Heading("note", "Read as", "读取结果", 70),
]
_HOW: Final[dict[str, dict[Lang, str]]] = {
    "alias": {"en": "header known", "zh": "按表头识别"},
    "answer": {"en": "a question of the form", "zh": "问卷题目"},
    "mapping": {"en": "by the mapping file", "zh": "按映射文件"},
    "unknown": {"en": "header not known", "zh": "表头无法识别"},
    "personal": {"en": "tells of persons", "zh": "涉及个人信息"},
    "unused": {"en": "not used", "zh": "不采用"},
}
_COLUMN: Final = both("column", "列")
_NOTE: Final = both("note", "说明")
_NOT_READ: Final = both("not read", "未读取")
_READ: Final = both("{read} ({how})", "{read}（{how}）")


def add_findings(book: Book, result: Ranking) -> None:
    """One row a company and characteristic; beyond what a workbook bears, the best-ranked companies."""
    found = int(table_of(result).told.sum()) * len(result.characteristics)
    if not found:
        return
    places = [at for at, heading in enumerate(FINDING_HEADINGS) if heading.key in _ON_SHEET]
    shown = FINDINGS_ROOM.companies(found, len(result.ranking))
    rows = ([row[at] for at in places] for row in finding_rows(result, shown))
    foot = _rest(book, _FINDINGS_REST, shown, result)
    listing(book, _FINDINGS, [FINDING_HEADINGS[at] for at in places], rows, frozen=2, wrapped=False, foot=foot)


def add_peers(book: Book, result: Ranking) -> None:
    """One row a company and measure; beyond what a workbook bears, the best-ranked companies."""
    found = int((table_of(result).standings.peers >= 0).sum())
    if not found:
        return
    shown = PEERS_ROOM.companies(found, len(result.ranking))
    foot = _rest(book, _PEERS_REST, shown, result)
    listing(book, _PEERS, PEER_HEADINGS, peer_rows(result, shown), frozen=2, wrapped=False, foot=foot)


def _rest(book: Book, text: Text, shown: int, result: Ranking) -> str | None:
    """Where the rest is, if a list is not complete."""
    count = len(result.ranking)
    return book.say(text, shown=shown, count=count) if shown < count else None


def add_rejected(book: Book, result: Ranking) -> None:
    """One row a problem of a row that was not used."""
    if result.rejected:
        listing(book, _REJECTED, REJECTED_HEADINGS, rejected_rows(result))


def add_reading(book: Book, result: Ranking) -> None:
    """How each column was understood, and remarks on values."""
    if result.columns or result.notes:
        listing(book, _READING, _READING_HEADINGS, _reading_rows(book, result))


def _reading_rows(book: Book, result: Ranking) -> Iterator[list[Any]]:
    for column in result.columns:
        how = _HOW.get(column.how, {}).get(book.lang, column.how)
        read = column.label or column.field or book.say(_NOT_READ)
        yield [book.say(_COLUMN), column.header, None, book.say(_READ, read=read, how=how)]
    for note in result.notes:
        place = note.column or ""
        where = f"{place} {note.row}".strip() if note.row else place
        yield [book.say(_NOTE), where, note.value, note.message]
