"""The progression part of a result: an outlook in numbers and words."""

from scoring.assessment import Likelihood, ProgressionResult
from scoring.ledger import percent, rounded
from scoring.progression.fitted.settings import HORIZONS
from scoring.scored import Scored
from scoring.text import Lang, Text

PROBABILITY_DECIMALS = 4


def progression_result(scored: Scored, at: int, points: float | None, lang: Lang) -> ProgressionResult:
    """What the model says of the company at place `at`; `points` are those it brings to the composite."""
    outlook = scored.outlook
    spoken = outlook.why[at] is None
    return ProgressionResult(
        horizons=_likelihoods(scored, at) if spoken else [],
        standing=rounded(float(outlook.standing[at])),
        weight=percent(float(scored.total.voice_weight[at])),
        points=points if scored.total.voice_weight[at] > 0 else None,
        reasons=_in(outlook.reason(at), lang),
        note=_in(outlook.why[at] or outlook.silent[at], lang),
        data_until=outlook.vintage[at],
    )


def _likelihoods(scored: Scored, at: int) -> list[Likelihood]:
    outlook = scored.outlook
    values = zip(HORIZONS, outlook.probability[:, at], outlook.low[:, at], outlook.high[:, at], strict=True)
    return [
        Likelihood(
            months=months,
            probability=round(float(probability), PROBABILITY_DECIMALS),
            low=round(float(low), PROBABILITY_DECIMALS),
            high=round(float(high), PROBABILITY_DECIMALS),
        )
        for months, probability, low, high in values
    ]


def _in(text: Text | None, lang: Lang) -> str | None:
    return text.in_(lang) if text else None
