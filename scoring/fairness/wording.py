"""What the fairness check says of a group, and how its numbers are written."""

from scoring.fairness.cuts import group_text
from scoring.fairness.groups import FEWEST, FOUR_FIFTHS, Group
from scoring.fairness.result import By
from scoring.text import Lang, Text, both


def group_words(by: By, group: Group, base: Group | None, compared: int) -> Text:
    """The verdict on a group in a sentence; `compared` groups of the cut are compared with the reference `base`."""
    if group.n < FEWEST:
        return both(f"Fewer than {FEWEST} companies: too few to judge.", f"不足 {FEWEST} 家，样本太少，不作判断。")
    if base is None:
        return both("No group that states this is large enough to compare with.", "没有足够大的已填写组可供比较。")
    if group is base:
        return _reference_words(compared)
    if group.ratio is None:
        return both("Nobody is selected in the group compared with.", "参照组中没有企业入选，无从比较。")
    return _compared_words(group, group_text(by, base.id), ratio_text(group.ratio))


def ratio_text(ratio: float) -> str:
    """A ratio with two decimals; with more where rounding would lift it to four fifths."""
    if ratio < FOUR_FIFTHS and round(ratio, 2) >= FOUR_FIFTHS:
        return "0.799" if round(ratio, 3) >= FOUR_FIFTHS else f"{ratio:.3f}"
    return f"{ratio:.2f}"


def _compared_words(group: Group, name: Text, ratio: str) -> Text:
    if group.verdict == "even":
        return both(
            f"Selected at {ratio} times the rate of {name.en}: within the four-fifths rule.",
            f"入选率是“{name.zh}”的 {ratio} 倍，符合五分之四规则。",
        )
    if group.verdict == "may be chance":
        return both(
            f"Selected at {ratio} times the rate of {name.en}, below four fifths; with numbers this small it may be "
            f"chance ({p_text(group)}).",
            f"入选率是“{name.zh}”的 {ratio} 倍，低于五分之四；但样本较小，可能只是偶然（{p_text(group)}）。",
        )
    return both(
        f"Selected at {ratio} times the rate of {name.en}, below four fifths; chance alone seldom does that "
        f"({p_text(group)}).",
        f"入选率是“{name.zh}”的 {ratio} 倍，低于五分之四，且难以用偶然解释（{p_text(group)}）。",
    )


def _reference_words(compared: int) -> Text:
    if not compared:
        return both("The only group large enough; there is nothing to compare it with.", "只有这一组足够大，无从比较。")
    return both("The highest rate; the other groups are compared with it.", "入选率最高，其他组以它为参照。")


def counts(group: Group, lang: Lang) -> str:
    """'4/30 (13%)': how many of a group are selected."""
    rate = f"{group.rate:.1%}" if 0 < group.rate < 0.1 else f"{group.rate:.0%}"  # noqa: PLR2004 - 1.5%, but 15%
    return f"{group.selected}/{group.n}（{rate}）" if lang == "zh" else f"{group.selected}/{group.n} ({rate})"


def groups_text(count: int) -> str:
    """A number of groups in English."""
    return "1 group" if count == 1 else f"{count} groups"


def p_text(group: Group) -> str:
    """The chance of such a gap without any difference, as it is written."""
    chance = group.chance or 0.0
    return "p < 0.001" if chance < 0.001 else f"p = {chance:.2g}"  # noqa: PLR2004 - how p is written
