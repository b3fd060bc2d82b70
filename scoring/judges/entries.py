"""A mark as a table has it, with its place, before it is brought to the table's scale."""

from dataclasses import dataclass

from scoring.judges.cells import Seen
from scoring.judges.headers import Span


@dataclass(frozen=True)
class Entry:
    """A mark as the table has it, and where: its row, the header of its column, the scale that the header names."""

    row: int
    company: str
    judge: str
    criterion: str
    header: str
    scale: Span | None
    seen: Seen
