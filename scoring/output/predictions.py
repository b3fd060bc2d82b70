"""Predictions as CSV: one row a company with a round by the as-of date and no exit."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from scoring import taxonomy
from scoring.output.files import neutral
from scoring.progression.events import EPOCH, Events, Market
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
    reasons = words(said, lang, horizon=24)
    rounds = _last_rounds(events, said)
    for company in _population(events, said):
        days = int(said.last_day[company])
        yield [
            neutral(str(events.companies.id[company])),
            neutral(str(events.companies.name[company])),
            taxonomy.rounds()[rounds[company]].in_(lang) if company in rounds else "",
            (date.fromisoformat(EPOCH) + timedelta(days=days)).isoformat(),
            *(
                _figure(float(part[place, company]))
                for place in (0, 1)
                for part in (said.probability, said.low, said.high)
            ),
            reasons[company],
        ]


def _population(events: Events, said: Predictions) -> list[int]:
    """Companies with a round by the as-of date and no exit known by then."""
    end = (said.as_of - date.fromisoformat(EPOCH)).days
    gone = events.companies.exit_day <= end
    return [number for number, day in enumerate(said.last_day) if day == day and not gone[number]]  # noqa: PLR0124


def _last_rounds(events: Events, said: Predictions) -> dict[int, str]:
    """Slug of each company's last round by the as-of date."""
    end = (said.as_of - date.fromisoformat(EPOCH)).days
    pairs = zip(events.rounds.company.tolist(), events.rounds.day.tolist(), events.rounds.round.tolist(), strict=True)
    return {company: slug for company, day, slug in pairs if day <= end}


def _figure(value: float) -> str:
    return "" if value != value else f"{value:.4f}"  # noqa: PLR0124
