"""Official programmes in a ranking: verdicts and points of its companies as columns, and what they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.policies.evaluate import Policies, Programme, is_in_force
from scoring.policies.inputs.names import INPUTS
from scoring.policies.inputs.remarks import field_name
from scoring.policies.lister import listed
from scoring.policies.listing import ListedProgramme
from scoring.policies.result import VERDICTS
from scoring.policies.standing import policy_table
from scoring.ranking import RankedPolicy, RankedProgramme
from scoring.scored_columns import shown
from scoring.table import Coded
from scoring.text import Lang, both

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
_DOCUMENT: Final = both("{name}, {number}", "{name}（{number}）")


@dataclass(frozen=True, eq=False)
class RankedPolicies:
    """Verdicts by `programmes` (ids), arrays `[programmes, companies]`.

    `verdict` codes VERDICTS, -1 where nothing is said; `low` and `high` are points, NaN where a programme has none.
    """

    programmes: Sequence[str]
    verdict: NDArray[np.int8]
    low: Floats
    high: Floats

    def take(self, rows: Rows) -> "RankedPolicies":
        """The same of some companies, or of all in another order."""
        return RankedPolicies(self.programmes, self.verdict[:, rows], self.low[:, rows], self.high[:, rows])

    def of(self, rows: Rows) -> list[dict[str, RankedPolicy]]:
        """Verdicts on some companies, by programme."""
        found: list[dict[str, RankedPolicy]] = [{} for _ in rows]
        some = self.take(rows)
        for at, programme in enumerate(self.programmes):
            columns = some.verdict[at].tolist(), some.low[at].tolist(), some.high[at].tolist()
            for said, code, low, high in zip(found, *columns, strict=True):
                if code >= 0:
                    said[programme] = RankedPolicy(verdict=VERDICTS[code], low=_known(low), high=_known(high))
        return found

    def verdicts(self, programme: str) -> Coded[str]:
        """The verdicts of one programme as a column."""
        return Coded(VERDICTS, self.verdict[self.programmes.index(programme)].astype(np.int32))


def ranked_policies(policies: Policies) -> RankedPolicies | None:
    """Verdicts on a table of companies; None where none of them tells anything that only programmes ask."""
    found = policy_table(policies)
    if found is None:
        return None
    return RankedPolicies([name for name, _ in found.programmes], found.verdict, shown(found.low), shown(found.high))


def held_against(policies: Policies, lang: Lang) -> list[RankedProgramme]:
    """The programmes in words, in all versions that are in force for some company."""
    listings = [listed(day, lang, policies.book).programmes for day in _days(policies)]
    return [
        _programme(versions, _untold(policies, programme, lang), lang)
        for programme, versions in zip(policies.programmes, zip(*listings, strict=True), strict=True)
    ]


def _untold(policies: Policies, programme: Programme, lang: Lang) -> list[str]:
    """What a programme asks for and no company of the table gives: facts, other answers, accounts."""
    inputs = [name for pack in programme.versions if policies.in_force(pack).any() for name in pack.inputs]
    reads = [read for name in inputs for read in (INPUTS[name].reads if name in INPUTS else (name,))]
    asked = {item.input: item.name for item in policies.book.asked() if item.input not in policies.table.answers}
    names = [asked[base] for read in reads if (base := read.partition(".")[0]) in asked]
    if not len(policies.table.accounts) and any(read.startswith("accounts.") for read in reads):
        names.append(field_name("accounts"))
    return list(dict.fromkeys(name.in_(lang) for name in names))


def _days(policies: Policies) -> list[date]:
    """As-of dates of companies, one for every version in force on any; the last one where none is."""
    as_of = policies.table.as_of
    days = [as_of.values[code] for code in np.unique(as_of.codes).tolist()]
    there = [[day for day in days if is_in_force(pack, day)] for pack in policies.book.packs]
    return sorted({max(each) for each in there if each}) or [max(days)]


def _programme(days: Sequence[ListedProgramme], untold: list[str], lang: Lang) -> RankedProgramme:
    versions = list({each.pack: each for each in days if each.in_force}.values())
    documents = [
        _DOCUMENT.in_(lang).format(name=each.name, number=each.number) for one in versions for each in one.documents
    ]
    last = versions[-1] if versions else days[-1]
    return RankedProgramme(
        id=last.programme,
        name=last.name,
        documents=list(dict.fromkeys(documents)),
        points_max=max((one.score.max for one in versions if one.score), default=None),
        single_source=sum(one.single_source for one in versions),
        untold=untold,
        check=last.check,
    )


def policies_of(told: Sequence[dict[str, RankedPolicy]]) -> RankedPolicies | None:
    """What companies were told, laid out; None where nobody was told anything."""
    programmes = list(dict.fromkeys(name for each in told for name in each))
    if not programmes:
        return None
    verdict = np.full((len(programmes), len(told)), -1, np.int8)
    points = np.full((2, *verdict.shape), np.nan)
    for place, each in enumerate(told):
        for name, said in each.items():
            at = programmes.index(name)
            verdict[at, place] = VERDICTS.index(said.verdict)
            points[:, at, place] = [np.nan if end is None else end for end in (said.low, said.high)]
    return RankedPolicies(programmes, verdict, points[0], points[1])


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
