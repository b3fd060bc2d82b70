"""The shortlist: rules applied to a ranked cohort, for the whole and company by company."""

from collections.abc import Sequence

import numpy as np

from scoring.cohort.cohort import Cohort
from scoring.rulesets.states import FAILED, MET, UNKNOWN
from scoring.shortlist.facts import Facts
from scoring.shortlist.gates import Gates, apply_gates
from scoring.shortlist.near import near_misses
from scoring.shortlist.notes import notes
from scoring.shortlist.result import Gate, GateFinding, Shortlisted, ShortlistReport
from scoring.shortlist.rules import ShortlistRules
from scoring.shortlist.selection import Selection, select
from scoring.shortlist.wording import change, found, gate_name, numbered
from scoring.text import Lang, both

_TITLE = both("Shortlist", "入围名单")


def shortlist(
    cohort: Cohort, ranks: Sequence[int | None], rules: ShortlistRules | None, seats: int | None, lang: Lang
) -> tuple[ShortlistReport, list[Shortlisted]]:
    """Select companies, and say of every other one why not.

    `ranks` and the list returned are in the order of `cohort.profiles`. `seats` comes before that of the rules; with
    neither, all that pass every gate are selected, and without rules all that have a rank.
    """
    rules = rules or ShortlistRules()
    seats = rules.seats if seats is None else seats
    facts = Facts(cohort)
    gates = apply_gates(rules, facts)
    picked = select(cohort, ranks, gates.passed, seats)
    chosen = set(picked.chosen)
    report = ShortlistReport(
        title=(rules.title or _TITLE).in_(lang),
        seats=seats,
        passed=int(gates.passed.sum()),
        selected=len(chosen),
        gates=_gates(rules, gates, lang),
        near_misses=near_misses(cohort, rules.gates, gates, facts, picked, lang),
        notes=notes(cohort, rules, gates, picked, lang),
    )
    companies = [_company(at, at in chosen, rules, gates, facts, picked, lang) for at in range(facts.size)]
    return report, companies


def _gates(rules: ShortlistRules, gates: Gates, lang: Lang) -> list[Gate]:
    alone = gates.shut == 1
    return [
        Gate(
            number=row + 1,
            written=rule.written,
            name=gate_name(rule, lang),
            met=int(np.sum(gates.states[row] == MET)),
            failed=int(np.sum(gates.states[row] == FAILED)),
            unknown=int(np.sum(gates.states[row] == UNKNOWN)),
            only=int(np.sum(alone & ~gates.open[row])),
        )
        for row, rule in enumerate(rules.gates)
    ]


def _company(
    at: int, selected: bool, rules: ShortlistRules, gates: Gates, facts: Facts, picked: Selection, lang: Lang
) -> Shortlisted:
    findings = [
        GateFinding(
            gate=row + 1,
            state="failed" if gates.states[row, at] == FAILED else "unknown",
            found=found(rules.gates[row], facts, at, lang),
            change=change(rules.gates[row], facts, at, int(gates.states[row, at]), lang),
        )
        for row in np.flatnonzero(~gates.open[:, at]).tolist()
    ]
    why = None if selected else _why(at, findings, rules, picked, lang)
    return Shortlisted(selected=selected, passed=not findings, findings=findings, why=why)


def _why(at: int, findings: list[GateFinding], rules: ShortlistRules, picked: Selection, lang: Lang) -> str:
    """Why a company is not selected."""
    zh = lang == "zh"
    parts = []
    for state, english, chinese in (
        ("failed", "fails gate", "未通过条件"),
        ("unknown", "not known at gate", "信息不足，无法判断条件"),
    ):
        numbers = [finding.gate for finding in findings if finding.state == state]
        if numbers:
            listed = numbered(rules.gates, numbers, lang)
            parts.append(f"{chinese} {listed}" if zh else f"{english}{'s' * (len(numbers) > 1)} {listed}")
    if at not in picked.keys:
        parts.append("没有可计分的信息，因此没有名次" if zh else "has no rank, as nothing of it can be scored")
    if not parts:
        parts.append(_no_seat(at, bool(rules.gates), picked, zh))
    return ("；" if zh else "; ").join(parts)


def _no_seat(at: int, gated: bool, picked: Selection, zh: bool) -> str:
    place, seats = picked.place(at), picked.seats or 0
    if zh:
        text = f"通过全部条件，在通过者中排第 {place}，名额 {seats} 个" if gated else f"排第 {place}，名额 {seats} 个"
        return text + ("；与最后一个名额同名次，得分下限或先后顺序在后" if at in picked.tied() else "")
    among = f"passes every gate; rank {place} among those that pass" if gated else f"rank {place}"
    tie = ", level with the last one but behind by low bound or order of the input"
    return f"{among}, {seats} seat{'s' * (seats != 1)}" + (tie if at in picked.tied() else "")
