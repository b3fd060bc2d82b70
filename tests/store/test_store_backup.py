"""A backup restores into either database exactly what was there, or into none at all."""

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from earlier import FILLED
from private_server import new_database
from sqlalchemy import URL, Engine, MetaData, select, text
from store_making import kept

from scoring import InputError
from store import audit
from store.backup import back_up
from store.check import check
from store.engine import disposed, make_engine, reading, writing
from store.keeping import assessment_of, profile_of
from store.migrating import VERSION_TABLE, State, migrate, newest, state_of
from store.place import file_url
from store.restoring import restore
from store.schema import metadata


def rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with reading(engine) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """An empty database to restore into, of both kinds for each kind that was backed up."""
    if request.param == "sqlite":
        return file_url(tmp_path / "restored" / "upslope.sqlite3")
    return new_database(request.getfixturevalue("server"))


def test_what_was_there_is_there_again(engine: Engine, empty: URL, tmp_path: Path) -> None:
    first = kept(engine)
    kept(engine, company=first.company)
    manifest = back_up(engine, tmp_path / "backup.zip", "test")
    before = rows(engine)
    with disposed(make_engine(empty)) as other:
        restore(other, tmp_path / "backup.zip", "test")
        after = rows(other)
        assert check(other).problems == []
        assert assessment_of(other, first.assessment) == assessment_of(engine, first.assessment)
        assert profile_of(other, first.profile) == profile_of(engine, first.profile)
    assert [row[3] for row in after["audit"]][-2:] == ["store.backed_up", "store.restored"]
    assert after["audit"][:-1] == before["audit"]
    del after["audit"], before["audit"], after["audit_head"], before["audit_head"]
    assert after == before
    assert manifest.revision == newest()


def test_the_file_is_private_and_tells_what_is_in_it(engine: Engine, tmp_path: Path) -> None:
    kept(engine)
    path = tmp_path / "backup.zip"
    back_up(engine, path, "test")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        lines = archive.read("rows/profiles.jsonl").decode().splitlines()
    assert manifest["tables"]["profiles"]["rows"] == len(lines) == 1
    with reading(engine) as connection:
        assert manifest["head"] == str(audit.head(connection))
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["backup.zip"]


