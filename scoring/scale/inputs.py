"""The files that names, folders and patterns stand for, and what each is called in results."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from scoring.errors import InputError, refuse
from scoring.text import both

_A_TABLE: Final = both(
    "a Parquet, CSV or Excel file, a folder of Parquet files, or a pattern such as 'companies/*.parquet'",
    "Parquet、CSV 或 Excel 文件，存放 Parquet 文件的文件夹，或 'companies/*.parquet' 这样的通配写法",
)


def files_of(patterns: Sequence[str]) -> list[Path]:
    """Absolute paths of the files that the names and patterns stand for, each once.

    Those of a pattern or folder are in the order of their names; hidden files and those that begin with _ are no
    data. Raises InputError for one that stands for no file.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        matches = list(_matches(pattern))
        if not matches:
            raise _nothing(pattern)
        found |= dict.fromkeys(path.absolute() for path in matches)
    return list(found)


def _nothing(pattern: str) -> InputError:
    if Path(pattern).is_dir():
        message = "the folder holds no Parquet file", "文件夹里没有 Parquet 文件"
        wanted = both(
            "files ending in .parquet, or a pattern for others such as 'companies/*.csv' or 'companies/*/*.parquet'",
            "以 .parquet 结尾的文件；其他文件请用 'companies/*.csv' 或 'companies/*/*.parquet' 这样的通配写法",
        )
        return refuse(pattern, *message, expected=wanted)
    message = "there is no such file, and nothing fits it as a pattern", "没有这个文件，也没有符合这种写法的文件"
    return refuse(pattern, *message, expected=_A_TABLE)


def _matches(pattern: str) -> Iterator[Path]:
    path = Path(pattern)
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (each for each in sorted(path.glob("*.parquet")) if _is_data(each))
    else:
        yield from (each for each in map(Path, sorted(glob.glob(pattern, recursive=True))) if _is_data(each))  # noqa: PTH207


def _is_data(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "_"))


def sources_of(files: Sequence[Path]) -> list[str]:
    """What each file is called, so that no two are called the same: every run of Spark writes a part-00000.parquet."""
    names = [file.name for file in files]
    if len(set(names)) == len(names):
        return names
    shared = Path(os.path.commonpath([file.parent for file in files]))
    return [file.relative_to(shared).as_posix() for file in files]
