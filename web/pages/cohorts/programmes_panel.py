"""The panel of official programmes: how many companies get which verdict, and who may apply for what."""

from typing import Final, NamedTuple

from scoring.policies.report import VERDICT_WORDS
from scoring.policies.result import Verdict
from scoring.policies.wording import plain_number
from scoring.ranking import RankedCompany, RankedPolicy, Ranking
from web.pages.result_figures import DASH
from web.pages.result_programmes import MARKS
from web.wording import say

_OPEN: Final = ("qualifies", "may")
_SHOWN: Final = 50


class Cell(NamedTuple):
    """A verdict of one company on one programme: sign, words, points; a dash alone where there is none."""

    mark: str
    words: str
    points: str


class ProgrammesPanel:
    """The verdicts of a ranking in its language."""

    def __init__(self, result: Ranking) -> None:
        self.programmes = result.programmes
        self._lang = result.lang
        self._companies = [each for each in result.ranking if each.policies]
        self._open = [each for each in self._companies if _may_apply(each)]

    def __bool__(self) -> bool:
        return bool(self.programmes and self._companies)

    def verdicts(self) -> list[tuple[Verdict, str]]:
        """The verdicts that some company has, with their signs and words."""
        found = {said.verdict for each in self._companies for said in each.policies.values()}
        names = (name for name in VERDICT_WORDS if name in found)
        return [(name, f"{MARKS[name]} {VERDICT_WORDS[name].in_(self._lang)}") for name in names]

    def count(self, programme: str, verdict: Verdict) -> int:
        """How many companies have a verdict on a programme."""
        told = (each.policies.get(programme) for each in self._companies)
        return sum(said is not None and said.verdict == verdict for said in told)

    def may_apply(self) -> list[tuple[RankedCompany, list[Cell]]]:
        """Companies that qualify, or may qualify, for one programme at least; the first of them."""
        return [
            (each, [self._cell(each.policies.get(programme.id)) for programme in self.programmes])
            for each in self._open[:_SHOWN]
        ]

    def left_out(self) -> int:
        """How many such companies are not shown."""
        return max(0, len(self._open) - _SHOWN)

    def _cell(self, said: RankedPolicy | None) -> Cell:
        if said is None:
            return Cell(DASH, "", "")
        return Cell(MARKS[said.verdict], VERDICT_WORDS[said.verdict].in_(self._lang), self._points(said))

    def _points(self, said: RankedPolicy) -> str:
        if said.low is None or said.high is None:
            return ""
        ends = list(dict.fromkeys((plain_number(said.low), plain_number(said.high))))
        return say("programmes.group_line", self._lang, points="–".join(ends))


def _may_apply(company: RankedCompany) -> bool:
    return any(said.verdict in _OPEN for said in company.policies.values())
