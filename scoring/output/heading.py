"""A column of a table: its key, its label in both languages, its width and number format."""

from typing import Final, NamedTuple

from scoring.text import Lang


class Heading(NamedTuple):
    """A column: its key in English CSV, its label in both languages, its width and Excel number format."""

    key: str
    en: str
    zh: str
    width: int = 10
    number_format: str | None = None

    def label(self, lang: Lang) -> str:
        """The label in the language asked for."""
        return self.zh if lang == "zh" else self.en


SCORE: Final = "0.0"
"""Number format of scores and percentiles."""
