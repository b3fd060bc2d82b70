"""`upslope db …` and `upslope audit …` as a user meets them: what they print, and with which exit status they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL
from store_making import kept, past_the_guards

from scoring.cli.main import main
from store.engine import disposed
from store.opening import open_store


@pytest.fixture
def here(url: URL, monkeypatch: pytest.MonkeyPatch) -> URL:
    """The environment names the store."""
    monkeypatch.setenv("UPSLOPE_DATABASE_URL", url.render_as_string(hide_password=False))
    return url


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]):
    """Run the command; its exit status, and what it said."""

    def run(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in arguments])
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return ended.value.code or 0, said.out + said.err

    return run


def test_from_first_start_to_a_restored_backup(here: URL, run, tmp_path: Path, monkeypatch) -> None:
    assert "made, version" in run("db", "upgrade")[1]
    assert "已是版本" in run("db", "upgrade", "--lang", "zh")[1]
    with disposed(open_store(here)) as engine:
        kept(engine)
    status, said = run("db", "check")
    assert (status, said.splitlines()[-1]) == (0, "sound")
    assert "assessments 1" in said
    status, said = run("db", "backup", tmp_path / "backup.zip")
    assert status == 0
    head = said.split("kept elsewhere: ")[1].strip()
    assert run("audit", "verify", "--head", head)[0] == 0
    monkeypatch.setenv("UPSLOPE_DATABASE_URL", f"sqlite:///{tmp_path}/other.sqlite3")
    assert "restored as of" in run("db", "restore", tmp_path / "backup.zip")[1]
    assert run("db", "check", "--lang", "zh")[1].splitlines()[-1] == "检查通过"
    assert run("audit", "verify", "--head", head)[0] == 0


def test_the_log_is_exported(here: URL, run, tmp_path: Path) -> None:
    run("db", "upgrade")
    status, said = run("audit", "export")
    lines = [json.loads(line) for line in said.splitlines()]
    assert status == 0
    assert [line["action"] for line in lines] == ["store.made", "audit.exported"]
    assert lines[1]["previous"] == lines[0]["hash"]
    assert lines[1]["actor"].startswith("command:")
    assert "3 lines" in run("audit", "export", "--output", tmp_path / "log.jsonl")[1]
    assert len((tmp_path / "log.jsonl").read_bytes().splitlines()) == 3


def test_what_was_found_is_listed_with_status_one(here: URL, run) -> None:
    with disposed(open_store(here)) as engine:
        kept(engine)
        with past_the_guards(engine) as reach:
            reach("DELETE FROM audit WHERE number = 2")
    status, said = run("audit", "verify")
    assert status == 1
    assert "audit: line 2 is missing: the last 1 cut off" in said
    assert "kept elsewhere" not in said
    status, said = run("db", "check", "--lang", "zh")
    assert status == 1
    assert "日志：第 2 行缺失：末尾被截去 1 行" in said
    assert "企业资料 1，评估 1" in said
    assert "发现" in said


def test_what_was_altered_is_named_in_the_language_of_the_reader(here: URL, run) -> None:
    with disposed(open_store(here)) as engine:
        name = kept(engine)
        with past_the_guards(engine) as reach:
            reach("UPDATE artefacts SET version = ? WHERE kind = 'rules'", "0" * 12)
            reach("UPDATE profiles SET number = ?", 2)
    said = run("db", "check", "--lang", "zh")[1]
    assert f"评估 {name.assessment}：规则集与其自述不符" in said
    assert f"企业 {name.company}：缺少第 1 版" in said
    assert f"assessment {name.assessment}: its rules is not the one it states" in run("db", "check")[1]


@pytest.mark.parametrize("arguments", [("db", "check"), ("db", "backup", "x.zip"), ("audit", "verify"),
                                       ("audit", "export")])  # fmt: skip
def test_without_a_store_there_is_nothing_to_look_at(here: URL, run, tmp_path: Path, arguments, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, said = run(*arguments, "--lang", "zh")
    assert status == 2
    assert "upslope db upgrade" in said
    assert list(tmp_path.glob("**/*.*")) == []


def test_a_backup_that_is_not_there_makes_no_store(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("UPSLOPE_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("UPSLOPE_DATABASE_URL", raising=False)
    status, said = run("db", "restore", tmp_path / "absent.zip", "--lang", "zh")
    assert status == 2
    assert "absent.zip：没有这个文件" in said
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize(
    ("address", "en", "zh"),
    [
        ("mysql://me:hush@h/d", "kind of database that is not supported", "数据库类型不受支持"),
        ("postgresql://me:hush@127.0.0.1:1/d", "the server can't be reached", "无法连接数据库服务器"),
    ],
)
def test_a_wrong_address_ends_with_status_two(run, monkeypatch, address: str, en: str, zh: str) -> None:
    monkeypatch.setenv("UPSLOPE_DATABASE_URL", address)
    for lang, told in (("en", en), ("zh", zh)):
        status, said = run("db", "upgrade", "--lang", lang)
        assert status == 2
        assert told in said
        assert "hush" not in said


@pytest.mark.parametrize("arguments", [("db", "check", "--lang", "fr"), ("audit", "verify", "--head", "x")])
def test_a_wrong_option_ends_with_status_two(here: URL, run, arguments) -> None:
    assert run(*arguments)[0] == 2


def test_help_loads_no_database() -> None:
    names = "sqlalchemy alembic psycopg store"
    code = f"""
import sys
from scoring.cli.main import main
try:
    main(["--help"])
finally:
    print([name for name in {names.split()} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.splitlines()[-1] == "[]"
    assert " db " in done.stdout
    assert " audit " in done.stdout
