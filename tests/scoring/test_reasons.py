"""The strongest findings: by size, and of equal ones the first."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from scoring.reasons import strongest

shapes = array_shapes(min_dims=2, max_dims=2, max_side=9)
impacts = arrays(float, shapes, elements=st.sampled_from([0, 0.5, -0.5, 1, -2]))


@given(impacts, st.integers(1, 4))
def test_as_a_stable_sort_has_them(impact, count):
    expected = np.argsort(-np.abs(impact), axis=0, kind="stable")[:count]
    np.testing.assert_array_equal(strongest(impact, count), expected)
