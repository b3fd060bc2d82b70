"""The command `score`: companies in any number, on this machine or on a Dask cluster."""

from pathlib import Path
from typing import Annotated

import typer

from scoring.cli.options import AsOfOption, LangOption, MappingOption, RulesOption, SchedulerOption, WeightsOption


def add_to(app: typer.Typer) -> None:
    """Make this command part of `upslope`."""
    app.command("score")(_score)


def _score(
    tables: Annotated[
        list[str],
        typer.Argument(
            help="Parquet, CSV or Excel files, folders of Parquet, or patterns such as 'companies/*.parquet'."
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the results, or a file ending in .parquet or .csv.")
    ],
    scheduler: SchedulerOption = None,
    processes: Annotated[
        int | None, typer.Option("--processes", help="Processes on this machine; one a core if left out.", min=1)
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the results of an earlier job.")] = False,
    weights: WeightsOption = None,
    rules: RulesOption = None,
    mapping: MappingOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = "en",
) -> None:
    """Score companies one by one, in any number. 为任意多家企业逐一评分。"""
    from scoring.cli.score import Place, run

    run(tables, output, Place(scheduler, processes), overwrite, weights, rules, mapping, as_of, lang)
