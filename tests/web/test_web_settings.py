"""Settings: defaults that run, and an explanation for every variable that is wrong."""

from pathlib import Path

import pytest

from scoring import InputError
from web.secret import secret_key
from web.settings import SETTINGS, described, read_settings


def test_everything_has_a_default() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port, settings.language) == ("127.0.0.1", 8000, "en")
    assert settings.body_limit == 1_000_000
    assert settings.instance == Path.home() / ".upslope"


def test_values_are_read() -> None:
    settings = read_settings({
        "UPSLOPE_PORT": "9000", "UPSLOPE_HTTPS": "yes", "UPSLOPE_RATE": "off", "UPSLOPE_HOSTS": "a.example, b.example",
        "UPSLOPE_LANGUAGE": "zh",
    })  # fmt: skip
    assert (settings.port, settings.https, settings.rate, settings.language) == (9000, True, None, "zh")
    assert settings.hosts == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("UPSLOPE_PORT", "http"),
        ("UPSLOPE_PORT", "70000"),
        ("UPSLOPE_LANGUAGE", "de"),
        ("UPSLOPE_HTTPS", "maybe"),
        ("UPSLOPE_RATE", "many"),
        ("UPSLOPE_RATE", "0/minute"),
        ("UPSLOPE_BODY_LIMIT", "1 MB"),
        ("UPSLOPE_TIME_LIMIT", "0"),
        ("UPSLOPE_TRUSTED_PROXIES", "-1"),
        ("UPSLOPE_HOST", "local host"),
        ("UPSLOPE_INSTANCE", "~nobody-of-this-name/upslope"),
    ],
)
def test_a_wrong_value_names_the_variable_what_was_found_and_what_is_expected(name: str, text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_settings({name: text})
    setting = next(setting for setting in SETTINGS if setting.name == name)
    for lang in ("en", "zh"):
        told = caught.value.in_(lang)
        assert name in told
        assert text in told
        assert setting.expected.in_(lang) in told


def test_a_short_secret_is_refused_without_being_repeated() -> None:
    with pytest.raises(InputError) as caught:
        read_settings({"UPSLOPE_SECRET_KEY": "hunter2"})
    assert "hunter2" not in str(caught.value)
    assert "7 characters" in str(caught.value)


def test_every_wrong_variable_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        read_settings({"UPSLOPE_PORT": "x", "UPSLOPE_THREADS": "x"})
    assert len(caught.value.problems) == 2


def test_a_misspelt_variable_is_told_and_a_foreign_one_is_left_alone() -> None:
    with pytest.raises(InputError, match=r"UPSLOPE_TIME_LIMTI.*UPSLOPE_TIME_LIMIT"):
        read_settings({"UPSLOPE_TIME_LIMTI": "5"})
    read_settings({"UPSLOPE_SHARED": "/srv/data"})


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_description_names_every_variable(lang: str) -> None:
    told = described(lang)
    for setting in SETTINGS:
        assert f"{setting.name}={setting.default}" in told
        assert setting.what.in_(lang) in told


def test_the_secret_key_is_made_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    key = secret_key(folder)
    assert len(key) == 64
    assert secret_key(folder) == key
    assert [path.name for path in folder.iterdir()] == ["secret-key"]
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="UPSLOPE_SECRET_KEY"):
        secret_key(tmp_path / "file")


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe" * 40])
def test_a_broken_key_file_is_explained(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret-key").write_bytes(content)
    with pytest.raises(InputError, match="secret-key"):
        secret_key(tmp_path)


def test_the_store_is_a_file_of_the_instance_unless_a_server_is_named() -> None:
    assert read_settings({}).database_url is None
    url = read_settings({"UPSLOPE_DATABASE_URL": "postgres://li:pass-word@db.example/upslope"}).database_url
    assert url is not None
    assert (url.get_backend_name(), url.host, url.database) == ("postgresql", "db.example", "upslope")


@pytest.mark.parametrize("text", ["mysql://li:pass-word@db/upslope", "pass-word", "postgresql://li:pass-word@db"])
def test_a_wrong_address_of_the_store_is_explained_and_never_repeated(text: str) -> None:
    with pytest.raises(InputError, match="UPSLOPE_DATABASE_URL") as refused:
        read_settings({"UPSLOPE_DATABASE_URL": text, "UPSLOPE_PORT": "0"})
    assert len(refused.value.problems) == 2
    assert "pass-word" not in refused.value.in_("en") + refused.value.in_("zh")
