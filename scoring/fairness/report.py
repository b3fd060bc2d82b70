"""The fairness check of a cohort: score and selection by city, sector, stage and head-count band."""

from collections.abc import Collection
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.cohort import Cohort
from scoring.fairness.cuts import NAMES, group_text, groups_of
from scoring.fairness.groups import Group, cut, reference
from scoring.fairness.intervals import Interval
from scoring.fairness.result import By, FairCut, FairGroup, FairnessReport
from scoring.fairness.warnings import cut_warnings, overall
from scoring.fairness.wording import group_words
from scoring.ledger import DECIMALS, rounded, share
from scoring.text import Lang, Text

_RATE_DECIMALS = 4


def fairness(
    cohort: Cohort, selected: NDArray[np.bool_], basis: str, lang: Lang, gated: Collection[By] = ()
) -> FairnessReport:
    """Compare groups of companies; `selected` is in the order of the cohort, `basis` says what it rests on,
    `gated` which cuts a gate of the shortlist decides on itself.

    A group is judged from five companies on, against the group with the highest rate that holds at least five
    companies and 2 % of the cohort. A ratio below four fifths is a difference where Fisher's exact test, corrected
    (Holm) for all groups of the cut, gives less than 0.05. Only company facts are used, and only cuts of which at
    least one company states the fact.
    """
    size, taken = len(cohort.table), int(selected.sum())
    warnings: list[Text] = list(overall(size, taken))
    cuts = []
    for by in get_args(By):
        of = groups_of(cohort, by)
        if not of.known.any():
            continue
        groups = cut(of, np.round(cohort.scored.total.score, DECIMALS), selected)
        base = reference(groups, size)
        cuts.append(
            FairCut(by=by, name=NAMES[by].in_(lang), groups=[_shown(by, each, groups, base, lang) for each in groups])
        )
        warnings += cut_warnings(by, groups, base, cohort, by in gated)
    words = [warning.in_(lang) for warning in warnings]
    return FairnessReport(n=size, selected=taken, basis=basis, cuts=cuts, warnings=words)


def _shown(by: By, group: Group, groups: list[Group], base: Group | None, lang: Lang) -> FairGroup:
    compared = sum(each.chance is not None for each in groups)
    score_ends = _within_scale(group.score_ends)
    ratio_ends = group.ratio_ends or (None, None)
    return FairGroup(
        id=group.id,
        name=group_text(by, group.id).in_(lang),
        n=group.n,
        score=None if group.score is None else rounded(group.score),
        score_low=score_ends[0],
        score_high=score_ends[1],
        selected=group.selected,
        rate=share(group.rate),
        rate_low=share(group.rate_ends[0]),
        rate_high=share(group.rate_ends[1]),
        ratio=_ratio(group.ratio),
        ratio_low=_ratio(ratio_ends[0]),
        ratio_high=_ratio(ratio_ends[1]),
        verdict=group.verdict,
        in_words=group_words(by, group, base, compared).in_(lang),
    )


def _within_scale(ends: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if ends is None else (rounded(max(0.0, ends[0])), rounded(min(100.0, ends[1])))


def _ratio(value: float | None) -> float | None:
    return None if value is None else round(value, _RATE_DECIMALS)
