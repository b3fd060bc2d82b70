"""Checks on one scale: bands that overlap or leave a gap, choices that miss a value."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scoring.columns.registry import DERIVED, Derived
from scoring.rulesets.schema import Ask, Attribute, Characteristic

Fault = tuple[int | None, str, str]
"""Number of the attribute (None: the scale as a whole), what is wrong, what was expected."""


def faults(item: Characteristic, ask: Ask | None) -> Iterator[Fault]:
    """Yield what is wrong with the scale of `item`, whose answer is described by `ask` or is derived."""
    ids = [attribute.id for attribute in item.scale]
    for number, name in enumerate(ids):
        if name in ids[:number]:
            yield number, f"attribute {name!r} stands twice", "one attribute an id"
    derived = DERIVED.get(item.input)
    if is_numeric(ask, derived):
        low, high = _range(ask)
        yield from _band_faults(item.scale, low, high)
    else:
        yield from _choice_faults(item.scale, _choices(ask, derived))


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


def _choice_faults(scale: Sequence[Attribute], values: tuple[str, ...] | None) -> Iterator[Fault]:
    for number, attribute in enumerate(scale):
        if attribute.from_ is not None or attribute.to is not None:
            yield number, "a choice has no `from` or `to`", "points only"
        if isinstance(attribute.points, tuple):
            yield number, "a choice has one partial score", "one number"
    ids = tuple(attribute.id for attribute in scale)
    if values is not None and ids != values:
        yield None, f"attributes are {', '.join(ids)}", f"exactly {', '.join(values)}, in this order"


def _band_faults(scale: Sequence[Attribute], low: float, high: float) -> Iterator[Fault]:
    for number, band in enumerate(scale):
        yield from _edge_faults(number, band, len(scale))
    for number, (before, after) in enumerate(pairwise(scale), start=1):
        if before.to is None or after.from_ is None:
            continue
        if after.from_ < before.to:
            yield (
                number,
                f"band {after.id!r} from {after.from_:g} overlaps {before.id!r} up to {before.to:g}",
                (f"from: {before.to:g}"),
            )
        elif after.from_ > before.to:
            yield number, f"no band covers {before.to:g} to {after.from_:g}", f"from: {before.to:g}"
    first, last = scale[0].from_, scale[-1].to
    if first is not None and first > low:
        yield 0, f"no band covers {low:g} to {first:g}", "a first band that begins at or below the lowest answer"
    if last is not None and last < high:
        yield len(scale) - 1, f"no band covers {last:g} and above", (f"a last band without `to`, or up to {high:g}")


def _edge_faults(number: int, band: Attribute, count: int) -> Iterator[Fault]:
    if band.from_ is None and number > 0:
        yield number, f"band {band.id!r} has no lower edge", "from:"
    if band.to is None and number < count - 1:
        yield number, f"band {band.id!r} has no upper edge", "to:"
    if band.from_ is not None and band.to is not None and band.from_ >= band.to:
        yield number, f"band {band.id!r} runs from {band.from_:g} to {band.to:g}", "from below to"
    if isinstance(band.points, tuple) and (band.from_ is None or band.to is None):
        yield number, f"band {band.id!r} has two partial scores but an open end", "one number, or both edges"
