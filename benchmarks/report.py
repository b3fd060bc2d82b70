"""Results for people: a Markdown section on the screen and in RESULTS.md, one section a command.

Before the sections stands the table of bars (`bars.py`): each is the last measured by its own command.
"""

import os
import platform
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bars import Bars

RESULTS = Path(os.environ.get("BENCHMARK_RESULTS") or Path(__file__).parent / "RESULTS.md")
HEAD = "# Benchmark results\n\nWritten by the commands named below; see README.md for what they measure."


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Markdown table: the first column to the left, numbers to the right."""
    rule = ["---"] + ["---:"] * (len(heads) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def publish(
    title: str, command: str, text: str, *, measured: Mapping[str, float] | None = None, beside: Sequence[str] = ()
) -> None:
    """Print the section `title`, and put it in RESULTS.md in place of the one of that name.

    `measured` holds what was measured of the bars, by their keys; `beside` names packages whose versions matter.
    """
    section = f"## {title}\n\n`{command}`, with {versions(beside)}\n\n{text}"
    print(section, flush=True)
    head, *old = (RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD).split("\n## ")
    bars = Bars.read(head)
    bars.note(measured or {}, command)
    sections = {part.partition("\n")[0]: f"## {part.strip()}" for part in old} | {title: section}
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    parts = [HEAD, bars.text(), *(sections[name] for name in sorted(sections))]
    RESULTS.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def versions(beside: Sequence[str] = ()) -> str:
    """Versions of what is compared, and the number of processors."""
    parts = []
    for name in ("numpy", *beside):
        with suppress(PackageNotFoundError):
            parts.append(f"{name} {version(name)}")
    return ", ".join([f"Python {platform.python_version()}", *parts, f"{os.cpu_count()} processors"])
