"""Headers of annual accounts: which figure and which year, as in '2025年营业收入', 'rd_cost_2024', '上年末资产总额'."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from scoring.intake.cells.units import Unit
from scoring.profile.accounts import ACCOUNT_FIELDS
from scoring.text import both

ACCOUNTS: Final = "accounts."
YEARS_BACK: Final = (1, 2, 3)
"""Years that a header may count back from the as-of date: 1 is the last whole calendar year before it."""
YEARS: Final = range(1990, 2101)
"""Calendar years that a profile takes accounts of."""

_CENTURY: Final = 2000
# A year by its four digits, by two where 年 or FY says what they are, or by a word that counts back.
_YEAR: Final = r"(?:(?:fy|cy)?(?P<year>(?:19|20)\d\d)|fy(?P<fiscal>\d\d)|(?P<short>[12]\d)(?=年)|(?P<word>{words}))"
# Headers are compared without blanks and punctuation: '1231' is 12-31, '112月' is 1-12月.
_BEHIND_YEAR: Final = (
    r"(?:财政年度|会计年度|年度|财年|年)?(?:全年|年末|年底|年终|末|底)?(?:12月31日?|1231|112月)?"
    r"(?:yearend|fiscalyear|financialyear|fullyear|fy)?"
)
_BEFORE_YEAR: Final = r"(?:截至|截止|attheendof|endof|asof|asat|accounts|year|the)?"
_BETWEEN: Final = (
    r"(?:截至|attheendof|atyearend|yearend|endof|asof|asat|fortheyear|foryear|in|for|of|at)?"
    r"(?:31december|december31|31dec|dec31)?"
)

_AN_EXAMPLE: Final = both(
    "the year in the header, such as 'revenue 2025', or in a mapping file, such as accounts.2025.revenue",
    "请在表头写明年份，例如“2025年营业收入（万元）”，或在映射文件里写成 accounts.2025.revenue",
)
NO_YEAR: Final = both(
    f"looks like annual accounts, but of which year is not said, so it is not read; write {_AN_EXAMPLE.en}",
    f"看起来是年度财务数据，但没有写明是哪一年，未读取；{_AN_EXAMPLE.zh}",
)
NOT_YUAN: Final = both(
    "annual accounts are read in yuan only, and this header names another currency, so it is not read",
    "年度财务数据只按人民币读取，这一列写的是其他币种，未读取",
)


class Heading(NamedTuple):
    """A figure of accounts and its year: a calendar year, 1 to 3 years back, or None where none is told."""

    figure: str
    year: int | None

    @property
    def field(self) -> str | None:
        """The field that the column fills, None without a year."""
        return f"{ACCOUNTS}{self.year}.{self.figure}" if self.year else None


@dataclass(frozen=True)
class AccountNames:
    """Spellings, normalised: of figures, of years told in words (as years back), of what else may stand in brackets."""

    figures: Mapping[str, str]
    years: Mapping[str, int]
    asides: frozenset[str]

    def find(self, name: str, parts: Sequence[str]) -> Heading | None:
        """What a normalised header means; `parts` stood in its brackets and are no units. None: no accounts."""
        own = self._whole(name)
        told = [self._year(part) for part in parts if part not in self.asides]
        if own is None or None in told:
            return None
        years = {year for year in (own.year, *told) if year}
        # A calendar year says it all: '上年营业收入（2025年）'.
        years = {year for year in years if year not in YEARS_BACK} or years
        return Heading(own.figure, years.pop() if years else None) if len(years) <= 1 else None

    def _whole(self, name: str) -> Heading | None:
        if name in self.figures:
            return Heading(self.figures[name], None)
        for pattern in self._patterns:
            if match := pattern.fullmatch(name):
                year = self._told(match)
                return None if year is None else Heading(self.figures[match["figure"]], year)
        return None

    def _year(self, part: str) -> int | None:
        match = self._year_alone.fullmatch(part)
        return self._told(match) if match else None

    def _told(self, match: re.Match[str]) -> int | None:
        """The year of a match, 0 for one that is unclear, None for one that has no accounts."""
        if match["word"]:
            return self.years[match["word"]]
        digits = match["fiscal"] or match["short"]
        year = _CENTURY + int(digits) if digits else int(match["year"])
        return year if year in YEARS else None

    @cached_property
    def _year_alone(self) -> re.Pattern[str]:
        return re.compile(f"{_BEFORE_YEAR}{_YEAR}{_BEHIND_YEAR}".replace("{words}", _either(self.years)))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        figure, year = f"(?P<figure>{_either(self.figures)})", _YEAR.replace("{words}", _either(self.years))
        return (
            re.compile(f"{_BEFORE_YEAR}{year}{_BEHIND_YEAR}的?{figure}"),
            re.compile(f"{figure}{_BETWEEN}{year}{_BEHIND_YEAR}"),
        )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def account_fields(years: Iterable[int] = (*YEARS_BACK, *YEARS)) -> list[str]:
    """The fields that columns of accounts may fill, of all years or of those given."""
    return [f"{ACCOUNTS}{year}.{figure}" for year in years for figure in ACCOUNT_FIELDS]


def in_yuan(unit: Unit | None) -> bool:
    """Whether the unit of a header, if it has one, is one of yuan."""
    return unit is None or (not unit.percent and unit.currency in (None, "CNY"))
