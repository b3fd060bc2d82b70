"""Packs over a table of companies: gates, routes, points and the verdict, all companies at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.policies.conditions import condition_states, open_for_lack
from scoring.policies.inputs.values import Values
from scoring.policies.points import ScorePoints, score_points
from scoring.policies.result import VERDICTS
from scoring.rulesets.book import RuleBook
from scoring.rulesets.packs import Condition, Pack
from scoring.rulesets.states import FAILED, MET, UNKNOWN, Flags, States
from scoring.table import CompanyTable

Codes = NDArray[np.int8]
QUALIFIES, MAY, DOES_NOT, CANNOT_SAY, NOT_IN_FORCE = range(len(VERDICTS))


@dataclass(frozen=True, eq=False)
class Evaluated:
    """One pack: states of its gates and routes `[gates or routes, companies]`, points, verdicts `[companies]`.

    The scored route is none of `routes`. Whether the pack is in force does not matter here. `lacking`: where an answer
    that is not there may decide something, `[companies]`.
    """

    pack: Pack
    gates: States
    routes: States
    score: ScorePoints | None
    lacking: Flags
    verdict: Codes


@dataclass(frozen=True, eq=False)
class Programme:
    """A programme with its versions, oldest first."""

    id: str
    versions: tuple[Pack, ...]

    def in_force(self, day: date) -> Pack | None:
        """The version in force on a day."""
        return next((pack for pack in self.versions if is_in_force(pack, day)), None)


def is_in_force(pack: Pack, day: date) -> bool:
    """Whether a pack is in force on a day."""
    return pack.in_force.from_ <= day and (pack.in_force.to is None or day <= pack.in_force.to)


def programmes_of(packs: Sequence[Pack]) -> list[Programme]:
    """The programmes that packs are versions of, in their order."""
    ids = dict.fromkeys(pack.programme for pack in packs)
    return [Programme(each, tuple(pack for pack in packs if pack.programme == each)) for each in ids]


class Policies:
    """The packs of a book over a table of companies; each pack is evaluated when it is first asked for."""

    def __init__(self, table: CompanyTable, columns: Mapping[str, NDArray[Any]], book: RuleBook) -> None:
        self.table, self.book = table, book
        self.values = Values(table, columns, book)
        self.programmes: Final = programmes_of(book.packs)
        self._evaluated: dict[str, Evaluated] = {}

    def of(self, pack: Pack) -> Evaluated:
        """One pack over all companies."""
        if pack.id not in self._evaluated:
            self._evaluated[pack.id] = evaluate_pack(pack, self.values)
        return self._evaluated[pack.id]

    @cached_property
    def told(self) -> bool:
        """Whether any company tells anything that only packs read: accounts, or a fact of theirs."""
        return len(self.table.accounts) > 0 or any(fact.id in self.table.answers for fact in self.book.facts)

    def in_force(self, pack: Pack) -> Flags:
        """For which companies a pack is the one in force at their as-of date."""
        return self.table.as_of.map(lambda day: is_in_force(pack, day), False, bool)


def evaluate_pack(pack: Pack, values: Values) -> Evaluated:
    """Evaluate one pack."""
    gates = _states([condition_states(each, values) for each in pack.gates], values.size)
    routes = _states([condition_states(each, values) for each in pack.routes], values.size)
    score = score_points(pack.score, values) if pack.score else None
    ways = [*routes] + ([score.state] if score else [])
    way = np.max(ways, axis=0) if ways else np.full(values.size, MET, np.int8)
    whole = np.minimum(gates.min(axis=0), way)
    lacking = _lacking(pack.routes, routes, values)
    if score:
        lacking |= score.lacking
    lacking = (lacking & (way != MET)) | _lacking(pack.gates, gates, values)
    verdict = np.select([whole == MET, whole == FAILED, lacking], [QUALIFIES, DOES_NOT, CANNOT_SAY], MAY)
    return Evaluated(pack, gates, routes, score, lacking, verdict.astype(np.int8))


def _lacking(conditions: Sequence[Condition], states: States, values: Values) -> Flags:
    """Where an answer that is not there leaves one of some conditions open."""
    found = np.zeros(values.size, bool)
    for condition, own in zip(conditions, states, strict=True):
        if (own == UNKNOWN).any():
            found |= open_for_lack(condition, own, values)
    return found


def _states(rows: Sequence[States], size: int) -> States:
    return np.array(rows, np.int8).reshape(len(rows), size)
