"""Entry of the command `upslope`: its commands by name. What they do lies in the files beside this one."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from scoring.cli.console import Failure, say_error

app = typer.Typer(
    name="upslope",
    help="Open, explained assessment of growth-stage AI companies. 成长型 AI 企业评估：结果公开、可解释。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(help="Work on rule sets. 规则集工具。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")

LangOption = Annotated[str, typer.Option("--lang", help="Language of the wording: en or zh.", metavar="en|zh")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="Read nothing later than this date.", metavar="DATE")]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="Folder of rule sets to use instead of the shipped ones.")
]
WeightsOption = Annotated[Path | None, typer.Option("--weights", help="YAML file of factor weights to use instead.")]


@app.command("assess")
def _assess(
    profile: Annotated[Path, typer.Argument(help="Profile of one company, JSON.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the assessment as JSON here.")] = None,
    form: Annotated[str, typer.Option("--format", help="On the screen: text or json.", metavar="text|json")] = "text",
    rules: RulesOption = None,
    weights: WeightsOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = "en",
) -> None:
    """Assess one company: six factors, the ledger behind them, what to do next. 评估一家企业。"""
    from scoring.cli.assess import run

    run(profile, output, form, rules, weights, as_of, lang)


@app.command("rank")
def _rank(
    table: Annotated[Path, typer.Argument(help="Cohort: CSV, XLSX, XLS or ODS; headers in Chinese or English.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the ranking here: .csv, .xlsx or .json.")
    ] = None,
    weights: WeightsOption = None,
    rules: RulesOption = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="YAML or JSON file: header → field, or null to leave it out.")
    ] = None,
    as_of: AsOfOption = None,
    lang: LangOption = "en",
    top: Annotated[int, typer.Option("--top", help="Rows to show on the screen.", min=0)] = 20,
) -> None:
    """Rank a table of companies; every row is scored or explained. 为一批企业排名。"""
    from scoring.cli.rank import run

    run(table, output, weights, rules, mapping, as_of, lang, top)


@rules_app.command("check")
def _check(
    folder: Annotated[Path | None, typer.Argument(help="Folder of rule sets; the shipped ones if left out.")] = None,
    lang: LangOption = "en",
) -> None:
    """Check rule sets: fields, bands, translations, references, weights. 检查规则集。"""
    from scoring.cli.rules import run

    run(folder, lang)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"upslope {version('upslope')}")
        raise typer.Exit


@app.callback()
def _options(
    _show: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> Any:
    """Run the command. Exit status: 0 done, 1 done but something was found, 2 input that can't be used."""
    try:
        return app(arguments, standalone_mode=True)
    except Failure as failure:
        say_error(failure)
        sys.exit(2)
