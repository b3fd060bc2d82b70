"""Many rounds in words, read at once, are what each of them is when it is read alone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.units import Unit
from scoring.intake.funding.history import parse_piece
from scoring.intake.funding.pieces import read_pieces, sum_of, tuple_of

ROUNDS = [
    "A轮",
    "Series A",
    "Angel",
    "Pre-A+",
    "天使轮",
    "战略投资",
    "Series",
    "A",
    "未融资",
    "Round",
    "IPO",
    "怪轮",
    "D2轮",
    "May",
]
DATES = [
    "2019-03",
    "2019-3-9",
    "May 2017",
    "Sept 2018",
    "Foo 2018",
    "2019",
    "2019年3月",
    "2019-13",
    "03/2019",
    "2019-03-21",
    "20190321",
    "1800-01",
]
AMOUNTS = [
    "2000万人民币",
    "CNY 5 million",
    "$3.5M",
    "1.2亿",
    "20 million",
    "20",
    "9日",
    "5000",
    "CNY",
    "数千万",
    "USD 20-30 m",
    "2019",
    "12:30",
    ".5亿",
    "2019 万元",
]
OTHERS = ["甲资本", "Beta Fund", "(lead)", "2018", "领投", "3x", "万"]
WORDS = st.sampled_from([*ROUNDS, *DATES, *AMOUNTS, *OTHERS])
USUAL = st.tuples(st.sampled_from(ROUNDS), st.sampled_from(DATES), st.sampled_from(AMOUNTS))
PIECE = st.builds(
    lambda words, extra, gap: gap.join([*words, *extra]),
    USUAL | st.lists(WORDS, min_size=1, max_size=5),
    st.lists(WORDS, max_size=1),
    st.sampled_from([" ", " ", " ", "  ", "\u3000", "，"]),
)


def alone(piece: str, unit: Unit | None) -> tuple[object, ...] | None:
    try:
        found = parse_piece(piece, unit)
    except Wrong:
        return None
    return found.round, found.date, sum_of(found.amount), tuple_of(found.investors)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECE, max_size=12), st.sampled_from([None, Unit(1e4, "CNY"), Unit(1e6, "USD")]))
def test_together_as_alone(pieces: list[str], unit: Unit | None) -> None:
    found = read_pieces(pieces, unit)
    for at, piece in enumerate(pieces):
        parts = found.round[at], found.date[at], found.amount[at], found.investors[at]
        assert (None if found.wrong[at] else parts) == alone(piece, unit), piece


@pytest.mark.parametrize(
    "piece",
    ["A轮 2019-03 2000万人民币", "Series A 2019-03-21 CNY 5 million", "Pre-A May 2017 $3.5M", "天使轮 2019-3 1.2亿"],
)
def test_the_usual_form_is_told_from_others(piece: str) -> None:
    found = read_pieces([piece, "A轮 2019-03", f"{piece} 甲资本"], None)
    assert found.usual.tolist() == [True, False, False]


def test_no_round_is_called_by_a_year() -> None:
    """The usual form rests on it: a group of words with a date in it is no round."""
    names = [
        form
        for entries in (taxonomy.rounds(), taxonomy.stages())
        for entry in entries
        for form in (entry.slug, entry.en, entry.zh, *entry.aliases)
    ]
    assert not [name for name in names if re.search(r"\d\D*\d\D*\d\D*\d", name)]
