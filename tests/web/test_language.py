"""The language of a page: what the reader chose, else what the browser asks for, else the setting."""

import string

import pytest
from sending import settings

from web import create_app
from web.wording import words


@pytest.mark.parametrize(
    ("path", "accepted", "expected"),
    [
        ("/", None, "en"),
        ("/", "zh-CN,zh;q=0.9,en;q=0.5", "zh-Hans"),
        ("/", "de,en;q=0.8,zh;q=0.5", "en"),
        ("/", "de", "en"),
        ("/", "zh;q=0, en;q=0.1", "en"),
        ("/", "zh;q=0", "en"),
        ("/", "en;q=0, *", "zh-Hans"),
        ("/", "en;q=0", "zh-Hans"),
        ("/", "en;q=0, zh;q=0", "en"),
        ("/", "zh-TW;q=0, zh-CN", "zh-Hans"),
        ("/?lang=zh", "en", "zh-Hans"),
        ("/?lang=en", "zh", "en"),
        ("/?lang=tlh", "zh", "zh-Hans"),
    ],
)
def test_language_of_a_page(client, path, accepted, expected) -> None:
    response = client.get(path, headers={"Accept-Language": accepted} if accepted else {})
    assert f'<html lang="{expected}">' in response.text


def test_a_choice_is_remembered(client) -> None:
    client.get("/?lang=zh")
    assert '<html lang="zh-Hans">' in client.get("/", headers={"Accept-Language": "en"}).text


def test_the_setting_decides_where_the_browser_asks_for_neither() -> None:
    client = create_app(settings(language="zh")).test_client()
    assert '<html lang="zh-Hans">' in client.get("/").text


@pytest.mark.parametrize(("path", "status"), [("/no-such-page", 404), ("/assess", 405)])
def test_error_pages_speak_both_languages(client, path, status) -> None:
    for lang in ("en", "zh"):
        response = client.get(f"{path}?lang={lang}")
        assert response.status_code == status
        assert words()[f"errors.{status}_title"].in_(lang) in response.text.replace("&#39;", "'")
        assert words()["errors.back"].in_(lang) in response.text
    if status == 405:
        assert "POST" in response.headers["Allow"]


def test_both_wordings_of_a_text_have_the_same_gaps() -> None:
    def gaps(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    for key, text in words().items():
        assert gaps(text.en) == gaps(text.zh), key
