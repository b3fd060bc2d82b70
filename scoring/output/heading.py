"""A column of a table: its key, its label in both languages, what its values are, and its width."""

from typing import Final, Literal, NamedTuple

from scoring.text import Lang

Kind = Literal["text", "whole", "count", "score", "points", "share", "fine share", "date", "flag"]
"""What a column holds; `score` and `points` are numbers with one and two decimals, a `flag` is yes or no."""
NUMBER_FORMATS: Final[dict[Kind, str]] = {
    "whole": "0",
    "count": "#,##0",
    "score": "0.0",
    "points": "0.00",
    "share": "0%",
    "fine share": "0.0%",
    "date": "yyyy-mm-dd",
}
"""Number formats of Excel; text and flags have none."""


class Heading(NamedTuple):
    """A column: its key in English CSV and in Parquet, its label in both languages, its width and kind.

    `part` names the part of a ranking without which the column is left out. A `detail` is folded away in a workbook.
    """

    key: str
    en: str
    zh: str
    width: int = 10
    kind: Kind = "text"
    part: str | None = None
    detail: bool = False

    def label(self, lang: Lang) -> str:
        """The label in the language asked for."""
        return self.zh if lang == "zh" else self.en

    @property
    def number_format(self) -> str | None:
        """Its number format in Excel."""
        return NUMBER_FORMATS.get(self.kind)


_FLAG: Final[dict[Lang, dict[bool, str]]] = {"en": {True: "yes", False: "no"}, "zh": {True: "是", False: "否"}}


def flag_words(lang: Lang) -> dict[bool, str]:
    """A flag in words, for CSV and Excel."""
    return _FLAG[lang]
