"""Notes and overrides on a company as its page shows them: in words, the latest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from scoring import shipped_book
from scoring.assessment import Assessment
from scoring.errors import InputError
from scoring.text import Lang
from store.cohorts.keeping import saved_cohort
from store.remarks import COMPOSITE, SELECTION, Remark, remarks_of
from web.access.store import store
from web.language import current
from web.pages.result_figures import DASH, Figures
from web.pages.stored import moment
from web.wording import say

_FIELDS: Final = ("name", "reason", "remark", "subject", "value")
"""Fields that a refusal may name; each has its words."""
_NO_COHORTS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True)
class Shown:
    """A note or an override in words. `line` says what is overridden, `beside` what was computed; empty for a note."""

    id: str
    kind: str
    line: str
    beside: str
    reason: str
    signed: str
    cohort: str
    withdrawn: str


def author(actor: str, lang: Lang) -> str:
    """Who the log names, in words: the name of one of the staff, or of a program."""
    kind, _, name = actor.partition(":")
    return say("companies.by_token", lang, name=name) if kind == "token" else name or actor


def names(lang: Lang) -> dict[str, str]:
    """What can be overridden on a company alone: id and name."""
    factors = {rules.id: rules.name.in_(lang) for rules in shipped_book().rule_sets}
    return {COMPOSITE: say("companies.composite", lang), **factors}


def faults_of(error: InputError) -> list[str]:
    """What is wrong with what was typed, a line each, its field in the reader's words."""
    lang = current()
    called = [
        replace(problem, where=say(f"companies.field_{problem.where}", lang)) if problem.where in _FIELDS else problem
        for problem in error.problems
    ]
    return [problem.in_(lang) for problem in called]


def shown(company: str, latest: Assessment | None, lang: Lang) -> list[Shown]:
    """All remarks on a company, the latest first; `latest` is its newest result, for the score beside."""
    scores: dict[str, float | None] = {}
    if latest is not None:
        scores = {each.id: each.score for each in latest.factors} | {COMPOSITE: latest.composite.score}
    found = remarks_of(store(), company=company)
    cohorts = {each.cohort: saved_cohort(store(), each.cohort).name for each in found if each.cohort}
    return in_words(found, scores, lang, cohorts)


def in_words(
    found: Sequence[Remark], scores: Mapping[str, float | None], lang: Lang, cohorts: Mapping[str, str] = _NO_COHORTS
) -> list[Shown]:
    """Remarks, the latest first, each with its withdrawal; `scores` are those computed, `cohorts` names to be told."""
    by_id = {each.id: each for each in found}
    return [
        Shown(
            id=each.id,
            kind=each.kind,
            line=_line(each, lang),
            beside=_computed(each.subject, scores, lang) if each.kind == "override" else "",
            reason=each.reason,
            signed=_signed(each, lang),
            cohort=_within(cohorts.get(each.cohort or ""), lang),
            withdrawn=_withdrawn(by_id.get(each.withdrawn_by or ""), lang),
        )
        for each in reversed(found)
        if each.kind != "withdrawal"
    ]


def _within(cohort: str | None, lang: Lang) -> str:
    return "" if cohort is None else say("companies.in_cohort", lang, name=cohort)


def _signed(remark: Remark, lang: Lang) -> str:
    return say("companies.by", lang, author=author(remark.author, lang), time=moment(remark.at, lang))


def _withdrawn(remark: Remark | None, lang: Lang) -> str:
    if remark is None:
        return ""
    who, time = author(remark.author, lang), moment(remark.at, lang)
    return say("companies.withdrawn", lang, author=who, time=time, reason=remark.reason)


def _line(remark: Remark, lang: Lang) -> str:
    if remark.kind != "override":
        return ""
    if remark.subject == SELECTION:
        subject, value = say("companies.selection", lang), say(f"companies.{remark.value}", lang)
    else:
        subject, value = names(lang).get(remark.subject, remark.subject), remark.value
    return say("companies.override_line", lang, subject=subject, value=value)


def _computed(subject: str, scores: Mapping[str, float | None], lang: Lang) -> str:
    score = Figures(lang).score(scores.get(subject))
    return "" if score == DASH else say("companies.beside", lang, score=score)
