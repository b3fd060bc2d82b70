"""What is said of accounts that can't all be right: which figures, what is odd about them, and what to write."""

from math import isnan
from typing import Final

from scoring.policies.inputs.remarks import capital, plain
from scoring.text import Text, both

_ORDINARY_PER_HEAD: Final = 1e6
_UNIT: Final = both(
    "write amounts in full yuan, such as 30,000,000 (or 3000万元 where a unit can be typed)",
    "请按“元”填写完整金额，例如 30,000,000（可以写单位的地方也可以写 3000 万元）",
)


def far_apart(one: Text, other: Text) -> Text:
    """Two figures of which one looks 10,000 times too small or too large."""
    return both(
        f"{capital(one.en)} and {other.en} do not go together: one of them looks about 10,000 times too small or too "
        f"large, as if 万元 had been typed for yuan. Until you {_UNIT.en}, they are not used.",
        f"{one.zh}与 {other.zh}对不上，其中一项像是把“元”和“万元”弄混了，差了约一万倍。"
        f"{_UNIT.zh}；改好之前，相关数据不参与测算。",
    )


def off_per_head(found: Text, heads: tuple[float, float], per_head: float, alone: bool) -> Text:
    """A figure that is out of proportion to the head count; `alone` where the costs of the year would settle it."""
    people, small = _people(*heads), per_head < _ORDINARY_PER_HEAD
    settle_en = " If the figure is right, give the total costs of that year as well." if alone else ""
    settle_zh = "如果数字无误，请补填当年的成本费用支出总额。" if alone else ""
    return both(
        f"{capital(found.en)} comes to {plain(round(per_head))} yuan a head for {people.en}, so the accounts look "
        f"about 10,000 times too {'small' if small else 'large'}: 万元 and yuan may have been mixed up. "
        f"Until you {_UNIT.en}, none of them is used.{settle_en}",
        f"{found.zh}按员工人数（{people.zh}）计算，人均为 {plain(round(per_head))} 元，"
        f"数额像是{'小' if small else '大'}了约一万倍，可能把“元”和“万元”弄混了。{_UNIT.zh}；"
        f"改好之前，所有财务数据都不参与测算。{settle_zh}",
    )


def too_little(found: Text) -> Text:
    """A figure that is too small for a company of whatever size, where no head count is given."""
    return both(
        f"{capital(found.en)} is next to nothing for a company, so the accounts look about 10,000 times too small: "
        f"万元 may have been typed for yuan. Until you {_UNIT.en}, none of them is used. If the figure is right, give "
        "the head count as well.",
        f"对一家企业来说，{found.zh}几乎等于零，数额像是小了约一万倍，可能把“万元”当成了“元”。{_UNIT.zh}；"
        "改好之前，所有财务数据都不参与测算。如果数字无误，请补填员工人数。",
    )


def part_above_whole(part: Text, whole: Text) -> Text:
    """A part that is larger than what it is a part of, in the accounts."""
    return both(
        f"{capital(part.en)} is above {whole.en}, of which it is a part. Correct one of them; if the units differ, "
        f"{_UNIT.en}.",
        f"{part.zh}高于 {whole.zh}，而前者本应包含在后者之中。请更正其中一项；如果单位不一致，{_UNIT.zh}。",
    )


def _people(low: float, high: float) -> Text:
    if low == high:
        return both(f"{plain(low)} people", f"{plain(low)} 人")
    if isnan(high):
        return both(f"at least {plain(low)} people", f"至少 {plain(low)} 人")
    if isnan(low):
        return both(f"up to {plain(high)} people", f"至多 {plain(high)} 人")
    return both(f"{plain(low)} to {plain(high)} people", f"{plain(low)} 至 {plain(high)} 人")
