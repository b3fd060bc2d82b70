"""Commands on the progression model: predict, train, evaluate."""

from pathlib import Path
from typing import Annotated

import typer

from scoring.cli.options import (
    AcquisitionsOption,
    AsOfOption,
    CompaniesOption,
    EventsOption,
    LangOption,
    MappingOption,
    ModelOption,
    SchedulerOption,
)


def add_to(app: typer.Typer) -> None:
    """Make these commands part of `upslope`."""
    for name, command in (("predict", _predict), ("train", _train), ("evaluate", _evaluate)):
        app.command(name)(command)


def _predict(
    events: EventsOption,
    output: Annotated[Path, typer.Option("--output", "-o", help="Write the predictions here, .csv.")],
    as_of: AsOfOption = None,
    companies: CompaniesOption = None,
    acquisitions: AcquisitionsOption = None,
    mapping: MappingOption = None,
    model: ModelOption = None,
    lang: LangOption = "en",
) -> None:
    """Predict which companies raise again within 12 and 24 months. 预测再次融资的可能性。"""
    from scoring.cli.predict import run

    run(events, companies, acquisitions, mapping, model, as_of, output, lang)


def _train(
    events: Annotated[list[Path], typer.Option("--events", help="Table of funding events; once a market.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the fitted model.")],
    as_of: AsOfOption = None,
    companies: Annotated[
        list[Path] | None, typer.Option("--companies", help="Table of companies in the folder of its events.")
    ] = None,
    acquisitions: Annotated[
        list[Path] | None, typer.Option("--acquisitions", help="Table of acquisitions in the folder of its events.")
    ] = None,
    mapping: MappingOption = None,
    scheduler: SchedulerOption = None,
    share: Annotated[
        str | None,
        typer.Option(
            "--share",
            help="What the workers share out: rows (lightgbm.dask) or seeds (whole forests, as on one machine).",
            metavar="rows|seeds",
        ),
    ] = None,
    lang: LangOption = "en",
) -> None:
    """Fit the progression model on funding events. 用融资事件训练模型。"""
    from scoring.cli.train import run

    run(events, companies or [], acquisitions or [], mapping, output, as_of, lang, scheduler, share)


def _evaluate(
    events: EventsOption,
    model: Annotated[Path | None, typer.Argument(help="Folder of a fitted model; the shipped one if left out.")] = None,
    as_of: AsOfOption = None,
    horizon: Annotated[int, typer.Option("--horizon", help="Months ahead: 12 or 24.", metavar="12|24")] = 24,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write all figures as JSON here.")] = None,
    companies: CompaniesOption = None,
    acquisitions: AcquisitionsOption = None,
    mapping: MappingOption = None,
    baselines: Annotated[bool, typer.Option(help="Fit the baselines beside it.")] = True,
    lang: LangOption = "en",
) -> None:
    """Measure a model on an earlier date, beside its baselines. 在更早的日期上检验模型。"""
    from scoring.cli.evaluate import run

    run(model, events, companies, acquisitions, mapping, as_of, horizon, output, baselines, lang)
