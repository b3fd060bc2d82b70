"""Abstention: the companies that the model has no ground to speak about, and why."""

from datetime import date
from typing import Final

import numpy as np

from scoring.progression.events import Events, Market
from scoring.progression.features import FeatureTable
from scoring.progression.model import MarketModel
from scoring.progression.months import day_of
from scoring.progression.stages import are_exits
from scoring.text import Text, both

MARKETS: Final[dict[Market, Text]] = {"us": both("United States", "美国"), "cn": both("China", "中国")}

NEVER_FUNDED: Final = both("it has no dated round", "没有带日期的融资记录")
EXITED: Final = both("it has been listed or acquired", "已上市或被收购")
STAGE: Final = both(
    "its last round is of a kind that the model never saw in this market", "最近一轮的类型在该市场的训练数据中从未出现"
)


def abstentions(events: Events, as_of: date, table: FeatureTable, fitted: MarketModel | None) -> list[Text | None]:
    """For each company of the events the reason why it gets no prediction, None for those that get one."""
    if fitted is None:
        market = MARKETS[events.market]
        why = both(f"the model knows no company of this market: {market.en}", f"模型从未见过该市场的企业：{market.zh}")
        return [why] * len(events.companies.id)
    reasons: list[Text | None] = [NEVER_FUNDED] * len(events.companies.id)
    later = both(f"it has no round on or before {as_of}", f"截至 {as_of} 尚无融资记录")
    for company in np.unique(events.rounds.company):
        reasons[company] = later
    left = events.companies.exit_day[table.company] <= day_of(as_of)
    seen = np.isin(table.stage, list(fitted.stages))
    for company, gone, known in zip(table.company, left | ~table.alive, seen, strict=True):
        reasons[company] = EXITED if gone else None if known else STAGE
    return _listed_before_any_round(events, as_of, reasons)


def _listed_before_any_round(events: Events, as_of: date, reasons: list[Text | None]) -> list[Text | None]:
    """A company whose only event by the date is its listing has left too, rather than 'no round yet'."""
    ends = are_exits(events.rounds.round) & (events.rounds.day <= day_of(as_of))
    for company in np.unique(events.rounds.company[ends]):
        reasons[company] = EXITED
    return reasons