def test_a_backup_never_replaces_a_file(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    path.write_bytes(b"the only one")
    with pytest.raises(InputError, match="exists already"):
        back_up(engine, path, "test")
    assert path.read_bytes() == b"the only one"


def test_a_folder_that_is_not_there_is_named(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"absent/backup\.zip"):
        back_up(engine, tmp_path / "absent" / "backup.zip", "test")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_too_full_for_the_backup_leaves_nothing(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / ".left"
    left.touch()
    monkeypatch.setattr("store.backup._beside", lambda _: (os.open("/dev/full", os.O_WRONLY), str(left)))
    with pytest.raises(OSError, match=r"No space left.*backup\.zip"):
        back_up(engine, tmp_path / "backup.zip", "test")
    assert not left.exists()
    assert not (tmp_path / "backup.zip").exists()


def test_only_an_empty_database_is_filled(engine: Engine, tmp_path: Path) -> None:
    kept(engine)
    back_up(engine, tmp_path / "backup.zip", "test")
    before = rows(engine)
    with pytest.raises(InputError, match=r"holds a store already \(expected an empty database") as error:
        restore(engine, tmp_path / "backup.zip", "test")
    assert "里面已有数据" in error.value.in_("zh")
    assert rows(engine) == before


@pytest.mark.parametrize("revision", list(FILLED))
def test_a_backup_of_an_earlier_version_is_restored(
    url: URL, empty: URL, tmp_path: Path, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with disposed(make_engine(url)) as engine, disposed(make_engine(empty)) as other:
        with writing(engine) as connection:
            migrate(connection, revision)
            FILLED[revision](connection)
        with monkeypatch.context() as then:  # the program of that version knew the tables of that version alone
            tables = MetaData()
            tables.reflect(engine)
            tables.remove(tables.tables[VERSION_TABLE])
            then.setattr("store.backup.metadata", tables)
            then.setattr("store.backup.newest", lambda: revision)
            then.setattr("store.backup.refuse_unless", lambda *_: None)
            back_up(engine, tmp_path / "backup.zip", "test")
        restore(other, tmp_path / "backup.zip", "test")
        assert check(other).counts["profiles"] == 2


@pytest.fixture
def backed_up(engine: Engine, tmp_path: Path) -> Path:
    """A backup of a store with a company."""
    kept(engine)
    back_up(engine, tmp_path / "backup.zip", "test")
    return tmp_path / "backup.zip"


@pytest.fixture
def beside(engine: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> URL:
    """An empty database of the same kind."""
    if engine.dialect.name == "sqlite":
        return file_url(tmp_path / "restored" / "upslope.sqlite3")
    return new_database(request.getfixturevalue("server"))


Edit = Callable[[dict[str, bytes]], None]


def _manifest(**changes: object) -> Edit:
    def edit(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()

    return edit


def _replace(name: str, old: bytes, new: bytes) -> Edit:
    def edit(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return edit


def _sealed(name: str, old: bytes, new: bytes) -> Edit:
    """Altered by somebody who can work out hashes."""

    def edit(members: dict[str, bytes]) -> None:
        _replace(f"rows/{name}.jsonl", old, new)(members)
        manifest = json.loads(members["manifest.json"])
        manifest["tables"][name]["sha256"] = hashlib.sha256(members[f"rows/{name}.jsonl"]).hexdigest()
        members["manifest.json"] = json.dumps(manifest).encode()

    return edit


def _drop(name: str) -> Edit:
    return lambda members: members.pop(name) and None


def _cut(name: str) -> Edit:
    def edit(members: dict[str, bytes]) -> None:
        members[name] = b"".join(members[name].splitlines(keepends=True)[:-1])

    return edit


BROKEN: list[tuple[str, Edit, str]] = [
    ("other format", _manifest(format="another"), "is no backup, or damaged"),
    ("newer", _manifest(revision="9999"), "made by a newer version"),
    ("unknown field", _manifest(extra=1), "is no backup, or damaged"),
    ("no manifest", _drop("manifest.json"), "is no backup, or damaged"),
    ("no rows", _drop("rows/audit.jsonl"), "is no backup, or damaged"),
    ("no tables", _manifest(tables={}), "does not hold the tables of its version"),
    ("a row gone", _cut("rows/assessments.jsonl"), "the rows of assessments are not those that were backed up"),
    ("altered", _replace("rows/audit.jsonl", b'"actor":"test"', b'"actor":"nobody"'), "the rows of audit are not"),
    ("other column", _replace("rows/profiles.jsonl", b'"number"', b'"numbers"'), "is no backup, or damaged"),
    ("no JSON", _replace("rows/profiles.jsonl", b"{", b"<"), "is no backup, or damaged"),
    ("no base64", _replace("rows/profiles.jsonl", b'{"base64":"', b'{"base64":"*'), "is no backup, or damaged"),
    ("a list", _replace("rows/profiles.jsonl", b'"number":1', b'"number":[]'), "is no backup, or damaged"),
    ("points nowhere", _sealed("profiles", b'"company":"', b'"company":"f'), "its rows contradict each other"),
    ("no number", _sealed("profiles", b'"number":1', b'"number":null'), "its rows contradict each other"),
    ("sealed anew", _sealed("profiles", b'"number":1', b'"number":2'), "version 1 is missing"),
    ("log sealed anew", _sealed("audit", b'"actor":"test"', b'"actor":"nobody"'), "was altered"),
    ("head", _manifest(head="1:0"), "its log does not end where it says"),
]


@pytest.mark.parametrize(("edit", "told"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_backup_that_is_not_sound_changes_nothing(backed_up: Path, beside: URL, edit: Edit, told: str) -> None:
    with zipfile.ZipFile(backed_up) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    edit(members)
    with zipfile.ZipFile(backed_up, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    refused(beside, backed_up, told)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_backup(empty: URL, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "backup.zip"
    path.write_bytes(content)
    refused(empty, path, "is no backup, or damaged")


def test_a_backup_cut_short(engine: Engine, empty: URL, tmp_path: Path) -> None:
    kept(engine)
    path = tmp_path / "backup.zip"
    back_up(engine, path, "test")
    path.write_bytes(path.read_bytes()[:-100])
    refused(empty, path, "is no backup, or damaged")


def test_a_bit_turned_over_anywhere_is_noticed(engine: Engine, tmp_path: Path) -> None:
    kept(engine)
    path = tmp_path / "backup.zip"
    back_up(engine, path, "test")
    whole = path.read_bytes()
    for at in range(200, len(whole) // 2, len(whole) // 12):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with disposed(make_engine(file_url(tmp_path / f"at-{at}.sqlite3"))) as other, pytest.raises(InputError):
            restore(other, path, "test")


def refused(empty: URL, path: Path, told: str) -> None:
    with disposed(make_engine(empty)) as other:
        with pytest.raises(InputError) as error:
            restore(other, path, "test")
        assert told in str(error.value)
        assert all(problem.message.zh for problem in error.value.problems)
        with reading(other) as connection:
            assert state_of(connection) is State.EMPTY
            assert connection.execute(text("SELECT 1")).scalar_one() == 1
