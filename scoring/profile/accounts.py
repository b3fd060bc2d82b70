"""Annual accounts: what a company's books say of one calendar year. Official programmes ask for them."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from scoring.profile.labels import labelled

Money = Annotated[float, Field(strict=True, ge=0, le=1e15, allow_inf_nan=False)]
_YUAN: Final = {"unit": {"en": "yuan", "zh": "元"}}


class AccountYear(BaseModel):
    """Accounts of one year, in yuan; what is not known is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: Annotated[int, Field(strict=True, ge=1990, le=2100)] = labelled("Year", "年度")
    revenue: Money | None = labelled(
        "Revenue", "营业收入", extra=_YUAN, default=None,
        help_en="All sales of the year: main business and other business together",
        help_zh="全年营业收入，即主营业务收入与其他业务收入之和",
    )  # fmt: skip
    main_revenue: Money | None = labelled("Revenue of the main business", "主营业务收入", extra=_YUAN, default=None)
    costs: Money | None = labelled(
        "Total costs and expenses", "成本费用支出总额", extra=_YUAN, default=None,
        help_en="Costs and expenses of the year as the tax return has them",
        help_zh="当年成本费用支出合计，以纳税申报口径为准",
    )  # fmt: skip
    rd_cost: Money | None = labelled(
        "R&D cost", "研发费用", extra=_YUAN, default=None,
        help_en="As collected for the additional tax deduction",
        help_zh="按研发费用加计扣除口径归集",
    )  # fmt: skip
    assets: Money | None = labelled("Total assets at year end", "年末资产总额", extra=_YUAN, default=None)
    liabilities: Money | None = labelled("Total liabilities at year end", "年末负债总额", extra=_YUAN, default=None)


ACCOUNT_FIELDS: Final = tuple(name for name in AccountYear.model_fields if name != "year")
"""Figures of a year, in the order of the form."""
