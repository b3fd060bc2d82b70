"""Where the store lies, and that no message repeats a password."""

from pathlib import Path

import pytest

from scoring import InputError
from store.place import INSTANCE, shown, store_url


def test_without_any_setting_it_is_a_file_in_the_home_folder() -> None:
    assert store_url({}).database == str(Path(INSTANCE).expanduser() / "upslope.sqlite3")


def test_the_instance_folder_holds_the_file(tmp_path: Path) -> None:
    url = store_url({"UPSLOPE_INSTANCE": str(tmp_path), "UPSLOPE_DATABASE_URL": " "})
    assert (url.drivername, url.database) == ("sqlite+pysqlite", str(tmp_path / "upslope.sqlite3"))


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_goes_before_the_folder(scheme: str) -> None:
    given = {"UPSLOPE_DATABASE_URL": f"{scheme}://me:hush@db.example:5433/upslope", "UPSLOPE_INSTANCE": "/x"}
    url = store_url(given)
    assert (url.drivername, url.password, url.port) == ("postgresql+psycopg", "hush", 5433)
    assert shown(url) == "postgresql://me:***@db.example:5433/upslope"


def test_options_are_not_shown() -> None:
    assert "hush" not in shown(store_url({"UPSLOPE_DATABASE_URL": "postgresql://h/d?password=hush"}))


@pytest.mark.parametrize(
    "text",
    [
        "hush", "postgresql:/me:hush@h/d", "mysql://me:hush@h/d", "postgresql+psycopg2://me:hush@h/d", "sqlite://",
        "sqlite:///:memory:", "postgresql://me:hush@h", "postgresql://me:hush@h:port/d",
    ],
)  # fmt: skip
def test_a_wrong_address_is_explained_without_repeating_it(text: str) -> None:
    with pytest.raises(InputError) as told:
        store_url({"UPSLOPE_DATABASE_URL": text})
    for lang in ("en", "zh"):
        said = told.value.in_(lang)
        assert said.startswith("UPSLOPE_DATABASE_URL")
        assert "hush" not in said
        assert "postgresql://" in said
