"""The rule of a route, beside the route: who may ask for it, and what the log calls it.

A route without a rule is refused when the application is made, so that none is open by oversight.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Who(Enum):
    """Kinds of people and programs that ask. The last four are scopes of a token of the API."""

    ANYBODY = "anybody"
    LINK = "link"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"
    RANK = "rank"
    READ = "read"
    WRITE = "write"
    DELETE = "delete"


STAFF: Final = (Who.REVIEWER, Who.ADMINISTRATOR)
SCOPES: Final = (Who.RANK, Who.READ, Who.WRITE, Who.DELETE)


@dataclass(frozen=True)
class Rule:
    """Who may ask for a route; `log` is the action that the log is told once it was answered, empty for none.

    `subject` names the part of the address that the log gives as its subject.
    """

    who: frozenset[Who]
    log: str = ""
    subject: str = ""


def allow(*who: Who, log: str = "", subject: str = "") -> Callable[[View], View]:
    """Give a view its rule."""

    def ruled(view: View) -> View:
        view.rule = Rule(frozenset(who), log, subject)  # type: ignore[attr-defined]
        return view

    return ruled
