"""What the engine finds wrong with an input, as a problem of the API: by part of the form, or by place in the JSON."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from scoring.errors import InputError, Problem, shortened
from scoring.text import Text, both
from web.api.problems import MOST_FAULTS, Refusal, of_body, of_parameter
from web.api.shapes import Fault

_LONGEST_STEP = 200


@contextmanager
def explained(told: Callable[[Problem], Fault]) -> Iterator[None]:
    """Turn an InputError into a Refusal whose faults are `told`."""
    try:
        yield
    except InputError as error:
        faults = [told(each) for each in error.problems[:MOST_FAULTS]]
        if (more := len(error.problems) - MOST_FAULTS) > 0:
            faults.append(told(Problem("", both(f"{more:,} more things are wrong", f"另有 {more:,} 处问题"))))
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, *dict.fromkeys(faults)) from None


def in_part(name: str) -> Callable[[Problem], Fault]:
    """Faults of a file: the part by its name, the place in it in words."""
    return lambda found: of_parameter(name, _placed(found), found.expected)


def in_json(root: str, document: Any) -> Callable[[Problem], Fault]:
    """Faults of a document that stands at `root` of the body, by their paths such as `gates.0.when`."""
    return lambda found: of_body(found.message, found.expected, root + _pointer(found.path, document))


def in_list(root: str) -> Callable[[Problem], Fault]:
    """Faults of a list at `root` of the body, whose entries are rows counted from 1."""

    def told(found: Problem) -> Fault:
        entry = f"/{found.row - 1}" if found.row else ""
        return of_body(found.message, found.expected, root + entry + (f"/{found.path}" if entry and found.path else ""))

    return told


def _placed(found: Problem) -> Text:
    """The message with row or line, and the column or path."""
    en, zh = [], []
    if found.row:
        en.append(f"row {found.row}")
        zh.append(f"第 {found.row} 行")
    elif found.line:
        en.append(f"line {found.line}")
        zh.append(f"第 {found.line} 行")
    if found.path:
        en.append(shortened(found.path))
        zh.append(shortened(found.path))
    if not en:
        return found.message
    return both(f"{', '.join(en)}: {found.message.en}", f"{'，'.join(zh)}：{found.message.zh}")


def _pointer(path: str, document: Any) -> str:
    """The place of a dotted path; names may have dots themselves, so the longest that is there is taken."""
    pointer = ""
    while path and isinstance(document, dict | list):
        names = document if isinstance(document, dict) else map(str, range(len(document)))
        step = max((name for name in names if path == name or path.startswith(f"{name}.")), key=len, default=None)
        if step is None:
            break
        pointer += "/" + quote(shortened(step, _LONGEST_STEP).replace("~", "~0").replace("/", "~1"), safe="~")
        document = document[step] if isinstance(document, dict) else document[int(step)]
        path = path[len(step) + 1 :]
    return pointer
