"""What the templates of a result are given: the company, its score and its factors in words and charts."""

from functools import cache
from typing import Final

from markupsafe import Markup

from scoring import shipped_book, taxonomy
from scoring.assessment import THIN_COVERAGE, Assessment, FactorResult, Finding, Likelihood
from scoring.text import Lang
from web.charts import Axis, Bar, Mark, bars, radar, scale
from web.forms.fields import FUNDING, answer_field
from web.pages.result_figures import Figures
from web.pages.result_peers import PeersView
from web.pages.result_programmes import ProgrammesView
from web.wording import say

_LEAST, _MOST = 1.0, 99.0
"""Standings (percent) beyond which a number would say more than the model knows."""
_FROM_IDENTITY: Final = {
    "head_count": "f-head_count",
    "age_months": "f-founded",
    "layer": "f-layer",
    "sector_quadrant": "f-sectors-0",
    "sector_crowding": "f-sectors-0",
    "city_tier": "f-city",
    "in_pilot_zone": "f-city",
}
"""Where the form asks for what a fact is derived from; all other facts come from the funding history."""


class ResultView:
    """One assessment in one language, as pages and PDF show it."""

    def __init__(self, result: Assessment) -> None:
        self.result = result
        self.lang: Lang = result.lang
        self.figures = Figures(result.lang)
        self.peers = PeersView(result.peers, result.lang)
        self.programmes = ProgrammesView(result.policies, result.lang)

    def facts(self) -> list[tuple[str, str]]:
        """What the head of the page says of the company: label and value."""
        result, lang = self.result, self.lang
        named = {
            "stage": taxonomy.stages()[result.stage].in_(lang) if result.stage else "",
            "city": taxonomy.places()[result.city].in_(lang) if result.city else "",
            "sectors": self.figures.listed(taxonomy.sectors()[slug].in_(lang) for slug in result.sectors),
            "as_of": self.figures.day(result.as_of),
        }
        return [(say(f"result.{key}", lang), words or say("result.not_given", lang)) for key, words in named.items()]

    def score_words(self) -> list[str]:
        """The composite in sentences."""
        total, lang, write = self.result.composite, self.lang, self.figures
        span = {"low": write.score(total.low), "high": write.score(total.high)}
        if total.score is None:
            return [say("result.score_none", lang, **span)]
        if total.low == total.high:
            said = [say("result.score_whole", lang)]
        else:
            part = say("result.score_part", lang, coverage=write.share(total.coverage), **span)
            said = [part, say("result.score_middle", lang)]
            said += [say("result.score_thin", lang)] if total.coverage < THIN_COVERAGE else []
        return [*said, say("result.evidenced", lang, evidenced=write.score(total.evidenced_score))]

    def other_views(self) -> str:
        """The geometric mean and the weakest factor in words; empty where a factor has no score to compare."""
        total = self.result.composite
        if any(each.score is None for each in self.result.factors):
            return ""
        weakest = next(each.name for each in self.result.factors if each.id == total.weakest_factor)
        geometric, score = self.figures.score(total.geometric), self.figures.score(total.weakest_score)
        return say("result.others", self.lang, geometric=geometric, weakest=weakest, score=score)

    def composite_chart(self) -> Markup:
        """The composite on its scale."""
        total, write = self.result.composite, self.figures
        words = {name: write.score(getattr(total, name)) for name in ("score", "low", "high")}
        desc = say("result.scale_desc", self.lang, evidenced=write.score(total.evidenced_score), **words)
        mark = Mark(total.score, total.low, total.high, total.evidenced_score)
        return scale(mark, say("result.scale_title", self.lang, score=words["score"]), desc)

    def radar(self) -> Markup:
        """The six factors as a radar."""
        axes = [
            Axis(each.name, self.figures.score(each.score), each.score, each.low, each.high) for each in self._all()
        ]
        return radar(axes, say("result.radar_title", self.lang), self._factors_in_words())

    def bars(self) -> Markup:
        """The six factors as bars."""
        rows = [
            Bar(each.name, self.figures.score(each.score), each.score, each.low, each.high, self._bar_note(each))
            for each in self._all()
        ]
        return bars(rows, say("result.bars_title", self.lang), self._factors_in_words())

    def horizon_chart(self, horizon: Likelihood) -> Markup:
        """The likelihood of a further round on a scale in percent."""
        mark = Mark(100 * horizon.probability, 100 * horizon.low, 100 * horizon.high)
        span, probability = self.figures.shares(horizon.low, horizon.high), self.figures.share(horizon.probability)
        desc = say("result.horizon_desc", self.lang, probability=probability, span=span)
        return scale(mark, say("result.horizon_title", self.lang, months=horizon.months), desc, "%")

    def standing(self) -> str:
        """The standing by the progression model in words; empty without one. Nobody stands above 0% or above 100%."""
        standing, lang = self.result.progression.standing, self.lang
        if standing is None:
            return ""
        if not _LEAST <= standing <= _MOST:
            return say("result.standing_least" if standing < _LEAST else "result.standing_most", lang)
        return say("result.standing", lang, standing=self.figures.share(standing / 100))

    def question_of(self, characteristic: str) -> str:
        """Name of the question that a characteristic reads; empty where it follows from identity or funding."""
        name = _inputs().get(characteristic, "")
        return name if name in shipped_book().asks else ""

    def place_in_form(self, characteristic: str) -> str:
        """Where the form asks for what a characteristic reads: the id of the field, or of the section on funding."""
        name = self.question_of(characteristic)
        return f"f-{answer_field(name)}" if name else _FROM_IDENTITY.get(_inputs().get(characteristic, ""), FUNDING)

    def names_of(self, factor: FactorResult, state: str) -> str:
        """The characteristics of a factor that are in a state, as one list in words."""
        return self.figures.listed(each.name for each in factor.ledger if each.state == state)

    def scored(self, factor: FactorResult) -> list[Finding]:
        """The lines of a factor's ledger that bring points."""
        return [each for each in factor.ledger if each.state == "scored"]

    def answered(self, factor: FactorResult) -> str:
        """How many of a factor's characteristics are answered, in words."""
        applicable = sum(each.state != "not_applicable" for each in factor.ledger)
        return say("result.ledger_line", self.lang, answered=len(self.scored(factor)), applicable=applicable)

    def evidence(self, grade: str) -> str:
        """An evidence grade in words."""
        return taxonomy.evidence_grades()[grade].in_(self.lang)

    def basis(self, basis: str) -> str:
        """What a characteristic's thresholds rest on, in words."""
        if basis == "expert judgement":
            return say("result.expert", self.lang)
        return say("result.facts", self.lang)

    def _all(self) -> list[FactorResult]:
        return self.result.factors

    def _bar_note(self, factor: FactorResult) -> str:
        write = self.figures
        span, share = write.span(factor.low, factor.high), write.share(factor.coverage)
        key = "result.bar_note_whole" if factor.low == factor.high else "result.bar_note"
        return say(key, self.lang, span=span, coverage=share, weight=write.weight(factor.weight))

    def _factors_in_words(self) -> str:
        write = self.figures
        lines = [
            say("result.factor_line", self.lang, name=each.name, score=write.score(each.score),
                span=write.span(each.low, each.high))
            for each in self._all()
        ]  # fmt: skip
        return ("；" if self.lang == "zh" else "; ").join(lines)


@cache
def _inputs() -> dict[str, str]:
    """What each characteristic reads."""
    return {item.id: item.input for rules in shipped_book().rule_sets for item in rules.characteristics}
