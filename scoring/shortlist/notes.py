"""Notes of a shortlist: ties at the last seat, free seats, gates that nobody meets or few can answer."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from scoring.cohort.cohort import Cohort
from scoring.rulesets.states import MET, UNKNOWN
from scoring.shortlist.gates import Gates
from scoring.shortlist.rules import ShortlistRules
from scoring.shortlist.selection import Selection
from scoring.shortlist.wording import gate_name
from scoring.text import Lang, Text, both

_MOST_NAMES = 10
_MANY = 0.5
"""Share of the cohort that can't answer a gate from which on that is said."""


def notes(cohort: Cohort, rules: ShortlistRules, gates: Gates, picked: Selection, lang: Lang) -> list[str]:
    """What else should be known of a shortlist."""
    said = (*_of_names(cohort, picked), *_of_seats(rules, gates, picked), *_of_gates(rules, gates))
    return [note.in_(lang) for note in said]


def _of_names(cohort: Cohort, picked: Selection) -> Iterator[Text]:
    """Companies that hold more than one seat, as they stand in the table more than once."""
    rows: dict[str, list[int]] = defaultdict(list)
    for at in picked.chosen:
        rows[cohort.table.name[at]].append(cohort.intake.rows[at])
    twice = [(name, sorted(found)) for name, found in rows.items() if len(found) > 1][:_MOST_NAMES]
    if twice:
        english = "; ".join(f"{name} (rows {', '.join(map(str, found))})" for name, found in twice)
        chinese = "；".join(f"{name}（第 {'、'.join(map(str, found))} 行）" for name, found in twice)
        yield both(
            f"Selected more than once, as the table names them more than once; strike the double rows: {english}.",
            f"以下企业在表中重复出现，占了不止一个名额，请删去重复的行：{chinese}。",
        )


def _of_seats(rules: ShortlistRules, gates: Gates, picked: Selection) -> Iterator[Text]:
    seats, waiting = picked.seats, len(picked.waiting)
    if None not in (rules.seats, seats) and rules.seats != seats:
        yield both(
            f"The rules name {rules.seats} seats; the {seats} asked for here count.",
            f"规则中写的名额是 {rules.seats} 个，这里按指定的 {seats} 个计。",
        )
    if tied := picked.tied():
        yield both(
            f"The last seat is tied: {len(tied)} companies share rank {picked.keys[tied[0]][0]}. The higher low bound "
            "goes first, then the name; the committee may well decide otherwise.",
            f"最后一个名额出现并列：{len(tied)} 家企业同为第 {picked.keys[tied[0]][0]} 名。先比得分下限，"
            "再按名称顺序；评审委员会可以另行决定。",
        )
    if seats is not None and seats > waiting:
        free, reason = (
            seats - waiting,
            ("pass every gate", "通过全部条件") if rules.gates else ("have a rank", "有名次"),
        )
        yield both(
            f"{free} of {seats} seats stay free: {waiting} companies {reason[0]}.",
            f"{seats} 个名额中有 {free} 个空缺：{reason[1]}的企业共 {waiting} 家。",
        )
    unranked = int(gates.passed.sum()) - waiting
    if unranked and rules.gates:
        yield both(
            f"Companies that pass every gate but have no rank, and so are not selected: {unranked}.",
            f"通过全部条件但没有名次、因此未入围的企业：{unranked} 家。",
        )


def _of_gates(rules: ShortlistRules, gates: Gates) -> Iterator[Text]:
    size = gates.states.shape[1]
    for row, rule in enumerate(rules.gates if size else ()):
        met, unknown = (int(np.sum(gates.states[row] == state)) for state in (MET, UNKNOWN))
        english, chinese = (f"{row + 1} ({gate_name(rule, 'en')})", f"{row + 1}（{gate_name(rule, 'zh')}）")
        if unknown > _MANY * size:
            yield both(
                f"Gate {english} can't be told for {unknown} of {size} companies: ask them before it decides.",
                f"条件 {chinese}对 {size} 家企业中的 {unknown} 家无法判断，建议先补问再据此取舍。",
            )
        elif met == 0:
            yield both(f"No company meets gate {english}.", f"没有企业满足条件 {chinese}。")
        if rule.unknown_passes and unknown:
            yield both(
                f"Gate {english} lets unknown answers through; companies for which that holds: {unknown}.",
                f"条件 {chinese}对未知信息放行，涉及 {unknown} 家企业。",
            )
