"""The evaluator on made-up columns: band edges, unknowns, whom a rule concerns, many rows at once."""

from pathlib import Path

import numpy as np
import pytest

from scoring import taxonomy
from scoring.rulesets import evaluate as evaluator
from scoring.rulesets.book import load_book
from scoring.rulesets.evaluate import compile_book, evaluate, reason_code

BOOK = load_book(Path(__file__).parents[2] / "rules" / "sound")
NAMES = [item.id for item in compile_book(BOOK).characteristics]
STAGES = taxonomy.stages().slugs
SECTORS = taxonomy.sectors().slugs


def codes(known, *values):
    return np.array([known.index(value) if value else -1 for value in values], np.int8)


def findings(name, **columns):
    found = evaluate(BOOK, columns)
    row = NAMES.index(name)
    return found.partial[row].tolist(), found.attribute[row].tolist()


class TestBands:
    @pytest.mark.parametrize(
        ("value", "points", "attribute"),
        [
            (0.0, 0, 0),
            (3.0, 20, 0),
            (np.nextafter(6, 0), 40, 0),
            (6.0, 40, 1),
            (9.0, 70, 1),
            (np.nextafter(12, 0), 100, 1),
            (12.0, 100, 2),
            (120.0, 100, 2),
        ],
    )
    def test_lower_edge_belongs_to_the_band(self, value, points, attribute):
        partial, met = findings("months_left", months_of_cash=np.array([value]))
        assert (partial[0], met[0]) == (pytest.approx(points), attribute)

    def test_unknown(self):
        partial, met = findings("months_left", months_of_cash=np.array([np.nan, 3.0]))
        assert np.isnan(partial[0])
        assert (met, partial[1]) == ([-1, 0], 20)

    def test_whole_numbers_score_too(self):
        assert findings("months_left", months_of_cash=np.array([3.0, 9.0]))[0] == [20, 70]


class TestChoices:
    def test_code_is_the_attribute(self):
        assert findings("manner", manner=np.array([0, 1], np.int8)) == ([30, 100], [0, 1])
        assert findings("first_sale", first_sale=np.array([1, 0], np.int8)) == ([100, 0], [1, 0])

    def test_unknown(self):
        partial, met = findings("manner", manner=np.array([-1, 1], np.int8))
        assert (np.isnan(partial[0]), partial[1], met) == (True, 100, [-1, 1])

    def test_column_that_nobody_has(self):
        partial, met = findings("manner", tools=np.array([1.0, np.nan]))
        assert (np.isnan(partial).all(), met) == (True, [-1, -1])


class TestApplies:
    """`months_left` concerns early and middle phases and stage c, any layer, and the medical sector."""

    CASH = np.full(10, 9.0)

    def test_by_stage_or_phase(self):
        met = findings("months_left", months_of_cash=self.CASH, stage=codes(STAGES, *STAGES, None))[1]
        assert met == [1, 1, 1, 1, 1, 1, 1, -2, -2, 1]

    def test_by_sector_and_unknown_counts_as_yes(self):
        sector = codes(SECTORS, "medical", "finance", None)
        assert findings("months_left", months_of_cash=self.CASH[:3], sector=sector)[1] == [1, -2, 1]

    def test_all_conditions_must_hold(self):
        columns = {"sector": codes(SECTORS, "medical", "medical"), "stage": codes(STAGES, "b", "exit")}
        assert findings("months_left", months_of_cash=self.CASH[:2], **columns)[1] == [1, -2]

    def test_not_applicable_wins_over_unknown(self):
        sector = codes(SECTORS, "finance", "medical")
        assert findings("months_left", sector=sector)[1] == [-2, -1]


class TestFactor:
    def test_sums_by_hand(self):
        # Weights: months_left 42, first_sale 18, place 16, tools 16, manner 8. Known: 70 x 42 and 100 x 18.
        columns = {"months_of_cash": np.array([9.0]), "first_sale": np.array([1], np.int8)}
        factor = evaluate(BOOK, columns).factors
        assert factor.score[0, 0] == pytest.approx((70 * 42 + 100 * 18) / 60)
        assert factor.coverage[0, 0] == pytest.approx(0.6)
        assert factor.low[0, 0] == pytest.approx(47.4)
        assert factor.high[0, 0] == pytest.approx(87.4)

    def test_evidence_discounts_by_answer(self):
        columns = {
            "months_of_cash": np.array([9.0, 9.0]),
            "months_of_cash@evidence": np.array([3, 0], np.int8),
            "first_sale": np.array([1, 1], np.int8),
        }
        factor = evaluate(BOOK, columns).factors
        grades = [grade.weight for grade in taxonomy.evidence_grades()]
        assert factor.evidenced_score[0, 0] == pytest.approx((70 * 42 * grades[3] + 100 * 18 * grades[0]) / 60)
        assert factor.evidenced_score[0, 1] == pytest.approx(factor.score[0, 1] * grades[0])
        assert factor.score[0, 0] == factor.score[0, 1]

    def test_nothing_answered(self):
        factor = evaluate(BOOK, {"months_of_cash": np.array([np.nan])}).factors
        assert np.isnan(factor.score[0, 0])
        assert np.isnan(factor.evidenced_score[0, 0])
        assert (factor.coverage[0, 0], factor.low[0, 0], factor.high[0, 0]) == (0, 0, 100)

    def test_what_does_not_apply_leaves_the_sum(self):
        columns = {"first_sale": np.array([1], np.int8), "sector": codes(SECTORS, "finance")}
        factor = evaluate(BOOK, columns).factors
        assert factor.coverage[0, 0] == pytest.approx(18 / 58)
        assert factor.low[0, 0] == pytest.approx(1800 / 58)


class TestTable:
    def test_input_stays_as_it_was(self):
        cash = np.array([3.0, np.nan])
        manner = np.array([0, -1], np.int8)
        evaluate(BOOK, {"months_of_cash": cash, "manner": manner, "stage": codes(STAGES, "exit", "a")})
        assert cash[0] == 3
        assert np.isnan(cash[1])
        assert manner.tolist() == [0, -1]

    @pytest.mark.parametrize("chunk", [1, 3, 4, 1000])
    def test_chunks_change_nothing(self, chunk, monkeypatch):
        columns = {"months_of_cash": np.linspace(0, 20, 13), "manner": np.array([0, 1, -1] * 4 + [0], np.int8)}
        whole = evaluate(BOOK, columns)
        monkeypatch.setattr(evaluator, "CHUNK", chunk)
        parts = evaluate(BOOK, columns)
        assert np.array_equal(whole.partial, parts.partial, equal_nan=True)
        assert np.array_equal(whole.attribute, parts.attribute)
        assert np.array_equal(whole.factors.score, parts.factors.score, equal_nan=True)

    def test_no_company(self):
        found = evaluate(BOOK, {"months_of_cash": np.array([])})
        assert (found.partial.shape, found.factors.score.shape) == ((5, 0), (1, 0))


class TestReasonCode:
    def test_names_characteristic_and_attribute(self):
        item = compile_book(BOOK).characteristics[0]
        assert [reason_code(item, number) for number in (-2, -1, 0, 2)] == [
            None,
            None,
            "months_left.short",
            "months_left.long",
        ]
