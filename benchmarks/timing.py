"""Contenders in turn: every round runs all of them, a ratio is taken within its round, medians stand for the rounds."""

import math
import resource
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median
from tempfile import TemporaryFile
from threading import Event, Thread
from time import perf_counter

Run = Callable[[], object]
Times = dict[str, list[float]]


@dataclass(frozen=True)
class Finished:
    """A process that ended well: its wall-clock seconds and the most memory that it held, in megabytes (1e6)."""

    seconds: float
    megabytes: float
    said: str


def in_turn(contenders: Mapping[str, Run], rounds: int, warm: bool = True) -> Times:
    """Seconds of each contender by round; with `warm` a first round goes before and does not count."""
    times: Times = {name: [] for name in contenders}
    for number in range(-1 if warm else 0, rounds):
        for name, run in contenders.items():
            began = perf_counter()
            result = run()
            took = perf_counter() - began
            del result  # freeing a gigabyte is not the next one's to pay
            if number >= 0:
                times[name].append(took)
    return times


def ratio(these: Sequence[float], those: Sequence[float]) -> float:
    """Median over the rounds of what `these` take for each second of `those`."""
    return median(one / other for one, other in zip(these, those, strict=True))


def child(command: Sequence[str | Path]) -> Finished:
    """Run a process to its end and measure it, with the start of its program. SystemExit if it fails, with its words.

    Its memory is that of all processes it started as well; pages that they share count for each of them.
    """
    with TemporaryFile() as said, TemporaryFile() as complaint:
        began = perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=said, stderr=complaint)
        watch = Watch(process.pid)
        watch.start()
        try:
            code = process.wait()
            seconds = perf_counter() - began
        finally:
            watch.stopped.set()
            process.kill()  # where the waiting was broken off; else it has ended
        said.seek(0)
        complaint.seek(0)
        text, wrong = said.read().decode(), complaint.read().decode()
    if code:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {code}:\n{wrong[-2000:]}")
    return Finished(seconds, watch.most / 1e6, text)


class Watch(Thread):
    """Looks at the memory of a process and its descendants until told to stop; `most` is the largest sum, in bytes.

    The system's own record of a child would do, but begins with the memory of the process that started it.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.stopped = process, 0, Event()

    def run(self) -> None:
        """Look fifty times a second."""
        while not self.stopped.wait(0.02):
            self.most = max(self.most, held(self.process), most_held(self.process))


def held(process: int) -> int:
    """Bytes of memory of a process and its descendants; 0 for one that has ended."""
    folder, total = Path(f"/proc/{process}"), 0
    with suppress(OSError):
        total = int((folder / "statm").read_text().split()[1]) * resource.getpagesize()
        for task in (folder / "task").iterdir():
            total += sum(held(int(number)) for number in (task / "children").read_text().split())
    return total


def most_held(process: int) -> int:
    """Bytes of memory that one process held at most so far."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
    return 0


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Slope of log time over log size, by least squares: 1 where twice as many take twice as long."""
    return linear_regression([math.log(size) for size in sizes], [math.log(took) for took in seconds]).slope


def shown(seconds: float) -> str:
    """Seconds in the unit that fits."""
    if seconds < 1e-3:  # noqa: PLR2004
        return f"{1e6 * seconds:,.0f} µs"
    return f"{1e3 * seconds:,.1f} ms" if seconds < 1 else f"{seconds:,.2f} s"
