"""What commands need beside the engine: found by the entry points `upslope.commands` when they are called.

The engine knows neither `web` nor `store`: `pyproject.toml` names what runs a command. An installation without that
part says so.
"""

from importlib.metadata import entry_points
from typing import Any, Final, NoReturn

import typer

from scoring.cli.console import Failure, explained, language

GROUP: Final = "upslope.commands"


def part(name: str) -> Any:
    """What the entry point `name` leads to. Raises Failure where that part is not installed."""
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise Failure(
            f"{name}: this part of the program is not installed; reinstall upslope\n"
            f"{name}：没有安装这一部分，请重新安装 upslope"
        )
    return next(iter(found)).load()


def run(name: str, lang: str, *given: Any) -> NoReturn:
    """Run a command of the store with what was `given`, and end with its exit status. Raises Failure."""
    from scoring.cli.places import told
    from scoring.errors import InputError

    chosen = language(lang)
    with explained(chosen):
        try:
            status = part(name)(*given, chosen)
        except InputError as error:
            raise Failure("\n".join(told(problem, chosen) for problem in error.problems)) from None
    raise typer.Exit(status)
