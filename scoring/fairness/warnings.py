"""Warnings of the fairness check: paragraphs that a committee can act on."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from scoring.cohort.cohort import Cohort
from scoring.fairness.cuts import NAMES, group_text
from scoring.fairness.groups import Group
from scoring.fairness.intervals import LEVEL
from scoring.fairness.result import By
from scoring.fairness.wording import counts, groups_text, p_text, ratio_text
from scoring.text import Text, both

_LISTED: Final = 5
"""Groups that a warning names; the table has them all."""
_NO_VERDICT: Final = both(
    "This does not show unfair treatment: the groups may differ in what the programme needs. It does ask for a reason.",
    "这并不等于不公平：各组在项目所看重的方面可能确有差别，但需要说得出理由。",
)
_BY_DESIGN: Final = both(
    "Here it is by design: a gate of the shortlist asks for it, and the reason is the one for that gate.",
    "这里是有意为之：入围条件本身就有这项要求，理由就是设这条条件的理由。",
)


class Joint(NamedTuple):
    """A piece of a sentence in both languages, which may be empty."""

    en: str
    zh: str


def overall(n: int, selected: int) -> Iterator[Text]:
    """Why there is nothing to compare at all, if so."""
    if n == 0:
        yield both("There are no companies to compare.", "没有可比较的企业。")
    elif selected in (0, n):
        who, zh = ("Nobody", "没有企业入选") if selected == 0 else ("Everybody", "全部企业均入选")
        yield both(
            f"{who} is selected, so selection can't differ between groups; only the scores are compared.",
            f"{zh}，因此各组入选率无从比较，只比较得分。",
        )


def cut_warnings(by: By, groups: Sequence[Group], base: Group | None, cohort: Cohort, gated: bool) -> Iterator[Text]:
    """Warnings of one cut: a paragraph on the groups that differ, a line for those that may do so by chance.

    `gated`: a gate of the shortlist asks for the very thing that the cut is made by.
    """
    if base is None:
        return
    compared = sum(group.chance is not None for group in groups)
    different = [group for group in groups if group.verdict == "differs"]
    if different:
        reason = _BY_DESIGN if gated else _where_to_look(group_text(by, different[0].id), different[0], base, cohort)
        yield _differ(by, different, base, compared, reason)
    unsure = [group for group in groups if group.verdict == "may be chance"]
    if unsure:
        yield _unsure(by, unsure, base)


def _differ(by: By, groups: Sequence[Group], base: Group, compared: int, reason: Text) -> Text:
    cut, other = NAMES[by], group_text(by, base.id)
    told = [(group_text(by, group.id), group, [ratio_text(end) for end in group.ratio_ends or (0.0, 0.0)])
            for group in groups[:_LISTED]]  # fmt: skip
    more = _more(groups)
    english = "; ".join(
        f"“{name.en}” {counts(group, 'en')}, ratio {ratio_text(group.ratio or 0.0)} ({LEVEL:.0%} interval {low} to "
        f"{high}, {p_text(group)})"
        for name, group, (low, high) in told
    )
    chinese = "；".join(
        f"“{name.zh}”入选 {counts(group, 'zh')}，为其 {ratio_text(group.ratio or 0.0)} 倍（{LEVEL:.0%} 区间 {low} 至 "
        f"{high}，{p_text(group)}）"
        for name, group, (low, high) in told
    )
    return both(
        f"{cut.en}: of “{other.en}” {counts(base, 'en')} are selected, and of others less than four fifths of that "
        f"share: {english}{more.en}. Chance alone seldom makes such gaps (corrected for {groups_text(compared)} "
        f"compared). {_NO_VERDICT.en} {reason.en}",
        f"{cut.zh}：“{other.zh}”入选 {counts(base, 'zh')}，以下各组的入选率低于它的五分之四：{chinese}{more.zh}。"
        f"这样的差距难以用偶然解释（已按比较的 {compared} 个组校正）。{_NO_VERDICT.zh}{reason.zh}",
    )


def _unsure(by: By, groups: Sequence[Group], base: Group) -> Text:
    cut, other = NAMES[by], group_text(by, base.id)
    shown, more = groups[:_LISTED], _more(groups)
    english = "; ".join(f"“{group_text(by, group.id).en}” {counts(group, 'en')}" for group in shown) + more.en
    chinese = "；".join(f"“{group_text(by, group.id).zh}” {counts(group, 'zh')}" for group in shown) + more.zh
    return both(
        f"{cut.en}: below four fifths of the rate of “{other.en}”, {counts(base, 'en')}, but numbers are too small to "
        f"rule out chance: {english}. Look again when there are more companies.",
        f"{cut.zh}：以下各组的入选率低于“{other.zh}”{counts(base, 'zh')}的五分之四，但样本太小，不能排除偶然："
        f"{chinese}。企业增多后请再看一次。",
    )


def _where_to_look(name: Text, group: Group, base: Group, cohort: Cohort) -> Text:
    """The factor in which the scores of two groups lie furthest apart; the gates where scores don't tell."""
    central, rule_sets = cohort.scored.total.central, cohort.scored.book.rule_sets
    here, there = (central[:, places.members].mean(axis=1) for places in (group, base))
    row = int(np.argmax(there - here))
    if round(float(there[row] - here[row]), 1) <= 0:
        return both(
            f"The scores of “{name.en}” are no lower in any factor: look at the gates and at missing answers.",
            f"“{name.zh}”各项要素得分都不低，请查看入围条件和缺失的信息。",
        )
    factor, means = rule_sets[row].name, (f"{here[row]:.1f}", f"{there[row]:.1f}")
    return both(
        f"The scores of “{name.en}” differ most in “{factor.en}” (mean {means[0]} against {means[1]}): check whether "
        "its questions, or the gates, ask for something that the programme does not need.",
        f"“{name.zh}”得分差距最大的是“{factor.zh}”（均值 {means[0]} 对 {means[1]}）：请核对其中的问题以及入围条件，"
        "是否要求了项目并不需要的东西。",
    )


def _more(groups: Sequence[Group]) -> Joint:
    """How many groups are not named where there are many; the table has them all."""
    rest = len(groups) - _LISTED
    return Joint(f"; and {rest} more", f"；另有 {rest} 组") if rest > 0 else Joint("", "")
