"""What commands need beside the engine: found by the entry points `upslope.commands` when they are called.

The engine knows neither `web` nor `store`: `pyproject.toml` names what runs a command. An installation without that
part says so.
"""

from importlib.metadata import entry_points
from typing import Any, Final

from scoring.cli.console import Failure

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
