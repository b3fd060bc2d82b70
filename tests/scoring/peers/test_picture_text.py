"""Text of the pictures: numbers in words of both languages, and lines that break where a reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.peers.picture.numbers import measured, measured_range, number, percent, tick_words
from scoring.peers.picture.wrapping import width_of, wrap


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (0, "0", "0"),
        (14, "14", "14"),
        (0.12345, "0.123", "0.123"),
        (-3.456, "−3.46", "−3.46"),
        (1234, "1,230", "1,230"),
        (9999, "10,000", "1 万"),
        (56_789, "56,800", "5.68 万"),
        (999_900, "1 million", "100 万"),
        (20_000_000, "20 million", "2,000 万"),
        (1.239e9, "1.24 billion", "12.4 亿"),
        (-5e12, "−5 trillion", "−5 万亿"),
        (1e300, "1.00e+300", "1.00e+300"),
    ],
)
def test_numbers_have_three_digits_separators_and_the_words_of_the_language(value, english, chinese):
    assert (number(value, "en"), number(value, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("value", "unit", "lang", "words"),
    [
        (14, "months", "en", "14 months"),
        (1, "months", "en", "1 month"),
        (14, "个月", "zh", "14 个月"),
        (2e7, "元", "zh", "2,000 万元"),
        (2e7, "CNY", "en", "CNY 20 million"),
        (35, "%", "zh", "35%"),
        (7, "", "en", "7"),
    ],
)
def test_a_unit_follows_the_habits_of_the_language(value, unit, lang, words):
    assert measured(value, unit, lang) == words


@pytest.mark.parametrize(
    ("low", "high", "unit", "lang", "words"),
    [
        (9, 18, "months", "en", "9 to 18 months"),
        (1, 3, "rounds", "en", "1 to 3 rounds"),
        (2e6, 3e6, "CNY", "en", "CNY 2 million to 3 million"),
        (9, 18, "个月", "zh", "9 至 18 个月"),
        (3.4e6, 2.94e7, "元", "zh", "340 万至 2,940 万元"),
    ],
)
def test_a_range_says_its_unit_once(low, high, unit, lang, words):
    assert measured_range(low, high, unit, lang) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0%"), (0.4, "0%"), (62.4, "62%"), (99.49, "99%"), (99.99, "99%"), (100, "100%")]
)
def test_percent_are_whole_and_never_round_up_to_all(share, words):
    assert percent(share) == words


@pytest.mark.parametrize(
    ("value", "largest", "step", "lang", "words"),
    [
        (0, 9e6, 1e6, "en", "0"),
        (2e7, 2e7, 1e7, "en", "20M"),
        (2.5e6, 9e6, 5e5, "en", "2.5M"),
        (2e7, 2e7, 1e7, "zh", "2000万"),
        (0.25, 1, 0.05, "en", "0.25"),
        (-5, 10, 5, "zh", "−5"),
    ],
)
def test_tick_labels_are_short(value, largest, step, lang, words):
    assert tick_words(value, largest, step, lang) == words


def test_english_breaks_at_spaces():
    lines = wrap("Companies of the same stage in the same province", 120, 12)
    assert len(lines) > 1 and " ".join(lines) == "Companies of the same stage in the same province"


def test_chinese_breaks_between_characters_but_not_before_closing_or_after_opening_punctuation():
    text = "佛山的企业（智能制造），共四家；不足十家。" * 5
    for width in range(60, 200, 7):
        lines = wrap(text, width, 12)
        assert "".join(lines) == text
        assert not any(line[0] in "）；，。" or line[-1] == "（" for line in lines)


def test_mixed_text_keeps_its_spaces_and_its_latin_words():
    lines = wrap("深圳的 AI Manufacturing 企业只有 4 家，因此改用华南地区的企业。", 90, 12)
    assert "Manufacturing" in "".join(lines) and any("AI" in line for line in lines)
    assert "".join(lines).replace(" ", "") == "深圳的AIManufacturing企业只有4家，因此改用华南地区的企业。"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=200), st.integers(40, 300))
def test_no_line_is_wider_than_asked_and_nothing_is_lost(text, width):
    lines = wrap(text, width, 12)
    assert "".join("".join(lines).split()) == text
    assert all(width_of(line, 12) <= width for line in lines)
