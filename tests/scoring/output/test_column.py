"""Columns written as text are what Python's own csv writer makes of their cells, whatever is in them."""

import csv
import io
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.output.column import cells
from scoring.output.csvtext import csv_bytes
from scoring.output.files import neutral
from scoring.output.heading import Heading, flag_words
from scoring.table.coded import coded

HEADINGS = [
    Heading("name", "Name", "名称"),
    Heading("note", "Note", "说明"),
    Heading("count", "Count", "数量", kind="whole"),
    Heading("score", "Score", "得分", kind="score"),
    Heading("day", "Day", "日期", kind="date"),
    Heading("flag", "Flag", "是否", kind="flag"),
]
letters = st.text(st.sampled_from('a,"\r\n=+@＝中é 😀'), max_size=5) | st.none()
scores = st.one_of(
    st.none(), st.integers(-300, 300).map(lambda n: n / 100), st.floats(allow_nan=False), st.sampled_from([0.0, -0.0])
)
rows = st.lists(
    st.tuples(
        letters,
        letters,
        st.none() | st.integers(-(2**40), 2**40),
        scores,
        st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
        st.none() | st.booleans(),
    ),
    max_size=30,
)


def block_of(listed):
    names, notes, counts, figures, days, flags = zip(*listed, strict=True)
    return [
        np.array([*names, None], object)[:-1],
        coded(notes),
        *(np.array([np.nan if each is None else each for each in column], float) for column in (counts, figures)),
        coded(days),
        coded(flags),
    ]


def by_hand(listed, lang):
    """Row by row with the csv module."""
    text, words = io.StringIO(), flag_words(lang)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([heading.key if lang == "en" else heading.zh for heading in HEADINGS])
    for row in listed:
        told = [neutral(each) if isinstance(each, str) else each for each in row]
        writer.writerow([words[each] if isinstance(each, bool) else each for each in told])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@given(rows, st.sampled_from(["en", "zh"]))
def test_as_the_csv_module_writes_it(listed, lang):
    assert csv_bytes(HEADINGS, [block_of(listed)] if listed else [], lang) == by_hand(listed, lang)


@given(rows)
def test_blocks_stand_one_below_the_other(listed):
    blocks = [block_of([row]) for row in listed]
    assert csv_bytes(HEADINGS, blocks, "en") == by_hand(listed, "en")


@given(rows.filter(bool))
def test_cells_are_what_went_in(listed):
    found = [cells(column, heading.kind) for column, heading in zip(block_of(listed), HEADINGS, strict=True)]
    assert list(zip(*found, strict=True)) == listed
    assert all(type(each) is int for each in found[2] if each is not None)


def test_numbers_too_large_for_any_rounding_are_written_as_they_are():
    heading = Heading("wide", "Wide", "宽", kind="score")
    lines = csv_bytes([heading], [[np.array([1e308, -1e308, 0.5, np.nan])]], "en").decode("utf-8-sig").split("\r\n")
    assert lines == ["wide", "1e+308", "-1e+308", "0.5", "", ""]


def test_a_long_table_of_few_and_of_many_numbers():
    few, many = np.arange(9_000) % 7 / 100, np.random.default_rng(1).normal(size=9_000) * 1e5
    headings = [Heading("few", "Few", "少", kind="score"), Heading("many", "Many", "多", kind="score")]
    lines = csv_bytes(headings, [[few, many]], "en").decode("utf-8-sig").split("\r\n")
    told = [f"{one!r},{other!r}" for one, other in zip(few.tolist(), many.tolist(), strict=True)]
    assert lines == ["few,many", *told, ""]
