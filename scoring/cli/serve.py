"""`upslope serve`: finds the web application by its entry point and starts it."""

from typing import Any

from typer.core import TyperCommand

from scoring.cli.console import explained, language
from scoring.cli.parts import part


class ServeCommand(TyperCommand):
    """The command whose help ends with the environment variables, read from the application's own table."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the table of settings below the options."""
        with formatter.section("Environment variables"):
            for line in part("serve-settings")("en").splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def run(host: str | None, port: int | None, open_browser: bool, lang: str) -> None:
    """Serve until stopped."""
    chosen = language(lang)
    with explained(chosen):
        part("serve")(host, port, open_browser, chosen)
