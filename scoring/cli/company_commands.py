"""`upslope company …` and what `upslope db` has for privacy: found by their entry points, and loaded only here."""

from pathlib import Path
from typing import Annotated

import typer

from scoring.cli.options import LangOption
from scoring.cli.parts import run
from scoring.cli.store_commands import db_app

company_app = typer.Typer(
    help="Look after the companies that are kept: list, export, delete. 已保存的企业：列出、导出、删除。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def add_to(app: typer.Typer) -> None:
    """Add the group to the program; the commands of `db` are added where they stand."""
    app.add_typer(company_app, name="company")


@company_app.command("list")
def _list(lang: LangOption = "en") -> None:
    """List companies with their ids, the one saved last first. 列出企业及编号。"""
    run("company-list", lang)


@company_app.command("export")
def _export(
    company: Annotated[str, typer.Argument(help="Id of the company.", metavar="ID")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it here, not on the screen.")] = None,
    lang: LangOption = "en",
) -> None:
    """Write all that is kept of a company as JSON. 导出一家企业的全部数据（JSON）。"""
    run("company-export", lang, company, output)


@company_app.command("delete")
def _delete(
    companies: Annotated[list[str] | None, typer.Argument(help="Ids of companies.", metavar="ID...")] = None,
    as_in: Annotated[
        Path | None,
        typer.Option(
            "--as-in",
            help="Delete again what this log says was deleted, as upslope audit export wrote it: for use after an "
            "older backup was restored.",
            metavar="LOG.jsonl",
        ),
    ] = None,
    lang: LangOption = "en",
) -> None:
    """Delete companies with all that is kept of them; there is no way back. 彻底删除企业，无法恢复。"""
    run("company-delete", lang, companies or [], as_in)


@db_app.command("tidy")
def _tidy(
    days: Annotated[
        int | None, typer.Option("--days", help="Retention period; UPSLOPE_RETENTION_DAYS, or 365, if left out.")
    ] = None,
    lang: LangOption = "en",
) -> None:
    """Delete what has not been saved for so many days. 删除超过保存期限的数据。"""
    run("db-tidy", lang, days)


@db_app.command("release")
def _release(lang: LangOption = "en") -> None:
    """Show others the companies that agreed to it by now, and no longer those that left. 生成新的同类比较发布。"""
    run("db-release", lang)
