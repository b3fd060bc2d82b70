"""`python -m scoring.cli.card DATA FOLDER`: measure everything that the model card states, and fill its tables."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import orjson
import typer

from scoring.cli.console import Failure, explained, say_error
from scoring.cli.progress import progress_bar
from scoring.output.files import write_bytes
from scoring.progression.fitting.card import fill, tables
from scoring.progression.fitting.rolling import measured
from scoring.progression.fitting.train import Progress
from scoring.progression.histories.reading import read_events
from scoring.text import Text

CARD, METRICS = "MODEL_CARD.md", "metrics.json"


def run(
    data: Annotated[Path, typer.Argument(help="Folder that holds crunchbase-2013/ and itjuzi-events-2015/.")],
    folder: Annotated[Path, typer.Argument(help="Folder of the model, with its MODEL_CARD.md.")],
) -> None:
    """Backtest on every date of the card; write metrics.json and the tables of MODEL_CARD.md."""
    with explained():
        us, cn = data / "crunchbase-2013", data / "itjuzi-events-2015"
        companies, bought = us / "companies.csv", us / "acquisitions.csv"
        american = read_events(us / "rounds.csv", companies=companies, acquisitions=bought).markets
        chinese = read_events(cn / "events.csv").markets
        card = (folder / CARD).read_text(encoding="utf-8")
        with ExitStack() as stack:

            def say(text: Text) -> Progress:
                stack.close()
                return stack.enter_context(progress_bar("en", text.en))

            metrics = measured({"us": american["us"], "cn": chinese["cn"]}, companies, say)
        write_bytes(folder / METRICS, orjson.dumps(metrics, option=orjson.OPT_INDENT_2) + b"\n")
        write_bytes(folder / CARD, fill(card, tables(metrics)).encode())


if __name__ == "__main__":
    try:
        typer.run(run)
    except Failure as failure:
        say_error(failure)
        raise SystemExit(2) from None
