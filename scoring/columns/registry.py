"""Derived facts: what a rule may read without asking, because identity or funding history tells it."""

from typing import Literal, NamedTuple


class Derived(NamedTuple):
    """Kind of a derived fact and, for a choice, its values in the order of their codes."""

    kind: Literal["number", "choice", "yes_no"]
    values: tuple[str, ...] = ()


STAGES = ("unfunded", "seed", "angel", "pre_a", "a", "b", "c", "d_plus", "exit")
LAYERS = ("base", "technology", "terminals", "solutions")
QUADRANTS = ("embryonic", "transition", "growth", "developing")
CROWDING = ("crowded", "other")
CITY_TIERS = ("leaders", "steady", "catch_up", "other")

_NUMBER, _YES_NO = Derived("number"), Derived("yes_no", ("no", "yes"))

DERIVED: dict[str, Derived] = {
    "head_count": _NUMBER,
    "age_months": _NUMBER,
    "rounds_count": _NUMBER,
    "months_since_last_round": _NUMBER,
    "months_per_round": _NUMBER,
    "months_to_first_round": _NUMBER,
    "total_raised_cny_m": _NUMBER,
    "last_round_cny_m": _NUMBER,
    "investors_count": _NUMBER,
    "investor_kinds_count": _NUMBER,
    "stage": Derived("choice", STAGES),
    "layer": Derived("choice", LAYERS),
    "sector_quadrant": Derived("choice", QUADRANTS),
    "sector_crowding": Derived("choice", CROWDING),
    "city_tier": Derived("choice", CITY_TIERS),
    "in_pilot_zone": _YES_NO,
    "giant_investor": _YES_NO,
    "industry_investor": _YES_NO,
    "state_investor": _YES_NO,
    "incubator_investor": _YES_NO,
}
