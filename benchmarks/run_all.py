"""All benchmarks of speed and scale, one after the other, each in a process of its own: what `make bench` runs.

What one of them can't do is said in the end, and the others run all the same.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

FULL: dict[str, str] = {
    "rules": "--rows 1000000 --rounds 5",
    "scorecard": "--rows 1000000 --rounds 5",
    "assess": "--rounds 5",
    "commands": "--rounds 20",
    "progression": "--companies 1000000 --rounds 3",
    "files": "--rows 100000 --sheet-rows 5000 --rounds 3",
    "growth": "--rounds 3",
    "dask_workers": "--companies 500000 --parts 20 --rounds 3",
    "peers": "--companies 10000",
    "cohort": "--companies 500 --draws 10000 --rounds 3",
    "serving": "--requests 500 --clients 16 --seconds 30",
}
QUICK: dict[str, str] = {
    "rules": "--rows 20000 --rounds 1",
    "scorecard": "--rows 20000 --rounds 1",
    "assess": "--rounds 1",
    "commands": "--rounds 2",
    "progression": "--companies 5000 --rounds 1 --fit 0",
    "files": "--rows 300 --sheet-rows 50 --rounds 1",
    "growth": "--score 1000 --rank 1000 --rounds 1",
    "dask_workers": "--companies 2000 --parts 4 --rounds 1",
    "peers": "--companies 300 --rounds 2",
    "cohort": "--companies 50 --draws 500 --rounds 1",
    "serving": "--requests 50 --clients 4 --seconds 2",
}
HERE = Path(__file__).parent
ASIDE = HERE.parent / "out" / "benchmarks-quick.md"


def main() -> None:
    """Run them all, or those named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(FULL)}; all if left out")
    parser.add_argument("--quick", action="store_true", help=f"small sizes, to see that all run; writes {ASIDE.name}")
    chosen = parser.parse_args()
    strangers = set(chosen.names) - FULL.keys()
    if strangers:
        parser.error(f"no such benchmark: {', '.join(sorted(strangers))}")
    environment = dict(os.environ) | ({"BENCHMARK_RESULTS": str(ASIDE)} if chosen.quick else {})
    failed = [
        name
        for name, options in (QUICK if chosen.quick else FULL).items()
        if (not chosen.names or name in chosen.names) and not done(name, options, environment)
    ]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def done(name: str, options: str, environment: dict[str, str]) -> bool:
    """Run one; whether it came to its end."""
    began = perf_counter()
    command = [sys.executable, str(HERE / f"{name}.py"), *options.split()]
    code = subprocess.run(command, env=environment, check=False).returncode
    ended = "done" if code == 0 else f"failed with {code}"
    print(f"\n[{name}: {ended} after {perf_counter() - began:.0f} s]\n", flush=True)
    return code == 0


if __name__ == "__main__":
    main()
