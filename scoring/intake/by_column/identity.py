"""What the columns of all rows tell of the companies themselves: names, places, industry, head counts, dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.errors import Wrong
from scoring.intake.by_column.reads import ReadColumn, firsts, recoded
from scoring.intake.by_row.assembly import SEVERAL
from scoring.intake.cells import tags, words
from scoring.intake.cells.values import Read
from scoring.intake.headings.fields import PLACE_FIELDS
from scoring.intake.notes import Case, TagCase
from scoring.table.coded import Coded, joined

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Places:
    """Cities `[rows]`, where a place can't be told, and the different places as written, with what was remarked."""

    city: Coded[str]
    wrong: Flags
    written: Coded[tuple[str, ...]]
    reads: list[Read | None]

    def cases(self, header: str, place: int, numbers: Ints, rows: Flags) -> list[Case]:
        """Remarks on the places of the rows chosen."""
        remarks = {code: read.remark for code, read in enumerate(self.reads) if read and read.remark}
        seen = firsts(self.written.codes, rows, len(self.reads)) if remarks else {}
        return [
            Case(int(numbers[first]), place, header, remarks[code], _shown(self.written.values[code]), count)
            for code, (first, count) in seen.items()
            if code in remarks
        ]


def _shown(parts: tuple[str, ...]) -> str:
    return " · ".join(filter(None, parts))


def places_of(reads: Mapping[str, ReadColumn], rows: int) -> Places:
    """Find each different combination of country, province, city and district once."""
    written = _combined([reads[field].values() if field in reads else None for field in PLACE_FIELDS], rows)
    found = [_place(parts) for parts in written.values]
    city = recoded([read.value if read else None for read in found], written.codes)
    wrong = np.array([*(read is None for read in found), False], bool)[written.codes]
    return Places(city, wrong, written, found)


def _place(parts: tuple[str, ...]) -> Read | None:
    if not any(parts):
        return Read(None)
    try:
        return words.parse_place(*parts)
    except Wrong:
        return None


def _combined(columns: list[Coded[str] | None], rows: int) -> Coded[tuple[str, ...]]:
    """The different combinations of values, '' for unknown."""
    values: list[tuple[str, ...]] = [()]
    codes = np.zeros(rows, np.int64)
    for column in columns:
        if column is None:
            values = [(*value, "") for value in values]
            continue
        size = len(column.values) + 1
        pairs, codes = np.unique(codes * size + column.codes + 1, return_inverse=True)
        own = ("", *column.values)
        values = [(*values[pair // size], own[pair % size]) for pair in pairs.tolist()]
    return Coded(tuple(values), codes.astype(np.int32))


class Industry(NamedTuple):
    """The main sector, all sectors, the layer and the segment of each row."""

    sector: Coded[str]
    sectors: Coded[tuple[str, ...]]
    layer: Coded[str]
    segment: Coded[str]


def industry_of(reads: Mapping[str, ReadColumn], rows: int) -> Industry:
    """Settle tags once each; columns of their own for layer and segment win."""
    unknown: Coded[str] = Coded((), np.full(rows, -1, np.int32))
    listed = reads.get("sectors")
    own: dict[str, Coded[str]] = {name: reads[name].values() for name in ("layer", "segment") if name in reads}
    if listed is None:
        none: Coded[tuple[str, ...]] = Coded((), unknown.codes)
        return Industry(unknown, none, own.get("layer", unknown), own.get("segment", unknown))
    layer, segment = (listed.values(lambda each, at=at: tags.settle(each)[at]) for at in (0, 1))  # type: ignore[misc]
    return Industry(
        listed.values(lambda each: each.sectors[0] if each.sectors else None),
        listed.values(lambda each: tuple(each.sectors) or None),
        _overruled(layer, own.get("layer")),
        _overruled(segment, own.get("segment")),
    )


def _overruled(given: Coded[str], by: Coded[str] | None) -> Coded[str]:
    if by is None:
        return given
    both = joined([given, by])
    own, other = both.codes[: len(given)], both.codes[len(given) :]
    return Coded(both.values, np.where(other >= 0, other, own))


def tag_cases(
    listed: ReadColumn, places: tuple[int, int], numbers: Ints, rows: Flags
) -> tuple[list[Case], list[TagCase]]:
    """What is remarked on the tags of the rows chosen, and the tags that stand for nothing.

    `places` are those of a remark on the cell, and on what the tags mean together.
    """
    header = listed.column.use.header
    cases, unmatched = [], []
    for code, (first, count) in firsts(listed.cells.codes, rows, len(listed.reads)).items():
        read, number = listed.reads[code], int(numbers[first])
        if read is None or not isinstance(read.value, tags.Tags):
            continue
        unmatched += [TagCase(number, at, header, tag, count) for at, tag in enumerate(read.value.unmatched)]
        if not any(read.value[:3]):
            cases.append(Case(number, places[0], header, tags.NO_TAG, listed.cells.values[code], count))
        if len(read.value.segments) > 1 or len(read.value.layers) > 1:
            cases.append(Case(number, places[1], header, SEVERAL, "", count))
    return cases, unmatched


def head_counts(read: ReadColumn | None, rows: int) -> tuple[Floats, Floats]:
    """Lower and upper ends of the head counts, NaN where open or not known."""
    if read is None:
        return np.full(rows, np.nan), np.full(rows, np.nan)
    bands: Coded[Any] = read.values()
    low = bands.map(lambda band: np.nan if band[0] is None else band[0], np.nan)
    return low, bands.map(lambda band: np.nan if band[1] is None else band[1], np.nan)
