"""`upslope score --scheduler` with one worker and with two, each of one thread that stays on a core of its own.

Scheduler and workers are processes on this machine and are up before anything is timed; the command is timed from its
start to its end. The companies lie in as many files as there are parts of the work.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import sleep

import pyarrow.dataset
from report import publish, table
from synthetic_rounds import AS_OF
from synthetic_table import parquet
from timing import child, ratio

UPSLOPE, DASK = (Path(sys.executable).with_name(name) for name in ("upslope", "dask"))
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}


def main() -> None:
    """Score the same companies with one worker and with two, in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, default=500_000)
    parser.add_argument("--parts", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    times: dict[int, list[float]] = {1: [], 2: []}
    with TemporaryDirectory() as name, ExitStack() as running:
        folder = Path(name)
        for number in range(chosen.parts):
            parquet(folder / f"companies-{number:03}.parquet", chosen.companies // chosen.parts, seed=number)
        clusters = {workers: running.enter_context(cluster(folder, workers)) for workers in times}
        for number in range(-1, chosen.rounds):
            for workers, address in clusters.items():
                took = scored(folder, address, chosen.companies // chosen.parts * chosen.parts)
                if number >= 0:
                    times[workers].append(took)
    rows = [
        [f"{workers} worker{'s' * (workers > 1)}", f"{median(own):.2f} s", f"{chosen.companies / median(own):,.0f}"]
        for workers, own in times.items()
    ]
    faster, heads = ratio(times[1], times[2]), ["workers", f"{chosen.companies:,} companies", "companies/s"]
    publish(
        "Dask",
        f"python benchmarks/dask_workers.py --companies {chosen.companies} --parts {chosen.parts} "
        f"--rounds {chosen.rounds}",
        f"{table(heads, rows)}\n\n- Two are faster than one by {faster:.2f} ×.",
        measured={"dask": faster},
        beside=("dask", "distributed", "pyarrow", "lightgbm"),
    )


def scored(folder: Path, address: str, companies: int) -> float:
    """Seconds of the command; every company must come out scored."""
    output = folder / "scored"
    command: list[str | Path] = [UPSLOPE, "score", folder / "companies-*.parquet", "--scheduler", address]
    took = child([*command, "--as-of", str(AS_OF), "--output", output, "--overwrite"]).seconds
    status = pyarrow.dataset.dataset(sorted(output.glob("*.parquet"))).to_table(["status"])["status"].to_pylist()
    if status != ["scored"] * companies:
        raise SystemExit(f"{status.count('scored'):,} of {companies:,} companies were scored")
    return took


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and its workers, each on a core of its own: the address."""
    known = folder / f"scheduler-{workers}.json"
    with ExitStack() as running:
        place: list[str | Path] = ["--scheduler-file", known, "--no-dashboard"]
        running.enter_context(program(["scheduler", *place, "--host", "127.0.0.1", "--port", "0"]))
        while not known.exists():
            sleep(0.1)
        work = ["worker", *place, "--nthreads", "1", "--no-nanny", "--local-directory", folder / f"space-{workers}"]
        for core in sorted(os.sched_getaffinity(0))[:workers]:
            running.enter_context(program([*work, "--host", "127.0.0.1"], core))
        yield address_of(known, workers)


def address_of(known: Path, workers: int) -> str:
    """The scheduler's address, as soon as all workers have reported to it."""
    from distributed import Client

    with Client(scheduler_file=str(known), set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=60)
        return str(client.scheduler.address)


@contextmanager
def program(arguments: Sequence[str | Path], core: int | None = None) -> Iterator[None]:
    """A program of Dask that runs until it is no longer needed, on one core if told so."""
    command = [str(DASK), *map(str, arguments)]
    process = subprocess.Popen(command, env=os.environ | ONE_THREAD, stderr=subprocess.DEVNULL)
    try:
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        yield
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
