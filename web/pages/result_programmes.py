"""What the templates of a result are given on official programmes: verdicts, points and conditions in words."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup

from scoring import shipped_book
from scoring.policies.report import VERDICT_WORDS
from scoring.policies.result import PolicyCondition, PolicyItem, PolicyResult, State, Verdict
from scoring.policies.wording import plain_number
from scoring.text import Lang
from web.charts import Points, points_bar
from web.pages.result_figures import DASH, Figures
from web.wording import say

MARKS: Final[Mapping[Verdict, str]] = {
    "qualifies": "✓", "may": "≈", "does_not": "×", "cannot_say": "?", "not_in_force": DASH,
}  # fmt: skip
"""The sign of a verdict: it is told by more than a colour."""
STATE_MARKS: Final[Mapping[State, str]] = {"met": "✓", "not_met": "×", "unknown": "?"}
_NOTHING_SAID: Final = ("cannot_say", "not_in_force")


class ProgrammesView:
    """The official programmes of one assessment in one language."""

    def __init__(self, policies: list[PolicyResult], lang: Lang) -> None:
        self.policies = policies
        self.lang: Lang = lang
        self._figures = Figures(lang)

    def told(self, mapping: Mapping[str, Any]) -> bool:
        """Whether there is anything to show: a verdict, or accounts or facts in the `mapping` of the profile."""
        if any(each.verdict not in _NOTHING_SAID for each in self.policies):
            return True
        answered = mapping.get("answers") or {}
        return bool(mapping.get("accounts")) or any(fact.id in answered for fact in shipped_book().facts)

    def mark(self, verdict: Verdict) -> str:
        """The sign of a verdict."""
        return MARKS[verdict]

    def state_mark(self, state: State) -> str:
        """The sign of a condition's state."""
        return STATE_MARKS[state]

    def verdict(self, policy: PolicyResult) -> str:
        """The verdict in words."""
        return VERDICT_WORDS[policy.verdict].in_(self.lang)

    def span(self, low: float | None, high: float | None) -> str:
        """Points from one end to the other; one number where both are alike."""
        if low is None or high is None:
            return DASH
        ends = plain_number(low), plain_number(high)
        return ends[0] if low == high else "–".join(ends)

    def of(self, low: float | None, high: float | None, most: float | None) -> str:
        """Points and the most there are: '60–80 of 100'."""
        if low is None or high is None or most is None:
            return DASH
        return say("programmes.of", self.lang, points=self.span(low, high), most=plain_number(most))

    def number(self, value: float) -> str:
        """Points as they are written."""
        return plain_number(value)

    def chart(self, policy: PolicyResult) -> Markup:
        """The points as a bar with the pass mark; nothing for a programme without points."""
        if policy.score is None:
            return Markup("")
        score, lang = policy.score, self.lang
        title = say("programmes.chart_title", lang, name=policy.name)
        shown = self.of(score.low, score.high, score.max)
        desc = say("programmes.chart_desc", lang, points=shown, wanted=score.wanted)
        points = Points(score.low, score.high, score.max, score.pass_mark)
        return points_bar(points, title, desc)

    def met(self, policy: PolicyResult) -> str:
        """How many of the conditions are met, in words."""
        met = sum(gate.state == "met" for gate in policy.gates)
        return say("programmes.met", self.lang, met=met, all=len(policy.gates))

    def since(self, policy: PolicyResult) -> str:
        """From when, and until when where that is known, the version is in force."""
        if policy.effective_from is None:
            return ""
        start = self._figures.day(policy.effective_from)
        if policy.effective_to is None:
            return say("programmes.since", self.lang, day=start)
        return say("programmes.from_to", self.lang, start=start, end=self._figures.day(policy.effective_to))

    def documents(self, policy: PolicyResult) -> str:
        """Names and numbers of the documents that it rests on."""
        return self.listed(
            [say("programmes.document", self.lang, name=each.name, number=each.number) for each in policy.documents]
        )

    def needs(self, line: PolicyCondition | PolicyItem) -> list[str]:
        """Answers that are missing for a line and are not named in it already."""
        calculations = line.calculations if isinstance(line, PolicyItem) else []
        said = line.found if isinstance(line, PolicyCondition) else " ".join(each.name for each in calculations)
        return [each for each in line.missing if each not in said]

    def to_do(self, line: PolicyCondition | PolicyItem) -> str:
        """What to do about a line; nothing where it is met, or where an answer would decide it."""
        if line.missing or (isinstance(line, PolicyCondition) and line.state == "met"):
            return ""
        return line.change or ""

    def at_large(self, policy: PolicyResult) -> list[str]:
        """Cautions about the programme as a whole: those of a line stand beside it."""
        of_lines = tuple(line.caution for line in _lines(policy) if line.caution)
        return [each for each in policy.cautions if not (of_lines and each.endswith(of_lines))]

    def single(self, policy: PolicyResult) -> list[str]:
        """Names of the lines whose figure rests on one source."""
        return [line.name for line in _lines(policy) if line.sources == 1]

    def listed(self, parts: Iterable[str]) -> str:
        """Parts one after the other in a sentence."""
        return ("；" if self.lang == "zh" else "; ").join(parts)


def _lines(policy: PolicyResult) -> list[PolicyCondition | PolicyItem]:
    """All conditions and scored items."""
    groups = policy.score.groups if policy.score else []
    return [*policy.gates, *policy.routes, *(item for group in groups for item in group.items)]
