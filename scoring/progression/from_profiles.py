"""Company profiles into Events, so that one company of the form gets the features of one of the table."""

from collections import defaultdict
from collections.abc import Sequence
from math import nan
from typing import Any, Final, NamedTuple

import numpy as np

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.profile import CompanyProfile
from scoring.profile.funding import FundingRound
from scoring.progression.company_events import CompanyEvents, Round, day_of_partial, founded_day, tabulate, usd_of
from scoring.progression.events import Events, Ints, Market
from scoring.progression.gathering import NEVER_FUNDED
from scoring.progression.markets import NO_PLACE, Where, where_is_slug
from scoring.progression.sectors import OTHER, name_of
from scoring.progression.stages import EXIT_ROUNDS
from scoring.text import Text, both

UNKNOWN_HISTORY: Final = both("its funding history is not given", "没有填写融资经历")
LATEST_ONLY: Final = both(
    "only its latest round is given; the model also reads the number, dates and amounts of the earlier ones",
    "只填写了最近一轮；模型还要用到此前各轮的次数、时间和金额",
)
EXITED: Final = both("it is listed or acquired: its private rounds are over", "已上市或被并购，不再有私募轮次")


class ProfileEvents(NamedTuple):
    """Events by market; for each company of a market the index of its profile; by profile, why it is in none."""

    markets: dict[Market, Events]
    profile: dict[Market, Ints]
    left_out: list[Text | None]


def events_of(profiles: Sequence[CompanyProfile[Any]]) -> ProfileEvents:
    """Events of profiles: only whole histories with a date for each round, of US and Chinese companies."""
    companies: dict[Market, list[CompanyEvents]] = defaultdict(list)
    index: dict[Market, list[int]] = defaultdict(list)
    left_out: list[Text | None] = []
    for at, profile in enumerate(profiles):
        where = where_is_slug(profile.city)
        reason = _unusable(profile, where)
        left_out.append(reason)
        if reason is None and where.market:
            companies[where.market].append(_company(profile, str(at), where, where.market))
            index[where.market].append(at)
    return ProfileEvents(
        {market: tabulate(market, listed) for market, listed in companies.items()},
        {market: np.array(listed, dtype=np.int64) for market, listed in index.items()},
        left_out,
    )


def _unusable(profile: CompanyProfile[Any], where: Where) -> Text | None:
    """Why a profile can't be turned into events, the reason that no correction would help first."""
    if profile.rounds is None:
        return UNKNOWN_HISTORY
    if not profile.rounds:
        return NEVER_FUNDED
    if any(each.round in EXIT_ROUNDS and not each.date for each in profile.rounds) or all(
        each.round in EXIT_ROUNDS for each in profile.rounds
    ):
        return EXITED
    if where.market is None:
        return where.remark or NO_PLACE
    if profile.latest_round_only:
        return LATEST_ONLY
    return next(filter(None, (_fault(number, each) for number, each in enumerate(profile.rounds, start=1))), None)


def _fault(number: int, item: FundingRound) -> Text | None:
    """What keeps a round from being placed in time and size."""
    name = taxonomy.rounds()[item.round]
    if item.date is None:
        return both(
            f"round {number} ({name.en}) has no date, so the time since the last round can't be told",
            f"第 {number} 轮（{name.zh}）没有日期，无法计算距最近一轮的时间",
        )
    try:
        day_of_partial(item.date)
        _usd(item)
    except Wrong as error:
        return both(f"round {number} ({name.en}): {error.text.en}", f"第 {number} 轮（{name.zh}）：{error.text.zh}")
    return None


def _company(profile: CompanyProfile[Any], id_: str, where: Where, market: Market) -> CompanyEvents:
    rounds = [_round(item) for item in profile.rounds or ()]
    return CompanyEvents(
        id=id_,
        name=profile.name,
        sector=name_of(profile.sectors[0], market) if profile.sectors else OTHER[market],
        region=where.region,
        state=where.state,
        city=where.city,
        founded_day=founded_day(profile.founded),
        exit_day=min((float(each.day) for each in rounds if each.round in EXIT_ROUNDS), default=nan),
        rounds=rounds,
    )


def _round(item: FundingRound) -> Round:
    day, month_only = day_of_partial(item.date or "")
    investors = tuple(dict.fromkeys(investor.name for investor in item.investors))
    return Round(day, month_only, item.round, _usd(item), item.amount is not None and item.currency == "USD", investors)


def _usd(item: FundingRound) -> float:
    return usd_of(item.amount.low, item.amount.high, item.currency) if item.amount else nan
