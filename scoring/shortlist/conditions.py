"""A condition understood: its field found, its values read as that field's kind asks."""

from scoring.errors import Wrong, quoted, shortened
from scoring.shortlist import grammar
from scoring.shortlist.fields import Field, Fields
from scoring.shortlist.grammar import Op, Parts
from scoring.shortlist.numbers import Span, day_span, day_text, number, span_text
from scoring.shortlist.rules import Condition
from scoring.text import Text, both

_BY_SIZE: tuple[Op, ...] = ("<", "<=", ">", ">=")
_NAMED = both("in, not in, =, !=, is known or is unknown", "in、not in、=、!=、is known 或 is unknown")
_KINDS = {"choice": both("a choice", "选项"), "place": both("a place", "地点"), "list": both("a list", "列表")}
_MOST_VALUES = 200


def condition(text: str, fields: Fields) -> Condition:
    """Read a condition. Raises Wrong."""
    parts = grammar.parse(text, lambda name: fields.find(name) is not None)
    field = fields.find(parts.field)
    if field is None:
        en, zh = f"unknown field {shortened(parts.field)!r}", f"没有{quoted(parts.field)}这个字段"
        raise Wrong(en, zh, fields.near(parts.field))
    if len(parts.values) > _MOST_VALUES:
        most = both(f"at most {_MOST_VALUES}", f"不超过 {_MOST_VALUES} 个")
        raise Wrong(f"{len(parts.values)} values are too many", f"取值过多，共 {len(parts.values)} 个", most)
    if not parts.values:
        return Condition(field, parts.op)
    if field.kind in ("number", "date"):
        return _measured(field, parts)
    return _by_size(field, parts) if parts.op in _BY_SIZE else _named(field, parts)


def _measured(field: Field, parts: Parts) -> Condition:
    spans = tuple(day_span(text) if field.kind == "date" else number(text, field) for text in parts.values)
    return Condition(field, parts.op, spans=spans, texts=tuple(_span_words(field, span) for span in spans))


def _span_words(field: Field, span: Span) -> Text:
    if field.kind == "date":
        return both(day_text(span, "en"), day_text(span, "zh"))
    return both(span_text(span, field, "en"), span_text(span, field, "zh"))


def _named(field: Field, parts: Parts) -> Condition:
    assert field.options is not None  # noqa: S101 - every field that is no number or date has them
    wanted = {meaning.id: meaning for meaning in map(field.options.means, parts.values)}
    texts = tuple(meaning.name for meaning in wanted.values())
    return Condition(field, parts.op, wanted=tuple(wanted.values()), texts=texts)


def _by_size(field: Field, parts: Parts) -> Condition:
    """A comparison of an ordered choice by its place, or of a list by the number of its entries."""
    (text,) = parts.values
    if field.kind == "list":
        span = number(text, field)
        return Condition(field, parts.op, spans=(span,), texts=(_span_words(field, span),))
    assert field.options is not None  # noqa: S101 - as above
    if not field.ordered:
        kind = _KINDS[field.kind]
        en = f"{field.id!r} is {kind.en} and can't be compared by {parts.op!r}"
        raise Wrong(en, f"{field.id!r} 是{kind.zh}，不能用“{parts.op}”比较", _NAMED)
    meaning = field.options.means(text)
    at = float(field.options.order.index(meaning.id))
    return Condition(field, parts.op, spans=((at, at),), texts=(meaning.name,))
