"""What the template of a ranking is given: the list as asked for, its columns, addresses for another."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from scoring.assessment import THIN_COVERAGE
from scoring.ranking import RankedCompany, Ranking
from web.charts.strip import strip
from web.cohorts.plan import Plan
from web.pages.cohorts.listing import (
    DOWNWARDS,
    Wanted,
    by_band,
    choices,
    matching,
    page_of,
    pages_of,
    place_name,
    stage_name,
)
from web.pages.result_figures import DASH, Figures
from web.wording import say

_FILTERS: Final = ("q", "stage", "city", "sector", "show")
_NO_MARKS: Final[Mapping[int, str]] = {}
_ALWAYS: Final = ("rank", "company", "composite")


class Heading(NamedTuple):
    """A column of the list: its key, its name, what it is sorted to on a click, how it is sorted now."""

    key: str
    name: str
    href: str
    sorted: str


class Band(NamedTuple):
    """Companies of a tie band that stand on this page; `words` is its line above them, empty where there is none."""

    words: str
    companies: list[RankedCompany]


class RankingView:
    """A ranking in its language, as the address asks for it."""

    def __init__(
        self,
        result: Ranking,
        plan: Plan,
        sectors: Mapping[str, Sequence[str]],
        asked: Wanted,
        token: str,
        marks: Mapping[int, str] = _NO_MARKS,
    ) -> None:
        self.result, self.plan, self.asked, self.lang = result, plan, asked, result.lang
        self.n = Figures(result.lang)
        self._token, self._marks = token, marks
        self.found = matching(result, sectors, asked)
        self.pages = pages_of(self.found)
        self.page = min(asked.page, self.pages)
        self.choices = choices(result, sectors)
        self.last = max((each.rank or 0 for each in result.ranking), default=1)

    def columns(self) -> list[Heading]:
        """The columns that this ranking has something for."""
        first = self.result.ranking[0] if self.result.ranking else None
        drawn = self.result.uncertainty is not None
        there = {
            "median": drawn, "top": drawn, "band": drawn, "coverage": True, "stage": True, "city": True,
            "selected": bool(first and first.shortlisted),
            "mark": any(each.judged for each in self.result.ranking),
        }  # fmt: skip
        return [self._heading(key) for key in (*_ALWAYS, *(key for key, is_there in there.items() if is_there))]

    def _heading(self, key: str) -> Heading:
        top = self.result.uncertainty.top if self.result.uncertainty else 0
        name = say(f"cohorts.col_{key}", self.lang, **({"top": top} if key == "top" else {}))
        mine = self.asked.sort == key
        down = not self.asked.down if mine else key in DOWNWARDS
        way = ("descending" if self.asked.down else "ascending") if mine else "none"
        return Heading(key, name, self.address(sort=f"-{key}" if down else key, page=None), way)

    def bands(self) -> list[Band]:
        """The companies of this page, each tie band under a line of its own where they stand by rank."""
        page = page_of(self.found, self.page)
        return [Band(self._band_words(band), companies) for band, companies in by_band(page, self.asked)]

    def _band_words(self, band: int | None) -> str:
        if band is None:
            return ""
        count = sum(1 for each in self.result.ranking if each.uncertain and each.uncertain.band == band)
        return say("cohorts.band_line" if count > 1 else "cohorts.band_alone", self.lang, band=band, count=count)

    def address(self, **changes: Any) -> str:
        """The address of this list with something changed; None takes a part out."""
        asked = self.asked
        now: dict[str, Any] = {name: getattr(asked, name) or None for name in (*_FILTERS, "band")}
        sort = f"{'-' if asked.down else ''}{asked.sort}"
        now["sort"] = None if sort == "rank" else sort
        now["page"] = self.page if self.page > 1 else None
        kept = {name: value for name, value in (now | changes).items() if value is not None}
        return f"/cohorts/{self._token}" + (f"?{urlencode(kept)}" if kept else "")

    def filters(self) -> list[tuple[str, Any]]:
        """What the list is filtered by, to be sent along with a choice of companies."""
        return [(name, value) for name in (*_FILTERS, "band") if (value := getattr(self.asked, name))]

    def shown_choices(self) -> list[str]:
        """What the list may be cut to in this ranking."""
        shown = ["selected", "unselected"] if self.result.shortlist else []
        return shown + (["discuss"] if self.result.judges else [])

    def mark(self, each: RankedCompany) -> str:
        """What stands beside its score, in a word or two; empty where nothing does."""
        return self._marks.get(each.row or 0, "")

    def strip(self, each: RankedCompany) -> Markup:
        """Where it lands over the draws, drawn."""
        there = each.uncertain
        return strip(there.median, there.low, there.high, self.last) if there else Markup("")

    def landing(self, each: RankedCompany) -> str:
        """Where it lands over the draws: median and interval."""
        there = each.uncertain
        if there is None:
            return DASH
        if there.low == there.high:
            return f"{there.low}"
        return say("cohorts.landing", self.lang, median=f"{there.median:g}", span=f"{there.low}–{there.high}")

    def stage(self, each: RankedCompany) -> str:
        """Its stage in words."""
        return stage_name(each.stage, self.lang) or DASH

    def city(self, each: RankedCompany) -> str:
        """Its city in words."""
        return place_name(each.city, self.lang) or DASH

    def selected(self, each: RankedCompany) -> str:
        """Selected, or the gates that it does not pass, or outside for another reason."""
        there = each.shortlisted
        if there is None:
            return DASH
        if there.selected:
            return say("cohorts.is_selected", self.lang)
        gates = {
            key: self.n.listed(str(finding.gate) for finding in there.findings if finding.state == state)
            for key, state in (("fails_gates", "failed"), ("unknown_gates", "unknown"))
        }
        told = [say(f"cohorts.{key}", self.lang, gates=numbers) for key, numbers in gates.items() if numbers]
        return ("；" if self.lang == "zh" else "; ").join(told) or say("cohorts.not_selected", self.lang)

    def is_selected(self, each: RankedCompany) -> bool:
        """Whether it is on the shortlist."""
        return bool(each.shortlisted and each.shortlisted.selected)

    def summary(self) -> str:
        """What was ranked, in a sentence."""
        result, n = self.result, self.n
        key = "cohorts.summary_seats" if result.shortlist else "cohorts.summary"
        return say(
            key, self.lang, file=self.plan.table.name, count=n.count(len(result.ranking)),
            day=n.day(result.as_of), rejected=n.count(len(result.rejected)),
            selected=n.count(result.shortlist.selected if result.shortlist else 0),
        )  # fmt: skip

    def uncertainty_words(self) -> str:
        """How the ranking was put to the test, in a sentence or two; empty where it was not."""
        test = self.result.uncertainty
        if test is None:
            return ""
        return say(
            "cohorts.tested", self.lang, draws=self.n.count(test.draws), spread=self.n.share(test.spread),
            shift=f"{test.shift:.1f}", apart=say(f"cohorts.{'apart' if test.bands > 1 else 'not_apart'}", self.lang,
                                                 bands=test.bands),
        )  # fmt: skip

    def thin_words(self) -> str:
        """How many companies too little is known of; empty where none."""
        thin = sum(company.coverage < THIN_COVERAGE for company in self.result.ranking)
        if not thin:
            return ""
        return say("cohorts.thin", self.lang, count=self.n.count(thin), share=self.n.share(THIN_COVERAGE))
