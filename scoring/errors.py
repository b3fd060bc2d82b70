"""The one error shape: where, what was found, what was expected, what to do."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in an input, with its place.

    `where` is a file (and line) or a table's name, `path` the field or column, `row` the line of the table
    as the user's own program counts it.
    """

    where: str
    message: str
    path: str = ""
    row: int | None = None
    line: int | None = None
    value: str = ""
    expected: str = ""

    def __str__(self) -> str:
        place = self.where + (f":{self.line}" if self.line else "") + (f", row {self.row}" if self.row else "")
        path = f": {self.path}" if self.path else ""
        expected = f" (expected {self.expected})" if self.expected else ""
        return f"{place}{path}: {self.message}{expected}"

    def as_dict(self) -> dict[str, object]:
        """Plain mapping of what is known, for JSON."""
        return {key: value for key, value in asdict(self).items() if value not in (None, "")}


class InputError(Exception):
    """Input that can't be used as a whole; carries every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shortened(text: str, most: int = 60) -> str:
    """Text cut to `most` characters, so that a message stays readable whatever was typed."""
    return text if len(text) <= most else text[: most - 1] + "…"


def refuse(where: str, message: str, **place: object) -> InputError:
    """Make an error with a single problem."""
    return InputError([Problem(where, message, **place)])  # type: ignore[arg-type]
