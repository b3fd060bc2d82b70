"""What commands share: options read into values, errors told on standard error with exit status 2."""

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


class Failure(Exception):
    """Input that can't be used; every line says where, what and what to do."""


def say_error(failure: Failure) -> None:
    """Tell a failure, at most `MOST_SHOWN` lines of it."""
    lines = str(failure).splitlines()
    for line in lines[:MOST_SHOWN]:
        print(f"upslope: {line}", file=sys.stderr)  # noqa: T201
    if len(lines) > MOST_SHOWN:
        print(f"upslope: … and {len(lines) - MOST_SHOWN} more", file=sys.stderr)  # noqa: T201


@contextmanager
def explained() -> Iterator[None]:
    """Turn what is wrong with an input, or with a file to write, into a Failure."""
    from scoring.errors import InputError

    try:
        yield
    except InputError as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"{error.filename or 'file'}: {error.strerror}; check the path and its rights") from None


def language(text: str) -> "Lang":
    """Read --lang."""
    if text not in ("en", "zh"):
        raise Failure(f"--lang: {text!r} is no language of this product (expected en or zh)")
    return cast("Lang", text)


def as_of_date(text: str | None) -> date | None:
    """Read --as-of; None where it was left out."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Failure(f"--as-of: {text!r} is no date (expected YYYY-MM-DD, such as 2020-12-31)") from None
    if day > date.today():
        raise Failure(f"--as-of: {text} lies in the future (expected today or earlier)")
    return day


def rule_book(rules: Path | None, weights: Path | None) -> "RuleBook":
    """Load the rule book that the options name."""
    from scoring.resources import resource
    from scoring.rulesets.book import load_book, shipped_book

    with explained():
        if rules is None and weights is None:
            return shipped_book()
        return load_book(rules or resource("rules"), weights)
