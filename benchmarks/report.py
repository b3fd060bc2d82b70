"""Results for people: a Markdown section on the screen and in RESULTS.md, one section a command."""

import os
import platform
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
HEAD = "# Benchmark results\n\nWritten by the commands named below; see README.md for what they measure."


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Markdown table: the first column to the left, numbers to the right."""
    rule = ["---"] + ["---:"] * (len(heads) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def publish(title: str, command: str, text: str) -> None:
    """Print the section `title`, and put it in RESULTS.md in place of the one of that name."""
    section = f"## {title}\n\n`{command}`, with {versions()}\n\n{text}"
    print(section)
    old = RESULTS.read_text(encoding="utf-8").split("\n## ")[1:] if RESULTS.exists() else []
    sections = {part.partition("\n")[0]: f"## {part.strip()}" for part in old} | {title: section}
    RESULTS.write_text("\n\n".join([HEAD, *(sections[name] for name in sorted(sections))]) + "\n", encoding="utf-8")


def versions() -> str:
    """Versions of what is compared, and the number of processors."""
    parts = []
    for name in ("numpy", "pydantic", "zen-engine"):
        with suppress(PackageNotFoundError):
            parts.append(f"{name} {version(name)}")
    return ", ".join([f"Python {platform.python_version()}", *parts, f"{os.cpu_count()} processors"])
