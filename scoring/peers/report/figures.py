"""What the 2021 report says about a city, a sector and the whole field, as figures in words a user can read."""

from collections.abc import Iterator
from functools import lru_cache

from scoring import taxonomy
from scoring.peers.report.listing import NATIONAL, ListedFigure, listed_figures, subject_name
from scoring.peers.result import ReportFigure
from scoring.text import Lang


def report_figures(place: str | None, sector: str | None, lang: Lang) -> list[ReportFigure]:
    """The report's figures on a place and a sector (slugs; None for no particular one), then on all China.

    A county also shows its city, a city its province and its cluster. A figure on both the place and the sector
    stands once, with the place. `kind` is a slug of `FigureKind`. Raises KeyError naming the nearest slugs when a
    slug is unknown.
    """
    return list(_told(place, sector, lang))


@lru_cache(maxsize=4096)
def _told(place: str | None, sector: str | None, lang: Lang) -> tuple[ReportFigure, ...]:
    told: dict[int, ReportFigure] = {}
    for subject in _subjects(place, sector):
        for number, figure in enumerate(listed_figures()):
            if subject in figure.about and number not in told:
                told[number] = _figure(figure, subject, lang)
    return tuple(told.values())


def _subjects(place: str | None, sector: str | None) -> Iterator[str]:
    """The place, what it lies in, its cluster, the sector, the nation; abroad the report has nothing to say."""
    entry = taxonomy.places()[place] if place else None
    if entry and entry.region == "overseas":
        return
    cluster = entry.cluster if entry else None
    while place:
        yield f"place:{place}"
        place = taxonomy.places()[place].parent
    if cluster:
        yield f"cluster:{cluster}"
    if sector:
        yield f"sector:{taxonomy.sectors()[sector].slug}"
    yield NATIONAL


def _figure(figure: ListedFigure, subject: str, lang: Lang) -> ReportFigure:
    # A fact on a city stays one on the city where it is shown for a sector named in it.
    local = figure.fact.scope.startswith(("place:", "cluster:"))
    return ReportFigure(
        fact=figure.fact.id,
        about=subject_name(figure.fact.scope if local else subject, lang),
        kind=figure.kind,
        name=figure.name.in_(lang),
        value=figure.value.in_(lang),
        as_of=figure.as_of.in_(lang),
        section=figure.section.in_(lang),
        caution=figure.caution.in_(lang) if figure.caution else None,
    )
