"""Files sent as parts of a form: checked by name, laid into a folder that is gone with the request."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from flask import request
from werkzeug.datastructures import FileStorage

from scoring.errors import shortened
from scoring.text import Text, both
from web.api.documenting import FORM
from web.api.problems import MOST_FAULTS, Refusal, of_parameter
from web.api.reading import check_kind, nearest
from web.api.shapes import Fault

_UNKNOWN: Final = both("there is no such part", "表单没有这一部分")
_LONGEST_STEM: Final = 50
"""Characters: with four bytes each it is still a file name everywhere."""
_LONGEST_ENDING: Final = 6


@contextmanager
def uploaded(limit: int, required: str, *others: str) -> Iterator[Mapping[str, Path]]:
    """Where the files of a form of at most `limit` bytes lie for the while, by part, under the names their owner uses.

    Raises Refusal for a part that is unknown, no file or there twice, and where the `required` one is missing.
    """
    check_kind(FORM)
    request.max_content_length = limit
    known = (required, *others)
    faults = list(_faults(known))
    if required not in (*request.files, *request.form):
        missing = both("the file is missing", "缺少这个文件")
        expected = both(f"a part of the form named {required}", f"表单里名为 {required} 的文件")
        faults.append(of_parameter(required, missing, expected))
    if faults:
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *faults[:MOST_FAULTS])
    with TemporaryDirectory(prefix="upslope-") as folder:
        yield {name: _laid(Path(folder) / name, file) for name, file in request.files.items()}


def _faults(known: tuple[str, ...]) -> Iterator[Fault]:
    for name in request.form:
        if name in known:
            yield of_parameter(name, both("is no file", "不是文件"), both("a file with its name", "带文件名的文件"))
        else:
            yield of_parameter(name, _UNKNOWN, _expected(name, known))
    for name in request.files:
        if name not in known:
            yield of_parameter(name, _UNKNOWN, _expected(name, known))
        elif len(request.files.getlist(name)) > 1:
            yield of_parameter(name, both("is given twice", "重复给出"), both("one file", "一个文件"))


def _expected(name: str, known: tuple[str, ...]) -> Text:
    near = nearest(name, known)
    return both(f"a file named {near.en}; options go into the address", f"名为{near.zh}的文件；选项写在地址里")


def _laid(folder: Path, file: FileStorage) -> Path:
    folder.mkdir()
    path = folder / _safe(file.filename or "", folder.name)
    file.save(path)
    return path


def _safe(name: str, otherwise: str) -> str:
    """The name that messages call the file by: no folders, nothing that steers a terminal, not too long."""
    plain = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(sign for sign in plain if sign.isprintable()).strip()
    path = PurePosixPath(plain)
    if not path.stem.strip("."):
        return otherwise
    ending = path.suffix if len(path.suffix) <= _LONGEST_ENDING else ""
    return shortened(path.stem if ending else plain, _LONGEST_STEM) + ending
