"""The application as tests see it, made once, and readers of it in both languages."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sending import Browser, settings

from web import create_app

# The same examples every time, so that CI never wavers.
hypothesis_settings.register_profile("steady", derandomize=True, database=None, deadline=None, max_examples=25)
hypothesis_settings.load_profile("steady")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, made once: it keeps nothing but cohorts, in a folder of the tests."""
    return create_app(settings(instance=str(tmp_path_factory.mktemp("instance"))))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client without cookies."""
    return app.test_client()


@pytest.fixture
def browser(client: FlaskClient) -> Browser:
    """A reader of English."""
    return Browser(client)


@pytest.fixture
def chinese(client: FlaskClient) -> Browser:
    """A reader of Chinese."""
    return Browser(client, "zh")
