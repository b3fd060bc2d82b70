"""The worker of a process: rankings are made one after the other in a thread, and tell how far they have come."""

import secrets
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Final, NamedTuple

from scoring.errors import InputError, Problem
from scoring.oserrors import reason_of
from scoring.text import Lang, both
from web.cohorts.case import Case
from web.cohorts.memory import Memory
from web.cohorts.plan import Fault, Plan, Status
from web.cohorts.work import make_ranking
from web.requestlog import tell_fault

BEAT: Final = 10.0
"""Seconds between two signs of life."""
_PAUSE: Final = 0.3
"""Seconds at least between two notes of progress within one step."""


class Job(NamedTuple):
    """A ranking to be made."""

    case: Case
    plan: Plan
    lang: Lang


class Worker:
    """One thread that makes rankings in the order in which they were asked for; it begins with the first."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._under_way: list[Job] = []
        self._lock = threading.Lock()
        self._running = False

    def start(self, case: Case, plan: Plan, lang: Lang) -> None:
        """Begin a ranking unless it is there or somebody is at it, here or in another process. Raises OSError."""
        with self._lock:
            known = case.status(plan.edition, lang)
            if case.done(plan.edition, lang) or (known and known[1]):
                return
            case.tell(plan.edition, lang, Status())
            job = Job(case, plan, lang)
            self._under_way.append(job)
            self._jobs.put(job)
            if not self._running:
                self._running = True
                for work in (self._work, self._beat):
                    threading.Thread(target=work, name=f"cohorts{work.__name__}", daemon=True).start()

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            try:
                _do(job, self._memory)
            finally:
                with self._lock:
                    self._under_way.remove(job)

    def _beat(self) -> None:
        """Tell for all that waits or is worked on that this process is still there."""
        while True:
            time.sleep(BEAT)
            with self._lock:
                waiting = list(self._under_way)
            for job in waiting:
                job.case.alive(job.plan.edition, job.lang)


def _do(job: Job, memory: Memory) -> None:
    """Do a job; whatever stops it is kept in its status."""
    try:
        make_ranking(job.case, job.plan, job.lang, memory, _teller(job))
        _keep(job, Status(state="done", share=1.0))
    except InputError as error:
        _keep(job, Status(state="failed", faults=[Fault.of(problem) for problem in error.problems]))
    except OSError as error:
        if job.case.folder.exists():
            why = reason_of(error)
            problem = Problem("", both(f"the ranking could not be kept: {why.en}", f"排名结果无法保存：{why.zh}"))
            _keep(job, Status(state="failed", faults=[Fault.of(problem)]))
    except Exception as error:  # the thread must live on, and the reader be told
        reference = secrets.token_hex(4)
        tell_fault(error, reference)
        _keep(job, Status(state="failed", reference=reference))
    if not job.case.folder.exists():
        memory.drop(job.case.key)


def _keep(job: Job, status: Status) -> None:
    try:
        job.case.tell(job.plan.edition, job.lang, status)
    except OSError as error:  # deleted, or the disk is full: then its silence tells
        tell_fault(error, "cohort")


def _teller(job: Job) -> Callable[[str, float], None]:
    """Keeps how far the work has come, not more often than a reader looks. Raises OSError once it was deleted."""
    last_step, last_time = "", 0.0

    def tell(step: str, share: float) -> None:
        nonlocal last_step, last_time
        if step == last_step and time.monotonic() - last_time < _PAUSE:
            return
        last_step, last_time = step, time.monotonic()
        job.case.tell(job.plan.edition, job.lang, Status(state="working", step=step, share=min(max(share, 0.0), 1.0)))

    return tell
