"""Numbers and dates of a result as a reader of either language writes them."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from scoring.peers.picture.numbers import measured, measured_range, plain_unit
from scoring.peers.result import Benchmark
from scoring.text import Lang

DASH: Final = "–"
_MINUS: Final = "−"
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Figures:
    """Ways to write a number, all of them in one language."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self.colon = "：" if lang == "zh" else ": "
        self.stop = "。" if lang == "zh" else ". "

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other: a, b; 甲、乙."""
        return ("、" if self._lang == "zh" else ", ").join(names)

    def bracketed(self, words: str) -> str:
        """Words in brackets behind others: ' (77.6)'; （77.6）."""
        return f"（{words}）" if self._lang == "zh" else f" ({words})"

    def score(self, value: float | None) -> str:
        """A score to one decimal: 77.6."""
        return DASH if value is None else f"{value:.1f}"

    def points(self, value: float | None) -> str:
        """Points to both decimals, as they add up: 13.27."""
        return DASH if value is None else f"{value:.2f}".replace("-", _MINUS)

    def change(self, value: float | None) -> str:
        """A difference with its sign: +0.96, −1.20, 0.00."""
        if value is None:
            return DASH
        return f"{value:+.2f}".replace("-", _MINUS) if round(value, 2) else "0.00"

    def weight(self, value: float) -> str:
        """A weight in percent, as short as it is: 15%, 13.5%."""
        return f"{value:.4g}%"

    def share(self, value: float | None) -> str:
        """A share of 0-1 as whole percent; only all is 100%, only nothing is 0%."""
        if value is None:
            return DASH
        return f"{round(100 * value) if value in (0, 1) else min(max(round(100 * value), 1), 99)}%"

    def whole(self, percent: float | None) -> str:
        """A percentile as a whole number."""
        return DASH if percent is None else f"{percent:.0f}"

    def count(self, number: int) -> str:
        """A number of companies: 2,612."""
        return f"{number:,}"

    def span(self, low: float | None, high: float | None) -> str:
        """An interval of scores: 38.2–71.4; one number where both ends are shown alike."""
        low_words, high_words = self.score(low), self.score(high)
        return low_words if low_words == high_words else f"{low_words}–{high_words}"

    def shares(self, low: float, high: float) -> str:
        """An interval of shares of 0-1: 18–23%."""
        return f"{self.share(low).rstrip('%')}–{self.share(high)}"

    def day(self, day: date) -> str:
        """A date in words: 30 June 2021; 2021 年 6 月 30 日."""
        if self._lang == "zh":
            return f"{day.year} 年 {day.month} 月 {day.day} 日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def own(self, benchmark: Benchmark) -> str:
        """The company's value of a measure with its unit."""
        if benchmark.value is None:
            return DASH
        factor, unit = plain_unit(benchmark.unit)
        return measured(factor * benchmark.value, unit, self._lang)

    def middle(self, benchmark: Benchmark) -> str:
        """The middle half of the peers: 9 to 18 months."""
        low, high = benchmark.lower_quartile, benchmark.upper_quartile
        if low is None or high is None:
            return DASH
        factor, unit = plain_unit(benchmark.unit)
        return measured_range(factor * low, factor * high, unit, self._lang)
