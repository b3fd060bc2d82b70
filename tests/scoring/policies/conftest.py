"""A made-up pack: tests/rules/sound/policies."""

from pathlib import Path

import pytest

from scoring.rulesets.book import RuleBook, load_book

SOUND = Path(__file__).parents[2] / "rules" / "sound"


@pytest.fixture(scope="session")
def permit() -> RuleBook:
    """The made-up rule book: one pack, in force since 2020."""
    return load_book(SOUND)
