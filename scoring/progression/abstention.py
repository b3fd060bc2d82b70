"""Abstention: the companies that the model has no ground to speak about, and why."""

from datetime import date
from typing import Final

import numpy as np

from scoring.progression.features.table import FeatureTable
from scoring.progression.fitted.model import MarketModel
from scoring.progression.histories.events import Events, Market
from scoring.progression.histories.months import day_of
from scoring.progression.histories.stages import are_exits
from scoring.table.coded import Coded
from scoring.text import Text, both

MARKETS: Final[dict[Market, Text]] = {"us": both("United States", "美国"), "cn": both("China", "中国")}

NEVER_FUNDED: Final = both("it has no dated round", "没有带日期的融资记录")
EXITED: Final = both("it has been listed or acquired", "已上市或被收购")
STAGE: Final = both(
    "its last round is of a kind that the model never saw in this market", "最近一轮的类型在该市场的训练数据中从未出现"
)


def abstentions(events: Events, as_of: date, table: FeatureTable, fitted: MarketModel | None) -> Coded[Text]:
    """For each company of the events the reason why it gets no prediction, unknown for those that get one."""
    size, day = len(events.companies.id), day_of(as_of)
    if fitted is None:
        market = MARKETS[events.market]
        why = both(f"the model knows no company of this market: {market.en}", f"模型从未见过该市场的企业：{market.zh}")
        return Coded((why,), np.zeros(size, np.int32))
    later = both(f"it has no round on or before {as_of}", f"截至 {as_of} 尚无融资记录")
    reasons = (NEVER_FUNDED, later, EXITED, STAGE)
    code = np.full(size, reasons.index(NEVER_FUNDED), np.int32)
    code[events.rounds.company] = reasons.index(later)
    left = (events.companies.exit_day[table.company] <= day) | ~table.alive
    seen = np.isin(table.stage, list(fitted.stages))
    code[table.company] = np.select([left, seen], [reasons.index(EXITED), -1], reasons.index(STAGE))
    # A company whose only event by the date is its listing has left too, rather than 'no round yet'.
    code[events.rounds.company[are_exits(events.rounds.round) & (events.rounds.day <= day)]] = reasons.index(EXITED)
    return Coded(reasons, code)
