"""A made-up market: companies whose next round depends on sector, waiting time and a generous investor."""

from datetime import date

import numpy as np

from scoring.progression.fitted.settings import Settings
from scoring.progression.histories.events import Companies, Events, Market, Rounds
from scoring.table.coded import coded

LADDER = {"us": ["angel", "a", "b", "c_plus", "venture", "debt"], "cn": ["angel", "pre_a", "a", "b", "c", "strategic"]}
SMALL = Settings(
    trees={"objective": "binary", "num_leaves": 4, "min_child_samples": 20, "feature_fraction": 0.5, "max_bin": 31},
    rounds=12,
    seeds=2,
    ridge_grid=(3, 4),
    least_rounds=40,
)
START, END = 13_000, 16_000
AS_OF = date(2013, 6, 1)


def made_up(market: Market, companies: int = 300, seed: int = 5) -> Events:
    """Rounds from day 13,000 (August 2005) to 16,000 (October 2013)."""
    chance = np.random.default_rng(seed)
    sector = chance.integers(0, 4, companies)
    rows = []
    for company in range(companies):
        day, step = int(chance.integers(START, END - 300)), 0
        while day < END:
            slug = LADDER[market][min(step, 3) if chance.random() < 0.9 else int(chance.integers(4, 6))]
            backers = [f"fund {number}" for number in chance.integers(0, 25, chance.integers(0, 3))]
            usd = float(10 ** chance.normal(6 + 0.3 * step, 0.5)) if chance.random() < 0.8 else np.nan
            rows.append((company, day, slug, usd, sorted(set(backers))))
            if chance.random() > 0.35 + 0.12 * sector[company]:
                break
            day, step = day + int(chance.integers(60, 900)), step + 1
        if chance.random() < 0.05 and day < END:
            rows.append((company, day + 10, "ipo", np.nan, []))
    names = np.array([f"company {number}" for number in range(companies)])
    return Events(market, _companies(names, sector, chance), rounds_of(rows))


def rounds_of(rows: list[tuple[int, int, str, float, list[str]]]) -> Rounds:
    """Rounds from (company, day, round, US dollars, investors)."""
    rows = sorted(rows, key=lambda row: row[:2])
    company, day, slug, usd, backers = zip(*rows, strict=True)
    return Rounds(
        company=np.array(company, dtype=np.int64),
        day=np.array(day, dtype=np.int64),
        month_only=np.zeros(len(rows), dtype=bool),
        round=coded(slug),
        usd=np.array(usd, dtype=np.float64),
        in_usd=np.array([number % 2 == 0 for number in day]),
        first_investor=np.cumsum([0, *map(len, backers)]),
        investors=coded(name for names in backers for name in names),
    )


def rows_of(events: Events) -> list[tuple[int, int, str, float, list[str]]]:
    """The reverse of `rounds_of`."""
    rounds, investors = events.rounds, events.rounds.investors.texts()
    spans = zip(rounds.first_investor[:-1], rounds.first_investor[1:], strict=True)
    return [
        (int(company), int(day), str(slug), float(usd), investors[begin:end].tolist())
        for company, day, slug, usd, (begin, end) in zip(
            rounds.company, rounds.day, rounds.round.texts(), rounds.usd, spans, strict=True
        )
    ]


def with_rows(events: Events, rows: list[tuple[int, int, str, float, list[str]]]) -> Events:
    """The same companies with other rounds."""
    return Events(events.market, events.companies, rounds_of(rows), events.acquisitions)


def alone(events: Events, number: int) -> Events:
    """The table of a single company."""
    return events.take(np.array([number]))


def _companies(names: np.ndarray, sector: np.ndarray, chance: np.random.Generator) -> Companies:
    size = len(names)
    region = chance.integers(0, 6, size)
    return Companies(
        id=names,
        name=names,
        sector=coded(f"sector {number}" for number in sector),
        region=coded(f"region {number}" for number in region),
        state=coded(f"state {number // 2}" for number in region),
        city=coded(f"city {number}" for number in chance.integers(0, 60, size)),
        founded_day=np.full(size, np.nan),
        exit_day=np.full(size, np.nan),
    )
