"""What next: the changes that would lift the composite most, and the answers that would narrow it most."""

from collections.abc import Iterator

from scoring.assessment import Gap, Step
from scoring.ledger import rounded
from scoring.rulesets.evaluate import Findings
from scoring.rulesets.scale import UNKNOWN
from scoring.rulesets.schema import Attribute, Characteristic
from scoring.scored import Scored
from scoring.text import Lang

SMALLEST_GAIN = 0.05
"""Composite points below which a change is not worth a line."""


def next_steps(scored: Scored, lang: Lang, most: int = 8, at: int = 0) -> list[Step]:
    """Changes of the answers of the company at place `at`, by points gained; each one attribute up, or to its top."""
    found, weights = scored.found, scored.shares[:, at]
    changes = [
        (gain, row, goal)
        for row, item in enumerate(found.program.characteristics)
        if found.attribute[row, at] >= 0 and item.lifecycle != "deprecated" and item.ask
        for gain, goal in _change(found, row, at, item, float(weights[row]))
    ]
    changes.sort(key=lambda change: (-change[0], found.program.characteristics[change[1]].id))
    return [_step(found, row, at, goal, gain, lang) for gain, row, goal in changes[:most]]


def _change(
    found: Findings, row: int, at: int, item: Characteristic, weight: float
) -> Iterator[tuple[float, Attribute]]:
    """Points gained by the next better attribute of one characteristic, and that attribute; nothing at the top."""
    partial, attribute = float(found.partial[row, at]), int(found.attribute[row, at])
    # The nearest one: on a scale that rises and falls (a share that may be too low or too high), an attribute with
    # hardly more points on the far side is no advice.
    goal = min(
        (number for number, band in enumerate(item.scale) if number != attribute and _better(band, partial)),
        key=lambda number: (abs(number - attribute), -max(item.scale[number].ends)),
        default=attribute,
    )
    gain = weight * (max(item.scale[goal].ends) - partial)
    if gain >= SMALLEST_GAIN:
        yield rounded(gain) or 0.0, item.scale[goal]


def _better(band: Attribute, partial: float) -> bool:
    return min(band.ends) > partial - 1e-9 and max(band.ends) > partial + 1e-9


def _step(found: Findings, row: int, at: int, goal: Attribute, gain: float, lang: Lang) -> Step:
    item = found.program.characteristics[row]
    return Step(
        characteristic=item.id,
        factor=found.program.factors[found.program.factor_of[row]],
        name=item.name.in_(lang),
        now=item.scale[int(found.attribute[row, at])].says.in_(lang),
        target=goal.says.in_(lang),
        action=item.remedy.action.in_(lang),
        gain=gain,
        effort=item.remedy.effort,
        evidenced_by=item.remedy.evidenced_by.in_(lang),
        section=item.source.section,
    )


def gaps(scored: Scored, lang: Lang, at: int = 0) -> list[Gap]:
    """Unanswered characteristics of the company at place `at`, those first that leave the composite most open."""
    found, shares = scored.found, scored.shares[:, at]
    asks = scored.book.asks
    rows = [
        Gap(
            characteristic=item.id,
            factor=found.program.factors[factor],
            name=item.name.in_(lang),
            question=asks[item.input].question.in_(lang) if item.input in asks else None,
            width=rounded(100 * float(shares[row])) or 0.0,
        )
        for row, (item, factor) in enumerate(zip(found.program.characteristics, found.program.factor_of, strict=True))
        if found.attribute[row, at] == UNKNOWN
    ]
    return sorted(rows, key=lambda gap: (-gap.width, gap.characteristic))
