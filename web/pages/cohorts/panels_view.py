"""What the panels below the list are given: which there are, and what of each is shown."""

from collections.abc import Sequence
from typing import Final

from scoring.cohort.result import Change
from scoring.errors import Problem
from scoring.fairness.result import FairGroup
from scoring.ranked_table_of import as_of_span
from scoring.ranking import RankedCompany, Ranking, RejectedRow
from scoring.text import Lang, Text, both
from web.cohorts.plan import Plan
from web.pages.cohorts.programmes_panel import ProgrammesPanel
from web.pages.result_figures import Figures
from web.wording import say

_MOVED: Final = 25
_DISCUSSED: Final = 20
_PARTS: Final = ("upslope", "rules", "data", "model")


class PanelsView:
    """The panels of a ranking in its language."""

    def __init__(self, result: Ranking, plan: Plan) -> None:
        self.result, self.plan = result, plan
        self.lang: Lang = result.lang
        self.programmes = ProgrammesPanel(result)

    def sections(self) -> list[str]:
        """Panels that this ranking has something for, in their order."""
        result = self.result
        there = {
            "shortlist": result.shortlist, "programmes": self.programmes, "judges": result.judges,
            "changes": result.changes, "influences": result.uncertainty, "fairness": result.fairness,
        }  # fmt: skip
        return [*(name for name, part in there.items() if part), "rejected", "reading", "downloads", "versions"]

    def to_discuss(self) -> list[RankedCompany]:
        """Companies on which judges and engine disagree most."""
        talked = [each for each in self.result.ranking if each.judged and each.judged.discuss]
        talked.sort(key=lambda each: -abs((each.judged.gap if each.judged else None) or 0.0))
        return talked[:_DISCUSSED]

    def moved(self) -> list[Change]:
        """Companies that moved furthest since last year, came or went."""
        all_of_them = self.result.changes.companies if self.result.changes else []
        return [each for each in all_of_them if each.difference or each.fate != "both"][:_MOVED]

    def groups(self, groups: Sequence[FairGroup]) -> str:
        """Groups by name, with how many companies they have."""
        figures = Figures(self.lang)
        return figures.listed(f"{each.name}{figures.bracketed(figures.count(each.n))}" for each in groups)

    def problems(self, row: RejectedRow) -> list[str]:
        """Why a row was left out, problem by problem."""
        return [_told(problem, self.lang) for problem in row.problems]

    def versions(self) -> list[tuple[str, str]]:
        """What the ranking was made with and of: label and value."""
        result, lang = self.result, self.lang
        named = [(say(f"cohorts.v_{part}", lang), getattr(result.versions, part, None)) for part in _PARTS]
        if test := result.uncertainty:
            named += [(say("cohorts.v_draws", lang), Figures(lang).count(test.draws))]
            named += [(say("cohorts.v_seed", lang), str(test.seed))]
        named += [(say("cohorts.as_of", lang), as_of_span(result))]
        return [(label, str(words)) for label, words in named if words]


def _told(problem: dict[str, object], lang: Lang) -> str:
    """A problem as the ranking keeps it: its column, what is wrong, what was expected."""
    words = {name: str(problem.get(name) or "") for name in ("path", "message", "expected")}
    expected: Text | None = both(words["expected"]) if words["expected"] else None
    if not words["path"]:
        return f"{words['message']}"
    return Problem(words["path"], both(words["message"]), expected=expected).in_(lang)
