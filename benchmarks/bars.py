"""The bars: what every figure has to reach, what was measured last, and whether that is enough."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Bar:
    """A promise in words, and the figure that keeps it: `at most` or `at least` so many of `unit`."""

    words: str
    side: Literal["at most", "at least"]
    limit: float
    unit: str

    def kept(self, value: float) -> bool:
        """Whether `value` is enough."""
        return value <= self.limit if self.side == "at most" else value >= self.limit


BARS: dict[str, Bar] = {
    "rules-floor": Bar("Six rule sets, all findings: time ÷ numpy by hand, the faster one", "at most", 2, "×"),
    "rules-zen": Bar("Six rule sets, all findings: faster than zen-engine by", "at least", 100, "×"),
    "rules-rule-engine": Bar("Six rule sets, all findings: faster than rule-engine by", "at least", 20, "×"),
    "model": Bar("Prediction for 1M companies, less the feature pass ÷ raw `Booster.predict`", "at most", 1.5, "×"),
    "model-reasons": Bar("The same with reasons", "at most", 1.5, "×"),
    "rank": Bar(
        "`upslope rank` of 100,000 rows of CSV, end to end ÷ pandas reading and writing them and raw predict",
        "at most",
        2,
        "×",
    ),
    "growth": Bar("Exponent of the time to score 10,000 to 1M companies", "at most", 1.05, ""),
    "memory": Bar("Most memory to score 1M companies", "at most", 3, "GB"),
    "dask": Bar("Dask, 2 workers: faster than 1 by", "at least", 1.6, "×"),
    "help": Bar("`upslope --help`", "at most", 0.3, "s"),
    "assess": Bar("`upslope assess` of one profile, cold", "at most", 3, "s"),
}
_ROW = re.compile(r"^\| (?P<words>[^|]+) \| [^|]+ \| (?P<value>[\d.,]+)[^|]* \| [^|]+ \| `(?P<by>[^|]+)` \|$", re.M)


@dataclass
class Bars:
    """What is known of the bars: the last figure of each, and the command that measured it, by the key of the bar."""

    known: dict[str, tuple[float, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> "Bars":
        """Find the figures in the Markdown that `text()` made; those of a bar whose words have changed are dropped."""
        keys = {bar.words: key for key, bar in BARS.items()}
        rows = [row for row in _ROW.finditer(text) if row["words"] in keys]
        return cls({keys[row["words"]]: (float(row["value"].replace(",", "")), row["by"]) for row in rows})

    def note(self, measured: Mapping[str, float], command: str) -> None:
        """Take new figures, by the keys of `BARS`."""
        strangers = measured.keys() - BARS.keys()
        if strangers:
            raise KeyError(f"no such bar: {', '.join(sorted(strangers))}")
        self.known |= {key: (value, command) for key, value in measured.items()}

    def text(self) -> str:
        """The table of bars in Markdown."""
        heads = ["| bar | asked | measured | met | by |", "| --- | ---: | ---: | --- | --- |"]
        return "\n".join([*heads, *(self._row(key, bar) for key, bar in BARS.items())])

    def _row(self, key: str, bar: Bar) -> str:
        asked = f"{bar.side} {bar.limit:g} {bar.unit}".strip()
        if key not in self.known:
            return f"| {bar.words} | {asked} | not yet | – | – |"
        value, command = self.known[key]
        measured = f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"  # noqa: PLR2004
        met = "yes" if bar.kept(value) else "**no**"
        return f"| {bar.words} | {asked} | {f'{measured} {bar.unit}'.strip()} | {met} | `{command}` |"
