"""The rounds of all rows as their cells tell them: out of histories, columns for each round, and the latest round."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.intake.by_column.reads import ReadColumn, recoded
from scoring.intake.cells.words import UNFUNDED
from scoring.intake.funding.histories import Histories
from scoring.intake.funding.pieces import Sum, sum_of, tuple_of
from scoring.intake.headings.headers import ROUND
from scoring.table.coded import Coded

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
V = TypeVar("V", bound=Hashable)
PARTS = ("round", "date", "amount", "currency", "investors", "evidence")


@dataclass(frozen=True, eq=False)
class Drafts:
    """Rounds before they are put together, arrays `[rounds]`: the row of each, and what its cells say.

    Unlike elsewhere the values that the codes number may repeat.
    """

    row: Ints
    round: Coded[str]
    date: Coded[str]
    amount: Coded[Sum]
    currency: Coded[str]
    investors: Coded[tuple[str, ...]]
    evidence: Coded[str]

    def __len__(self) -> int:
        return len(self.row)

    def take(self, at: NDArray[Any]) -> "Drafts":
        """Some of them, or in another order."""
        return Drafts(self.row[at], *(getattr(self, part).take(at) for part in PARTS))


def stacked_drafts(parts: Sequence[Drafts]) -> Drafts:
    """Rounds of several sources, those of a row together, in the order of the sources."""
    row = np.concatenate([part.row for part in parts])
    together = Drafts(row, *(pooled([getattr(part, name) for part in parts]) for name in PARTS))
    return together if len(parts) == 1 else together.take(np.argsort(row, kind="stable"))


def pooled(parts: Sequence[Coded[V]]) -> Coded[V]:
    """Parts one below the other; unlike `joined` it leaves values that repeat as they are, which is quick."""
    starts = np.cumsum([0, *(len(part.values) for part in parts)]).tolist()
    codes = [np.where(part.known, part.codes + start, -1) for part, start in zip(parts, starts, strict=False)]
    return Coded(tuple(value for part in parts for value in part.values), np.concatenate(codes).astype(np.int32))


def no_drafts() -> Drafts:
    """No rounds at all."""
    nothing: Coded[Any] = Coded((), np.empty(0, np.int32))
    return Drafts(np.empty(0, np.int64), *(nothing for _ in PARTS))


class Listed(NamedTuple):
    """The rounds of a column of histories, and `[rows]` where it says anything, and where it can't be read here."""

    drafts: Drafts
    known: Flags
    wrong: Flags


def of_histories(histories: Histories) -> Listed:
    """The rounds in a column of histories in words."""
    row, piece = histories.flat()
    found = histories.pieces
    unknown: Coded[str] = Coded((), np.full(len(row), -1, np.int32))
    drafts = Drafts(
        row=row,
        round=found.round.take(piece),
        date=found.date.take(piece),
        amount=found.amount.take(piece),
        currency=unknown,
        investors=found.investors.take(piece),
        evidence=unknown,
    )
    return Listed(drafts, histories.known, histories.wrong)


def of_slots(reads: Mapping[str, ReadColumn], rows: int) -> tuple[Drafts, Flags]:
    """The rounds in columns such as 'A轮时间' and 'Round 2 amount', and the rows that need a closer look."""
    slots: dict[str, dict[str, ReadColumn]] = {}
    for field, read in reads.items():
        if field.startswith(ROUND):
            _, name, part = field.split(".")
            slots.setdefault(name, {})["round" if part == "type" else part] = read
    doubtful = np.zeros(rows, bool)
    parts: list[Drafts] = []
    taken: dict[tuple[int, int], Flags] = {}
    for name in sorted(slots, key=place_in_line):
        draft, known = _of_slot(name, slots[name], rows)
        # Rounds without an order of their own stand as their columns do, which differs by row.
        same = taken.get(place_in_line(name), np.zeros(rows, bool))
        doubtful |= known & same
        taken[place_in_line(name)] = same | known
        doubtful |= says_unfunded(draft)
        parts.append(draft.take(np.flatnonzero(known)))
    return (stacked_drafts(parts) if parts else no_drafts()), doubtful


def _of_slot(name: str, columns: Mapping[str, ReadColumn], rows: int) -> tuple[Drafts, Flags]:
    draft = drafts_of(columns, rows)
    known = draft.date.known | draft.amount.known | draft.investors.known
    if name.isdigit():
        return draft, known | draft.round.known
    return replace(draft, round=filled(draft.round, name)), known


def filled(given: Coded[str], name: str) -> Coded[str]:
    """The same with `name` where nothing is known."""
    codes = np.where(given.known, given.codes, np.int32(len(given.values)))
    return recoded([*given.values, name], codes)


def place_in_line(name: str) -> tuple[int, int]:
    """Where a round of a column of its own stands: those with a name by the ladder, then those with a number."""
    if name.isdigit():
        return 1, int(name)
    return 0, taxonomy.rounds()[name].order or 0


def drafts_of(columns: Mapping[str, ReadColumn], rows: int) -> Drafts:
    """One round a row out of the columns of its parts."""
    unknown: Coded[Any] = Coded((), np.full(rows, -1, np.int32))
    picks: dict[str, Any] = {"amount": sum_of, "investors": tuple_of}
    found = {
        part: columns[part].values(picks.get(part, lambda value: value)) if part in columns else unknown
        for part in PARTS
    }
    return Drafts(np.arange(rows), **found)


def says_unfunded(draft: Drafts) -> Flags:
    """Where the round is 'never funded'."""
    flags: Flags = draft.round.map(UNFUNDED.__eq__, False, bool)
    return flags
