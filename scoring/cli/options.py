"""Options that several commands share: their names, help and kinds."""

from pathlib import Path
from typing import Annotated

import typer

LangOption = Annotated[str, typer.Option("--lang", help="Language of the wording: en or zh.", metavar="en|zh")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="Read nothing later than this date.", metavar="DATE")]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="Folder of rule sets to use instead of the shipped ones.")
]
WeightsOption = Annotated[Path | None, typer.Option("--weights", help="YAML file of factor weights to use instead.")]

EventsOption = Annotated[Path, typer.Option("--events", help="Table of funding events, CSV or workbook.")]
CompaniesOption = Annotated[Path | None, typer.Option("--companies", help="Table of the companies behind them.")]
AcquisitionsOption = Annotated[Path | None, typer.Option("--acquisitions", help="Table of acquisitions.")]
MappingOption = Annotated[
    Path | None, typer.Option("--mapping", help="YAML or JSON file: header → field, or null to leave it out.")
]
ModelOption = Annotated[
    Path | None, typer.Option("--model", help="Folder of a fitted model; the shipped one if left out.")
]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", help="Address of a Dask scheduler to work on.", metavar="tcp://HOST:PORT")
]
