"""Cohorts of made-up companies, scored."""

import pytest
from making import company

from scoring.cohort.cohort import read_cohort


@pytest.fixture(scope="session")
def cohort():
    """Eight companies: some known well, some hardly, two without a history that the model can read."""
    densities = (1.0, 0.9, 0.7, 0.5, 0.3, 0.1, 0.6, 0.6)
    return read_cohort([company(seed, density) for seed, density in enumerate(densities)])
