"""Resource folders are found, and their content hash changes exactly when the content does."""

from pathlib import Path

import pytest

from scoring import resources
from scoring.resources import content_hash, files_of, resource


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "rules"
    (root / "sub").mkdir(parents=True)
    (root / "a.yaml").write_bytes(b"a")
    (root / "sub" / "b.yaml").write_bytes(b"b")
    return root


def test_finds_folders_and_files_of_the_checkout():
    assert resource("data").is_dir()
    assert resource("data", "taxonomies", "rounds.yaml").is_file()
    assert resource("data", "taxonomies/rounds.yaml") == resource("data", "taxonomies", "rounds.yaml")


def test_prefers_the_shipped_folders_of_a_wheel(tmp_path, monkeypatch):
    shipped = tmp_path / "scoring" / "_shipped" / "data"
    shipped.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "scoring")
    assert resource("data") == shipped


def test_another_folder_can_be_named(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("UPSLOPE_RESOURCES", str(tmp_path))
    assert resource("data") == tmp_path / "data"
    with pytest.raises(FileNotFoundError, match="unset UPSLOPE_RESOURCES"):
        resource("rules")


def test_files_of_a_folder_are_named_from_the_root(tmp_path, monkeypatch):
    folder = tmp_path / "data" / "taxonomies"
    folder.mkdir(parents=True)
    (folder / "b.yaml").write_bytes(b"b")
    (folder / "a.yaml").write_bytes(b"a")
    (folder / "README.md").write_text("card")
    monkeypatch.setenv("UPSLOPE_RESOURCES", str(tmp_path))
    named = {"data/taxonomies/a.yaml": b"a", "data/taxonomies/b.yaml": b"b"}
    assert list(files_of("data", "taxonomies").items()) == list(named.items())
    assert files_of("data") == named


def test_missing_file_says_what_was_expected_and_what_to_do():
    with pytest.raises(FileNotFoundError, match=r"'data/nothing.yaml' not found: expected .*nothing\.yaml.*restore"):
        resource("data", "nothing.yaml")


@pytest.mark.parametrize("parts", [(), ("scoring",), ("",)])
def test_only_the_three_folders_are_resources(parts):
    with pytest.raises(ValueError, match="must be one of rules, models, data"):
        resource(*parts)


@pytest.mark.parametrize("part", ["..", "../scoring", "taxonomies/../../web", "/etc/passwd"])
def test_never_climbs_out_of_the_folder(part):
    with pytest.raises(ValueError, match=r"without '\.\.'"):
        resource("data", part)


def test_hash_is_twelve_hexadecimal_digits_and_repeatable(folder):
    version = content_hash(folder)
    assert len(version) == 12
    assert int(version, 16) >= 0
    assert content_hash(folder) == version


def test_hash_changes_with_bytes_and_with_names(folder):
    before = content_hash(folder)
    (folder / "a.yaml").write_bytes(b"A")
    changed = content_hash(folder)
    (folder / "a.yaml").rename(folder / "c.yaml")
    assert len({before, changed, content_hash(folder)}) == 3


def test_hash_ignores_readmes_and_dot_files(folder):
    before = content_hash(folder)
    (folder / "README.md").write_text("card")
    (folder / "sub" / "readme.txt").write_text("card")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x").write_text("x")
    assert content_hash(folder) == before


def test_hash_does_not_depend_on_where_the_folder_lies_or_the_order_named(folder, tmp_path):
    other = tmp_path / "elsewhere" / "rules"
    (other / "sub").mkdir(parents=True)
    (other / "sub" / "b.yaml").write_bytes(b"b")
    (other / "a.yaml").write_bytes(b"a")
    assert content_hash(folder) == content_hash(other)
    one, two = folder / "a.yaml", folder / "sub" / "b.yaml"
    assert content_hash(one, two) == content_hash(two, one)


def test_hash_keeps_the_border_between_files(tmp_path):
    for name, content in {"ab": b"c", "a": b"bc"}.items():
        (tmp_path / name).write_bytes(content)
    assert content_hash(tmp_path / "ab") != content_hash(tmp_path / "a")


def test_hash_of_nothing_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="nothing to hash at"):
        content_hash(tmp_path / "absent")
