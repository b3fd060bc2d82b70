"""The picture of a benchmark: the peers' distribution, its quartiles, the company's mark and its percentile."""

from math import isfinite
from typing import Final

from scoring.peers.picture.axis import Axis, axis_of
from scoring.peers.picture.finish import finished
from scoring.peers.picture.numbers import LARGEST, measured, measured_range, percent, plain_unit
from scoring.peers.picture.scale import MARK, arrow, diamond, interval_of, percent_scale, within
from scoring.peers.picture.sheet import BODY, Sheet
from scoring.peers.picture.spread import TALLEST, Spread, draw, spread_of
from scoring.peers.picture.words import BETTER, COMPANY, NOTHING, stated
from scoring.peers.result import Benchmark
from scoring.text import Lang, both

_LOG: Final = both("logarithmic axis", "对数坐标")
_ALIKE: Final = both("All peers have the same value.", "群组内各企业数值相同。")
_MARK_ROOM: Final = 32.0

_MANY: Final = 5.0
"""Percent with the same value from which on it is told."""


def benchmark_svg(benchmark: Benchmark, lang: Lang) -> str:
    """Picture of one measure among peers; where nothing can be drawn, it says why. Returns an SVG element."""
    shown = _in_plain_unit(benchmark)
    sheet = Sheet(lang)
    sheet.heading(shown.name)
    spread = spread_of(shown) if shown.peers else None
    said = _distribution(sheet, shown, spread) if spread else _value_alone(sheet, shown)
    said += _percentile(sheet, shown) if shown.peers else []
    note = shown.note or (None if spread else NOTHING.in_(lang))
    return finished(sheet, f"benchmark-{shown.measure}", shown.name, said, note, shown.peers)


def _in_plain_unit(benchmark: Benchmark) -> Benchmark:
    """The benchmark with its values in a unit that needs no 'million'."""
    factor, unit = plain_unit(benchmark.unit)
    if unit == benchmark.unit:
        return benchmark
    names = ("value", "lower_quartile", "median", "upper_quartile")
    values = {name: factor * value for name in names if (value := getattr(benchmark, name)) is not None}
    quantiles = [each.model_copy(update={"value": factor * each.value}) for each in benchmark.quantiles]
    return benchmark.model_copy(update=values | {"unit": unit, "quantiles": quantiles})


def _value_alone(sheet: Sheet, benchmark: Benchmark) -> list[str]:
    own = _own(benchmark, sheet.lang)
    for words in own:
        sheet.paragraph(words, kind="value")
    return own


def _distribution(sheet: Sheet, benchmark: Benchmark, spread: Spread) -> list[str]:
    """Draw the distribution with the company's mark; returns what it says in sentences."""
    lang, axis = sheet.lang, axis_of(spread.shown)
    direction = BETTER[benchmark.better].in_(lang)
    unit = [stated(both("Unit", "单位").in_(lang), benchmark.unit, lang)] if benchmark.unit else []
    sheet.paragraph(" · ".join([direction, *unit, *([_LOG.in_(lang)] if axis.logarithmic else [])]))
    own = _own(benchmark, lang)
    for words in own:
        _mark(sheet, axis, benchmark.value, words)
    draw(sheet, spread, axis)
    said = _legend(benchmark, spread, lang)
    for words in said:
        sheet.paragraph(words)
    return [direction, *own, *said]


def _own(benchmark: Benchmark, lang: Lang) -> list[str]:
    """What the company has, in words; nothing without a company or where its value is no number."""
    if benchmark.value is None or not isfinite(benchmark.value):
        return []
    return [stated(COMPANY.in_(lang), measured(benchmark.value, benchmark.unit, lang), lang)]


def _mark(sheet: Sheet, axis: Axis, value: float | None, words: str) -> None:
    """A diamond at the company's value with a line down through the bars; an arrow where it lies beyond them."""
    value = min(max(value or 0.0, -LARGEST), LARGEST)
    x, y = axis.place(value), sheet.y + 22
    sheet.label(words, x, sheet.y + 12, BODY, "value", bold=True)
    if side := axis.beyond(value):
        arrow(sheet, x, y, side)
    else:
        foot = sheet.y + _MARK_ROOM + TALLEST
        sheet.shape("line", "mark-line", x1=x, y1=y, x2=x, y2=foot, stroke=MARK, stroke_width=2)
        diamond(sheet, x, y)
    sheet.y += _MARK_ROOM


def _legend(benchmark: Benchmark, spread: Spread, lang: Lang) -> list[str]:
    """Median and quartiles in words, and how much of the group the bars show."""
    said, unit = [], benchmark.unit
    if spread.median is not None:
        middle = measured(spread.median, unit, lang)
        said.append(both(f"Median (line): {middle}.", f"中位数（竖线）：{middle}。"))
    if spread.quartiles:
        box = measured_range(*spread.quartiles, unit, lang)
        said.append(both(f"Middle half (box): {box}.", f"居中的一半（方框）：{box}。"))
    if len(spread.values) > 1:
        low, high = spread.values[0], spread.values[-1]
        share, bars = percent(spread.percents[-1] - spread.percents[0]), measured_range(low, high, unit, lang)
        drawn = both(f"Bars: {share} of peers, {bars}.", f"柱形：{share} 的同组企业，{bars}。")
        said.append(_ALIKE if low == high else drawn)
    return [each.in_(lang) for each in said]


def _percentile(sheet: Sheet, benchmark: Benchmark) -> list[str]:
    """Draw the company's percentile on a scale of its own, if there is one; returns what it says in sentences."""
    value, lang = within(benchmark.percentile), sheet.lang
    if value is None:
        return []
    share = percent(value)
    better = both(f"Better than {share} of peers", f"优于 {share} 的同组企业")
    above = both(f"Above {share} of peers", f"高于 {share} 的同组企业")
    sheet.y += 4
    said = (above if benchmark.better == "neither" else better).in_(lang)
    scale = percent_scale(sheet, said, value, interval_of(benchmark.low, benchmark.high), company=True)
    return [*scale, *_same(sheet, benchmark)]


def _same(sheet: Sheet, benchmark: Benchmark) -> list[str]:
    """How many of the group have the company's own value, where they are so many that the percentile needs it."""
    if benchmark.same is None or benchmark.same < _MANY:
        return []
    share = percent(benchmark.same)
    said = both(f"{share} of peers have the same value; half of them count as below.",
                f"{share} 的同组企业数值相同，其中一半按低于本企业计。").in_(sheet.lang)  # fmt: skip
    sheet.paragraph(said)
    return [said]
