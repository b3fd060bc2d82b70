"""The commands `upslope user …` and `upslope token …`, which find these functions by entry point.

Each prints what it did and returns the exit status 0. InputError says what to do. The first user and the first token
make the store where there is none; whatever looks at them wants it there.
"""

import getpass
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer
from sqlalchemy import Engine

from scoring.errors import InputError, refuse
from scoring.text import Lang, Text, both
from store.engine import disposed
from store.opening import open_store
from store.people import tokens, users
from store.people.passwords import made_up
from store.people.users import User, user_named
from store.terminal import actor, existing_store, say

_ROLES = {"reviewer": both("reviewer", "评审"), "administrator": both("administrator", "管理员")}


def user_add(name: str, role: str, from_stdin: bool, generate: bool, lang: Lang) -> int:
    """Make a user."""
    with disposed(open_store()) as engine:
        users.may_be_added(engine, name, role)
        password = _password(from_stdin, generate, lang)
        user = users.add_user(engine, name, password, role, actor=actor())
    say(lang, f"{user.name}: added as {user.role}", f"{user.name}：已添加，角色为{_ROLES[user.role].zh}")
    return _show_made(password, generate, lang)


def user_list(lang: Lang) -> int:
    """List users."""
    with existing_store() as engine:
        found = users.list_users(engine)
    for user in found:
        role, day = _ROLES[user.role].in_(lang), user.made_at[:10]
        say(
            lang,
            f"{user.name}: {role}, since {day}" + ("" if user.active else ", switched off"),
            f"{user.name}：{role}，添加于 {day}" + ("" if user.active else "，已停用"),
        )
    if not found:
        say(lang, "nobody yet: upslope user add NAME --role administrator",
             "还没有用户：upslope user add 姓名 --role administrator")  # fmt: skip
    return 0


def user_role(name: str, role: str, lang: Lang) -> int:
    """Give a user another role."""
    with _existing_user(name) as (engine, user):
        users.set_role(engine, user.id, role, actor=actor())
    say(lang, f"{user.name}: {role} now", f"{user.name}：角色已改为{_ROLES[role].zh}")
    return 0


def user_password(name: str, from_stdin: bool, generate: bool, lang: Lang) -> int:
    """Give a user another password."""
    with _existing_user(name) as (engine, user):
        password = _password(from_stdin, generate, lang)
        users.set_password(engine, user.id, password, actor=actor())
    say(lang, f"{user.name}: password changed, sessions ended", f"{user.name}：密码已更改，原有登录已失效")
    return _show_made(password, generate, lang)


def user_active(name: str, active: bool, lang: Lang) -> int:
    """Let a user in again, or no longer."""
    with _existing_user(name) as (engine, user):
        users.set_active(engine, user.id, active, actor=actor())
    if active:
        say(lang, f"{user.name}: may sign in", f"{user.name}：已启用，可以登录")
    else:
        say(lang, f"{user.name}: switched off, sessions ended", f"{user.name}：已停用，原有登录已失效")
    return 0


def user_remove(name: str, lang: Lang) -> int:
    """Remove a user."""
    with _existing_user(name) as (engine, user):
        users.remove_user(engine, user.id, actor=actor())
    say(lang, f"{user.name}: removed; what {user.name} wrote stays", f"{user.name}：已移除，其写下的内容仍保留")
    return 0


def token_add(name: str, scopes: Sequence[str], days: int | None, lang: Lang) -> int:
    """Make a token and show its secret once."""
    with disposed(open_store()) as engine:
        token, secret = tokens.add_token(engine, name, scopes, actor=actor(), days=days)
    say(lang, f"{token.name}: {_about(token, lang)}", f"{token.name}：{_about(token, lang)}")
    say(lang, "Keep it now, it is not shown again:", "请立即保存，以后不再显示：")
    typer.echo(secret)
    return 0


def token_list(lang: Lang) -> int:
    """List tokens."""
    with existing_store() as engine:
        found = tokens.list_tokens(engine)
    for token in found:
        say(lang, f"{token.name}: {_about(token, lang)}", f"{token.name}：{_about(token, lang)}")
    if not found:
        say(lang, "no tokens yet: upslope token add NAME --scope rank",
             "还没有令牌：upslope token add 名称 --scope rank")  # fmt: skip
    return 0


def token_revoke(id: str, lang: Lang) -> int:
    """Revoke a token."""
    with existing_store() as engine:
        tokens.revoke_token(engine, id, actor=actor())
    say(lang, f"{id}: revoked", f"{id}：已吊销")
    return 0


@contextmanager
def _existing_user(name: str) -> Iterator[tuple[Engine, User]]:
    with existing_store() as engine:
        yield engine, user_named(engine, name)


def _about(token: tokens.Token, lang: Lang) -> str:
    """Id, scopes and times of a token in one line."""
    expires, used, revoked = (time and time[:10] for time in (token.expires_at, token.used_at, token.revoked_at))
    if lang == "zh":
        until = f"有效期至 {expires}" if expires else "长期有效"
        last = f"最近使用 {used}" if used else "尚未使用"
        ended = f"，{revoked} 已吊销" if revoked else ""
        return f"编号 {token.id}，权限 {'、'.join(token.scopes)}，{until}，{last}{ended}"
    until = f"expires {expires}" if expires else "does not expire"
    last = f"last used {used}" if used else "never used"
    ended = f", revoked {revoked}" if revoked else ""
    return f"id {token.id}, scopes {' '.join(token.scopes)}, {until}, {last}{ended}"


def _password(from_stdin: bool, generate: bool, lang: Lang) -> str:
    """The password that is made up, read from one line, or asked for twice without being shown."""
    if from_stdin and generate:
        raise _refused(
            both("--password-stdin and --generate exclude each other", "不能同时使用 --password-stdin 和 --generate")
        )
    if generate:
        return made_up()
    if from_stdin:
        return _line()
    if not sys.stdin.isatty():
        raise _refused(both("there is no terminal to ask for it", "没有可供输入的终端"))
    first = getpass.getpass("密码（不显示）：" if lang == "zh" else "Password (not shown): ")
    if first != getpass.getpass("再输入一次：" if lang == "zh" else "Once more: "):
        raise _refused(both("the two differ", "两次输入不一致"))
    return first


def _line() -> str:
    """The first line of standard input, in UTF-8 whatever the locale."""
    try:
        return sys.stdin.buffer.readline().decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise _refused(both("the line is not UTF-8", "该行不是 UTF-8 文本")) from None


def _show_made(password: str, generate: bool, lang: Lang) -> int:
    if generate:
        say(lang, "Password, not shown again:", "密码如下，以后不再显示：")
        typer.echo(password)
    return 0


def _refused(why: Text) -> InputError:
    expected = both(
        "the same password twice at a terminal, one line with --password-stdin, or --generate",
        "在终端输入两次相同的密码，或用 --password-stdin 给出一行，或用 --generate 生成",
    )
    return refuse("password", why.en, why.zh, expected=expected)
