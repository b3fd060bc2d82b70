"""Checks on one scale: bands that overlap or leave a gap, choices that miss a value."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scoring.columns.registry import DERIVED, Derived
from scoring.rulesets.schema import Ask, Attribute, Characteristic
from scoring.text import Text, both

Fault = tuple[int | None, Text, Text]
"""Number of the attribute (None: the scale as a whole), what is wrong, what was expected."""


def faults(item: Characteristic, ask: Ask | None) -> Iterator[Fault]:
    """Yield what is wrong with the scale of `item`, whose answer is described by `ask` or is derived."""
    derived = DERIVED.get(item.input)
    if is_numeric(ask, derived):
        yield from band_faults(item.scale, *_range(ask))
    else:
        yield from choice_faults(item.scale, _choices(ask, derived))
    for number, attribute in enumerate(item.scale):
        if attribute.judged:
            wrong = both("a success factor has no judged points", "成功要素的得分不能写成评审区间")
            yield number, wrong, both("points without `judged`", "去掉 judged")


def _twice(scale: Sequence[Attribute]) -> Iterator[Fault]:
    ids = [attribute.id for attribute in scale]
    for number, name in enumerate(ids):
        if name in ids[:number]:
            yield (
                number,
                both(f"attribute {name!r} stands twice", f"档位 {name!r} 重复"),
                both("one attribute an id", "每个 id 只用一次"),
            )


def is_numeric(ask: Ask | None, derived: Derived | None) -> bool:
    """Tell whether a scale reads numbers (bands) rather than choices."""
    if ask is not None:
        return ask.kind in ("number", "percent", "checklist")
    return derived is not None and derived.kind == "number"


def _range(ask: Ask | None) -> tuple[float, float]:
    if ask is None:
        return 0, float("inf")
    if ask.kind == "checklist":
        return 0, len(ask.items)
    return (0, 100) if ask.kind == "percent" else (ask.min, ask.max)


def _choices(ask: Ask | None, derived: Derived | None) -> tuple[str, ...] | None:
    if ask is not None:
        return ("no", "yes") if ask.kind == "yes_no" else None
    return derived.values if derived else None


def choice_faults(scale: Sequence[Attribute], values: tuple[str, ...] | None) -> Iterator[Fault]:
    """Yield what is wrong with a scale of choices; `values` are those it has to have, None: whichever it names."""
    yield from _twice(scale)
    for number, attribute in enumerate(scale):
        if attribute.from_ is not None or attribute.to is not None:
            yield (
                number,
                both("a choice has no `from` or `to`", "选项不写 from 和 to"),
                both("points only", "只写 points"),
            )
        if isinstance(attribute.points, tuple) and not attribute.judged:
            yield number, both("a choice has one partial score", "选项只有一个得分"), both("one number", "一个数")
    ids = tuple(attribute.id for attribute in scale)
    if values is not None and ids != values:
        found, wanted = ", ".join(ids), ", ".join(values)
        yield (
            None,
            both(f"attributes are {found}", f"档位是 {found}"),
            both(f"exactly {wanted}, in this order", f"依次为 {wanted}"),
        )


def band_faults(scale: Sequence[Attribute], low: float, high: float) -> Iterator[Fault]:
    """Yield what is wrong with a scale of bands over answers from `low` to `high`."""
    yield from _twice(scale)
    for number, band in enumerate(scale):
        yield from _edge_faults(number, band, len(scale))
    for number, (before, after) in enumerate(pairwise(scale), start=1):
        if before.to is None or after.from_ is None:
            continue
        if after.from_ < before.to:
            yield (
                number,
                both(
                    f"band {after.id!r} from {after.from_:g} overlaps {before.id!r} up to {before.to:g}",
                    f"区间 {after.id!r} 从 {after.from_:g} 开始，与到 {before.to:g} 为止的 {before.id!r} 重叠",
                ),
                both(f"from: {before.to:g}"),
            )
        elif after.from_ > before.to:
            yield number, _uncovered(before.to, after.from_), both(f"from: {before.to:g}")
    first, last = scale[0].from_, scale[-1].to
    if first is not None and first > low:
        yield (
            0,
            _uncovered(low, first),
            both("a first band that begins at or below the lowest answer", "首个区间不高于最小答案"),
        )
    if last is not None and last < high:
        yield (
            len(scale) - 1,
            both(f"no band covers {last:g} and above", f"{last:g} 及以上没有区间覆盖"),
            both(f"a last band without `to`, or up to {high:g}", f"末个区间不写 to，或写到 {high:g}"),
        )


def _uncovered(start: float, end: float) -> Text:
    return both(f"no band covers {start:g} to {end:g}", f"{start:g} 到 {end:g} 没有区间覆盖")


def _edge_faults(number: int, band: Attribute, count: int) -> Iterator[Fault]:
    if band.from_ is None and number > 0:
        yield number, both(f"band {band.id!r} has no lower edge", f"区间 {band.id!r} 缺下限"), both("from:")
    if band.to is None and number < count - 1:
        yield number, both(f"band {band.id!r} has no upper edge", f"区间 {band.id!r} 缺上限"), both("to:")
    if band.from_ is not None and band.to is not None and band.from_ >= band.to:
        edges = f"{band.from_:g}", f"{band.to:g}"
        wrong = both(
            "band {!r} runs from {} to {}".format(band.id, *edges), "区间 {!r} 从 {} 到 {}".format(band.id, *edges)
        )
        yield number, wrong, both("from below to", "from 小于 to")
    if isinstance(band.points, tuple) and not band.judged and (band.from_ is None or band.to is None):
        wrong = both(
            f"band {band.id!r} has two partial scores but an open end", f"区间 {band.id!r} 有两个得分，却有一端开放"
        )
        yield number, wrong, both("one number, or both edges", "只写一个得分，或写全上下限")
