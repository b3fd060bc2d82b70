"""The one error shape: where, what was found, what was expected, what to do; in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.text import Lang, Text, both


@dataclass(frozen=True)
class Problem:
    """One fault in an input, with its place.

    `where` is a file or a table's name, `path` the field or column, `row` the line of the table as the user's own
    program counts it, `line` that of a text file, `value` what was found there.
    """

    where: str
    message: Text
    path: str = ""
    row: int | None = None
    line: int | None = None
    value: str = ""
    expected: Text | None = None

    def in_(self, lang: Lang) -> str:
        """The problem in one line: place, what is wrong, what was expected."""
        expected = self.expected.in_(lang) if self.expected else ""
        if lang == "zh":
            return f"{self._place('，第 {} 行', '：')}：{self.message.zh}" + (
                f"（应为：{expected}）" if expected else ""
            )
        return f"{self._place(', row {}', ': ')}: {self.message.en}" + (f" (expected {expected})" if expected else "")

    def __str__(self) -> str:
        return self.in_("en")

    def _place(self, row: str, colon: str) -> str:
        place = self.where + (f":{self.line}" if self.line else "") + (row.format(self.row) if self.row else "")
        return f"{place}{colon}{self.path}" if self.path else place

    def as_dict(self, lang: Lang) -> dict[str, object]:
        """Plain mapping of what is known, for JSON."""
        known = {
            "where": self.where,
            "line": self.line,
            "row": self.row,
            "path": self.path,
            "value": self.value,
            "message": self.message.in_(lang),
            "expected": self.expected.in_(lang) if self.expected else None,
        }
        return {key: value for key, value in known.items() if value not in (None, "")}


class InputError(Exception):
    """Input that can't be used as a whole; carries every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.in_("en"))

    def __reduce__(self) -> tuple[type["InputError"], tuple[tuple[Problem, ...]]]:
        """Problems travel between processes as they are."""
        return InputError, (self.problems,)

    def in_(self, lang: Lang) -> str:
        """All problems, one a line."""
        return "\n".join(problem.in_(lang) for problem in self.problems)


class Wrong(ValueError):
    """A value that can't be used: what is wrong with it and what was expected, in both languages.

    `at` leads from the value to the part of it that is to be mended, where that is not the whole of it.
    """

    def __init__(self, en: str, zh: str, expected: Text | None = None, at: tuple[str | int, ...] = ()) -> None:
        self.text, self.expected, self.at = both(en, zh), expected, at
        super().__init__(f"{en} (expected {expected.en})" if expected else en)


def refuse(where: str, en: str, zh: str, *, expected: Text | None = None, line: int | None = None) -> InputError:
    """Make the error of an input that can't be used, with a single problem."""
    return InputError([Problem(where, both(en, zh), line=line, expected=expected)])


def shortened(text: str, most: int = 60) -> str:
    """Text cut to `most` characters, so that a message stays readable whatever was typed."""
    return text if len(text) <= most else text[: most - 1] + "…"


def quoted(value: object, most: int = 60) -> str:
    """A value as a Chinese message quotes it: text in Chinese marks with control characters escaped."""
    written = repr(shortened(value, most) if isinstance(value, str) else value)
    return f"“{written[1:-1]}”" if isinstance(value, str) else shortened(written, most)
