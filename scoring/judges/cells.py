"""One cell of a table of marks: a number, a share (4/5, 80%, stars), a letter or a word, or no mark at all."""

import math
import re
from datetime import date, time, timedelta
from typing import Final, Literal, NamedTuple

from scoring.errors import Wrong
from scoring.intake.cells.values import Cell, as_text, is_missing, plain, quoted, shown
from scoring.text import both

Family = Literal["number", "share", "letter", "word"]

NO_MARK: Final = frozenset(
    ["弃权", "弃评", "回避", "缺席", "请假", "未评", "未打分", "未评分", "不评", "无", "没有",
     "abstain", "abstained", "abstention", "absent", "recused", "recusal", "conflict", "conflict of interest",
     "no mark", "not marked", "not scored", "not rated"]
)  # fmt: skip
LADDERS: Final = (
    ("差", "中", "良", "优"), ("不合格", "合格", "良好", "优秀"), ("不及格", "及格", "中等", "良好", "优秀"),
    ("不合格", "合格", "良", "优"), ("差", "中等", "良好", "优秀"), ("差", "一般", "良好", "优秀"),
    ("差", "一般", "较好", "好"), ("差", "较差", "一般", "较好", "好"), ("很差", "差", "一般", "好", "很好"),
    ("低", "中", "高"), ("丁", "丙", "乙", "甲"), ("不通过", "通过"), ("不推荐", "推荐"),
    ("poor", "fair", "good", "excellent"), ("poor", "average", "good", "excellent"),
    ("very poor", "poor", "fair", "good", "very good"), ("low", "medium", "high"), ("fail", "pass"),
)  # fmt: skip
"""Words of a scale, the lowest first; a table's words are read by the first ladder that has them all."""

_WORDS: Final = {word for ladder in LADDERS for word in ladder}
_NUMBER: Final = re.compile(
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?|[+-]?\.\d+)\s*(?:分|points?|pts?\.?)?"
)
_OF: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:分)?\s*(?:/|out of|of)\s*(\d+(?:\.\d+)?)\s*(?:分|points?)?")
_PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|percent)")
_STARS: Final = re.compile(r"([★⭐*]*)([☆]*)")
_COUNTED_STARS: Final = re.compile(r"(\d(?:\.5)?)\s*(?:颗?星|stars?)")
_LETTER: Final = re.compile(r"([a-f])\s*([+\-−–]?)")
_LETTERS: Final = {"a": 5, "b": 4, "c": 3, "d": 2, "e": 1, "f": 1}
_STEP: Final = {"": 0.0, "+": 1 / 3}
_WHOLE: Final = 100.0
_FIVE_STARS: Final = 5.0
_LONGEST: Final = 40
_A_MARK: Final = both(
    "a mark such as 85, 4/5, 80%, ★★★★☆, B+ or 良好, or an empty cell for no mark",
    "85、4/5、80%、★★★★☆、B+、良好 这样的分数；没有打分请留空",
)
_NO_DATE: Final = both(
    "the mark itself; a spreadsheet turns 4/5 into a date unless the cell is formatted as text",
    "分数本身；表格软件会把 4/5 变成日期，请先把单元格设为文本格式",
)


class Seen(NamedTuple):
    """A mark as written: `value` of `top` (NaN where the cell names none); `word` for a mark in words."""

    family: Family
    value: float
    top: float = math.nan
    word: str = ""


def read_mark(cell: Cell) -> Seen | None:
    """Read one cell; None: no mark. Raises Wrong for what can't be read as a mark."""
    if is_missing(cell) or (isinstance(cell, str) and plain(cell) in NO_MARK):
        return None
    if isinstance(cell, date | time | timedelta):
        raise Wrong(f"{shown(cell)} is a date or a time, not a mark", f"{quoted(cell)}是日期或时间，不是分数", _NO_DATE)
    text = "" if isinstance(cell, bool) else plain(as_text(cell)).replace("\ufe0f", "")
    seen = _read(text) if 0 < len(text) <= _LONGEST else None
    if seen is None:
        raise Wrong(f"{shown(cell)} is no mark", f"{quoted(cell)}不是分数", _A_MARK)
    return seen


def _read(text: str) -> Seen | None:
    if match := _NUMBER.fullmatch(text):
        return Seen("number", float(match[1].replace(",", "")))
    if match := _LETTER.fullmatch(text):
        return Seen("letter", _LETTERS[match[1]] + _STEP.get(match[2], -1 / 3))
    return Seen("word", math.nan, word=text) if text in _WORDS else _share(text)


def _share(text: str) -> Seen | None:
    """A mark that names its top: 80%, 4/5, ★★★☆☆ or 4 stars; stars are out of five unless there are more."""
    if match := _PERCENT.fullmatch(text):
        value, top = float(match[1]), _WHOLE
    elif match := _OF.fullmatch(text):
        value, top = float(match[1]), float(match[2])
    elif match := _COUNTED_STARS.fullmatch(text):
        value, top = float(match[1]), _FIVE_STARS
    elif match := _STARS.fullmatch(text):
        value, top = len(match[1]), max(len(text), _FIVE_STARS)
    else:
        return None
    return Seen("share", value, top) if 0 <= value <= top and top > 0 else None
