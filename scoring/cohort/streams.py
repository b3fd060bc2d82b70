"""Random numbers of the draws: some for all companies, some each company's own, tied to its identity.

A company's numbers depend on the seed, its identity and nothing else: rows may be permuted and companies added or taken
away, and everybody else's draws stay the same. Two companies alone get the numbers that they have in the whole cohort.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from scoring.cohort.result import Choice

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

FACTORS: Final = 7
"""Weights that are drawn: six factors and the progression model's."""
CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)


@dataclass(frozen=True, eq=False)
class Sheet:
    """Random numbers of D draws, uniform on (0, 1) but for `treatment` and `unknowns`, which are standard normal.

    `weights` `[7, D]`, `aggregation`, `treatment`, `evidence` `[D]` concern all companies alike; `unknowns` and
    `progression` `[companies, D]` are each company's own.
    """

    weights: Floats
    aggregation: Floats
    treatment: Floats
    evidence: Floats
    unknowns: Singles
    progression: Singles

    @property
    def draws(self) -> int:
        """Number of draws."""
        return len(self.evidence)

    def part(self, which: slice) -> "Sheet":
        """Some of the draws."""
        return Sheet(**{name: getattr(self, name)[..., which] for name in CHOICES})

    def with_from(self, other: "Sheet", choice: Choice) -> "Sheet":
        """This sheet with one choice as the other sheet has it."""
        taken: Mapping[str, NDArray[np.floating]] = {choice: getattr(other, choice)}
        return replace(self, **taken)  # type: ignore[arg-type]


def deal(identities: Sequence[str], draws: int, seed: int) -> Sheet:
    """Deal the numbers of `draws` draws for companies of these identities, each once."""
    common = _generator(f"{seed}")
    weights, aggregation = common.random((FACTORS, draws)), common.random(draws)
    treatment, evidence = common.standard_normal(draws), common.random(draws)
    unknowns, progression = (np.empty((len(identities), draws), np.float32) for _ in range(2))
    for at, identity in enumerate(identities):
        own = _generator(f"{seed}|{identity}")
        own.standard_normal(out=unknowns[at], dtype=np.float32)
        own.random(out=progression[at], dtype=np.float32)
    return Sheet(weights, aggregation, treatment, evidence, unknowns, progression)


def _generator(text: str) -> np.random.Generator:
    key = int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "little")
    return np.random.Generator(np.random.Philox(key=key))
