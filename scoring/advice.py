"""What next: the changes that would lift the composite most, and the answers that would narrow it most."""

from collections.abc import Iterator

from scoring.assessment import Gap, Step
from scoring.ledger import rounded
from scoring.rulesets.evaluate import Findings
from scoring.rulesets.scale import UNKNOWN
from scoring.rulesets.schema import Characteristic
from scoring.scored import Scored
from scoring.text import Lang

SMALLEST_GAIN = 0.05
"""Composite points below which a change is not worth a line."""


def next_steps(scored: Scored, lang: Lang, most: int = 8) -> list[Step]:
    """Changes of the first company's answers, by points gained; each goes one attribute up, or to its top."""
    found, weights = scored.found, scored.shares[:, 0]
    steps = [
        step
        for row, item in enumerate(found.program.characteristics)
        if found.attribute[row, 0] >= 0 and item.lifecycle != "deprecated" and item.ask
        for step in _step(found, row, item, float(weights[row]), lang)
    ]
    return sorted(steps, key=lambda step: (-step.gain, step.characteristic))[:most]


def _step(found: Findings, row: int, item: Characteristic, weight: float, lang: Lang) -> Iterator[Step]:
    partial, attribute = float(found.partial[row, 0]), int(found.attribute[row, 0])
    better = [band for band in item.scale if max(band.ends) > partial + 1e-9]
    if not better:
        return
    others = [band for band in better if band is not item.scale[attribute]] or better
    goal = min(others, key=lambda band: (max(band.ends), abs(item.scale.index(band) - attribute)))
    gain = weight * (max(goal.ends) - partial)
    if gain < SMALLEST_GAIN:
        return
    yield Step(
        characteristic=item.id,
        factor=found.program.factors[found.program.factor_of[row]],
        name=item.name.in_(lang),
        now=item.scale[attribute].says.in_(lang),
        target=goal.says.in_(lang),
        action=item.remedy.action.in_(lang),
        gain=rounded(gain) or 0.0,
        effort=item.remedy.effort,
        evidenced_by=item.remedy.evidenced_by.in_(lang),
        section=item.source.section,
    )


def gaps(scored: Scored, lang: Lang) -> list[Gap]:
    """Unanswered characteristics of the first company, those first that leave the composite most open."""
    found, shares = scored.found, scored.shares[:, 0]
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
        if found.attribute[row, 0] == UNKNOWN
    ]
    return sorted(rows, key=lambda gap: (-gap.width, gap.characteristic))
