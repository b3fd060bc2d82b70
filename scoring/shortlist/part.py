"""A part of a cohort: the companies that meet conditions, ranked without the others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from scoring.cohort.cohort import Cohort, read_cohort
from scoring.errors import InputError, Problem, Wrong, quoted, shortened
from scoring.rulesets.states import MET
from scoring.shortlist.conditions import condition
from scoring.shortlist.facts import Facts
from scoring.shortlist.fields import fields_of
from scoring.shortlist.gates import condition_states
from scoring.text import both

_OTHERS: Final = both("a condition that some companies meet", "至少有一家企业满足的条件")


def part_of(cohort: Cohort, conditions: Sequence[str], where: str = "--only") -> Cohort:
    """The companies that meet all `conditions`, written as the gates of a shortlist are; an unknown answer does not.

    How many are left out is noted. Raises InputError, naming `where` it was written, for a condition that can't be
    used, or that nobody meets.
    """
    if not conditions:
        return cohort
    facts, fields = Facts(cohort), fields_of(cohort.scored.book)
    kept, notes = np.ones(facts.size, bool), []
    for written in conditions:
        try:
            met = condition_states(condition(written, fields), facts) == MET
        except Wrong as wrong:
            raise InputError([Problem(where, wrong.text, value=written, expected=wrong.expected)]) from None
        count = int((kept & ~met).sum())
        said = f"companies left out because they do not meet {shortened(written)!r}, or don't say: {count}"
        notes.append(
            Problem(cohort.intake.source, both(said, f"{count} 家企业不满足{quoted(written)}，或信息未知，未参与排名"))
        )
        kept &= met
    if not kept.any():
        nobody = both(f"no company meets {'; '.join(conditions)}", f"没有企业满足{quoted('；'.join(conditions))}")
        raise InputError([Problem(where, nobody, expected=_OTHERS)])
    intake = cohort.intake.take(np.flatnonzero(kept).tolist())
    intake = replace(intake, notes=[*notes, *intake.notes])
    part = read_cohort(intake, as_of=cohort.as_of, book=cohort.scored.book)
    others = cohort.table.name[~kept].tolist()
    return replace(part, left_out=(*cohort.left_out, *others))
