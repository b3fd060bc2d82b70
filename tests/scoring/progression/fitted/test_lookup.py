"""Look-up tables: the figures that LightGBM itself gives for the same trees, the same bits alone and in a table."""

from collections.abc import Callable

import lightgbm
import numpy as np
import pytest

from scoring.outlook import shipped_model
from scoring.progression.fitted.lookup import Lookup
from scoring.progression.fitted.trees import trees_of
from scoring.progression.reasons import membership

FEATURES = 6
Fit = Callable[..., lightgbm.Booster]


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    """Values with everything that decisions treat in a way of its own."""
    chance = np.random.default_rng(3)
    matrix = chance.normal(size=(2000, FEATURES)).round(2)
    for value in (np.nan, 0.0, 1e-36, np.inf, -np.inf):
        matrix[chance.random(matrix.shape) < 0.05] = value
    matrix[:, 5] = chance.integers(0, 3, 2000)
    return matrix


@pytest.fixture(scope="module")
def fit(rows: np.ndarray) -> Fit:
    def booster(outcome: np.ndarray | None = None, *, rounds: int = 15, **parameters: object) -> lightgbm.Booster:
        if outcome is None:
            outcome = (np.nan_to_num(rows, posinf=1, neginf=-1) @ np.arange(FEATURES) > rows[:, 5]).astype(float)
        given = {"objective": "binary", "num_leaves": 8, "min_child_samples": 20, "verbose": -1, "num_threads": 1}
        return lightgbm.train(given | parameters, lightgbm.Dataset(rows, outcome), rounds)

    return booster


def lookup(*boosters: lightgbm.Booster) -> Lookup:
    return Lookup(trees_of([each.model_to_string() for each in boosters]), np.eye(FEATURES))


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"num_leaves": 2},
        {"num_leaves": 11, "min_child_samples": 5},
        {"zero_as_missing": True},
        {"use_missing": False},
        {"extra_trees": True, "bagging_fraction": 0.5, "bagging_freq": 1, "lambda_l2": 20, "max_bin": 15},
    ],
)
def test_logits_and_shares_are_those_of_lightgbm(rows: np.ndarray, fit: Fit, parameters: dict[str, object]) -> None:
    booster = fit(**parameters)
    table, expected = lookup(booster), booster.predict(rows, pred_contrib=True)
    logits, shares = table.shares(rows)
    np.testing.assert_allclose(shares, expected[:, :-1], atol=1e-9)
    assert table.base == pytest.approx(expected[0, -1], abs=1e-9)
    np.testing.assert_array_equal(logits, booster.predict(rows, raw_score=True))
    np.testing.assert_array_equal(table.logits(rows), logits)


def test_several_models_give_their_mean(rows: np.ndarray, fit: Fit) -> None:
    boosters = [fit(seed=seed, bagging_fraction=0.5, bagging_freq=1, rounds=5 + seed) for seed in range(3)]
    logits, shares = lookup(*boosters).shares(rows)
    np.testing.assert_allclose(
        logits, np.mean([each.predict(rows, raw_score=True) for each in boosters], 0), atol=1e-12
    )
    expected = np.mean([each.predict(rows, pred_contrib=True) for each in boosters], 0)
    np.testing.assert_allclose(shares, expected[:, :-1], atol=1e-9)


def test_trees_without_a_decision_say_the_same_of_everybody(rows: np.ndarray, fit: Fit) -> None:
    constant = fit(np.repeat([0.0, 1.0], 1000), min_child_samples=5000, rounds=3)
    table = lookup(constant)
    logits, shares = table.shares(rows)
    assert not shares.any() and set(logits) == {table.base} == set(constant.predict(rows[:1], raw_score=True))
    np.testing.assert_array_equal(table.logits(rows), logits)


@pytest.mark.parametrize("market", ["us", "cn"])
def test_the_shipped_models_give_the_figures_of_lightgbm(market: str) -> None:
    forest, names = shipped_model().markets[market].forest, shipped_model().markets[market].names
    matrix = np.random.default_rng(1).normal(1, 2, (300, len(names)))
    matrix[np.random.default_rng(2).random(matrix.shape) < 0.1] = np.nan
    expected = np.mean([booster.predict(matrix, pred_contrib=True) for booster in forest.boosters], 0)
    logits, shares = forest.lookup.shares(matrix)
    np.testing.assert_allclose(shares, expected[:, :-1] @ membership(names), atol=1e-9)
    np.testing.assert_allclose(logits, expected.sum(1), atol=1e-9)


def test_a_row_gives_the_same_bits_alone_and_in_any_table(rows: np.ndarray) -> None:
    forest = shipped_model().markets["cn"].forest
    matrix = np.tile(rows, (3, 7))
    logits, shares = forest.lookup.shares(matrix)
    np.testing.assert_array_equal(forest.score(matrix), logits)
    for part in (slice(0, 1), slice(7, 8), slice(5, 7), slice(100, 137), slice(1999, 5000)):
        again, parts = forest.lookup.shares(matrix[part])
        np.testing.assert_array_equal(again, logits[part])
        np.testing.assert_array_equal(parts, shares[part])
        np.testing.assert_array_equal(forest.score(matrix[part]), logits[part])


def test_no_rows_give_no_figures(fit: Fit) -> None:
    logits, shares = lookup(fit(rounds=2)).shares(np.empty((0, FEATURES)))
    assert logits.shape == (0,) and shares.shape == (0, FEATURES)


def test_what_has_no_table_is_refused(rows: np.ndarray, fit: Fit) -> None:
    with pytest.raises(ValueError, match="30 decisions; at most 10"):
        lookup(fit(num_leaves=31, min_child_samples=2))
    kinds = lightgbm.Dataset(rows[:, 5:], rows[:, 5] == 1, categorical_feature=[0])
    with pytest.raises(ValueError, match="categorical"):
        lookup(lightgbm.train({"objective": "binary", "verbose": -1}, kinds, 2))
    with pytest.raises(ValueError, match="no trees"):
        trees_of(["tree\n"])
    text = fit(rounds=3).model_to_string()
    with pytest.raises(ValueError, match="not whole"):
        trees_of([text.replace("\nleaf_count=", "\nleaves=", 1)])
