"""What all results on the screen share: the console, plain lines and lists, a score, a name in a table."""

from rich.console import Console

from scoring.cli.console import printable
from scoring.cli.wrapping import Words
from scoring.errors import shortened

_PIPED_WIDTH = 140


def screen() -> Console:
    """The screen; piped output is as wide as its reasons need."""
    console = Console()
    return console if console.is_terminal else Console(width=_PIPED_WIDTH)


def say_list(console: Console, title: str, lines: list[str]) -> None:
    """Print a title and lines under it; nothing where there are none."""
    if lines and title:
        console.print(title, style="bold")
    for line in lines:
        say(console, f"  {line}")


def say(console: Console, text: str, style: str | None = None) -> None:
    """Print text that may come from a file: as it stands, without control characters; long lines keep their indent."""
    shown = printable(text)
    console.print(Words(shown, len(shown) - len(shown.lstrip(" "))), style=style)


def name_cell(company: str) -> str:
    """A company's name for a cell of a table: of a length that leaves room, and no markup."""
    return shortened(printable(company)).replace("[", r"\[")


def number(value: float | None) -> str:
    """A score to one decimal; a dash for none."""
    return "–" if value is None else f"{value:.1f}"
