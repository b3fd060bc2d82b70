"""`upslope user …` and `upslope token …`: the store is found by its entry points, and loaded only here."""

from typing import Annotated

import typer

from scoring.cli.options import LangOption
from scoring.cli.parts import run

user_app = typer.Typer(
    help="Staff who sign in: reviewers and administrators. 可登录的工作人员：评审与管理员。",
    no_args_is_help=True,
    rich_markup_mode=None,
)
token_app = typer.Typer(
    help="Tokens by which programs ask the API. 程序调用 API 的令牌。", no_args_is_help=True, rich_markup_mode=None
)
_SCOPES = "rank (score and rank what is sent), read, write or delete (what is kept)"
_Name = Annotated[str, typer.Argument(help="Name of the user.", metavar="NAME")]
_Role = Annotated[str, typer.Option("--role", help="What the user may do.", metavar="reviewer|administrator")]
_FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from a line of standard input.")]
_Generate = Annotated[bool, typer.Option("--generate", help="Make a password up and print it.")]


def add_to(app: typer.Typer) -> None:
    """Add both groups to the program."""
    app.add_typer(user_app, name="user")
    app.add_typer(token_app, name="token")


@user_app.command("add")
def _add(
    name: _Name,
    role: _Role = "reviewer",
    from_stdin: _FromStdin = False,
    generate: _Generate = False,
    lang: LangOption = "en",
) -> None:
    """Add somebody of the staff; the password is asked for twice. 添加工作人员。"""
    run("user-add", lang, name, role, from_stdin, generate)


@user_app.command("list")
def _list(lang: LangOption = "en") -> None:
    """List the staff. 列出工作人员。"""
    run("user-list", lang)


@user_app.command("role")
def _role(
    name: _Name,
    role: Annotated[str, typer.Argument(help="What the user may do from now on.", metavar="reviewer|administrator")],
    lang: LangOption = "en",
) -> None:
    """Give a user another role. 更改角色。"""
    run("user-role", lang, name, role)


@user_app.command("password")
def _password(
    name: _Name, from_stdin: _FromStdin = False, generate: _Generate = False, lang: LangOption = "en"
) -> None:
    """Give a user another password, and end all sessions. 更改密码。"""
    run("user-password", lang, name, from_stdin, generate)


@user_app.command("off")
def _off(name: _Name, lang: LangOption = "en") -> None:
    """Let a user in no longer, and end all sessions. 停用。"""
    run("user-active", lang, name, False)


@user_app.command("on")
def _on(name: _Name, lang: LangOption = "en") -> None:
    """Let a user in again. 启用。"""
    run("user-active", lang, name, True)


@user_app.command("remove")
def _remove(name: _Name, lang: LangOption = "en") -> None:
    """Remove a user; notes and overrides stay. 移除。"""
    run("user-remove", lang, name)


@token_app.command("add")
def _token_add(
    name: Annotated[str, typer.Argument(help="What the token is for.", metavar="NAME")],
    scopes: Annotated[list[str], typer.Option("--scope", help=f"What it may do: {_SCOPES}; may be repeated.")],
    days: Annotated[int, typer.Option("--days", help="How long it holds.", metavar="N")] = 365,
    unlimited: Annotated[bool, typer.Option("--unlimited", help="Let it hold until it is revoked.")] = False,
    lang: LangOption = "en",
) -> None:
    """Make a token; its secret is shown once. 新建令牌。"""
    run("token-add", lang, name, scopes, None if unlimited else days)


@token_app.command("list")
def _token_list(lang: LangOption = "en") -> None:
    """List the tokens: scopes, expiry, last use. 列出令牌。"""
    run("token-list", lang)


@token_app.command("revoke")
def _token_revoke(
    id: Annotated[str, typer.Argument(help="Id of the token, as upslope token list shows it.", metavar="ID")],
    lang: LangOption = "en",
) -> None:
    """Let a token in no longer. 吊销令牌。"""
    run("token-revoke", lang, id)
