"""Stage groups: which rounds the model treats alike in each market, and which rounds end a history.

Group 0 holds rounds that the market's training data never showed; a company whose last round is there gets no
prediction.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.progression.histories.events import Ints, Market
from scoring.table.coded import Coded

STAGES: Final = 8
"""Number of stage groups, group 0 included."""

EXIT_ROUNDS: Final = ("ipo", "listed_follow_on", "neeq", "neeq_placement", "acquired", "merged")

_LATE: Final = ("pre_d", "d", "d_plus_round", "d_or_later", "e", "e_plus", "f", "f_plus", "g", "h", "pre_ipo")

_ROUNDS: Final[Mapping[Market, Mapping[int, tuple[str, ...]]]] = {
    # In the Crunchbase export 'angel' covers seed rounds, 'series-c+' everything from C on, and 'other' debt,
    # grants and whatever has no series.
    "us": {
        1: ("seed", "angel", "angel_plus", "crowdfunding"),
        2: ("a", "a_plus", "pre_b"),
        3: ("b", "b_plus", "pre_c"),
        4: ("c", "c_plus", *_LATE),
        5: ("venture",),
        6: ("undisclosed", "debt", "grant", "convertible", "strategic", "equity_transfer"),
        7: ("private_equity",),
    },
    "cn": {
        1: ("seed", "angel", "angel_plus"),
        2: ("pre_a", "pre_a_plus"),
        3: ("a", "a_plus", "pre_b"),
        4: ("b", "b_plus", "pre_c"),
        5: ("c", "c_plus"),
        6: _LATE,
        7: ("strategic", "undisclosed"),
    },
}

RUNG: Final[Mapping[Market, Ints]] = {
    "us": np.array([0, 1, 2, 3, 4, 0, 0, 0]),
    "cn": np.array([0, 1, 2, 3, 4, 5, 6, 0]),
}
"""Place of a stage group on the ladder; 0 for groups off the ladder."""


def stages_of(rounds: Coded[str], market: Market) -> Ints:
    """Stage group of each round's slug."""
    known = {slug: stage for stage, slugs in _ROUNDS[market].items() for slug in slugs}
    return rounds.map(lambda slug: known.get(slug, 0), 0, np.int64)


def are_exits(rounds: Coded[str]) -> NDArray[np.bool_]:
    """Which rounds are listings, acquisitions or what follows them: no progression, but the end of a history."""
    return rounds.map(lambda slug: slug in EXIT_ROUNDS, unknown=False, kind=np.bool_)
