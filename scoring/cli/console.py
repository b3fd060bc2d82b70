"""What commands share: options read into values, errors told on standard error with exit status 2."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from scoring.rulesets.book import RuleBook
    from scoring.text import Lang

MOST_SHOWN = 50
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Failure(Exception):
    """Input that can't be used; every line says where, what and what to do."""


def printable(text: str) -> str:
    """Text without the control characters by which a file could steer the terminal; lines and tabs stay."""
    return _CONTROL.sub("", text)


def say_error(failure: Failure) -> None:
    """Tell a failure, at most `MOST_SHOWN` lines of it."""
    lines = printable(str(failure)).splitlines()
    for line in lines[:MOST_SHOWN]:
        print(f"upslope: {line}", file=sys.stderr)  # noqa: T201
    if len(lines) > MOST_SHOWN:
        print(f"upslope: … and {len(lines) - MOST_SHOWN} more", file=sys.stderr)  # noqa: T201


@contextmanager
def explained(lang: "Lang" = "en") -> Iterator[None]:
    """Turn what is wrong with an input, or with a file to write, into a Failure."""
    from scoring.errors import InputError
    from scoring.oserrors import reason_of

    try:
        yield
    except InputError as error:
        raise Failure(error.in_(lang)) from None
    except OSError as error:
        name, why = error.filename or "?", reason_of(error).in_(lang)
        raise Failure(
            f"{name}：{why}；请检查路径和权限" if lang == "zh" else f"{name}: {why}; check the path and its rights"
        ) from None


def language(text: str) -> "Lang":
    """Read --lang."""
    if text not in ("en", "zh"):
        raise Failure(
            f"--lang: {text!r} is no language of this product (expected en or zh)\n"
            f"--lang：没有 {text!r} 这种语言（应为 en 或 zh）"
        )
    return cast("Lang", text)


def as_of_date(text: str | None, lang: "Lang", option: str = "--as-of") -> date | None:
    """Read a date `option`; None where it was left out."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Failure(
            f"{option}：{text!r} 不是日期（应为 YYYY-MM-DD，例如 2020-12-31）"
            if lang == "zh"
            else f"{option}: {text!r} is no date (expected YYYY-MM-DD, such as 2020-12-31)"
        ) from None
    if day > date.today():
        raise Failure(
            f"{option}：{text} 还没到（应为今天或更早）"
            if lang == "zh"
            else f"{option}: {text} lies in the future (expected today or earlier)"
        )
    return day


def spare_the_input(output: Path | None, *sources: Path | None, lang: "Lang") -> None:
    """Refuse an output that is a file being read: the user's only copy would be gone."""
    with explained(lang):
        if output is None or not output.exists() or not any(source and output.samefile(source) for source in sources):
            return
    raise Failure(
        f"--output：{output} 就是正在读取的文件，会被覆盖；请换一个文件名"
        if lang == "zh"
        else f"--output: {output} is the file being read and would be overwritten; choose another name"
    )


def rule_book(rules: Path | None, weights: Path | None, lang: "Lang") -> "RuleBook":
    """Load the rule book that the options name."""
    from scoring.resources import resource
    from scoring.rulesets.book import load_book, shipped_book

    with explained(lang):
        if rules is None and weights is None:
            return shipped_book()
        return load_book(rules or resource("rules"), weights)
