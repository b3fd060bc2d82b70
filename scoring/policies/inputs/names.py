"""Derived inputs of policy packs: what accounts, funding history and facts tell together, so that nobody is asked.

`year 1` is the last whole calendar year before the as-of date, `year 2` the one before it. `reads` names what an
input is worked out from: `accounts.<figure>.<year>`, a field of the profile, or an answer; what of it is missing is
told to the reader.
"""

from dataclasses import dataclass
from typing import Final, Literal

from scoring.text import Text, both

Unit = Literal["yuan", "percent", "people", "count", "points", "days", "years", "a_year", "yes_no"]


@dataclass(frozen=True)
class Derived:
    """Name and unit of a derived input, and what it is worked out from."""

    name: Text
    unit: Unit
    reads: tuple[str, ...]


def _of_year(figure: str, *years: int) -> tuple[str, ...]:
    return tuple(f"accounts.{figure}.{year}" for year in years)


_CLASS_ONE: Final = ("invention_patents", "class1_other")

INPUTS: Final[dict[str, Derived]] = {
    "head_count": Derived(both("Head count", "职工总数"), "people", ("head_count",)),
    "age_days": Derived(both("Days since registration", "注册成立天数"), "days", ("founded",)),
    "mainland": Derived(both("Registered on the Chinese mainland", "在中国大陆注册"), "yes_no", ("city",)),
    "revenue_1": Derived(both("Revenue last year", "上年度营业收入"), "yuan", _of_year("revenue", 1)),
    "assets_1": Derived(both("Total assets at the end of last year", "上年末资产总额"), "yuan", _of_year("assets", 1)),
    "debt_share_1": Derived(
        both("Liabilities as a share of assets at the end of last year", "上年末资产负债率"), "percent",
        (*_of_year("liabilities", 1), *_of_year("assets", 1)),
    ),
    "main_share_1": Derived(
        both("Main business as a share of last year's revenue", "上年度主营业务收入占营业收入比重"), "percent",
        (*_of_year("main_revenue", 1), *_of_year("revenue", 1)),
    ),
    "main_growth_1": Derived(
        both("Growth of main-business revenue last year", "上年度主营业务收入增长率"), "percent",
        _of_year("main_revenue", 1, 2),
    ),
    "rd_cost_1": Derived(both("R&D cost last year", "上年度研发费用"), "yuan", _of_year("rd_cost", 1)),
    "rd_cost_2": Derived(both("R&D cost the year before last", "前年研发费用"), "yuan", _of_year("rd_cost", 2)),
    "rd_cost_two_years": Derived(
        both("R&D cost of the last two years together", "近两年研发费用合计"), "yuan", _of_year("rd_cost", 1, 2)
    ),
    "rd_share_1": Derived(
        both("R&D cost as a share of last year's revenue", "上年度研发费用占营业收入比重"), "percent",
        (*_of_year("rd_cost", 1), *_of_year("revenue", 1)),
    ),
    "rd_share_2": Derived(
        both("R&D cost as a share of revenue the year before last", "前年研发费用占营业收入比重"), "percent",
        (*_of_year("rd_cost", 2), *_of_year("revenue", 2)),
    ),
    "rd_cost_share_1": Derived(
        both("R&D cost as a share of last year's total costs", "上年度研发费用占成本费用支出总额比重"), "percent",
        (*_of_year("rd_cost", 1), *_of_year("costs", 1)),
    ),
    "rd_share_three_years": Derived(
        both("R&D cost as a share of revenue over three years", "近三年研发费用总额占销售收入总额比重"), "percent",
        (*_of_year("rd_cost", 1, 2, 3), *_of_year("revenue", 1, 2, 3)),
    ),
    "revenue_growth": Derived(
        both("Average growth of revenue over three years", "销售收入增长率"), "percent",
        (*_of_year("revenue", 1, 2, 3), "founded"),
    ),
    "net_assets_growth": Derived(
        both("Average growth of net assets over three years", "净资产增长率"), "percent",
        (*_of_year("assets", 1, 2, 3), *_of_year("liabilities", 1, 2, 3), "founded"),
    ),
    "revenue_compound_growth": Derived(
        both("Compound growth of revenue over two years", "近两年营业收入复合增长率"), "percent",
        _of_year("revenue", 1, 3),
    ),
    "science_share": Derived(
        both("Science and technology staff as a share of all staff", "科技人员占职工总数比例"), "percent",
        ("science_staff", "head_count"),
    ),
    "class1": Derived(both("Class I rights", "Ⅰ类知识产权"), "count", _CLASS_ONE),
    "class1_own": Derived(
        both("Class I rights from own development", "自主研发的Ⅰ类知识产权"), "count", (*_CLASS_ONE, "class1_acquired")
    ),
    "rights": Derived(both("Intellectual property rights", "知识产权"), "count", (*_CLASS_ONE, "class2")),
    "rights_own": Derived(
        both("Rights from own development", "自主研发的知识产权"), "count",
        (*_CLASS_ONE, "class1_acquired", "class2", "class2_acquired"),
    ),
    "conversions_a_year": Derived(
        both("Results put to use a year, over the last three years", "近三年年均科技成果转化数"), "a_year",
        ("conversions", "founded"),
    ),
    "equity_two_years": Derived(
        both("Equity from institutions in the last two years", "近两年机构股权融资额"), "yuan", ("rounds",)
    ),
    "equity_three_years": Derived(
        both("Equity from institutions in the last three years", "近三年机构股权融资额"), "yuan", ("rounds",)
    ),
}  # fmt: skip
"""All derived inputs, by the name that packs use."""
