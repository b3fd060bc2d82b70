"""Stored versions of a company as pages show them: their list, and each result exactly as it was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask import render_template
from sqlalchemy import Engine

from scoring import shipped_book
from scoring.text import Lang
from store.keeping import StoredAssessment, StoredProfile, assessments_of, versions_of_company
from store.kept import composite_in
from web.forms import all_groups
from web.forms.carried import carry
from web.pages.result_figures import Figures
from web.pages.result_view import ResultView

_DAY: Final = len("2021-06-30")


@dataclass(frozen=True)
class Version:
    """A stored version with the assessment of the language asked for, or of another where there is none."""

    profile: StoredProfile
    assessment: StoredAssessment | None
    lang: Lang

    @property
    def number(self) -> int:
        """Its number among those of its company."""
        return self.profile.number

    @property
    def name(self) -> str:
        """The company's name in this version."""
        return str(self.profile.fields()["name"])

    @property
    def as_of(self) -> str:
        """The date as of which it was assessed, in words."""
        return Figures(self.lang).day(date.fromisoformat(self.profile.fields()["as_of"]))

    @property
    def saved(self) -> str:
        """When it was saved, in words."""
        return moment(self.profile.saved_at, self.lang)

    @property
    def composite(self) -> float | None:
        """The composite score; None where there is none."""
        return composite_in(self.assessment.content) if self.assessment else None


def moment(time: str, lang: Lang) -> str:
    """A time of the store in words: 30 June 2021, 08:00 UTC."""
    words = Figures(lang).day(date.fromisoformat(time[:_DAY]))
    clock = time[_DAY + 1 : _DAY + len("T08:00")]
    return f"{words} {clock}（UTC）" if lang == "zh" else f"{words}, {clock} UTC"


def day(time: str, lang: Lang) -> str:
    """The day of a time of the store in words."""
    return Figures(lang).day(date.fromisoformat(time[:_DAY]))


def versions(engine: Engine, company: str, lang: Lang) -> list[Version]:
    """All versions of a company, the latest first."""
    stored = versions_of_company(engine, company)
    return [Version(each, _fitting(assessments_of(engine, each.id), lang), lang) for each in reversed(stored)]


def version(engine: Engine, company: str, number: int, lang: Lang) -> Version | None:
    """One version of a company that has been assessed; None where there is none."""
    for each in versions_of_company(engine, company):
        if each.number == number:
            found = _fitting(assessments_of(engine, each.id), lang)
            return Version(each, found, lang) if found else None
    return None


def carried_of(profile: StoredProfile) -> str:
    """A stored profile as the text of a hidden field: without what is not known."""
    return carry(_without_none(profile.fields()))


def show_version(shown: Version, back: str, back_words: str, secret: str = "") -> str:
    """HTML of a stored result exactly as it was made; `back` is where the reader comes from.

    `secret` is that of the link that the reader came by: what is edited from here on belongs to it.
    """
    if shown.assessment is None:
        raise ValueError("a version without an assessment has no result")
    mapping = _without_none(shown.profile.fields())
    return render_template(
        "kept/result.html",
        view=ResultView(shown.assessment.result()),
        carried=carried_of(shown.profile),
        groups=all_groups(shipped_book()),
        mapping=mapping,
        answers=mapping.get("answers", {}),
        lacking="",
        expired=False,
        notice="",
        reason="",
        back="",
        stored=shown,
        kept_secret=secret,
        made=moment(shown.assessment.made_at, shown.lang),
        stored_back=back,
        stored_back_words=back_words,
    )


def _fitting(found: Sequence[StoredAssessment], lang: Lang) -> StoredAssessment | None:
    """The latest of that language, else the latest of all."""
    return next((each for each in reversed(found) if each.lang == lang), found[-1] if found else None)


def _without_none(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _without_none(each) for key, each in part.items() if each is not None}
    return [_without_none(each) for each in part] if isinstance(part, list) else part
