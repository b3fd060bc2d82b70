"""All parts on a Dask cluster: a task a part; a worker that dies has its parts done again by others."""

import logging
import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scoring.errors import InputError, refuse
from scoring.rulesets.book import RuleBook
from scoring.scale.job import Done, Job, score_part
from scoring.scale.losses import deserted, failed, lost
from scoring.scale.parts import Part
from scoring.scale.running import Tell
from scoring.scale.sameness import Makings, makings, unlike
from scoring.text import both

if TYPE_CHECKING:
    from distributed import Client

_ADDRESS: Final = re.compile(r"(tcp|tls|ws|wss|ucx)://[^/\s]+:\d+")
_LIKE: Final = both("an address such as tcp://192.168.1.5:8786", "tcp://192.168.1.5:8786 这样的地址")
_SECONDS_TO_CONNECT: Final = 15
_SECONDS_WITHOUT_WORKERS: Final = 120
_SECONDS_BETWEEN_LOOKS: Final = 5


@contextmanager
def connected(address: str, wait: float = _SECONDS_TO_CONNECT) -> Iterator["Client"]:
    """A client of the scheduler at `address` that has a worker at least.

    Raises InputError where Dask is not installed, the address is none, nobody answers or no worker is there.
    """
    if not _ADDRESS.fullmatch(address):
        raise refuse("--scheduler", f"{address!r} is no address", f"{address!r} 不是地址", expected=_LIKE)
    try:
        from distributed import Client  # noqa: PLC0415 (an extra, and slow to load)
    except ImportError:
        message = "Dask is not installed", "没有安装 Dask"
        raise refuse("--scheduler", *message, expected=both("pip install 'upslope[scale]'")) from None
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it would say, we say
    try:
        client = Client(address, timeout=wait, set_as_default=False)
    except (OSError, ValueError):
        running = both("a scheduler that runs there and can be reached", "该地址上有正在运行且能连上的调度器")
        raise refuse(address, "no scheduler answers", "没有调度器应答", expected=running) from None
    with client, client.as_current():
        try:
            client.wait_for_workers(1, timeout=wait)
        except TimeoutError:
            raise deserted(address) from None
        yield client


def score_on(client: "Client", parts: Sequence[Part], job: Job, book: RuleBook, tell: Tell) -> list[Done]:
    """Score all parts, in their order; `check_workers` comes before.

    Raises InputError where a file can't be used, workers fail at a part again and again, none is left or the scheduler
    is gone; OSError where a result can't be written.
    """
    from distributed import CancelledError  # noqa: PLC0415 (an extra, and slow to load)
    from distributed.comm import CommClosedError  # noqa: PLC0415

    tell(0, len(parts))
    shared = client.submit(_itself, book, key=f"rules-{book.version}-{uuid.uuid4().hex}")
    futures = client.map(_score_part, parts, job=job, book=shared, key=f"score-{uuid.uuid4().hex}", pure=False)
    part_of = dict(zip(futures, parts, strict=True))
    done: list[Done] = []
    try:
        for future in _finished(client, futures):
            done.append(_result_of(future, part_of[future]))
            tell(len(done), len(parts))
    except (CancelledError, CommClosedError):
        raise lost() from None
    finally:
        with suppress(Exception):  # what is to be told may be that the scheduler is gone
            client.cancel(futures)
    return sorted(done, key=lambda each: each.part.number)


def check_workers(client: "Client", wanted: Makings, folder: Path | None = None) -> None:
    """Raises InputError naming a worker that would give other results, or does not see the folder of the results."""
    with _sign_in(folder) as sign:
        answers = client.run(_looked_round, sign, on_error="return")
    for worker, answer in answers.items():
        if isinstance(answer, BaseException):
            message = f"can't run upslope: {answer}", f"无法运行 Upslope：{answer}"
            installed = both("upslope installed on every worker", "每个工作节点都装有 Upslope")
            raise refuse(worker, *message, expected=installed)
        found, sees = answer
        if found != wanted:
            raise unlike(worker, wanted, found)
        if not sees:
            shared = both("a folder that all workers see under the same path", "所有工作节点都能以同一路径访问的文件夹")
            message = f"does not see the folder {folder}", f"看不到文件夹 {folder}"
            raise refuse(worker, *message, expected=shared)


@contextmanager
def _sign_in(folder: Path | None) -> Iterator[Path | None]:
    """A file that whoever sees the folder can see."""
    if folder is None:
        yield None
        return
    sign = folder / f".job-{uuid.uuid4().hex}"
    sign.touch()
    try:
        yield sign
    finally:
        sign.unlink(missing_ok=True)


def _looked_round(sign: Path | None) -> tuple[Makings, bool]:
    return makings(), sign is None or sign.exists()


def _itself(book: RuleBook) -> RuleBook:
    """A task of its own, so that the rules travel once a worker; when it dies they are sent again."""
    return book


def _score_part(part: Part, *, job: Job, book: RuleBook) -> Done | InputError | OSError:
    """An error of the user's is an answer: the cluster would try again what fails by itself."""
    try:
        return score_part(part, job, book)
    except (InputError, OSError) as error:
        return error


def _finished(client: "Client", futures: Sequence[Any]) -> Iterator[Any]:
    """Futures as they end. Raises InputError where for a while no worker is left."""
    from distributed import wait  # noqa: PLC0415

    open_, lonely = set(futures), 0.0
    while open_:
        with suppress(TimeoutError):
            ended = wait(open_, timeout=_SECONDS_BETWEEN_LOOKS, return_when="FIRST_COMPLETED").done
            open_ -= ended
            lonely = 0.0
            yield from ended
            continue
        lonely = 0.0 if client.scheduler_info(n_workers=1)["workers"] else lonely + _SECONDS_BETWEEN_LOOKS
        if lonely >= _SECONDS_WITHOUT_WORKERS:
            raise deserted(client.scheduler.address)


def _result_of(future: Any, part: Part) -> Done:
    error = future.exception()
    if error is not None:
        raise failed(part, error) from None
    result = future.result()
    if isinstance(result, Exception):
        raise result
    return result  # type: ignore[no-any-return]
