"""What policy packs read of a table of companies, each input worked out when it is first asked for.

An input is a pair of bounds: equal where it is known to the figure, NaN where nothing is known, infinite for an open
end; yes and no are 1 and 0. Figures that contradict each other, or mix up yuan and 万元, are unknown, with a remark.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.policies.inputs import remarks
from scoring.policies.inputs.accounts import Accounts
from scoring.policies.inputs.books import Place
from scoring.policies.inputs.bounded import Bounded, Flags, Note, exactly
from scoring.policies.inputs.equity import YEARS, equity
from scoring.policies.inputs.growth import conversions_a_year, over_years
from scoring.policies.inputs.identity import age_days, head_count, mainland, science_share, science_staff
from scoring.policies.inputs.names import INPUTS
from scoring.policies.inputs.ratios import ratio
from scoring.policies.inputs.rights import READ, Rights
from scoring.rulesets.book import RuleBook
from scoring.rulesets.pack_checks import kinds_of
from scoring.table import CompanyTable
from scoring.text import Text, both

Codes = NDArray[np.int8]
Floats = NDArray[np.float64]
_ACCOUNTS: Final = "accounts."
_SINCE_FOUNDING: Final = ("rd_share_three_years", "revenue_growth", "net_assets_growth")
"""Inputs over the years in business: nothing lacks of a year before the company was there."""
_ROUNDS: Final = both("amount, date and investors of every equity round", "每一轮股权融资的金额、时间和投资方")


class Values:
    """Inputs of packs by name: those of `inputs.INPUTS`, facts and other answers, items of checklists."""

    def __init__(self, table: CompanyTable, columns: Mapping[str, NDArray[Any]], book: RuleBook) -> None:
        self.table, self.columns, self.size = table, columns, len(table)
        asked = book.asked()
        self._kinds = kinds_of(asked)
        self._names = {item.input: item.name for item in asked} | {name: each.name for name, each in INPUTS.items()}
        self._percent = {item.input for item in asked if item.ask and item.ask.kind == "percent"}
        self._accounts = Accounts(table)
        self._rights = Rights(self._answer, self._names)
        self._bounds: dict[str, Bounded] = {}
        self._notes: dict[str, tuple[Note, ...]] = {}

    def kind(self, name: str) -> str:
        """Whether an input is a `number`, a `choice` or `yes_no`."""
        return self._kinds.get(name, "number")

    def bounds(self, name: str) -> tuple[Floats, Floats]:
        """Lowest and highest value possible, `[companies]`."""
        bounds = self._of(name)
        return bounds.low, bounds.high

    def codes(self, name: str) -> Codes:
        """A choice by its place among those offered, `[companies]`; -1 where unknown."""
        return np.asarray(self.columns.get(name, np.full(self.size, -1)), np.int8)

    def lacking(self, name: str) -> Flags:
        """Where something that the input reads is not given, or not to be used, and would narrow it."""
        return self.codes(name) < 0 if self.kind(name) == "choice" else self._of(name).lacking

    def missing(self, name: str, at: int) -> list[Text]:
        """What lacks of one company, in words; what is given and not to be used is a remark instead."""
        if not self.lacking(name)[at]:
            return []
        reads = INPUTS[name].reads if name in INPUTS else (name,)
        reads = (*reads, "founded") if name in _SINCE_FOUNDING else reads
        return [text for each in dict.fromkeys(reads) if (text := self._lacks(each, at))]

    def remarks(self, name: str, at: int) -> list[Text]:
        """What is odd about the figures of one company that the input reads, and what to do; each once."""
        return list(dict.fromkeys(note.says(at) for note in self._all_notes(name) if note.where[at]))

    def remark(self, name: str, at: int) -> Text | None:
        """The same in one text."""
        return remarks.joined(self.remarks(name, at))

    def remarked(self, name: str) -> Flags:
        """Where there is a remark, `[companies]`."""
        found = np.zeros(self.size, bool)
        for note in self._all_notes(name):
            found |= note.where
        return found

    def _of(self, name: str) -> Bounded:
        if name not in self._bounds:
            self._bounds[name] = self._work_out(name)
        return self._bounds[name]

    def _work_out(self, name: str) -> Bounded:
        of_accounts = ratio(name, self._accounts) or over_years(name, self._accounts)
        if of_accounts:
            return of_accounts
        if name in YEARS:
            return equity(name, self.table)
        if name in READ:
            return self._rights.of(name)
        if name == "conversions_a_year":
            return conversions_a_year(self._answer("conversions"), self._accounts)
        if name in ("science_staff", "science_share"):
            work_out = science_staff if name == "science_staff" else science_share
            return work_out(self.table, self._answer, self._names)
        plain = {"head_count": head_count, "age_days": age_days, "mainland": mainland}.get(name)
        return plain(self.table) if plain else self._answered(name)

    def _answered(self, name: str) -> Bounded:
        """An answer as it stands; a percentage of 1 or less may be a fraction of one, and 1 the whole."""
        answer = self._answer(name)
        if name not in self._percent:
            return exactly(answer)
        unclear = (answer > 0) & (answer <= 1)
        note = Note(unclear, lambda at: remarks.ambiguous_percent(self._names[name], float(answer[at])))
        return Bounded(answer, np.where(unclear, 100 * answer, answer), np.isnan(answer), (note,))

    def _answer(self, name: str) -> Floats:
        """Column of an answer as numbers, NaN where nobody answered."""
        column = self.columns.get(name)
        if column is None:
            return np.full(self.size, np.nan)
        values = np.asarray(column, float)
        return np.where(values < 0, np.nan, values) if column.dtype == np.int8 else values

    def _all_notes(self, name: str) -> tuple[Note, ...]:
        if self.kind(name) == "choice":
            return ()
        if name not in self._notes:
            places = _places(name)
            of_accounts = self._accounts.notes(places, since_founding=name in _SINCE_FOUNDING)
            self._notes[name] = (*of_accounts, *self._of(name).notes)
        return self._notes[name]

    def _lacks(self, read: str, at: int) -> Text | None:
        """The name of something that is read, where a company does not give it."""
        if read.startswith(_ACCOUNTS):
            place = _place(read)
            return self._accounts.name(place, at) if self._accounts.lacks(place, at) else None
        table = self.table
        of_profile = {
            "head_count": bool(np.isnan(table.head_low[at]) and np.isnan(table.head_high[at])),
            "founded": table.founded[at] is None,
            "city": table.city[at] is None or bool(np.isnan(self._of("mainland").low[at])),
        }
        if read == "rounds":
            return _ROUNDS if table.history[at] else remarks.field_name("rounds")
        if read in of_profile:
            return remarks.field_name(read) if of_profile[read] else None
        asked = read if read in self._names else read.partition(".")[0]
        unknown = self.codes(read)[at] < 0 if self.kind(read) == "choice" else np.isnan(self._answer(read)[at])
        return self._names.get(asked, both(asked)) if unknown else None


def _places(name: str) -> list[Place]:
    reads = INPUTS[name].reads if name in INPUTS else ()
    return [_place(read) for read in reads if read.startswith(_ACCOUNTS)]


def _place(read: str) -> Place:
    _, figure, back = read.split(".")
    return figure, int(back)
