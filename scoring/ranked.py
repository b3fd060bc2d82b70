"""The companies of a cohort put in order: places, scores, findings and reasons as columns, best first."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.cohort import Cohort
from scoring.cohort.result import RankRange
from scoring.composite import MIDDLE
from scoring.judges.result import Judged
from scoring.ledger import apportioned
from scoring.peers.standing_table import StandingTable
from scoring.ranked_policies import RankedPolicies
from scoring.ranked_table import FoundTable, RankedTable
from scoring.ranking import Characteristic
from scoring.rulesets.book import RuleBook
from scoring.rulesets.scale import NOT_APPLICABLE
from scoring.scored import Scored
from scoring.scored_columns import factors_of, prognosis_of, reasons_of, shown, stage_of, totals_of
from scoring.shortlist.result import Shortlisted
from scoring.text import Lang

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

SHARE_DECIMALS = 6


def ranks_of(scored: Scored) -> Floats:
    """Rank of each company: one more than the number of better ones; NaN without a score."""
    score = shown(scored.total.score)
    ordered = np.sort(-score[~np.isnan(score)])
    better = np.searchsorted(ordered, -score, side="left")
    return np.where(np.isnan(score), np.nan, better + 1.0)


def places_of(scored: Scored) -> list[int | None]:
    """The same as a list; None without a score."""
    ranks = ranks_of(scored)
    places = np.nan_to_num(ranks).astype(np.int64).astype(object)
    places[np.isnan(ranks)] = None
    return list(places.tolist())


def best_first(cohort: Cohort) -> Rows:
    """Companies from best to worst; equal ones by their low bound, then by name: the order of rows decides nothing."""
    score, low = shown(cohort.scored.total.score), -shown(cohort.scored.total.low)
    score = np.where(np.isnan(score), np.inf, -score)
    order = np.lexsort((low, score))
    equal = (score[order][1:] == score[order][:-1]) & (low[order][1:] == low[order][:-1])
    tied = np.flatnonzero(np.append(equal, False) | np.append(False, equal)) if len(order) else order
    if len(tied):  # names are slow to sort, so that only those that decide are looked at
        block = np.cumsum(np.append(True, ~equal))[tied]
        rows = order[tied]
        names = cohort.identities
        order[tied] = rows[np.lexsort((np.array([names[row] for row in rows.tolist()], str), block))]
    return order


def ranked_table(
    cohort: Cohort,
    standings: StandingTable,
    ranges: Sequence[RankRange | None] | None,
    judged: Sequence[Judged | None] | None,
    shortlisted: Sequence[Shortlisted | None] | None,
    policies: RankedPolicies | None,
    lang: Lang,
) -> RankedTable:
    """All companies, best first; what else is known of each is given in the order of the cohort."""
    scored, order = cohort.scored, best_first(cohort)
    table = scored.table
    return RankedTable(
        rank=ranks_of(scored)[order],
        company=table.name[order],
        row=np.array(cohort.intake.rows, float)[order],
        as_of=table.as_of.take(order),
        city=table.city.take(order),
        stage=stage_of(scored).take(order),
        **{name: column[order] for name, column in totals_of(scored).items()},
        factors={name: column[order] for name, column in factors_of(scored).items()},
        progression=prognosis_of(scored, lang).take(order),
        reasons=[each.take(order) for each in reasons_of(scored, lang)[0]],
        uncertain=_ordered(ranges, order),
        judged=_ordered(judged, order),
        shortlisted=_ordered(shortlisted, order),
        told=np.ones(len(order), bool),
        findings=lambda rows: findings_of(scored, order[rows]),
        standings=standings.take(order),
        policies=policies.take(order) if policies else None,
    )


def _ordered(items: Sequence[Any] | None, order: Rows) -> list[Any] | None:
    return None if items is None else [items[at] for at in order.tolist()]


def characteristics_of(book: RuleBook, lang: Lang) -> list[Characteristic]:
    """What the findings stand for, in their order."""
    return [
        Characteristic(
            id=item.id,
            name=item.name.in_(lang),
            factor=rules.id,
            factor_name=rules.name.in_(lang),
            attributes=[attribute.says.in_(lang) for attribute in item.scale],
        )
        for rules in book.rule_sets
        for item in rules.characteristics
    ]


def findings_of(scored: Scored, rows: Rows) -> FoundTable:
    """Findings of some companies, whose points with the model's (`voice`) add up to their composites."""
    found, total = scored.found, scored.total
    attribute, partial, shares = found.attribute[:, rows], found.partial[:, rows], scored.shares_at(rows)
    counted = shares * np.where(np.isnan(partial), MIDDLE, partial)
    points = np.where(attribute > NOT_APPLICABLE, counted, np.nan)
    weight = total.voice_weight[rows]
    spoken = np.where(weight > 0, weight * total.standing[rows], np.nan)
    *lines, voice = apportioned(np.vstack([points, spoken]), np.nan_to_num(shown(total.score[rows])))
    return FoundTable(
        attribute=attribute,
        partial=shown(partial),
        points=np.array(lines),
        share=np.round(shares, SHARE_DECIMALS),
        voice=voice,
    )
