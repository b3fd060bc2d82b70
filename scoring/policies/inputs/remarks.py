"""What is said of odd figures: which they are, what is odd about them, and what to do."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from scoring.profile import CompanyProfile
from scoring.profile.accounts import AccountYear
from scoring.text import Text, both


@cache
def field_name(field: str) -> Text:
    """What a field of the profile, or a figure of the accounts, is called."""
    fields: dict[str, Any] = {**AccountYear.model_fields, **CompanyProfile.model_fields}
    return Text(**fields[field].json_schema_extra["x-upslope"]["label"])


def figure_name(figure: str, year: int) -> Text:
    """A figure of a year's accounts: 'revenue 2025'; '2025 年营业收入'."""
    name = field_name(figure)
    en = name.en if name.en[:2].isupper() else name.en[0].lower() + name.en[1:]
    return both(f"{en} {year}", f"{year} {name.zh}" if name.zh.startswith("年") else f"{year} 年{name.zh}")


def figure_found(figure: str, year: int, value: float) -> Text:
    """A figure with what stands there: 'revenue 2025 (3,000 yuan)'."""
    name, number = figure_name(figure, year), plain(value)
    return both(f"{name.en} ({number} yuan)", f"{name.zh}（{number} 元）")


def plain(value: float) -> str:
    """Every digit of a figure: with figures in the wrong unit it is the digits that tell."""
    return f"{value:,.2f}".removesuffix(".00")


def joined(texts: Sequence[Text]) -> Text | None:
    """Several remarks as one."""
    return both(" ".join(text.en for text in texts), "".join(text.zh for text in texts)) if texts else None


def more_than_all(part: Text, number: float, whole: Text, most: float) -> Text:
    """The same for things that are counted."""
    return both(
        f"{part.en} ({plain(number)}) is more than {_inside(whole.en)} ({plain(most)}). Correct one of them.",
        f"{part.zh}（{plain(number)}）多于{whole.zh}（{plain(most)}），请更正其中一项。",
    )


def no_share(whole: Text) -> Text:
    """A whole that is 0."""
    return both(f"{capital(whole.en)} is 0, so no share of it can be worked out.", f"{whole.zh}为 0，无法计算占比。")


def no_share_of_years(first: int, last: int) -> Text:
    """Revenue that is 0 over several years."""
    return both(
        f"Revenue of {first} to {last} together is 0, so no share of it can be worked out.",
        f"{first} 至 {last} 年营业收入合计为 0，无法计算占比。",
    )


def no_growth(base: Text) -> Text:
    """A base of growth that is 0."""
    return both(f"{capital(base.en)} is 0, so growth from it can't be worked out.", f"{base.zh}为 0，无法计算增长率。")


def negative_base(year: int) -> Text:
    """Net assets below 0 at the beginning of a growth rate."""
    return both(
        f"Net assets at the end of {year} are negative, and the official formula says nothing about that: anything "
        "from no points to full points is possible. Ask the authority.",
        f"{year} 年末净资产为负，官方公式没有规定这种情形，得分从零到满分都有可能，请咨询认定机构。",
    )


def above_revenue(rd_cost: Text, revenue: Text) -> Text:
    """R&D cost above revenue, which young companies do have."""
    return both(
        f"{capital(rd_cost.en)} is above {revenue.en}. A young company may well spend more than it sells; check that "
        "both are in yuan.",
        f"{rd_cost.zh}高于 {revenue.zh}。初创企业投入大于收入很常见，但请确认两项都以“元”为单位。",
    )


def ambiguous_percent(name: Text, value: float) -> Text:
    """A percentage of 1 or less, which may have been meant as a fraction."""
    low, high = f"{value:.10g}", f"{100 * value:.10g}"
    return both(
        f"{name.en}: {low} may mean {low} % or {high} %, so both are allowed for. Write {high} if {high} % is "
        f"meant; if it really is {low} %, leave it and judge this condition by {low} %.",
        f"{name.zh}填的是 {low}，可能指 {low}%，也可能指 {high}%，目前两种都考虑在内。如果是 {high}%，请填 {high}；"
        f"如果确实是 {low}%，保持不变，并以 {low}% 来看这一项。",
    )


def not_over(year: int, last: int) -> Text:
    """Accounts of a year that goes on, where those of the year before lack."""
    return both(
        f"The year {year} is not over on the as-of date, so its accounts are not read; those of {last} are needed.",
        f"截至评估基准日，{year} 年度尚未结束，其财务数据不予读取；需要 {last} 年的数据。",
    )


def before_founding(founded: int, year: int) -> Text:
    """A year before the company was there."""
    return both(
        f"Founded in {founded}, the company has no accounts of {year}.",
        f"公司成立于 {founded} 年，没有 {year} 年的财务数据。",
    )


def too_early(founded: int, year: int) -> Text:
    """Accounts of a year before the company was there."""
    return both(
        f"The company was founded in {founded}, so its accounts of {year} are not read here; check the founding date.",
        f"公司成立于 {founded} 年，{year} 年的财务数据在此不予读取，请核对成立时间。",
    )


def no_staff() -> Text:
    """A head count of 0."""
    return both("The head count is 0, so no share of it can be worked out.", "员工人数为 0，无法计算占比。")


def capital(text: str) -> str:
    """The text at the beginning of a sentence."""
    return text[0].upper() + text[1:]


def _inside(text: str) -> str:
    return text[0].lower() + text[1:]
