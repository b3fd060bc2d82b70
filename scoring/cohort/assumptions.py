"""What is taken for granted when a ranking is put to the test: what varies, how far, how often."""

from typing import Final, Literal, get_args

from pydantic import ConfigDict, Field

from scoring.cohort.result import Choice
from scoring.result import Result

MOST_VALUES: Final = 5_000_000
"""Scores drawn where the number of draws is left to us: what a committee waits for without noticing."""
MOST_DRAWS: Final = 10_000
FEWEST_DRAWS: Final = 250
"""Fewer say too little of a share; a cohort too large for that many is not put to the test unless asked for."""
MOST_TESTED: Final = MOST_VALUES // FEWEST_DRAWS
"""Companies of the largest cohort that is put to the test without being asked."""


class Assumptions(Result):
    """What varies from draw to draw (OECD/JRC Handbook on Composite Indicators 2008, step 7).

    `draws` null: 10,000, and fewer where the cohort is so large that it would take long; 0: none. `spread` is the
    standard deviation of a factor weight of average size as a share of it: the weights are drawn from a Dirichlet
    distribution around the chosen ones. `aggregation`: arithmetic, geometric, or either with equal chance. A choice
    on `hold` stays at its middle: chosen weights, the arithmetic mean, unknowns at half, the model's central standing,
    answers as claimed.
    """

    model_config = ConfigDict(extra="forbid")

    draws: int | None = Field(default=None, ge=0, le=100_000)
    seed: int = Field(default=1, ge=0, lt=2**32)
    spread: float = Field(default=0.25, ge=0, le=1)
    aggregation: Literal["either", "arithmetic", "geometric"] = "either"
    hold: tuple[Choice, ...] = Field(default=(), description="choices to keep at their middle")

    @property
    def held(self) -> list[Choice]:
        """Choices that do not vary."""
        still = {"weights": self.spread == 0, "aggregation": self.aggregation != "either"}
        return [choice for choice in get_args(Choice) if choice in self.hold or still.get(choice)]

    def draws_for(self, companies: int) -> int:
        """Draws for a cohort of that size."""
        if self.draws is not None:
            return self.draws
        affordable = min(MOST_DRAWS, MOST_VALUES // max(companies, 1))
        return affordable if affordable >= FEWEST_DRAWS else 0
