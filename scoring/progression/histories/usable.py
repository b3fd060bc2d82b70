"""Which companies of a table can be turned into events, and in words why the others can't."""

from typing import Final

import numpy as np

from scoring import taxonomy
from scoring.errors import Wrong
from scoring.intake.cells.money import MOST
from scoring.progression.histories.company_events import MONTH_ONLY, day_of_partial, usd_of
from scoring.progression.histories.gathering import NEVER_FUNDED
from scoring.progression.histories.markets import NO_PLACE, Where
from scoring.progression.histories.stages import are_exits
from scoring.table import Coded, CompanyTable, RoundTable
from scoring.table.coded import coded
from scoring.text import Text, both

UNKNOWN_HISTORY: Final = both("its funding history is not given", "没有填写融资经历")
LATEST_ONLY: Final = both(
    "only its latest round is given; the model also reads the number, dates and amounts of the earlier ones",
    "只填写了最近一轮；模型还要用到此前各轮的次数、时间和金额",
)
EXITED: Final = both("it is listed or acquired: its private rounds are over", "已上市或被并购，不再有私募轮次")


def left_out(table: CompanyTable, where: Coded[Where]) -> Coded[Text]:
    """Why a company can't be turned into events `[companies]`, the reason that no correction would help first."""
    rounds, size = table.rounds, len(table)
    ends = are_exits(rounds.round)
    count, exits = (np.bincount(each, minlength=size) for each in (rounds.company, rounds.company[ends]))
    undated = np.bincount(rounds.company[ends & ~rounds.date.known], minlength=size) > 0
    remark = coded(None if each.market else each.remark or NO_PLACE for each in where.values)
    no_market = remark.take(where.codes)
    fault = _first_faults(rounds, size)
    common = (UNKNOWN_HISTORY, NEVER_FUNDED, EXITED, LATEST_ONLY)
    after = len(common) + len(remark.values)
    code = np.select(
        [~table.history, count == 0, undated | (exits == count), no_market.known, table.latest_only, fault.known],
        [0, 1, 2, len(common) + no_market.codes, 3, after + fault.codes],
        -1,
    )
    return Coded((*common, *remark.values, *fault.values), code.astype(np.int32))


def _first_faults(rounds: RoundTable, size: int) -> Coded[Text]:
    """What keeps the first faulty round of each company from being placed in time and size, `[companies]`."""
    timed = rounds.date.map(lambda date: len(date) >= MONTH_ONLY, unknown=False, kind=bool)
    most = np.fmax(rounds.low, rounds.high)
    faulty = np.flatnonzero(~timed | (most >= MOST))
    if not len(faulty):
        return Coded((), np.full(size, -1, np.int32))
    company, at = np.unique(rounds.company[faulty], return_index=True)
    first = faulty[at]
    number = first - np.searchsorted(rounds.company, company) + 1
    amounts, amount = np.unique(np.where(timed[first], most[first], 0), return_inverse=True)
    date = np.where(timed[first], -1, rounds.date.codes[first])
    told = np.column_stack([number, rounds.round.codes[first], timed[first], date, amount])
    cases, case = np.unique(told, axis=0, return_inverse=True)
    texts = coded(
        _fault(place, rounds.round.values[slug], in_time, rounds.date.values[day] if day >= 0 else None, amounts[much])
        for place, slug, in_time, day, much in cases.tolist()
    )
    found = np.full(size, -1, np.int32)
    found[company] = texts.codes[case.reshape(-1)]
    return Coded(texts.values, found)


def _fault(number: int, slug: str, in_time: bool, date: str | None, amount: float) -> Text:
    """What is wrong with a round: its date, or where that is in order its amount in any currency."""
    name = taxonomy.rounds()[slug]
    if not in_time and date is None:
        return both(
            f"round {number} ({name.en}) has no date, so the time since the last round can't be told",
            f"第 {number} 轮（{name.zh}）没有日期，无法计算距最近一轮的时间",
        )
    try:
        usd_of(None, amount, "USD") if date is None else day_of_partial(date)
    except Wrong as error:
        return both(f"round {number} ({name.en}): {error.text.en}", f"第 {number} 轮（{name.zh}）：{error.text.zh}")
    raise AssertionError(f"round {number} has no fault")
