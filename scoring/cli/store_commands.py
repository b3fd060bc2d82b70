"""`upslope db …` and `upslope audit …`: the store is found by its entry points, and loaded only here."""

from pathlib import Path
from typing import Annotated

import typer

from scoring.cli.options import LangOption
from scoring.cli.parts import run

_WHERE = "The store lies in the folder UPSLOPE_INSTANCE (~/.upslope), or where UPSLOPE_DATABASE_URL says."
_WHERE_ZH = "数据存放在 UPSLOPE_INSTANCE 文件夹（默认 ~/.upslope），或 UPSLOPE_DATABASE_URL 指定的数据库。"
db_app = typer.Typer(
    help=f"Look after the store. 数据库维护。\n\n{_WHERE} {_WHERE_ZH}", no_args_is_help=True, rich_markup_mode=None
)
audit_app = typer.Typer(
    help="Look after the log of who did what. 操作日志。", no_args_is_help=True, rich_markup_mode=None
)


def add_to(app: typer.Typer) -> None:
    """Add both groups to the program."""
    app.add_typer(db_app, name="db")
    app.add_typer(audit_app, name="audit")


@db_app.command("upgrade")
def _upgrade(lang: LangOption = "en") -> None:
    """Bring the store to the version of this program, or make it. 升级或建立数据库。"""
    run("db-upgrade", lang)


@db_app.command("backup")
def _backup(
    output: Annotated[Path, typer.Argument(help="New file for the backup, .zip.")], lang: LangOption = "en"
) -> None:
    """Write everything to one file, while others work. 备份到一个文件。"""
    run("db-backup", lang, output)


@db_app.command("restore")
def _restore(source: Annotated[Path, typer.Argument(help="File of a backup.")], lang: LangOption = "en") -> None:
    """Fill an empty database from a backup. 把备份恢复到空数据库。"""
    run("db-restore", lang, source)


@db_app.command("check")
def _check(lang: LangOption = "en") -> None:
    """Check database, hashes and log. 检查数据库、哈希和日志。"""
    run("db-check", lang)


@audit_app.command("verify")
def _verify(
    head: Annotated[
        str | None, typer.Option("--head", help="End of the log as printed earlier and kept elsewhere.")
    ] = None,
    lang: LangOption = "en",
) -> None:
    """Find lines removed, altered, moved or cut off. 核对日志是否完整。"""
    run("audit-verify", lang, head)


@audit_app.command("export")
def _export(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it here, not on the screen.")] = None,
    lang: LangOption = "en",
) -> None:
    """Write the log as JSON lines. 导出日志（JSON 行）。"""
    run("audit-export", lang, output)
