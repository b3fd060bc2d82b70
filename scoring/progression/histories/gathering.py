"""What event, company and acquisition rows tell of each company, gathered; and who is in no market, and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite, nan
from typing import Final

import numpy as np

from scoring.intake.by_row.reader import RejectedRow
from scoring.progression.histories.company_events import CompanyEvents, founded_day, tabulate
from scoring.progression.histories.company_rows import Acquisition, CompanyFacts
from scoring.progression.histories.event_rows import EventRow, EventRows
from scoring.progression.histories.events import Acquisitions, Events, Market
from scoring.progression.histories.markets import NO_PLACE, NOWHERE, Where
from scoring.progression.histories.sectors import sector_name
from scoring.progression.histories.stages import EXIT_ROUNDS
from scoring.text import Text, both

NEVER_FUNDED: Final = both("it was never funded", "从未融资")
NO_EVENTS: Final = both("it has no funding round in the event table", "融资事件表里没有这家公司的任何一轮")


@dataclass(frozen=True)
class LeftOut:
    """A company that is in no market's events, and why; `row` is the rejected row, where that is the reason."""

    id: str
    name: str
    reason: Text
    row: int | None = None


def gather(
    rows: EventRows, facts: Mapping[str, CompanyFacts], bought: Sequence[Acquisition]
) -> tuple[dict[Market, Events], list[LeftOut]]:
    """Events by market, and the companies that are in none."""
    exits = _first_days(bought)
    found: dict[Market, list[CompanyEvents]] = defaultdict(list)
    left_out = [_incomplete(company, row) for company, row in rows.incomplete.items()]
    for company, own in rows.by_company.items():
        if company in rows.incomplete:
            continue
        where = _where(own, facts.get(company))
        if all(row.round is None for row in own):
            left_out.append(LeftOut(company, own[0].name, NEVER_FUNDED))
        elif where.market is None:
            left_out.append(LeftOut(company, own[0].name, where.remark or NO_PLACE))
        else:
            found[where.market].append(_company(own, where, where.market, facts.get(company), exits.get(company)))
    seen = rows.by_company.keys() | rows.incomplete.keys()
    left_out += [LeftOut(company, each.name, NO_EVENTS) for company, each in facts.items() if company not in seen]
    return {market: tabulate(market, all_, _acquisitions(bought, market)) for market, all_ in found.items()}, left_out


def _company(
    rows: list[EventRow], where: Where, market: Market, facts: CompanyFacts | None, acquired: int | None
) -> CompanyEvents:
    """One company. What its rows tell differently counts as the earliest round with a word on it has it."""
    ordered = _in_time(rows)
    rounds = [row.round for row in rows if row.round]
    exits = [each.day for each in rounds if each.round in EXIT_ROUNDS]
    exit_day = min([*exits, acquired if acquired is not None else inf])
    sector = next((row.sector for row in ordered if row.sector), "") or (facts.sector if facts else "")
    founded = next((row.founded for row in ordered if row.founded), None) or (facts.founded if facts else None)
    return CompanyEvents(
        id=rows[0].id,
        name=rows[0].name,
        sector=sector_name(sector, market),
        region=where.region,
        state=where.state,
        city=where.city,
        founded_day=founded_day(founded),
        exit_day=exit_day if isfinite(exit_day) else nan,
        rounds=rounds,
    )


def _where(rows: list[EventRow], facts: CompanyFacts | None) -> Where:
    beside = facts.where if facts else NOWHERE
    return next((row.where for row in _in_time(rows) if row.where != NOWHERE), beside)


def _in_time(rows: list[EventRow]) -> list[EventRow]:
    return sorted(rows, key=lambda row: row.round.day if row.round else inf)


def _first_days(bought: Iterable[Acquisition]) -> dict[str, int]:
    days: dict[str, int] = {}
    for each in bought:
        days[each.company] = min(each.day, days.get(each.company, each.day))
    return days


def _acquisitions(bought: Sequence[Acquisition], market: Market) -> Acquisitions | None:
    here = [each for each in bought if each.market == market]
    if not bought:
        return None
    days, sectors = [each.day for each in here], [each.sector for each in here]
    return Acquisitions(np.array(days, dtype=np.int64), np.array(sectors, dtype=np.str_))


def _incomplete(company: str, row: RejectedRow) -> LeftOut:
    reason = both(
        f"its row {row.row} can't be used, so its history is incomplete: correct the row",
        f"第 {row.row} 行无法使用，融资经历不完整；请更正该行",
    )
    return LeftOut(company, row.company, reason, row.row)
