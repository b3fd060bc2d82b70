"""JSON read strictly: no NaN, no name twice in an object, no endless nesting; faults worded in both languages."""

import json
from collections.abc import Iterable
from typing import Any, Final

import orjson

from scoring.errors import Wrong, shortened
from scoring.text import both

DEEPEST: Final = 32
"""Levels of nesting; a profile has six. Deeper ones are walked through by recursion elsewhere."""
BOM: Final = b"\xef\xbb\xbf"
_TEXT: Final = both(
    "JSON (RFC 8259) in UTF-8: no NaN or Infinity, no comment, no comma before a closing bracket",
    "UTF-8 编码的 JSON（RFC 8259）：不能有 NaN、Infinity 和注释，右括号前不能有逗号",
)
_ONCE: Final = both("each name once", "每个名称只写一次")
_SHALLOW: Final = both("a profile; it has six levels", "企业资料，其中只有六层")


def read_json(raw: bytes) -> Any:
    """What JSON text stands for. Raises Wrong, with line and column where they help."""
    document = _parsed(raw)
    _check_depth(document)
    _check_names(raw)
    return document


def read_object(raw: bytes) -> dict[str, Any]:
    """The same for text that has to hold one object; a byte order mark, as editors write it, is passed over."""
    document = read_json(raw.removeprefix(BOM))
    if not isinstance(document, dict):
        raise Wrong("holds no object", "内容不是一个 JSON 对象", both("one JSON object", "一个 JSON 对象"))
    return document


def _parsed(raw: bytes) -> Any:
    if not raw.strip():
        raise Wrong("is empty", "内容为空", _TEXT)
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        try:
            raw.decode()
        except UnicodeDecodeError as strange:
            at = f"{strange.start + 1:,}"
            raise Wrong(f"byte {at} is no UTF-8", f"第 {at} 个字节不是 UTF-8", _TEXT) from None
        line, column = error.lineno, error.colno
        said = f"line {line}, column {column}: is no JSON: {shortened(error.msg)}"
        raise Wrong(said, f"第 {line} 行第 {column} 列不是有效的 JSON", _TEXT) from None


def _check_depth(document: Any) -> None:
    level = [document]
    for _ in range(DEEPEST):
        level = [part for each in level if isinstance(each, dict | list) for part in _parts(each)]
        if not level:
            return
    raise Wrong(f"is nested more than {DEEPEST} levels deep", f"嵌套超过 {DEEPEST} 层", _SHALLOW)


def _parts(each: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return each.values() if isinstance(each, dict) else each


def _check_names(raw: bytes) -> None:
    """Refuse a name that stands twice in one object: of two values only the last would be read, silently."""

    def once_each(pairs: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                shown = repr(shortened(name))
                raise Wrong(f"{shown} stands twice in one object", f"{shown} 在同一层出现两次", _ONCE)
            seen.add(name)

    json.loads(raw, object_pairs_hook=once_each, parse_int=str)
