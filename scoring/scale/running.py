"""All parts on this machine: one process a core, each with a part at a time."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from scoring.cores import VARIABLE, cores
from scoring.errors import refuse
from scoring.rulesets.book import RuleBook
from scoring.scale.job import Done, Job, score_part
from scoring.scale.parts import Part
from scoring.text import both

Tell = Callable[[int, int], None]
"""Called with the parts done and the parts in all."""


def score_here(
    parts: Sequence[Part], job: Job, book: RuleBook, processes: int | None = None, tell: Tell = lambda done, all_: None
) -> list[Done]:
    """Score all parts, in their order; `processes` is as many as there are cores if left out.

    Raises InputError where a file can't be used or a process was ended from outside, OSError where a result can't be
    written.
    """
    count = min(processes or cores(), len(parts))
    if count > 1:
        return _spread(parts, job, book, count, tell)
    done: list[Done] = []
    for part in parts:
        tell(len(done), len(parts))
        done.append(score_part(part, job, book))
    return done


def _spread(parts: Sequence[Part], job: Job, book: RuleBook, processes: int, tell: Tell) -> list[Done]:
    done: list[Done] = []
    tell(0, len(parts))
    fresh = multiprocessing.get_context("spawn")  # a fork would copy locks that threads of Arrow may hold
    with ProcessPoolExecutor(processes, fresh, _one_thread_each) as pool:
        try:
            for each in as_completed([pool.submit(score_part, part, job, book) for part in parts]):
                done.append(each.result())
                tell(len(done), len(parts))
        except BrokenProcessPool:
            raise refuse(
                str(job.folder),
                "a process was ended from outside before all parts were scored, perhaps for want of memory",
                "评分尚未完成，有一个进程被外部终止，可能是内存不足",
                expected=both("fewer --processes, or more memory", "减少 --processes，或增加内存"),
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return sorted(done, key=lambda each: each.part.number)


def _one_thread_each() -> None:
    """Processes share the cores among them: threads of their own would only be in each other's way."""
    os.environ[VARIABLE] = "1"
