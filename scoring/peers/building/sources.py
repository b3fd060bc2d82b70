"""The sources of the reference population: where each lies, what it is, and how its figures are drawn."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from scoring.errors import refuse
from scoring.intake import read_table
from scoring.outlook import shipped_model
from scoring.peers.building.cells import Document, distributions, rates, stage_mix
from scoring.peers.building.population import Population, active_on, population_of, raised_again
from scoring.peers.measures import PROBABILITY, RATES, rate_id
from scoring.progression.fitting.backtest import last_day
from scoring.progression.histories.events import Events
from scoring.progression.histories.reading import read_events
from scoring.rulesets.book import shipped_book

ROUND_MEASURES: Final = ("last_round_cny_m", "total_raised_cny_m", "rounds_count", "months_per_round")


@dataclass(frozen=True)
class Source:
    """A source: `id` names its folder and its file, `nation` whom it covers, `finest` the narrowest place it names."""

    id: str
    nation: str
    finest: str
    en: str
    zh: str
    licence: str
    figures: Callable[[Path], tuple[date, int, Document]]


def build(folder: Path, output: Path, progress: Callable[[str], None] = lambda _: None) -> list[tuple[Path, Document]]:
    """Write one file of aggregates per source of `folder` into `output`; returns the files and what is in them.

    Raises InputError or OSError where a source can't be read.
    """
    output.mkdir(parents=True, exist_ok=True)
    written = []
    for source in SOURCES:
        progress(source.id)
        vintage, companies, figures = source.figures(folder / source.id)
        head = {
            "name": {"en": source.en, "zh": source.zh}, "nation": source.nation, "finest": source.finest,
            "vintage": vintage.isoformat(), "companies": companies, "licence": source.licence,
        }  # fmt: skip
        document = {**head, **figures}
        path = output / f"{source.id}.json"
        path.write_text(_written(document), encoding="utf-8")
        written.append((path, document))
    return written


def _events(name: str, *, measures: tuple[str, ...], **beside: str) -> Callable[[Path], tuple[date, int, Document]]:
    def figures(folder: Path) -> tuple[date, int, Document]:
        files = {kind: folder / file for kind, file in beside.items()}
        markets = read_events(folder / name, **files).markets
        if not markets:
            raise refuse(name, "no row tells of a company in the US or China", "没有一行属于美国或中国的企业")
        events = max(markets.values(), key=lambda each: len(each.companies.id))
        end = last_day(events)
        population, _ = active_on(events, end, shipped_model())
        return end, len(population.stage), {
            "measures": {name: distributions(population, name) for name in measures},
            "rates": {rate_id(months): _rate(events, end, months) for months in RATES},
            "stage_mix": stage_mix(population),
        }  # fmt: skip

    return figures


def _rate(events: Events, end: date, months: int) -> Document:
    population, landmark = raised_again(events, end, months)
    return {"as_of": landmark.isoformat(), **rates(population)}


def _companies(name: str, vintage: date, measures: tuple[str, ...]) -> Callable[[Path], tuple[date, int, Document]]:
    def figures(folder: Path) -> tuple[date, int, Document]:
        intake = read_table(folder / name, book=shipped_book(), as_of=vintage)
        population: Population = population_of(intake.profiles)
        found = {measure: distributions(population, measure) for measure in measures}
        return vintage, len(population.stage), {"measures": found}

    return figures


def _written(value: Any, depth: int = 0) -> str:
    """JSON with one cell a line, so that a change shows as the lines that changed."""
    if not isinstance(value, dict) or depth > _DEEPEST:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    inner = ",\n".join(f"{json.dumps(key)}: {_written(item, depth + 1)}" for key, item in value.items())
    return f"{{\n{inner}\n}}" + ("\n" if depth == 0 else "")


_DEEPEST: Final = 3
_NONE_STATED: Final = "none stated by the source; aggregates only"

SOURCES: Final = (
    Source(
        "itjuzi-companies-2023", "china", "city",
        "IT桔子 list of Chinese start-ups, 2023", "IT桔子创业公司名单（2023 年）", _NONE_STATED,
        _companies("companies.csv", date(2023, 12, 31), ("last_round_cny_m", "age_months")),
    ),
    Source(
        "lagou-employers-2019", "china", "city",
        "Employers on a Chinese job board, 2019", "招聘网站上的中国雇主（2019 年）", _NONE_STATED,
        _companies("employers.csv", date(2019, 12, 31), ("head_count",)),
    ),
    Source(
        "itjuzi-events-2015", "china", "province",
        "IT桔子 funding events up to 2015", "IT桔子融资事件（截至 2015 年）", _NONE_STATED,
        _events("events.csv", measures=(*ROUND_MEASURES, PROBABILITY)),
    ),
    Source(
        "crunchbase-2013", "united_states", "country",
        "Crunchbase 2013 snapshot, US companies", "Crunchbase 2013 年快照（美国公司）",
        "CC-BY; data from Crunchbase, https://www.crunchbase.com",
        _events(
            "rounds.csv", companies="companies.csv", acquisitions="acquisitions.csv",
            measures=(*ROUND_MEASURES, "age_months", PROBABILITY),
        ),
    ),
)  # fmt: skip
"""Newest first within a nation: a measure that several sources have is taken from the first with a group for it."""
