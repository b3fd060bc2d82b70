"""Remarks on a table as a whole: columns not read, companies named twice, and where the table seems to end."""

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from pydantic import BaseModel

from scoring.intake.headers import ColumnUse, key
from scoring.intake.notes import Notes
from scoring.profile import CompanyProfile
from scoring.profile.values import latest
from scoring.text import both

PERSONAL: Final = both("tells of persons, so the column is left out on purpose", "涉及个人信息，有意不读取这一列")
UNUSED: Final = both(
    "is not read: a profile holds each round, not totals over them", "不读取：公司档案记录的是每一轮，而不是合计"
)
ABSENT: Final = both(
    "the mapping file names this header, but the table has no such column", "映射文件里有这个表头，表格里却没有这一列"
)
BLANK: Final = both("has no content and is skipped", "没有内容，已跳过")
REPEATED: Final = both("names a company that stands further up: both rows are kept", "前面已有同名公司，两行都保留")
_MONTHS_BEHIND: Final = 24

Profiles = Sequence[CompanyProfile[BaseModel]]


def on_columns(notes: Notes, uses: Sequence[ColumnUse], mapped: Mapping[str, str | None]) -> None:
    """Note the columns that are left out, and the headers of the mapping file that no column has."""
    for use in uses:
        if use.how == "personal":
            notes.add(use.header, PERSONAL)
        elif use.how == "unused":
            notes.add(use.header, UNUSED)
        elif use.how == "unknown" and use.header:
            en = f"column {use.letter} is not known and not read; a mapping file can say what it is"
            notes.add(use.header, both(en, f"{use.letter} 列无法识别，未读取；可用映射文件指明它的含义"))
    for header in sorted(set(mapped) - {key(use.header) for use in uses}):
        notes.add(header, ABSENT)


def on_blank_rows(notes: Notes, rows: Sequence[int]) -> None:
    """Note rows of the table without any content."""
    for number in rows:
        notes.add("", BLANK, number)


def on_repeats(notes: Notes, header: str, rows: Sequence[int], profiles: Profiles) -> None:
    """Note companies whose name stands further up already."""
    counts = Counter(profile.name for profile in profiles)
    if len(counts) == len(profiles):
        return
    first: set[str] = set()
    for number, profile in zip(rows, profiles, strict=True):
        if profile.name in first:
            notes.add(header, REPEATED, number, profile.name)
        first.add(profile.name)


def on_the_end(notes: Notes, profiles: Profiles, as_of: date) -> None:
    """Note that the newest date lies long before the as-of date: silence since then is read as 'no round'."""
    newest = max(_dates(profiles), default=None, key=latest)
    if newest is None or not any(profile.rounds is not None for profile in profiles):
        return
    end = latest(newest)
    behind = 12 * (as_of.year - end.year) + as_of.month - end.month
    if behind <= _MONTHS_BEHIND:
        return
    month = f"{end:%Y-%m}"
    day = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    notes.add("", both(
        f"the table seems to end in {month}, {behind} months before the as-of date {as_of}: that no round came "
        f"later is read as fact. If the data stop there, use --as-of {day}",
        f"表格数据似乎截至 {month}，比评估基准日 {as_of} 早 {behind} 个月；此后没有新融资会被当作事实。"
        f"如果数据确实只到那时，请改用 --as-of {day}",
    ))  # fmt: skip


def _dates(profiles: Profiles) -> Iterable[str]:
    found = {profile.founded for profile in profiles}
    found |= {item.date for profile in profiles for item in profile.rounds or ()}
    return [day for day in found if day]
