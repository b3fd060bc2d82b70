"""Influences: the indices of a known function, those of SALib, and none where nothing varies."""

import warnings
from datetime import date
from typing import get_args

import numpy as np
import pytest
from making import company

from scoring import rank
from scoring.cohort.assumptions import Assumptions
from scoring.cohort.influence import indices
from scoring.cohort.result import Choice
from scoring.resources import resource

ISHIGAMI_FIRST, ISHIGAMI_TOTAL = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)
"""Ishigami and Homma 1990 (doi:10.1109/ISUMA.1990.151285) with a = 7 and b = 0.1, worked out by hand."""


def ishigami(at):
    return np.sin(at[0]) + 7 * np.sin(at[1]) ** 2 + 0.1 * at[2] ** 4 * np.sin(at[0])


def outputs(count):
    chance = np.random.default_rng(8)
    one, other = chance.uniform(-np.pi, np.pi, (2, 3, count))
    mixed = []
    for row in range(3):
        changed = one.copy()
        changed[row] = other[row]
        mixed.append(ishigami(changed))
    return ishigami(one), ishigami(other), np.array(mixed)


def test_the_indices_of_a_known_function():
    first, total = indices(*outputs(200_000))
    np.testing.assert_allclose(first, ISHIGAMI_FIRST, atol=0.015)
    np.testing.assert_allclose(total, ISHIGAMI_TOTAL, atol=0.015)


def test_the_indices_agree_with_salib():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sobol = pytest.importorskip("SALib.analyze.sobol")
        one, other, mixed = outputs(4_096)
        flat = np.column_stack([one, *mixed, other]).ravel()
        problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
        theirs = sobol.analyze(problem, flat, calc_second_order=False, seed=1)
    first, total = indices(one, other, mixed)
    np.testing.assert_allclose(first, theirs["S1"], atol=0.02)
    np.testing.assert_allclose(total, theirs["ST"], atol=0.02)


def influences(density, **assumed):
    result = rank([company(number, density) for number in range(12)], assumptions=Assumptions(draws=2_000, **assumed))
    return {each.choice: each for each in result.uncertainty.influences}


def test_what_is_not_there_moves_nothing():
    """The example cohort has answered everything, and is assessed after the model's data end."""
    path = resource("data", "examples", "fictional-24.csv")
    result = rank(path, as_of=date(2021, 6, 30), assumptions=Assumptions(draws=2_000))
    found = {each.choice: each.total for each in result.uncertainty.influences}
    assert [found[choice] for choice in ("unknowns", "treatment", "progression")] == [0, 0, 0]
    assert found["weights"] > 0.1


def test_where_most_is_unknown_the_unknown_moves_most():
    found = influences(0.15)
    assert next(iter(found)) in ("unknowns", "treatment")
    assert all(each.first_low <= each.first <= each.first_high for each in found.values())
    assert all(each.total_low <= each.total <= each.total_high for each in found.values())


def test_what_is_held_still_is_not_listed():
    assert set(influences(0.5, hold=["weights", "unknowns", "treatment"], aggregation="arithmetic")) == {
        "progression", "evidence",
    }  # fmt: skip
    assert influences(0.5, hold=get_args(Choice)) == {}
