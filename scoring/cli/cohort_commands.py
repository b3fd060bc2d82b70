"""Commands on a cohort: rank it, and say why one company of it stands above another."""

from pathlib import Path
from typing import Annotated

import typer

from scoring.cli.options import AsOfOption, LangOption, MappingOption, RulesOption, WeightsOption

TableArgument = Annotated[
    Path, typer.Argument(help="Cohort: CSV, XLSX, XLS, ODS or Parquet; headers in Chinese or English.")
]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", help="Sheet of the workbook; the first with company names if left out.")
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        help="Rank only companies that meet this, such as 'sectors in [AI]'; once a condition.",
        metavar="CONDITION",
    ),
]
DrawsOption = Annotated[
    int | None,
    typer.Option("--draws", help="Draws that put the order to the test; 0 for none, else up to 10,000.", min=0),
]
SeedOption = Annotated[int, typer.Option("--seed", help="Number that the draws begin with.", min=0)]
SpreadOption = Annotated[
    float, typer.Option("--spread", help="How far factor weights vary, as a share of an average one.", min=0, max=1)
]
HoldOption = Annotated[
    list[str] | None,
    typer.Option(
        "--hold",
        help="A choice that is not varied; once each.",
        metavar="weights|aggregation|treatment|unknowns|progression|evidence",
    ),
]
AggregationOption = Annotated[
    str, typer.Option("--aggregation", help="Means to draw from.", metavar="either|arithmetic|geometric")
]


def add_to(app: typer.Typer) -> None:
    """Make these commands part of `upslope`."""
    app.command("rank")(_rank)
    app.command("versus")(_versus)


def _rank(
    table: TableArgument,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the ranking here: .xlsx, .csv, .json or .parquet.")
    ] = None,
    findings: Annotated[
        Path | None, typer.Option("--findings", help="Write a row a company and characteristic here: .csv or .parquet.")
    ] = None,
    seats: Annotated[
        int | None,
        typer.Option(
            "--seats", help="Companies that can be taken; a fifth counts as the top if left out.", min=1, max=1_000_000
        ),
    ] = None,
    shortlist: Annotated[
        Path | None, typer.Option("--shortlist", help="YAML file of conditions that a company must meet.")
    ] = None,
    judges: Annotated[
        Path | None, typer.Option("--judges", help="Table of judges' marks, a row a mark or a column a judge.")
    ] = None,
    z_scores: Annotated[
        bool, typer.Option("--z-scores", help="Correct marks by z-scores and not by severity and spread.")
    ] = False,
    before: Annotated[
        Path | None, typer.Option("--before", help="An earlier cohort, such as last year's table, to compare with.")
    ] = None,
    before_as_of: Annotated[
        str | None, typer.Option("--before-as-of", help="Its as-of date; a year before if left out.", metavar="DATE")
    ] = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
    spread: SpreadOption = 0.25,
    aggregation: AggregationOption = "either",
    hold: HoldOption = None,
    weights: WeightsOption = None,
    rules: RulesOption = None,
    mapping: MappingOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = "en",
    top: Annotated[int, typer.Option("--top", help="Rows to show on the screen.", min=0)] = 20,
    sheet: SheetOption = None,
    only: OnlyOption = None,
) -> None:
    """Rank a table of companies, and say how sure the order is. 为一批企业排名，并说明名次有多可靠。"""
    from scoring.cli.cohort_options import Reading, assumptions
    from scoring.cli.rank import Beside, run

    reading = Reading(weights, rules, mapping, as_of, lang, sheet, tuple(only or ()))
    beside = Beside(seats, shortlist, judges, z_scores, before, before_as_of)
    run(table, reading, beside, assumptions(draws, seed, spread, aggregation, hold, lang), output, findings, top)


def _versus(
    table: TableArgument,
    first: Annotated[str, typer.Argument(help="A company: its name, or its row in the table.")],
    second: Annotated[str, typer.Argument(help="Another company of the same table.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the comparison here, .json.")] = None,
    draws: DrawsOption = None,
    seed: SeedOption = 1,
    spread: SpreadOption = 0.25,
    aggregation: AggregationOption = "either",
    hold: HoldOption = None,
    weights: WeightsOption = None,
    rules: RulesOption = None,
    mapping: MappingOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = "en",
    sheet: SheetOption = None,
    only: OnlyOption = None,
) -> None:
    """Say why one company of a table stands above another. 说明一家企业为什么排在另一家前面。"""
    from scoring.cli.cohort_options import Reading, assumptions
    from scoring.cli.versus import run

    reading = Reading(weights, rules, mapping, as_of, lang, sheet, tuple(only or ()))
    run(table, first, second, reading, assumptions(draws, seed, spread, aggregation, hold, lang), output)
