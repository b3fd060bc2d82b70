"""How the databases are set up, and that what goes wrong with them is said with what to do, in both languages."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from private_server import connect, new_database
from sqlalchemy import URL, Engine, text
from store_making import kept

from scoring import InputError
from store import audit
from store.check import check
from store.engine import disposed, make_engine, reading, writing
from store.opening import open_store
from store.place import file_url

NOBODY = 65534


def told(error: InputError, en: str, zh: str) -> bool:
    return (
        en in error.in_("en") and zh in error.in_("zh") and "expected" in error.in_("en") and "应为" in error.in_("zh")
    )


def test_the_file_is_private_and_its_settings_are_safe(tmp_path: Path) -> None:
    path = tmp_path / "new" / "upslope.sqlite3"
    engine = open_store(file_url(path))
    with reading(engine) as connection:
        settings = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]
    assert settings == ["wal", 1, 2, 60_000]
    assert {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    engine.dispose()


def test_readers_see_one_moment_while_others_write(engine: Engine) -> None:
    count = text("SELECT count(*) FROM companies")
    with reading(engine) as connection:
        before = connection.execute(count).scalar_one()
        kept(engine)
        assert connection.execute(count).scalar_one() == before == 0
    with reading(engine) as connection:
        assert connection.execute(count).scalar_one() == 1


def test_work_that_fails_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(RuntimeError), writing(engine) as connection:
        connection.execute(text("INSERT INTO companies VALUES ('x', 'y')"))
        raise RuntimeError
    assert check(engine).counts["companies"] == 0


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    url = URL.create("postgresql+psycopg", "me", "hush", "127.0.0.1", 1, "upslope")
    with pytest.raises(InputError) as error:
        open_store(url)
    assert told(error.value, "127.0.0.1:1/upslope: the server can't be reached", "无法连接数据库服务器")
    assert "hush" not in str(error.value)


def test_a_database_or_a_user_that_is_not_there(server: URL) -> None:
    with pytest.raises(InputError) as error:
        open_store(server.set(database="absent"))
    assert told(error.value, "no such database", "没有这个数据库")
    with pytest.raises(InputError) as error:
        open_store(server.set(username="stranger"))
    assert told(error.value, "refused name or password", "拒绝了用户名或密码")


def test_a_user_without_rights(server: URL) -> None:
    url = new_database(server)
    with connect(url) as connection:
        connection.execute("CREATE ROLE guest LOGIN")
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    with pytest.raises(InputError) as error:
        open_store(url.set(username="guest"))
    assert told(error.value, "the user may not do this in the database", "没有执行此操作的权限")


def test_a_server_that_only_reads(server: URL) -> None:
    url = new_database(server)
    engine = open_store(url)
    with connect(url) as connection:
        connection.execute(f"ALTER DATABASE {url.database} SET default_transaction_read_only = on")
    engine.dispose()
    with pytest.raises(InputError) as error:
        kept(engine)
    assert told(error.value, "can't be written", "无法写入")
    assert check(engine).counts["companies"] == 0
    engine.dispose()


def test_a_connection_that_was_lost_comes_back(server: URL) -> None:
    url = new_database(server)
    engine = open_store(url)
    kept(engine)
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with connect(server) as connection:
        connection.execute(ended, [url.database])
    kept(engine)
    with pytest.raises(InputError) as error, writing(engine) as open_one, connect(server) as connection:
        connection.execute(ended, [url.database])
        open_one.execute(text("SELECT 1"))
    assert told(error.value, "connection to the server was lost", "连接中断")
    assert check(engine).counts["companies"] == 2
    engine.dispose()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "upslope.sqlite3"
    path.write_bytes(b"just a text, and long enough to be looked at" * 100)
    with pytest.raises(InputError) as error:
        open_store(file_url(path))
    assert told(error.value, "is damaged, or no database of this program", "已损坏")
    assert path.read_bytes().startswith(b"just a text")


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that any user can reach, unlike that of the other tests."""
    folder = Path(tempfile.mkdtemp(prefix="upslope-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Not as root, whom no right of a file holds back."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_is_read_only(shelf: Path) -> None:
    shelf.chmod(0o555)
    with unprivileged(), pytest.raises(InputError) as error:
        open_store(file_url(shelf / "upslope.sqlite3"))
    assert told(error.value, "upslope.sqlite3: can't be made or opened: Permission denied", "没有权限")
    assert "UPSLOPE_INSTANCE" in str(error.value)
    assert list(shelf.iterdir()) == []


def test_a_file_that_became_read_only_loses_nothing(shelf: Path) -> None:
    url = file_url(shelf / "upslope.sqlite3")
    engine = open_store(url)
    kept(engine)
    engine.dispose()
    shelf.joinpath("upslope.sqlite3").chmod(0o444)
    with unprivileged(), pytest.raises(InputError) as error:
        open_store(url)
    assert told(error.value, "can't be made or opened", "无法创建或打开")
    shelf.joinpath("upslope.sqlite3").chmod(0o600)
    again = open_store(url)
    assert check(again).counts["companies"] == 1
    again.dispose()


FILLING = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from store_making import kept
from scoring import InputError
from store.opening import open_store
from store.place import file_url
engine = open_store(file_url(Path(sys.argv[1])))
kept(engine)
if sys.argv[3] == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
done = 1
for _ in range(2000):
    try:
        kept(engine)
    except InputError as error:
        print(done)
        print(error.in_("en"))
        print(error.in_("zh"))
        break
    done += 1
"""


def filled(path: Path, how: str) -> list[str]:
    command = [sys.executable, "-c", FILLING, str(path), str(Path(__file__).parent), how]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_file_that_may_not_grow_is_explained_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "upslope.sqlite3"
    done, en, zh = filled(path, "limit")
    assert "reading or writing the disk failed; nothing of this was saved (expected" in en
    assert "磁盘读写失败，本次内容没有保存（应为：" in zh
    engine = open_store(file_url(path))
    checked = check(engine)
    assert (checked.counts["assessments"], checked.problems) == (int(done), [])
    engine.dispose()


@pytest.fixture
def tiny_disk(shelf: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = shelf / "disk"
    folder.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("may not mount a file system here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_explained_and_loses_nothing(tiny_disk: Path, tmp_path: Path) -> None:
    path = tiny_disk / "upslope.sqlite3"
    done, en, zh = filled(path, "disk")
    assert "the disk is full; nothing of this was saved (expected free space" in en
    assert "磁盘已满，本次内容没有保存（应为：" in zh
    shutil.copytree(tiny_disk, tmp_path / "larger")
    engine = open_store(file_url(tmp_path / "larger" / "upslope.sqlite3"))
    checked = check(engine)
    assert (checked.counts["assessments"], checked.problems) == (int(done), [])
    kept(engine)
    engine.dispose()


def test_a_full_disk_of_the_server_is_explained_and_loses_nothing(server: URL, tiny_disk: Path) -> None:
    space = tiny_disk / "space"
    space.mkdir()
    owner = Path(server.query["host"]).stat()
    os.chown(space, owner.st_uid, owner.st_gid)
    url = new_database(server)
    with connect(url) as connection:
        connection.execute(f"CREATE TABLESPACE tiny LOCATION '{space}'")
        connection.execute(f"ALTER DATABASE {url.database} SET default_tablespace = tiny")
    engine = open_store(url)
    done = 0
    try:
        with pytest.raises(InputError) as error:
            for _ in range(2000):
                kept(engine)
                done += 1
        assert told(error.value, "the disk is full", "磁盘已满")
        checked = check(engine)
        assert (checked.counts["assessments"], checked.problems) == (done, [])
        assert done
    finally:
        engine.dispose()
        with connect(server) as connection:
            connection.execute(f"DROP DATABASE {url.database}")
            connection.execute("DROP TABLESPACE tiny")


def test_who_waits_too_long_is_told_so(url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(url).dispose()
    monkeypatch.setattr("store.engine.BUSY_SECONDS", 1)
    with disposed(make_engine(url)) as engine, disposed(make_engine(url)) as other:
        with writing(engine) as connection:
            audit.append(connection, "test", "thing.seen", "x")
            with pytest.raises(InputError) as error:
                kept(other)
        assert told(error.value, "is busy with other work; nothing of this was saved", "正忙，本次内容没有保存")
        kept(other)
        assert check(other).counts["companies"] == 1


def test_a_path_that_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        make_engine(file_url(tmp_path))
    assert told(error.value, "can't be made or opened", "这是文件夹，不是文件")
