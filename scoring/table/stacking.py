"""Tables of companies one below the other."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from scoring.table.below import AccountTable, RoundTable
from scoring.table.coded import Coded, joined
from scoring.table.companies import OWN, Column, CompanyTable


def stacked(parts: Sequence[CompanyTable]) -> CompanyTable:
    """Tables one below the other; an answer that one of them lacks is unknown there."""
    if len(parts) == 1:
        return parts[0]
    sizes = [len(part) for part in parts]
    own = {name: _stacked([getattr(part, name) for part in parts]) for name in OWN}
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
