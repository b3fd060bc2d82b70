"""Entry of the command `upslope`: its commands by name. What they do lies in the files beside this one."""

import gc
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from scoring.cli import (
    cohort_commands,
    company_commands,
    model_commands,
    people_commands,
    score_command,
    store_commands,
)
from scoring.cli.console import Failure, say_error
from scoring.cli.options import AsOfOption, LangOption, RulesOption, WeightsOption
from scoring.cli.serve import ServeCommand

app = typer.Typer(
    name="upslope",
    help="Open, explained assessment of growth-stage AI companies. 成长型 AI 企业评估：结果公开、可解释。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(help="Work on rule sets. 规则集工具。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")
reference_app = typer.Typer(
    help="Work on the reference population. 参照总体工具。", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(reference_app, name="reference")
cohort_commands.add_to(app)
score_command.add_to(app)
model_commands.add_to(app)
store_commands.add_to(app)
people_commands.add_to(app)
company_commands.add_to(app)


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


@app.command("benchmark")
def _benchmark(
    city: Annotated[str | None, typer.Option("--city", help="City, district, province; all China if left out.")] = None,
    sector: Annotated[str | None, typer.Option("--sector", help="Sector; all of them if left out.")] = None,
    stage: Annotated[str | None, typer.Option("--stage", help="Stage or round; all of them if left out.")] = None,
    form: Annotated[str, typer.Option("--format", help="On the screen: text or json.", metavar="text|json")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write all of it here, .json.")] = None,
    pictures: Annotated[
        Path | None, typer.Option("--pictures", help="Folder for a picture of every measure, SVG.", metavar="FOLDER")
    ] = None,
    lang: LangOption = "en",
) -> None:
    """Show the peers of a city, sector and stage. 查看某城市、行业、阶段的同类企业。"""
    from scoring.cli.benchmark import run

    run(city, sector, stage, form, output, pictures, lang)


@app.command("policies")
def _policies(
    programme: Annotated[
        str | None, typer.Argument(help="Show all conditions of this programme, by id or name.", metavar="PROGRAMME")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="The day on which they are in force; today if left out.", metavar="DATE"),
    ] = None,
    rules: RulesOption = None,
    form: Annotated[str, typer.Option("--format", help="On the screen: text or json.", metavar="text|json")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write all of it here, .json.")] = None,
    lang: LangOption = "en",
) -> None:
    """List official programmes, and what each of them wants. 查看政策资质及其条件。"""
    from scoring.cli.policies import run

    run(programme, as_of, rules, form, output, lang)


@app.command("serve", cls=ServeCommand)
def _serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen at, before UPSLOPE_HOST.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen at, before UPSLOPE_PORT.")] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser on it.")] = False,
    lang: LangOption = "en",
) -> None:
    """Serve the form, the results and the API until stopped. 启动网页应用。"""
    from scoring.cli.serve import run

    run(host, port, open_browser, lang)


@rules_app.command("check")
def _check(
    folder: Annotated[Path | None, typer.Argument(help="Folder of rule sets; the shipped ones if left out.")] = None,
    lang: LangOption = "en",
) -> None:
    """Check rule sets: fields, bands, translations, references, weights. 检查规则集。"""
    from scoring.cli.rules import run

    run(folder, lang)


@reference_app.command("build")
def _build(
    data: Annotated[Path, typer.Option("--data", help="Folder that holds a folder of tables for every source.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the aggregates, a file for every source.")],
    lang: LangOption = "en",
) -> None:
    """Build the reference population from company lists. 由企业名单生成参照总体。"""
    from scoring.cli.reference import run

    run(data, output, lang)


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
    finally:
        gc.freeze()  # the process ends: looking for garbage among all that was made would take half a second
