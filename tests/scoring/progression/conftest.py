"""Fixtures: made-up markets and the model fitted on them, once a session."""

import pytest
from made_up_market import AS_OF, SMALL, made_up

from scoring.progression.fitted.model import Model
from scoring.progression.fitting.train import train


@pytest.fixture(scope="session", params=["us", "cn"])
def market(request):
    return made_up(request.param)


@pytest.fixture(scope="session")
def fitted(market):
    return train(market, AS_OF, settings=SMALL)


@pytest.fixture(scope="session")
def model(fitted):
    return Model({fitted.market: fitted}, {}, "")
