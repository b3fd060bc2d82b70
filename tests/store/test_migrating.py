"""From any earlier version to the newest with everything in place, never back, never over somebody else's tables."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from earlier import FILLED
from sqlalchemy import URL, Engine, select, text
from store_making import kept

from scoring import InputError
from store import migrating
from store.check import check
from store.engine import disposed, make_engine, reading, writing
from store.migrating import VERSION_TABLE, State, migrate, newest, revisions, state_of, upgrade
from store.opening import open_store
from store.schema import GUARDS, assessments, metadata, profiles


def test_the_migrations_end_where_the_tables_say(engine: Engine) -> None:
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        names = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
            "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        }[engine.dialect.name]
        assert set(connection.execute(text(names)).scalars()) == GUARDS[engine.dialect.name]


def test_every_migration_has_earlier_rows_to_be_tried_on() -> None:
    assert list(FILLED) == list(revisions())


@pytest.mark.parametrize("revision", list(FILLED))
def test_upgrade_from_an_earlier_version_with_data(url: URL, revision: str) -> None:
    with disposed(make_engine(url)) as engine:
        with writing(engine) as connection:
            migrate(connection, revision)
            FILLED[revision](connection)
        before, after = upgrade(engine, "test")
        assert (before, after) == (revision, newest())
        checked = check(engine)
        assert checked.problems == []
        assert checked.counts["profiles"] == 2
        with reading(engine) as connection:
            told = connection.execute(select(profiles.c.content).order_by(profiles.c.number)).scalars().all()
            langs = connection.execute(select(assessments.c.lang)).scalars().all()
        assert "云禾视觉（虚构）".encode() in told[0]
        assert langs == ["zh", "zh"]
        kept(engine)
        assert check(engine).problems == []


def test_a_second_upgrade_changes_nothing(engine: Engine) -> None:
    before = check(engine)
    assert upgrade(engine, "test") == (newest(), newest())
    assert check(engine) == before


def test_going_back_is_refused(engine: Engine) -> None:
    with pytest.raises(InputError) as error, writing(engine) as connection:
        config = migrating._config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert "can't be taken back to an older version: content would be lost" in str(error.value)
    assert "不能退回旧版本" in error.value.in_("zh")
    assert check(engine).problems == []


def test_a_newer_store_is_refused(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    for way in (lambda: upgrade(engine, "test"), lambda: check(engine), lambda: open_store(engine.url)):
        with pytest.raises(InputError, match="made by a newer version of this program") as error:
            way()
        assert "更新版本的程序" in error.value.in_("zh")


def test_an_older_store_waits_for_the_upgrade(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "revisions", lambda: (*revisions(), "later"))
    with pytest.raises(InputError, match=r"older version.*upslope db upgrade") as error:
        open_store(engine.url)
    assert "先用旧版程序备份" in error.value.in_("zh")


def test_tables_of_somebody_else_are_left_alone(url: URL) -> None:
    with disposed(make_engine(url)) as engine:
        with writing(engine) as connection:
            connection.execute(text("CREATE TABLE theirs (x integer)"))
        for way in (lambda: upgrade(engine, "test"), lambda: open_store(url), lambda: check(engine)):
            with pytest.raises(InputError, match="tables of another program; nothing was changed"):
                way()
        with reading(engine) as connection:
            assert state_of(connection) is State.FOREIGN


def test_an_upgrade_that_fails_leaves_nothing(url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    with disposed(make_engine(url)) as engine:
        monkeypatch.setattr(migrating.audit, "append", fail)
        with pytest.raises(RuntimeError):
            upgrade(engine, "test")
        with reading(engine) as connection:
            assert state_of(connection) is State.EMPTY


STARTING = """
import sys
from sqlalchemy import make_url
from store.opening import open_store
open_store(make_url(sys.argv[1])).dispose()
"""


def test_processes_that_start_at_once_make_one_store(url: URL) -> None:
    command_line = [sys.executable, "-c", STARTING, url.render_as_string(hide_password=False)]
    starting = [subprocess.Popen(command_line, stderr=subprocess.PIPE, text=True) for _ in range(5)]
    for process in starting:
        said = process.communicate()[1]
        assert process.returncode == 0, said
    with disposed(open_store(url)) as engine:
        checked = check(engine)
    assert checked.problems == []
    assert checked.counts["audit"] == 1


def test_a_migration_is_named_by_its_number() -> None:
    folder = Path(migrating.__file__).parent / "migrations" / "versions"
    names = sorted(path.name for path in folder.glob("r*.py"))
    assert [re.match(r"r(\d{4})_", name)[1] for name in names] == list(revisions())
