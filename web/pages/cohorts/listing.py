"""The list of a ranking as asked for in the address: filtered, sorted, in pages. Pure: no request, no HTML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from scoring import taxonomy
from scoring.ranking import RankedCompany, Ranking
from scoring.text import Lang

A_PAGE: Final = 50
SHOWN: Final = ("selected", "unselected", "discuss")
_STAGES: Final = {stage.slug: place for place, stage in enumerate(taxonomy.stages())}


def place_name(slug: str | None, lang: Lang) -> str:
    """A city in words; empty where it is not known."""
    return taxonomy.places()[slug].in_(lang) if slug else ""


def stage_name(slug: str | None, lang: Lang) -> str:
    """A stage in words; empty where it is not known."""
    return taxonomy.stages()[slug].in_(lang) if slug else ""


_KEYS: Final[Mapping[str, Callable[[RankedCompany, Lang], Any]]] = {
    "rank": lambda each, _: each.rank,
    "company": lambda each, _: each.company.casefold(),
    "composite": lambda each, _: each.composite,
    "evidenced": lambda each, _: each.evidenced_score,
    "median": lambda each, _: each.uncertain and each.uncertain.median,
    "top": lambda each, _: each.uncertain and each.uncertain.in_top,
    "band": lambda each, _: each.uncertain and each.uncertain.band,
    "coverage": lambda each, _: each.coverage,
    "stage": lambda each, _: None if each.stage is None else _STAGES[each.stage],
    "city": lambda each, lang: place_name(each.city, lang) or None,
    "mark": lambda each, _: each.judged and each.judged.mark,
    "selected": lambda each, _: each.shortlisted and (not each.shortlisted.selected, len(each.shortlisted.findings)),
}
SORTS: Final = tuple(_KEYS)
DOWNWARDS: Final = ("composite", "evidenced", "top", "coverage", "mark")
"""What one wants to see from the largest down."""


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what it asks for in vain counts as not asked."""

    sort: str = "rank"
    down: bool = False
    q: str = ""
    stage: str = ""
    city: str = ""
    sector: str = ""
    show: str = ""
    band: int | None = None
    page: int = 1

    @property
    def filtered(self) -> bool:
        """Whether companies are left out."""
        return bool(self.q or self.stage or self.city or self.sector or self.show or self.band)


def wanted(args: Mapping[str, str]) -> Wanted:
    """Read what the address asks for."""
    sort = args.get("sort", "")
    band, page = args.get("band", ""), args.get("page", "")
    return Wanted(
        sort=sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "rank",
        down=sort.startswith("-"),
        q=args.get("q", "").strip(),
        stage=args.get("stage", ""),
        city=args.get("city", ""),
        sector=args.get("sector", ""),
        show=args.get("show", "") if args.get("show") in SHOWN else "",
        band=_whole(band),
        page=_whole(page) or 1,
    )


def _whole(text: str) -> int | None:
    few_digits = 9
    return int(text) or None if text.isascii() and text.isdecimal() and len(text) <= few_digits else None


def matching(ranking: Ranking, sectors: Mapping[str, Sequence[str]], asked: Wanted) -> list[RankedCompany]:
    """The companies asked for, in the order asked for; those without what they are sorted by come last."""
    kept = [each for each in ranking.ranking if _fits(each, sectors.get(str(each.row), ()), asked)]
    key = _KEYS[asked.sort]
    known = [(value, each) for each in kept if (value := key(each, ranking.lang)) is not None]
    known.sort(key=lambda pair: pair[0], reverse=asked.down)
    return [each for _, each in known] + [each for each in kept if key(each, ranking.lang) is None]


def _fits(each: RankedCompany, sectors: Sequence[str], asked: Wanted) -> bool:
    named = not asked.q or asked.q.casefold() in each.company.casefold()
    placed = asked.stage in ("", each.stage) and asked.city in ("", each.city)
    in_band = asked.band is None or bool(each.uncertain and each.uncertain.band == asked.band)
    of_sector = not asked.sector or asked.sector in sectors
    return named and placed and in_band and of_sector and _shown(each, asked.show)


def _shown(each: RankedCompany, show: str) -> bool:
    if show == "discuss":
        return bool(each.judged and each.judged.discuss)
    decided = each.shortlisted
    return not show or (decided is not None and decided.selected == (show == "selected"))


def pages_of(companies: Sequence[RankedCompany]) -> int:
    """Number of pages, at least one."""
    return max(1, -(-len(companies) // A_PAGE))


def page_of(companies: Sequence[RankedCompany], page: int) -> Sequence[RankedCompany]:
    """The companies of a page; pages count from 1, and the last one stands for any later."""
    page = min(page, pages_of(companies))
    return companies[A_PAGE * (page - 1) : A_PAGE * page]


def by_band(companies: Sequence[RankedCompany], asked: Wanted) -> list[tuple[int | None, list[RankedCompany]]]:
    """Companies by tie band where they stand in the order of their ranks; else all under None."""
    if asked.sort != "rank" or asked.down:
        return [(None, list(companies))]
    bands = groupby(companies, key=lambda each: each.uncertain.band if each.uncertain else None)
    return [(band, list(group)) for band, group in bands]


def choices(ranking: Ranking, sectors: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, str]]]:
    """What can be filtered by in this ranking: stages in their order, cities and sectors by name."""
    lang = ranking.lang
    stages = sorted({each.stage for each in ranking.ranking if each.stage}, key=_STAGES.__getitem__)
    cities = {each.city for each in ranking.ranking if each.city}
    named = {slug: taxonomy.sectors()[slug].in_(lang) for listed in sectors.values() for slug in listed}
    return {
        "stage": [(slug, stage_name(slug, lang)) for slug in stages],
        "city": sorted(((slug, place_name(slug, lang)) for slug in cities), key=lambda pair: pair[1]),
        "sector": sorted(named.items(), key=lambda pair: pair[1]),
    }
