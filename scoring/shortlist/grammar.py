"""The grammar of a condition: `<field> <operator> <value or [values]>`, cut into its parts and nothing more."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from scoring.errors import Wrong, quoted, shortened
from scoring.text import both

Op = Literal["in", "not in", "<", "<=", ">", ">=", "is known", "is unknown"]
LONGEST: Final = 500

_SPELLINGS: Final[dict[str, Op]] = {
    "is not known": "is unknown", "is unknown": "is unknown", "is known": "is known", "not in": "not in", "in": "in",
    "不属于": "not in", "属于": "in", "不等于": "not in", "等于": "in", "∉": "not in", "∈": "in",
    "!=": "not in", "≠": "not in", "==": "in", "<=": "<=", "≤": "<=", ">=": ">=", "≥": ">=",
    "=": "in", "<": "<", ">": ">",
    "不低于": ">=", "不少于": ">=", "不早于": ">=", "不高于": "<=", "不超过": "<=", "不晚于": "<=",
    "高于": ">", "多于": ">", "晚于": ">", "低于": "<", "少于": "<", "早于": "<",
    "未知": "is unknown", "已知": "is known",
}  # fmt: skip
_ONE_VALUE: Final = {"=", "==", "!=", "≠", "等于", "不等于"}
_QUOTES: Final = {'"': '"', "'": "'", "“": "”", "‘": "’", "「": "」"}
_BRACKETS: Final = {"[": "]", "(": ")", "【": "】", "{": "}"}
_SEPARATORS: Final = ",、;"
FORMS: Final = both(
    "a field, an operator (in, not in, =, !=, <, <=, >, >=, is known, is unknown) and a value, such as coverage >= 40%",
    "字段、运算符（in、not in、=、!=、<、<=、>、>=、is known、is unknown，或属于、不属于、≥、≤、≠、已知、未知）"
    "和取值，例如 coverage >= 40%",
)


class Parts(NamedTuple):
    """A condition cut up: the field as written, the operator, the values as written."""

    field: str
    op: Op
    values: tuple[str, ...]


def parse(text: str, is_field: Callable[[str], bool]) -> Parts:
    """Cut up a condition. Raises Wrong.

    The name of a field may itself hold a word such as 'in', so the first operator behind a known field counts; where
    no field is known, the first operator.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > LONGEST:
        most = both(f"at most {LONGEST} characters", f"不超过 {LONGEST} 个字符")
        raise Wrong("the condition is too long", "条件过长", most)
    if not plain.isprintable():
        visible = both("one line of visible characters", "一行可见字符")
        raise Wrong("the condition holds a control character", "条件中含有控制字符", visible)
    found = [match for match in _OPERATOR.finditer(plain) if plain[: match.start()].strip()]
    if not found:
        raise Wrong(f"{shortened(plain)!r} is no condition", f"{quoted(plain)} 不是条件", FORMS)
    match = next((match for match in found if is_field(plain[: match.start()].strip())), found[0])
    spelt = " ".join(match[0].casefold().split())
    return Parts(
        plain[: match.start()].strip(), _SPELLINGS[spelt], _values_of(spelt, plain[match.end() :].strip(), plain)
    )


def _values_of(spelt: str, rest: str, whole: str) -> tuple[str, ...]:
    """The values behind an operator. Raises Wrong."""
    op = _SPELLINGS[spelt]
    if op in ("is known", "is unknown"):
        if rest:
            en, zh = f"{shortened(rest)!r} stands behind {spelt!r}", f"“{spelt}”后面还有{quoted(rest)}"
            raise Wrong(en, zh, both(f"nothing behind {spelt!r}", f"“{spelt}”后面不写内容"))
        return ()
    listed = rest[:1] in _BRACKETS
    values = _listed(rest) if listed else [_unquoted(rest)]
    if not all(values) or not values:
        raise Wrong(f"{shortened(whole)!r} lacks a value", f"{quoted(whole)}缺少取值", FORMS)
    if listed and (op not in ("in", "not in") or spelt in _ONE_VALUE):
        wanted = both("one value, or `in` for several", "只写一个取值；写多个取值时用 in")
        raise Wrong(f"{spelt!r} stands before a list", f"“{spelt}”后面是列表", wanted)
    return tuple(values)


def _listed(text: str) -> list[str]:
    """Values in brackets. Raises Wrong."""
    if not text.endswith(_BRACKETS[text[0]]):
        expected = both("a closing bracket at the end, as in [a, b]", "以右括号结尾，例如 [a, b]")
        raise Wrong(f"the list {shortened(text)!r} is not closed", f"列表{quoted(text)}没有写完", expected)
    pieces, closing = [""], ""
    for sign in text[1:-1]:
        if closing:
            closing = "" if sign == closing else closing
        elif not pieces[-1].strip() and sign in _QUOTES:
            closing = _QUOTES[sign]
        elif sign in _SEPARATORS:
            pieces.append("")
            continue
        pieces[-1] += sign
    return [_unquoted(piece.strip()) for piece in pieces]


def _unquoted(text: str) -> str:
    """Text without the quotation marks around it."""
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        return text[1:-1].strip()
    return text


def _operator() -> re.Pattern[str]:
    """All spellings, longest first; those in letters stand as words of their own."""
    words = sorted(_SPELLINGS, key=len, reverse=True)
    forms = [_as_word(word) if word[0].isalpha() and word.isascii() else re.escape(word) for word in words]
    return re.compile("|".join(forms), re.IGNORECASE)


def _as_word(word: str) -> str:
    return r"(?<!\w)" + word.replace(" ", r"\s+") + r"(?!\w)"


_OPERATOR: Final = _operator()
