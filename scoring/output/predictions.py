"""Predictions as CSV: one row a company with a round by the as-of date and no exit."""

import csv
import io
from collections.abc import Iterator, Mapping

import numpy as np

from scoring import taxonomy
from scoring.output.files import neutral
from scoring.progression.histories.events import Events, Market
from scoring.progression.histories.months import date_of, day_of
from scoring.progression.histories.stages import are_exits
from scoring.progression.predict import Predictions
from scoring.progression.reasons import words
from scoring.text import Lang

HEADINGS = [
    "company_id",
    "company",
    "stage",
    "last_round_date",
    *(f"{name}_{months}m" for months in (12, 24) for name in ("probability", "low", "high")),
    "reasons",
]
Said = Mapping[Market, tuple[Events, Predictions]]


def predictions_csv(said: Said, lang: Lang) -> bytes:
    """The table as CSV (UTF-8 with BOM); where the model abstains the figures are empty and `reasons` says why."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for events, predictions in said.values():
        writer.writerows(_rows(events, predictions, lang))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _rows(events: Events, said: Predictions, lang: Lang) -> Iterator[list[str]]:
    """Rows by company id: the order of the file would tell of later rounds."""
    reasons, last = words(said, lang, horizon=24), _last_rounds(events, said)
    for company in sorted(_population(events, said), key=lambda number: str(events.companies.id[number])):
        slug, day = last[company]
        yield [
            neutral(str(events.companies.id[company])),
            neutral(str(events.companies.name[company])),
            taxonomy.rounds()[slug].in_(lang),
            day,
            *(
                _figure(float(part[place, company]))
                for place in (0, 1)
                for part in (said.probability, said.low, said.high)
            ),
            reasons[company],
        ]


def _population(events: Events, said: Predictions) -> list[int]:
    """Companies with a round by the as-of date and no exit known by then."""
    gone = events.companies.exit_day <= day_of(said.as_of)
    return np.flatnonzero(~np.isnan(said.last_day) & ~gone).tolist()


def _last_rounds(events: Events, said: Predictions) -> dict[int, tuple[str, str]]:
    """Slug and date of each company's last round by the as-of date; a date known to the month stays one."""
    rounds = events.rounds
    known = (rounds.day <= day_of(said.as_of)) & ~are_exits(rounds.round)
    last = {int(company): place for place, company in enumerate(rounds.company) if known[place]}
    dates = {company: date_of(int(rounds.day[at])) for company, at in last.items()}
    return {
        company: (str(rounds.round[at]), f"{dates[company]:%Y-%m}" if rounds.month_only[at] else f"{dates[company]}")
        for company, at in last.items()
    }


def _figure(value: float) -> str:
    return "" if value != value else f"{value:.4f}"  # noqa: PLR0124
