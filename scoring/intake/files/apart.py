"""Opens a workbook in a process of its own: a forged one makes the reader claim all memory."""

import pickle
import subprocess
import sys
from typing import Any, Final

from scoring.errors import InputError, refuse
from scoring.intake.files.sheets import REMEDY, Opened, damaged, open_sheet

_SECONDS: Final = 60
_MOST_MEMORY: Final = 2 << 30


def open_apart(source: str, raw: bytes, sheet: str | None, max_rows: int) -> Opened:
    """Open a sheet of an .xls or .ods, as `open_sheet` does. Raises InputError."""
    command = [sys.executable, "-m", __name__, source, str(max_rows), *([sheet] if sheet is not None else [])]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise refuse(source, "takes too long to open", "打开时间过长", expected=REMEDY) from None
    if done.returncode != 0:
        en, zh = "is damaged or far too large, and can't be opened", "文件已损坏或过大，无法打开"
        raise refuse(source, en, zh, expected=REMEDY)
    problems, found = pickle.loads(done.stdout)  # noqa: S301 - written by our own process
    if problems:
        raise InputError(problems)
    return found  # type: ignore[no-any-return]


def _main(source: str, max_rows: str, sheet: str | None = None) -> None:
    _limit_memory()
    try:
        result: Any = ((), open_sheet(source, sys.stdin.buffer.read(), sheet, int(max_rows)))
    except InputError as error:
        result = (error.problems, None)
    except Exception as error:
        result = (damaged(source, str(error)).problems, None)
    sys.stdout.buffer.write(pickle.dumps(result))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    _main(*sys.argv[1:])
