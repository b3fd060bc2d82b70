"""A text for people exists in both languages."""

import pytest
from pydantic import ValidationError

from scoring.text import Text


def test_gives_the_language_asked_for():
    text = Text(en=" Coverage ", zh="覆盖率")
    assert text.in_("en") == "Coverage"
    assert text.in_("zh") == "覆盖率"


@pytest.mark.parametrize("fields", [{"en": "Coverage"}, {"en": "Coverage", "zh": ""}, {"en": " ", "zh": "覆盖率"}])
def test_neither_language_may_be_empty(fields):
    with pytest.raises(ValidationError, match=r"en|zh"):
        Text(**fields)


def test_a_text_does_not_change():
    text = Text(en="Coverage", zh="覆盖率")
    with pytest.raises(ValidationError, match="frozen"):
        text.en = "Other"
