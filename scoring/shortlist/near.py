"""Near misses: companies that few relaxed conditions would let in."""

from collections.abc import Sequence
from typing import Final

from scoring.cohort.cohort import Cohort
from scoring.shortlist.facts import Facts
from scoring.shortlist.gates import Gates
from scoring.shortlist.result import NearMiss
from scoring.shortlist.rules import GateRule
from scoring.shortlist.selection import Selection
from scoring.shortlist.wording import change, found
from scoring.text import Lang

MOST: Final = 20


def near_misses(
    cohort: Cohort, rules: Sequence[GateRule], gates: Gates, facts: Facts, picked: Selection, lang: Lang
) -> list[NearMiss]:
    """Companies kept out by gates alone, fewest gates first, then best rank; at most `MOST`.

    Where all seats are taken, only companies ahead of the last selected one: for others relaxing changes nothing.
    """
    shut = gates.shut
    out = [at for at in picked.keys if shut[at] and picked.would_fit(at)]
    out.sort(key=lambda at: (int(shut[at]), picked.keys[at]))
    return [_near_miss(cohort, at, rules, gates, facts, picked, lang) for at in out[:MOST]]


def _near_miss(
    cohort: Cohort, at: int, rules: Sequence[GateRule], gates: Gates, facts: Facts, picked: Selection, lang: Lang
) -> NearMiss:
    rank = picked.keys[at][0]
    rows = [row for row in range(len(rules)) if not gates.open[row, at]]
    said = "".join(_said(row + 1, rules[row], facts, at, int(gates.states[row, at]), lang) for row in rows)
    return NearMiss(
        company=cohort.table.name[at],
        row=cohort.intake.rows[at] if cohort.intake.rows else None,
        rank=rank,
        gates=[row + 1 for row in rows],
        in_words=_opening(rank, len(rows), lang) + said,
    )


def _opening(rank: int, count: int, lang: Lang) -> str:
    if lang == "zh":
        return f"第 {rank} 名，因 {count} 项条件未入围。"
    return f"Rank {rank}, kept out by {'one gate' if count == 1 else f'{count} gates'}."


def _said(number: int, gate: GateRule, facts: Facts, at: int, state: int, lang: Lang) -> str:
    known, wanted = found(gate, facts, at, lang), change(gate, facts, at, state, lang)
    return f"条件 {number}，{known}；{wanted}。" if lang == "zh" else f" Gate {number}: {known}; {wanted}."
