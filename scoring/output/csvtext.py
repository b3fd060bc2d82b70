"""Tables as CSV: UTF-8 with BOM, since that is how spreadsheets recognise Chinese."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from scoring.output.files import neutral
from scoring.output.heading import Heading, flag_words
from scoring.text import Lang


def csv_bytes(headings: Sequence[Heading], rows: Iterable[Sequence[Any]], lang: Lang) -> bytes:
    """A table with one header. English headers are stable keys for programs; Chinese ones are labels."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([heading.key if lang == "en" else heading.zh for heading in headings])
    flags = flag_words(lang)
    writer.writerows([_cell(value, flags) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _cell(value: Any, flags: dict[bool, str]) -> Any:
    if value.__class__ is str:
        return neutral(value)
    return flags[value] if value.__class__ is bool else value
