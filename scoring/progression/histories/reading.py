"""An event table, with or without tables of companies and acquisitions, into Events by market."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scoring.errors import Problem
from scoring.intake.by_row.reader import RejectedRow
from scoring.intake.cells.values import quoted, shown
from scoring.intake.headings.headers import ColumnUse
from scoring.progression.histories.company_rows import Acquisition, CompanyFacts, read_acquisitions, read_companies
from scoring.progression.histories.event_rows import NEEDED, EventRows, read_rows
from scoring.progression.histories.events import Events, Market
from scoring.progression.histories.gathering import LeftOut, gather
from scoring.progression.histories.headings import read_own_mapping
from scoring.progression.histories.sheet import Sheet, open_sheet
from scoring.text import Text, both

_REPEATED: Final = both(
    "a round of the same company, day, kind and amount stands further up: both are kept",
    "前面已有同一公司、同一天、同一轮次和金额的记录，两条都保留",
)


@dataclass
class EventTable:
    """What was read: events by market (only markets with a company), columns of the event file, notes, rejected
    rows of all files (each problem names its file), and companies that can get no prediction.
    """

    markets: dict[Market, Events]
    columns: list[ColumnUse]
    notes: list[Problem] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def read_events(
    path: Path, *, companies: Path | None = None, acquisitions: Path | None = None, mapping: Path | None = None
) -> EventTable:
    """Read a table of funding events: Crunchbase, IT桔子 or the product's own headings, in either language.

    A company with a rejected row is left out: with a round missing, its history would give a wrong number. Rounds
    after any as-of date are kept. No file is read that is not named. Raises InputError for a file that can't be
    used as a whole.
    """
    own = read_own_mapping(mapping) if mapping else {}
    sheet = open_sheet(path, own, NEEDED)
    rows = read_rows(sheet)
    table = EventTable({}, sheet.uses, rejected=rows.rejected)
    sheets = [sheet]
    facts: Mapping[str, CompanyFacts] = {}
    bought: Sequence[Acquisition] = ()
    if companies:
        facts, rejected, beside = read_companies(companies, own)
        table.rejected += rejected
        sheets.append(beside)
    if acquisitions:
        bought, rejected, beside = read_acquisitions(acquisitions, own)
        table.rejected += rejected
        sheets.append(beside)
    table.markets, table.left_out = gather(rows, facts, bought)
    _note_repeats(sheet, rows)
    table.notes = [note for each in sheets for note in each.notes.problems()]
    table.notes += _notes_on_left_out(path.name, table.left_out)
    return table


def _note_repeats(sheet: Sheet, rows: EventRows) -> None:
    for own in rows.by_company.values():
        if len(own) == 1:
            continue
        seen = set()
        for row in own:
            kind = row.round and (row.round.day, row.round.round, str(row.round.usd))
            if kind in seen:
                sheet.notes.add("", _REPEATED, row.number, row.name)
            seen.add(kind)


def _notes_on_left_out(source: str, left_out: Sequence[LeftOut]) -> list[Problem]:
    """One note a reason, with how many companies it concerns; those of rejected rows stand with their rows."""
    others = [each for each in left_out if each.row is None]
    counts = Counter(each.reason for each in others)
    first = {each.reason: each.name for each in reversed(others)}
    return [Problem(source, _counted(reason, count, first[reason])) for reason, count in counts.items()]


def _counted(reason: Text, count: int, name: str) -> Text:
    companies = "1 company gets" if count == 1 else f"{count:,} companies get"
    en = f"{companies} no prediction: {reason.en}, first {shown(name)}"
    return both(en, f"{count:,} 家公司不作预测：{reason.zh}，如{quoted(name)}")
