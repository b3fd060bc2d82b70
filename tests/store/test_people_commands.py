"""`upslope user …` and `upslope token …` as somebody who runs an installation meets them."""

import io
import os
import pty
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import URL

from scoring.cli.main import main
from store.engine import disposed
from store.opening import open_store
from store.people import passwords
from store.people.sessions import session_user
from store.people.signing_in import SignInRefused, sign_in
from store.people.tokens import token_of
from store.people.users import list_users

PASSWORD = "three words and a boat"


class _Line:
    """Standard input that is no terminal."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)

    def isatty(self) -> bool:
        return False


@pytest.fixture
def here(url: URL, monkeypatch: pytest.MonkeyPatch) -> URL:
    """The environment names the store, and hashing takes no time."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setenv("UPSLOPE_DATABASE_URL", url.render_as_string(hide_password=False))
    return url


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run the command with what standard input says; its exit status, and what it said."""

    def run(*arguments: str, typed: str | bytes = b"") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", _Line(typed.encode() if isinstance(typed, str) else typed))
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return ended.value.code or 0, said.out + said.err

    return run


def _lets_in(url: URL, name: str, password: str) -> bool:
    with disposed(open_store(url)) as engine:
        try:
            sign_in(engine, name, password, address="192.0.2.1")
        except SignInRefused:
            return False
        return True


def test_the_life_of_a_user(here: URL, run) -> None:
    add = ("user", "add", "Made-up Mei", "--role", "administrator", "--password-stdin")
    assert run(*add, typed=f"{PASSWORD}\nmore\n") == (0, "Made-up Mei: added as administrator\n")
    assert _lets_in(here, "made-up mei", PASSWORD)
    status, said = run("user", "add", "王小美", "--generate", "--lang", "zh")
    assert status == 0
    assert said.startswith("王小美：已添加，角色为评审\n")
    made = said.splitlines()[-1]
    assert _lets_in(here, "王小美", made)
    assert "王小美: reviewer, since 2" in run("user", "list")[1]
    assert run("user", "role", "王小美", "administrator") == (0, "王小美: administrator now\n")
    assert "角色已改为评审" in run("user", "role", "made-up mei", "reviewer", "--lang", "zh")[1]
    with disposed(open_store(here)) as engine:
        _, secret = sign_in(engine, "Made-up Mei", PASSWORD, address="192.0.2.1")
        assert run("user", "password", "Made-up Mei", "--password-stdin", typed="another set of words\r\n")[0] == 0
        assert session_user(engine, secret, idle=timedelta(hours=1), longest=timedelta(hours=1)) is None
    assert not _lets_in(here, "Made-up Mei", PASSWORD)
    assert _lets_in(here, "Made-up Mei", "another set of words")
    assert "switched off" in run("user", "off", "Made-up Mei")[1]
    assert "已停用" in run("user", "list", "--lang", "zh")[1]
    assert not _lets_in(here, "Made-up Mei", "another set of words")
    assert "已启用" in run("user", "on", "Made-up Mei", "--lang", "zh")[1]
    assert run("user", "remove", "Made-up Mei")[0] == 0
    assert "Mei" not in run("user", "list")[1]
    status, said = run("user", "off", "王小美", "--lang", "zh")
    assert (status, "最后一名启用的管理员" in said) == (2, True)
    assert '"actor":"command:' in run("audit", "export")[1]
    assert run("db", "check")[0] == 0


def test_the_life_of_a_token(here: URL, run) -> None:
    status, said = run("token", "add", "Nightly export", "--scope", "read", "--scope", "rank", "--days", "30")
    assert status == 0
    assert "scopes rank read, expires 2" in said
    secret = said.splitlines()[-1]
    listed = run("token", "list", "--lang", "zh")[1]
    assert "权限 rank、read" in listed
    assert "尚未使用" in listed
    assert secret not in listed
    with disposed(open_store(here)) as engine:
        token = token_of(engine, secret)
        assert token
        assert run("token", "revoke", token.id) == (0, f"{token.id}: revoked\n")
        assert token_of(engine, secret) is None
    assert ", revoked 2" in run("token", "list")[1]
    assert "does not expire" in run("token", "add", "Other", "--scope", "delete", "--unlimited")[1]
    assert run("token", "revoke", "0" * 32) == (
        2, "upslope: tokens: there is none of this id (expected an id that upslope token list shows)\n"
    )  # fmt: skip


def test_role_and_name_are_looked_at_before_the_password(here: URL, run) -> None:
    run("user", "add", "Mei", "--generate")
    for given, en, zh in (
        (("Lan", "--role", "owner"), "role: 'owner' is no role", "角色：没有“owner”这种角色"),
        (("MEI", "--role", "reviewer"), "users: the name is taken", "用户：姓名已被使用"),
    ):
        for lang, told in (("en", en), ("zh", zh)):
            status, said = run("user", "add", *given, "--lang", lang)
            assert status == 2
            assert told in said
            assert {"en": "password", "zh": "密码"}[lang] not in said
    assert "密码：只有 5 个字符" in run("user", "add", "Lan", "--password-stdin", "--lang", "zh", typed="short")[1]


def test_what_is_wrong_with_a_password_is_told_and_nobody_is_added(here: URL, run) -> None:
    for given, typed, en, zh in (
        (("--password-stdin",), b"short\n", "has 5 characters", "只有 5 个字符"),
        (("--password-stdin",), b"", "has 0 characters", "只有 0 个字符"),
        (("--password-stdin",), b"\xff\xfe" * 12, "is not UTF-8", "不是 UTF-8"),
        (("--password-stdin", "--generate"), b"", "exclude each other", "不能同时使用"),
        ((), PASSWORD.encode(), "no terminal to ask", "没有可供输入的终端"),
        (("--role", "owner", "--generate"), b"", "'owner' is no role", "没有“owner”这种角色"),
    ):
        for lang, wrong in (("en", en), ("zh", zh)):
            status, said = run("user", "add", "Mei", *given, "--lang", lang, typed=typed)
            assert status == 2
            assert wrong in said
    with disposed(open_store(here)) as engine:
        assert list_users(engine) == []
    assert "upslope user add NAME --role administrator" in run("user", "list")[1]
    assert "nobody called 'Mei'" in run("user", "off", "Mei")[1]


@pytest.mark.parametrize("arguments", [("user", "list"), ("user", "off", "Mei"), ("token", "list")])
def test_without_a_store_nobody_is_looked_for(run, tmp_path: Path, monkeypatch, arguments) -> None:
    monkeypatch.setenv("UPSLOPE_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("UPSLOPE_DATABASE_URL", raising=False)
    assert run(*arguments)[0] == 2
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize(("second", "status"), [(PASSWORD, 0), ("another set of words", 2)])
def test_a_password_is_asked_for_twice_and_never_shown(tmp_path: Path, second: str, status: int) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-c", "from scoring.cli.main import main; main()", "user", "add", "Mei"]
    environment = os.environ | {"UPSLOPE_INSTANCE": str(tmp_path)}
    environment.pop("UPSLOPE_DATABASE_URL", None)
    with subprocess.Popen(
        command, stdin=slave, stdout=subprocess.PIPE, stderr=slave, env=environment, start_new_session=True
    ) as asking:
        os.close(slave)
        shown = _answered(master, b"Password (not shown): ", PASSWORD) + _answered(master, b"Once more: ", second)
        said = asking.stdout.read().decode()
        assert asking.wait(60) == status
    os.close(master)
    assert PASSWORD not in shown + said
    assert second not in shown + said
    assert ("added as reviewer" in said) == (status == 0)


def _answered(terminal: int, question: bytes, answer: str) -> str:
    """Wait for the question, then type the answer; what was shown until then."""
    shown = b""
    while question not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, answer.encode() + b"\n")
    return shown.decode()


def test_help_loads_neither_argon2_nor_the_database() -> None:
    code = """
import sys
from scoring.cli.main import main
try:
    main(sys.argv[1:])
finally:
    print([name for name in ("argon2", "sqlalchemy", "store") if name in sys.modules])
"""
    for asked in (["--help"], ["user", "--help"], ["token", "add", "--help"]):
        done = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    assert {"user", "token"} <= {line.split()[0] for line in done.stdout.splitlines() if line.strip()}
