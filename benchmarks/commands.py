"""Commands cold: `upslope --help` and `upslope assess` of one profile, each a process from its start to its end."""

import argparse
import sys
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from report import publish, table
from timing import child, in_turn

UPSLOPE = Path(sys.executable).with_name("upslope")
PROFILE = Path(__file__).parent.parent / "data" / "examples" / "profile-growth.json"
COMMANDS: dict[str, list[str | Path]] = {
    "help": [UPSLOPE, "--help"],
    "assess": [UPSLOPE, "assess", PROFILE],
    "python": [sys.executable, "-c", "pass"],
}
NAMES = {"help": "`upslope --help`", "assess": "`upslope assess profile.json`", "python": "Python alone"}


def main() -> None:
    """Run each command over and over, in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    times = in_turn({name: partial(child, command) for name, command in COMMANDS.items()}, rounds)
    memory = {name: child(command).megabytes for name, command in COMMANDS.items()}
    rows = [
        [NAMES[name], f"{median(own):.3f} s", f"{quantiles(own, n=20)[-1]:.3f} s", f"{memory[name]:,.0f} MB"]
        for name, own in times.items()
    ]
    publish(
        "Commands, cold",
        f"python benchmarks/commands.py --rounds {rounds}",
        table(["command", "median", "95th percentile", "memory"], rows),
        measured={name: median(times[name]) for name in ("help", "assess")},
    )


if __name__ == "__main__":
    main()
