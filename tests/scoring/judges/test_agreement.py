"""Agreement: published examples to their published values, and words that fit the number."""

import numpy as np
import pytest

from scoring.judges.agreement import agreement
from scoring.judges.coefficients import intraclass, krippendorff_alpha

from .made_up_marks import NONE, drawn, marks_of

KRIPPENDORFF_2011 = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
        [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
    ]
).T
SHROUT_FLEISS_1979 = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=np.float64
)


def test_alpha_of_the_published_example() -> None:
    found = krippendorff_alpha(KRIPPENDORFF_2011)
    assert found is not None
    assert found.value == pytest.approx(0.849, abs=5e-4)
    assert found.low < found.value < found.high


def test_intraclass_correlations_of_the_published_example() -> None:
    found = intraclass(SHROUT_FLEISS_1979, level=0.95)
    assert found is not None
    single, average = found
    # Values of the paper; bounds to two decimals as statistical packages print them for this table.
    assert [round(number, 2) for number in single] == [0.29, 0.02, 0.76]
    assert [round(number, 2) for number in average] == [0.62, 0.07, 0.93]


def test_alpha_equals_the_plain_sum_over_pairs() -> None:
    table = drawn(1, companies=15, judges=4, each=3).marks.matrix
    rows = [row[~np.isnan(row)] for row in table]
    every = np.concatenate(rows)
    observed = sum(((row[:, None] - row) ** 2).sum() / (len(row) - 1) for row in rows) / len(every)
    expected = ((every[:, None] - every) ** 2).sum() / (len(every) * (len(every) - 1))
    found = krippendorff_alpha(table)
    assert found is not None
    assert found.value == pytest.approx(1 - observed / expected)


def test_the_interval_is_the_same_every_time_and_narrows_with_companies() -> None:
    few, many = (krippendorff_alpha(drawn(1, companies=size).marks.matrix) for size in (15, 300))
    assert few is not None
    assert many is not None
    assert krippendorff_alpha(drawn(1, companies=15).marks.matrix) == few
    assert many.high - many.low < 0.5 * (few.high - few.low)


def test_severity_counts_as_disagreement() -> None:
    table = drawn(1, each=8, severity=0).marks.matrix
    alike, shifted = krippendorff_alpha(table), krippendorff_alpha(table + 10 * np.arange(8))
    assert alike is not None
    assert shifted is not None
    assert shifted.value < alike.value - 0.3


def spread_out(size: int, apart: float) -> np.ndarray:  # type: ignore[type-arg]
    """Two judges who see companies alike but for `apart` points, up and down by turns."""
    turns = np.where(np.arange(size) % 2, 1, -1)[:, None]
    return np.linspace(40, 90, size)[:, None] + apart * np.array([1, -1]) * turns


@pytest.mark.parametrize(
    ("table", "en", "zh"),
    [
        (spread_out(20, 2), "judges agree well", "一致性好"),
        (spread_out(60, 5.3), "judges agree fairly", "大体一致"),
        (spread_out(60, 12), "judges agree too little", "分歧较大"),
        (spread_out(6, 6), "too few marks to tell", "分数太少"),
        ([[90, 91], [50, 49], [70, 72]], "too few marks to tell", "分数太少"),
        (spread_out(20, 12) - [10, 0], "judges agree too little", "分歧较大"),
        ([[10 * at, 110 - 10 * at] for at in range(11)], "less than chance", "还不如随机打分"),
    ],
)
def test_alpha_in_words(table: list[list[float]], en: str, zh: str) -> None:
    assert en in agreement(marks_of(table), "en")[0].in_words
    assert zh in agreement(marks_of(table), "zh")[0].in_words


def test_words_say_where_the_lower_end_has_a_lower_grade_than_the_value() -> None:
    cautious, plain = (agreement(marks_of(spread_out(20, apart)), "en")[0].in_words for apart in (6, 2))
    assert "taken at its lower end, judges agree too little" in cautious
    assert "lower end" not in plain


def test_words_hold_at_the_lower_end_of_the_interval() -> None:
    for seed in range(20):
        for found in agreement(drawn(seed, companies=12, judges=4, each=4).marks, "en"):
            assert found.low is not None
            assert found.high is not None
            if "excellent" in found.in_words or "tells nearly all" in found.in_words:
                assert found.low >= 0.9
            if "agree well" in found.in_words:
                assert found.low >= 0.8
            if "less than chance" in found.in_words:
                assert found.high < 0


def test_what_cannot_be_told_says_why() -> None:
    alpha, single, average = agreement(marks_of([[80, NONE, 70], [60, 50, 40], [70, 60, 50]]), "en")
    assert alpha.value is not None
    for found in (single, average):
        assert found.value is None
        assert "1 of 9 are missing" in found.in_words
    assert all("all marks are equal" in one.in_words for one in agreement(marks_of([[5, 5], [5, 5], [5, 5]]), "en"))
    assert "three companies" in agreement(marks_of([[5, 6], [7, 8]]), "en")[0].in_words


def test_full_agreement_is_one_and_full_disagreement_no_error() -> None:
    for found in agreement(marks_of([[10, 10], [20, 20], [30, 30]]), "en"):
        assert found.value == 1
    opposite = agreement(marks_of([[10, 40], [20, 30], [30, 20], [40, 10]]), "en")
    assert all(found.value is not None and -1 <= found.value < 0 for found in opposite)
