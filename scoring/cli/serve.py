"""`upslope serve`: finds the web application by its entry point and starts it.

The engine knows no web: `pyproject.toml` names, under the entry points `upslope.commands`, what runs the command and
what describes its settings, and only the command itself loads them. An installation without `web` says so.
"""

from importlib.metadata import entry_points
from typing import Any, Final

from typer.core import TyperCommand

from scoring.cli.console import Failure, explained, language

GROUP: Final = "upslope.commands"


class ServeCommand(TyperCommand):
    """The command whose help ends with the environment variables, read from the application's own table."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the table of settings below the options."""
        with formatter.section("Environment variables"):
            for line in _part("serve-settings")("en").splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def run(host: str | None, port: int | None, open_browser: bool, lang: str) -> None:
    """Serve until stopped."""
    chosen = language(lang)
    with explained(chosen):
        _part("serve")(host, port, open_browser, chosen)


def _part(name: str) -> Any:
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise Failure(
            "serve: the web application is not installed; reinstall upslope\n"
            "serve：没有安装网页应用，请重新安装 upslope"
        )
    return next(iter(found)).load()
