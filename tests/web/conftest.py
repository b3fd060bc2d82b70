"""The application as tests see it, made once, and readers of it in both languages."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sending import ADMINISTRATOR, Browser, made, with_token

# The same examples every time, so that CI never wavers.
hypothesis_settings.register_profile("steady", derandomize=True, database=None, deadline=None, max_examples=25)
hypothesis_settings.load_profile("steady")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, made once, with staff and a token; what it keeps lies in a folder of the tests."""
    return made(tmp_path_factory.mktemp("instance"))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client without cookies whose token has every scope."""
    return with_token(app.test_client())


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """A client without cookies and without a token."""
    return app.test_client()


@pytest.fixture
def browser(client: FlaskClient) -> Browser:
    """A reviewer who reads English."""
    return Browser(client)


@pytest.fixture
def chinese(client: FlaskClient) -> Browser:
    """A reviewer who reads Chinese."""
    return Browser(client, "zh")


@pytest.fixture
def administrator(app: Flask) -> Browser:
    """An administrator who reads English."""
    return Browser(app.test_client(), role=ADMINISTRATOR)
