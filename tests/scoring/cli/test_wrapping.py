"""Wrapping on the screen: between Chinese characters, never before their closing marks, words whole."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scoring.cli.wrapping import wrapped


def test_chinese_breaks_between_characters_not_only_at_spaces():
    assert wrapped("24 个月内再次融资的可能性（模型预测）", 24) == ["24 个月内再次融资的可能", "性（模型预测）"]


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one():
    assert wrapped("一二三四，五六", 8) == ["一二三", "四，五六"]
    assert wrapped("一二三（四五）", 8) == ["一二三", "（四五）"]


def test_english_breaks_at_spaces_and_later_lines_keep_the_indent():
    assert wrapped("  the source has fewer companies", 17, 2) == ["  the source has", "  fewer companies"]


def test_a_word_too_long_stands_alone_and_line_ends_stay():
    assert wrapped("a extraordinarily b", 6) == ["a", "extraordinarily", "b"]
    assert wrapped("one\n! two", 20) == ["one", "! two"]


@given(st.text("ab 一二，（）.", max_size=60), st.integers(4, 30))
def test_nothing_but_spaces_is_lost_and_lines_fit(text, width):
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    pieces = max((cell_len(word) for word in text.split()), default=0)
    assert all(cell_len(line.rstrip()) <= max(width, pieces) for line in lines)
