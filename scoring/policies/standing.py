"""Verdicts and points of many companies, programme by programme, as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.policies.evaluate import NOT_IN_FORCE, Codes, Policies, Programme
from scoring.text import Text

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PolicyTable:
    """Arrays `[programmes, companies]`: `verdict` codes of `result.VERDICTS`; points NaN for packs without any."""

    programmes: tuple[tuple[str, Text], ...]
    verdict: Codes
    low: Floats
    high: Floats


def policy_table(policies: Policies) -> PolicyTable | None:
    """The verdicts on all companies; None where none of them tells anything that only packs read."""
    if not policies.programmes or not policies.told:
        return None
    rows = [_row(policies, programme) for programme in policies.programmes]
    names = tuple((each.id, each.versions[-1].name) for each in policies.programmes)
    verdict, low, high = (np.array(parts) for parts in zip(*rows, strict=True))
    return PolicyTable(names, verdict, low, high)


def _row(policies: Policies, programme: Programme) -> tuple[Codes, Floats, Floats]:
    size = len(policies.table)
    verdict, low, high = np.full(size, NOT_IN_FORCE, np.int8), np.full(size, np.nan), np.full(size, np.nan)
    for pack in programme.versions:
        there = policies.in_force(pack)
        if not there.any():
            continue
        found = policies.of(pack)
        verdict = np.where(there, found.verdict, verdict)
        if found.score:
            low, high = np.where(there, found.score.low, low), np.where(there, found.score.high, high)
    return verdict, low, high
