"""The table of companies: one array a field of the profile, rounds and investors in flat arrays below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.table.coded import Coded, joined
from scoring.table.flat import places_of

Column = NDArray[np.generic]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class RoundTable:
    """Funding rounds, arrays `[rounds]`, those of a company one after the other in the order of its profile.

    `company` numbers the company. `round` is a slug, `date` a partial date as the profile has it, `low` and `high` the
    amount in units of `currency` (NaN where not known), `evidence` a grade. Investors lie flat: those of round r are
    `first_investor[r]` to `first_investor[r + 1]` (`[rounds + 1]`) of `investor` (names) and `kind` (slugs, unknown
    where only the name can tell).
    """

    company: Ints
    round: Coded[str]
    date: Coded[str]
    low: Floats
    high: Floats
    currency: Coded[str]
    evidence: Coded[str]
    first_investor: Ints
    investor: Coded[str]
    kind: Coded[str]

    def __len__(self) -> int:
        return len(self.company)

    @property
    def round_of_investor(self) -> Ints:
        """Number of the round that each investor is named in, `[investors]`."""
        return np.repeat(np.arange(len(self)), np.diff(self.first_investor))

    def take(self, rows: Ints, company: Ints) -> "RoundTable":
        """Some rounds, in the order of `rows`, as those of the companies `company` `[rows]`."""
        counts = np.diff(self.first_investor)[rows]
        flat = places_of(self.first_investor[:-1][rows], counts)
        own = {name: getattr(self, name).take(rows) for name in ("round", "date", "currency", "evidence")}
        return RoundTable(
            company=company,
            low=self.low[rows],
            high=self.high[rows],
            first_investor=np.append(0, np.cumsum(counts)).astype(np.int64),
            investor=self.investor.take(flat),
            kind=self.kind.take(flat),
            **own,
        )


@dataclass(frozen=True, eq=False)
class AccountTable:
    """Annual accounts, arrays `[entries]`: those of a company one after the other, in the order of its profile.

    `company` numbers the company, `year` is the calendar year; `figures` holds yuan by the names of
    `scoring.profile.accounts.ACCOUNT_FIELDS`, NaN for what is not known.
    """

    company: Ints
    year: Ints
    figures: Mapping[str, Floats]

    def __len__(self) -> int:
        return len(self.company)

    @classmethod
    def none(cls) -> "AccountTable":
        """No accounts of anybody."""
        nothing = np.empty(0, np.int64)
        return cls(nothing, nothing, {})

    def take(self, rows: Ints, company: Ints) -> "AccountTable":
        """Some entries, in the order of `rows`, as those of the companies `company` `[rows]`."""
        return AccountTable(company, self.year[rows], _rows_of(self.figures, rows))


@dataclass(frozen=True, eq=False)
class CompanyTable:
    """Companies, arrays `[companies]`: what a list of profiles tells, as far as any figure rests on it.

    `name` is an array of str objects; `as_of` codes dates; `city`, `sector` (the main one), `layer`, `segment` and
    `evidence` slugs; `sectors` the slugs of all sectors, the main one first; `founded` partial dates; `head_low` and
    `head_high` the ends of a band, NaN for an open one and for nothing known. `history` tells whether the funding
    history is known (no rounds then: never funded), `latest_only` that only the latest round of it is.
    `accounts` are the annual accounts of all companies. `answers` holds a column for each input that somebody answered:
    float64 with NaN or int8 codes with -1, as the evaluator reads them, and one for each item of a checklist of the
    packs (`titles.gaoqi`, 0 or 1); `grades` (same inputs, only where somebody gave a grade) codes of evidence, -1 for
    none.
    """

    name: NDArray[np.object_]
    as_of: Coded[date]
    city: Coded[str]
    sector: Coded[str]
    sectors: Coded[tuple[str, ...]]
    layer: Coded[str]
    segment: Coded[str]
    founded: Coded[str]
    head_low: Floats
    head_high: Floats
    evidence: Coded[str]
    history: Flags
    latest_only: Flags
    rounds: RoundTable
    accounts: AccountTable
    answers: Mapping[str, Column]
    grades: Mapping[str, NDArray[np.int8]]

    def __len__(self) -> int:
        return len(self.name)

    def take(self, rows: NDArray[Any]) -> "CompanyTable":
        """Some companies (numbers), or all of them in another order."""
        rounds, accounts = _below(self.rounds, rows), _below(self.accounts, rows)
        own = {name: getattr(self, name) for name in _OWN}
        picked: dict[str, Any] = {
            name: part.take(rows) if isinstance(part, Coded) else part[rows] for name, part in own.items()
        }
        answers, grades = _rows_of(self.answers, rows), _rows_of(self.grades, rows)
        return CompanyTable(**picked, rounds=rounds, accounts=accounts, answers=answers, grades=grades)


_OWN: Final = tuple(
    field.name for field in fields(CompanyTable) if field.name not in ("rounds", "accounts", "answers", "grades")
)
"""Fields with one value a company."""
Below = TypeVar("Below", RoundTable, AccountTable)


def _below(part: Below, rows: NDArray[Any]) -> Below:
    """What lies below the companies `rows`, numbered as these are."""
    starts = np.searchsorted(part.company, rows, "left")
    counts = np.searchsorted(part.company, rows, "right") - starts
    return part.take(places_of(starts, counts), np.repeat(np.arange(len(rows)), counts))


def _rows_of(columns: Mapping[str, Any], rows: NDArray[Any]) -> dict[str, Any]:
    return {name: column[rows] for name, column in columns.items()}


def stacked(parts: Sequence[CompanyTable]) -> CompanyTable:
    """Tables one below the other; an answer that one of them lacks is unknown there."""
    if len(parts) == 1:
        return parts[0]
    sizes = [len(part) for part in parts]
    own = {name: _stacked([getattr(part, name) for part in parts]) for name in _OWN}
    starts = np.cumsum([0, *sizes])
    below = list(zip(parts, starts, strict=False))
    rounds = [replace(part.rounds, company=part.rounds.company + start) for part, start in below]
    accounts = [replace(part.accounts, company=part.accounts.company + start) for part, start in below]
    return CompanyTable(
        **own,
        rounds=_stacked_rounds(rounds),
        accounts=_stacked_accounts(accounts),
        answers=_stacked_columns([part.answers for part in parts], sizes),
        grades=_stacked_columns([part.grades for part in parts], sizes),
    )


def _stacked(parts: Sequence[Any]) -> Any:
    return joined(parts) if isinstance(parts[0], Coded) else np.concatenate(parts)


def _stacked_rounds(parts: Sequence[RoundTable]) -> RoundTable:
    offsets = np.cumsum([0, *(len(part.investor) for part in parts)])
    firsts = [part.first_investor[:-1] + offset for part, offset in zip(parts, offsets, strict=False)]
    found = {field.name: [getattr(part, field.name) for part in parts] for field in fields(RoundTable)}
    found.pop("first_investor")
    own = {name: _stacked(each) for name, each in found.items()}
    return RoundTable(**own, first_investor=np.concatenate([*firsts, offsets[-1:]]).astype(np.int64))


def _stacked_accounts(parts: Sequence[AccountTable]) -> AccountTable:
    return AccountTable(
        np.concatenate([part.company for part in parts]),
        np.concatenate([part.year for part in parts]),
        _stacked_columns([part.figures for part in parts], [len(part) for part in parts]),
    )


def _stacked_columns(parts: Sequence[Mapping[str, Column]], sizes: Sequence[int]) -> dict[str, Any]:
    kinds = {name: column.dtype for part in parts for name, column in part.items()}
    return {
        name: np.concatenate(
            [
                part.get(name, np.full(size, -1 if kind == np.int8 else np.nan, kind))
                for part, size in zip(parts, sizes, strict=True)
            ]
        )
        for name, kind in kinds.items()
    }
