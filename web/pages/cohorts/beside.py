"""What stands beside the scores of a saved cohort: who saved it, notes on it, marks beside its companies."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.text import Lang
from store.cohorts.keeping import SavedCohort
from store.remarks import Remark, remarks_of
from web.access.allow import Who
from web.access.asking import asker
from web.cohorts.saved import AnyCase, SavedCase
from web.pages.companies.remarks_view import Shown, author, in_words
from web.pages.stored import day
from web.wording import say


@dataclass(frozen=True)
class Beside:
    """What there is beside a ranking; `saved` is None at the desk, where there is nothing else."""

    saved: SavedCohort | None = None
    signed: str = ""
    notes: Sequence[Shown] = ()
    marks: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, case: AnyCase, lang: Lang) -> "Beside":
        """What stands beside the scores of a cohort."""
        if not isinstance(case, SavedCase):
            return cls()
        found = remarks_of(case.engine, cohort=case.cohort.id)
        notes = in_words([each for each in found if each.company is None], {}, lang)
        return cls(case.cohort, signed(case.cohort, lang), notes, _marks(case, found, lang))

    @property
    def may_forget(self) -> bool:
        """Whether the reader may delete it."""
        return asker().kind is Who.ADMINISTRATOR


def signed(cohort: SavedCohort, lang: Lang) -> str:
    """When and by whom a cohort was saved."""
    return say("cohorts.saved_by", lang, day=day(cohort.made_at, lang), author=author(cohort.made_by, lang))


def _marks(case: SavedCase, found: Sequence[Remark], lang: Lang) -> dict[int, str]:
    """How many notes and overrides hold, by the rows of their companies."""
    counts: dict[str, Counter[str]] = {}
    for each in found:
        if each.company and each.kind != "withdrawal" and each.withdrawn_by is None:
            counts.setdefault(each.company, Counter())[each.kind] += 1
    members = case.members if counts else ()
    return {each.row: _mark(counts[each.company], lang) for each in members if each.company in counts}


def _mark(counted: Counter[str], lang: Lang) -> str:
    told = [say(f"cohorts.mark_{kind}", lang, count=counted[kind]) for kind in ("override", "note") if counted[kind]]
    return " · ".join(told)
