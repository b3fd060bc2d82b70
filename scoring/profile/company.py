"""CompanyProfile: identity, funding history, annual accounts and answers. Company-level data only."""

import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator

from scoring import taxonomy
from scoring.errors import Wrong, quoted
from scoring.profile.accounts import AccountYear
from scoring.profile.answers import answers_model
from scoring.profile.choices import from_taxonomy
from scoring.profile.funding import FundingRound, Grade
from scoring.profile.labels import labelled
from scoring.profile.places import Place
from scoring.profile.values import PartialDate, Span, earliest, latest
from scoring.rulesets.book import RuleBook
from scoring.text import both

_CONTROL = "\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069"
"""Control characters, those of the writing direction among them: they forge what a terminal shows."""
_NAME = rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
AnswersT = TypeVar("AnswersT", bound=BaseModel)


def _iso_date(value: object) -> object:
    """Refuse what pydantic would take for seconds since 1970: numbers, also in quotes."""
    if isinstance(value, date) or (isinstance(value, str) and _ISO_DATE.fullmatch(value.strip())):
        return value
    expected = both("a date such as 2021-06-30", "日期，例如 2021-06-30")
    raise Wrong(f"{value!r} is no date", f"{quoted(value)} 不是日期", expected)


class CompanyProfile(BaseModel, Generic[AnswersT]):
    """What is known of one company at a date.

    `rounds` is null when the funding history is unknown and empty when the company was never funded.
    A round dated after `as_of` stays in the profile but is never read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", title="CompanyProfile")

    name: str = labelled("Company", "公司名称", min_length=1, max_length=200, pattern=_NAME)
    city: Place | None = labelled(
        "City", "所在城市", taxonomy="places", default=None,
        help_en="City of the main office; a district or a province will do",
        help_zh="主要办公地所在城市；写区县或省份也可以",
    )  # fmt: skip
    sectors: list[Annotated[str, from_taxonomy(taxonomy.sectors)]] = labelled(
        "Sectors", "应用行业", taxonomy="sectors", default_factory=list, max_length=10,
        help_en="Main sector first", help_zh="主攻行业写在最前",
    )  # fmt: skip
    layer: Annotated[str, from_taxonomy(taxonomy.layers)] | None = labelled(
        "Ecosystem layer", "产业链层级", taxonomy="layers", default=None
    )
    segment: Annotated[str, from_taxonomy(taxonomy.segments)] | None = labelled(
        "Segment", "细分领域", taxonomy="segments", default=None
    )
    founded: PartialDate | None = labelled("Founded", "成立时间", default=None)
    head_count: Span | None = labelled(
        "Head count", "员工人数", help_en="A number, or a band such as 51 to 100",
        help_zh="填人数，或填范围，例如 51 至 100", default=None,
    )  # fmt: skip
    as_of: Annotated[date, BeforeValidator(_iso_date)] = labelled(
        "As of", "评估基准日", help_en="Nothing later than this date is read",
        help_zh="晚于该日期的信息一律不读取", default_factory=date.today,
    )  # fmt: skip
    rounds: Annotated[list[FundingRound], Field(max_length=200)] | None = labelled(
        "Funding rounds", "融资经历", default=None,
        help_en="Leave out when unknown; an empty list means never funded",
        help_zh="不清楚就不填；空列表表示从未融资",
    )  # fmt: skip
    latest_round_only: StrictBool = labelled(
        "Only the latest round is listed", "只列出最近一轮", default=False,
        help_en="Then the number of rounds, their pace and their total are not read",
        help_zh="勾选后，不再读取融资次数、节奏和累计金额",
    )  # fmt: skip
    accounts: Annotated[list[AccountYear], Field(max_length=10)] | None = labelled(
        "Annual accounts", "年度财务数据", default=None,
        help_en="For official programmes: the last three years, one entry a year",
        help_zh="用于政策资质测算：最近三个会计年度，每年一条",
    )  # fmt: skip
    evidence: Grade | None = labelled(
        "Evidence of identity and funding", "基本信息与融资经历的证据等级",
        taxonomy="evidence_grades", default=None,
    )  # fmt: skip
    answers: AnswersT = labelled("Answers", "问卷回答", default_factory=dict, validate_default=True)

    @model_validator(mode="after")
    def _dates_agree(self) -> "CompanyProfile[AnswersT]":
        today = date.today()
        if self.as_of > today:
            raise Wrong(
                f"the as-of date {self.as_of} lies in the future; use today or earlier",
                f"基准日 {self.as_of} 还没到，请填今天或更早的日期",
                at=("as_of",),
            )
        if self.founded and earliest(self.founded) > self.as_of:
            raise Wrong(
                f"founded {self.founded}, after the as-of date {self.as_of}; check the year",
                f"成立时间 {self.founded} 晚于基准日 {self.as_of}，请核对年份",
                at=("founded",),
            )
        for number, item in enumerate(self.rounds or (), start=1):
            self._check_round(number, item, today)
        self._check_accounts()
        return self

    def _check_accounts(self) -> None:
        years = [item.year for item in self.accounts or ()]
        for number, year in enumerate(years):
            if year in years[:number]:
                raise Wrong(
                    f"the year {year} stands twice in the annual accounts; keep one entry a year",
                    f"年度财务数据中 {year} 年出现两次，每年只保留一条",
                    at=("accounts", number, "year"),
                )

    def _check_round(self, number: int, item: FundingRound, today: date) -> None:
        if item.date is None:
            return
        if earliest(item.date) > today:
            raise Wrong(
                f"round {number} is dated {item.date}, in the future; check the year",
                f"第 {number} 轮融资的时间 {item.date} 还没到，请核对年份",
                at=("rounds", number - 1, "date"),
            )
        if self.founded and latest(item.date) < earliest(self.founded):
            raise Wrong(
                f"round {number} ({item.date}) comes before founding ({self.founded}); correct one of them",
                f"第 {number} 轮融资（{item.date}）早于成立时间（{self.founded}），请更正其中之一",
                at=("rounds", number - 1, "date"),
            )


@lru_cache(maxsize=8)
def profile_model(book: RuleBook) -> type[CompanyProfile[BaseModel]]:
    """Return the schema whose answers are those that the rule sets of `book` ask for."""
    return CompanyProfile[answers_model(book)]  # type: ignore[misc,return-value]
