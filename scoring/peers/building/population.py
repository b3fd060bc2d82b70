"""Population: the companies of a source as of a date, with what is compared. Measures are columns of their profiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring import taxonomy
from scoring.columns.funding import funding_columns
from scoring.columns.identity import identity_columns
from scoring.columns.registry import STAGES
from scoring.outlook import LONGER
from scoring.peers.measures import PROBABILITY, REFERENCE
from scoring.profile import CompanyProfile, profile_model
from scoring.progression.fitted.ladder import ACTIVE_MONTHS
from scoring.progression.fitted.model import Model
from scoring.progression.fitting.landmarks import outcomes
from scoring.progression.histories.events import Events
from scoring.progression.histories.months import add_months, date_of, day_of
from scoring.progression.predict import predict
from scoring.rulesets.book import shipped_book
from scoring.table.from_profiles import table_of

Floats = NDArray[np.float64]
Profiles = Sequence[CompanyProfile[Any]]

LATE_MONTHS: Final = 6
"""Months before the end of a table in which further rounds are not yet all reported."""


@dataclass(frozen=True, eq=False)
class Population:
    """Companies of a source: `place`, `sectors` and `stage` `[companies]` as slugs, `measures` `[companies]` each.

    `bands` holds low and high ends of measures known as bands (an open end is NaN).
    """

    place: list[str | None]
    sectors: list[list[str]]
    stage: list[str | None]
    measures: Mapping[str, Floats]
    bands: Mapping[str, tuple[Floats, Floats]] = field(default_factory=dict)


def population_of(profiles: Profiles) -> Population:
    """Population of a list of companies as they stand."""
    table = table_of(profiles)
    columns = identity_columns(table) | funding_columns(table)
    known = any(profile.head_count for profile in profiles)
    return Population(
        place=[profile.city for profile in profiles],
        sectors=[list(profile.sectors) for profile in profiles],
        stage=[STAGES[code] if code >= 0 else None for code in columns["stage"].tolist()],
        measures={each.id: np.asarray(columns[each.id], float) for each in REFERENCE if each.id in columns},
        bands={"head_count": (table.head_low, table.head_high)} if known else {},
    )


def active_on(events: Events, as_of: date, model: Model | None = None) -> tuple[Population, NDArray[np.int64]]:
    """Companies of an event table that had raised within 36 months of a date and were still private, and their numbers.

    With a model, also what it says of each of them on that day.
    """
    profiles = _profiles(events, as_of)
    waited = np.asarray(funding_columns(table_of(profiles))["months_since_last_round"], float)
    private = ~(events.companies.exit_day <= day_of(as_of))
    rows = np.flatnonzero(private & (waited <= ACTIVE_MONTHS))
    found = population_of([profiles[row] for row in rows.tolist()])
    if model is None:
        return found, rows
    likely = 100 * predict(model, events, as_of).probability[LONGER, rows]
    return Population(found.place, found.sectors, found.stage, {**found.measures, PROBABILITY: likely}), rows


def raised_again(events: Events, end: date, horizon: int) -> tuple[Population, date]:
    """Active companies at the latest date whose `horizon` months are over and reported, with whether they raised again.

    The measure `raised` is 1 or 0.
    """
    landmark = add_months(end, -horizon - LATE_MONTHS)
    found, rows = active_on(events, landmark)
    raised = outcomes(events, landmark, horizon, rows)
    return Population(found.place, found.sectors, found.stage, {"raised": raised}), landmark


def _profiles(events: Events, as_of: date) -> Profiles:
    """Companies of an event table as profiles, so that their measures are those of any profile.

    A founding date after the first round or after `as_of` counts as unknown.
    """
    model, companies, rounds = profile_model(shipped_book()), events.companies, events.rounds
    bounds = np.searchsorted(rounds.company, np.arange(len(companies.id) + 1))
    known, first = rounds.day <= day_of(as_of), rounds.day[bounds[:-1]]
    sound = companies.founded_day <= np.minimum(first, day_of(as_of))
    founded = np.where(sound, companies.founded_day, np.nan)
    return [
        model.model_validate(
            {
                "name": "company",
                "as_of": as_of,
                "city": _place(events, at),
                "sectors": _sectors(str(companies.sector[at])),
                "founded": None if np.isnan(founded[at]) else date_of(int(founded[at])).isoformat(),
                "rounds": [_round(events, each) for each in range(bounds[at], bounds[at + 1]) if known[each]],
            }
        )
        for at in range(len(companies.id))
    ]


def _place(events: Events, at: int) -> str | None:
    if events.market == "us":
        return "united_states"
    place = taxonomy.find_place(str(events.companies.state[at])).place
    return place.slug if place else "china"


def _sectors(name: str) -> list[str]:
    entry = taxonomy.sectors().find(name)
    return [entry.slug] if entry else []


def _round(events: Events, each: int) -> dict[str, Any]:
    rounds = events.rounds
    day = date_of(int(rounds.day[each])).isoformat()
    usd = float(rounds.usd[each])
    amount = {} if np.isnan(usd) else {"amount": usd, "currency": "USD"}
    return {"round": str(rounds.round[each]), "date": day[:7] if rounds.month_only[each] else day, **amount}
