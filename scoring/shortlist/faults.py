"""What is wrong with a rules file, gathered place by place; and the checks that all of its parts share."""

from collections.abc import Sequence
from reprlib import Repr
from typing import Any, Final

from scoring.errors import Problem, shortened
from scoring.rulesets.checks import Path, near
from scoring.rulesets.yamlfile import YamlFile
from scoring.text import Text, both

LONGEST_TEXT: Final = 200
_TEXT: Final = both(
    f"one line of text in quotes, or {{en: …, zh: …}}, at most {LONGEST_TEXT} characters",
    f"一行文字（加引号），或 {{en: …, zh: …}}，不超过 {LONGEST_TEXT} 个字符",
)
_SHORT: Final = Repr()
_SHORT.maxlevel, _SHORT.maxstring, _SHORT.maxother = 2, 60, 60


class Faults:
    """The faults of one file, in the order found."""

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, path: Path, message: Text, expected: Text | None = None) -> None:
        """Note a fault at `path`."""
        self.problems.append(self.file.problem(path, message, expected))

    def found(self, path: Path, value: Any, expected: Text) -> None:
        """Note a value that is not what was expected."""
        self.add(path, both(f"found {_shown(value)}", f"写的是 {_shown(value)}"), expected)

    def check_keys(self, path: Path, data: dict[Any, Any], known: Sequence[str]) -> None:
        """Note every key that is not known."""
        for key in data:
            if key not in known:
                wrong = both(f"unknown field {_shown(key)}", f"没有 {_shown(key)} 这个字段")
                plain = isinstance(key, str) and key.isprintable() and len(key) <= LONGEST_TEXT
                self.add((*path, key) if plain else path, wrong, near(str(key)[:LONGEST_TEXT], known))

    def text(self, path: Path, data: Any) -> Text | None:
        """A text in one wording or two; None, with a fault noted, where it is none."""
        texts = data if isinstance(data, dict) else {"en": data, "zh": data}
        if set(texts) == {"en", "zh"} and all(map(_is_line, texts.values())):
            return both(texts["en"], texts["zh"])
        self.found(path, data, _TEXT)
        return None


def _is_line(text: Any) -> bool:
    return isinstance(text, str) and bool(text.strip()) and text.isprintable() and len(text) <= LONGEST_TEXT


def _shown(value: Any) -> str:
    """A value in a few characters: it may be an alias bomb."""
    return shortened(_SHORT.repr(value))
