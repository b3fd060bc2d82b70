"""Readers of what is kept: a company, which is nobody to the application, and staff."""

import pytest
from flask import Flask
from keeping_steps import store_of
from sending import Browser
from sqlalchemy import Engine


@pytest.fixture
def engine(app: Flask) -> Engine:
    """The store of the application."""
    return store_of(app)


@pytest.fixture
def company(app: Flask) -> Browser:
    """A company that assesses itself: without account and token."""
    return Browser(app.test_client(), role="")


@pytest.fixture
def reviewer(app: Flask) -> Browser:
    """A reviewer."""
    return Browser(app.test_client())
