"""The folder of results: one Parquet file a part, each written whole or not at all, and a summary when all is done.

A folder without `_summary.json` is one whose job did not end.
"""

import errno
import fcntl
import os
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from scoring.errors import refuse
from scoring.intake.files.tables import listed_sheets
from scoring.text import both

SUMMARY: Final = "_summary.json"
_LOCK: Final = ".job-lock"
_IN_USE: Final = (errno.EAGAIN, errno.EACCES)
_OURS: Final = re.compile(r"(part-\d{5,}\.parquet|_summary\.json)|\.(part-\d{5,}\.parquet\.|_summary\.json\.|job-).*")


def make_ready(folder: Path, inputs: Sequence[Path], *, overwrite: bool) -> None:
    """Make the folder where it is not there yet, and see that results may go there.

    Raises InputError where it is no folder, holds what an earlier job wrote (unless `overwrite`), what others wrote
    or an input; OSError where it can't be made or written to. Nothing is deleted.
    """
    if folder.exists() and not folder.is_dir():
        other = both("a folder, or a file ending in .parquet or .csv", "文件夹，或以 .parquet、.csv 结尾的文件名")
        raise refuse(str(folder), "is no folder", "不是文件夹", expected=other)
    if any(path.parent.resolve() == folder.resolve() for path in inputs):
        message = "is the folder of the companies that are to be read", "就是待读取企业所在的文件夹"
        raise refuse(str(folder), *message, expected=both("another folder", "另一个文件夹"))
    there = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    foreign = [name for name in there if not _OURS.fullmatch(name)]
    if foreign:
        named = listed_sheets(foreign)
        message = f"holds what is no result of scoring: {named.en}", f"里面有其他文件：{named.zh}"
        raise refuse(str(folder), *message, expected=both("an empty folder, or a new one", "空文件夹或新文件夹"))
    if there and not overwrite:
        expected = both("another folder, or --overwrite to replace them", "换一个文件夹；或加 --overwrite 替换原有结果")
        message = "holds parts of a job that has not ended", "里面是一个尚未完成的评分任务留下的部分结果"
        if SUMMARY in there:
            message = "holds the results of an earlier job", "里面已有先前的评分结果"
        raise refuse(str(folder), *message, expected=expected)
    folder.mkdir(exist_ok=True)
    probe = folder / f".job-{uuid.uuid4().hex}"
    probe.touch()
    probe.unlink()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep other jobs out of the folder: two at once would delete and mix each other's parts.

    The system frees the lock when the process dies, so a job that was killed is in nobody's way. Raises InputError
    where another job has it. Where storage knows no locks, nothing is kept out.
    """
    lock = folder / _LOCK
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _IN_USE:
                expected = both("another folder, or to wait until that job ends", "换一个文件夹，或等那个任务结束")
                message = "another job is writing its results here", "另一个任务正在往这里写结果"
                raise refuse(str(folder), *message, expected=expected) from None
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def clear(folder: Path, names: Iterable[str] = ()) -> None:
    """Delete what earlier tries left in the folder, but for the files `names`."""
    spared = {_LOCK, *names}
    for entry in sorted(folder.iterdir()):  # the summary, which says that all is there, goes first
        if _OURS.fullmatch(entry.name) and entry.name not in spared:
            entry.unlink(missing_ok=True)


def write_tables(path: Path, tables: Iterable[Any], schema: Any) -> None:
    """Write Arrow tables, one after the other, as one Parquet file, by way of a temporary one beside it.

    A reader never meets half of it, and two writers of the same file don't disturb each other: the last one wins.
    Raises OSError where it can't be written; then nothing is left behind.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 (slow to load)

    with replaced(path) as temporary:
        with pq.ParquetWriter(temporary, schema) as writer:
            for table in tables:
                writer.write_table(table.cast(schema))
        with temporary.open("rb") as file:
            os.fsync(file.fileno())


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A name for a temporary file that takes the place of `path` in the end, and is gone if that fails.

    Errors of writing name `path`: nobody knows the temporary file.
    """
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        yield temporary
        temporary.replace(path)
    except OSError as error:
        if error.filename in (None, str(temporary)):
            raise OSError(error.errno, error.strerror or str(error), str(path)) from error
        raise
    finally:
        temporary.unlink(missing_ok=True)
