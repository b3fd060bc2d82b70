"""What shortlist rules make of a cohort: gates met or failed, who is selected, who only just is not."""

from typing import Literal

from pydantic import Field

from scoring.result import Result

State = Literal["met", "failed", "unknown"]


class GateFinding(Result):
    """One company at one gate that it does not pass: failed, or its answer is unknown. `gate` is the gate's number.

    `found` is the company's value in words, `change` what would have to change, in words.
    """

    gate: int
    state: Literal["failed", "unknown"]
    found: str
    change: str


class Shortlisted(Result):
    """One company: whether it is selected, and the gates that it does not pass (empty: all passed).

    `why` says in words why it is not selected; null where it is.
    """

    selected: bool
    passed: bool
    findings: list[GateFinding] = Field(default_factory=list)
    why: str | None


class Gate(Result):
    """One condition as written, in words, and what it does to the cohort.

    `only` counts the companies that fail at this gate alone: those that relaxing it would let through.
    """

    number: int
    written: str
    name: str
    met: int
    failed: int
    unknown: int
    only: int


class NearMiss(Result):
    """A company outside the shortlist that few relaxed conditions would let in, and which those are (gate numbers)."""

    company: str
    row: int | None
    rank: int | None
    gates: list[int]
    in_words: str


class ShortlistReport(Result):
    """Shortlist rules applied. `seats` is how many can be taken (null: no limit); `passed` how many meet every gate.

    `near_misses` begins with the fewest conditions to relax, then the best rank. `notes` say what else should be known.
    """

    title: str
    seats: int | None
    passed: int
    selected: int
    gates: list[Gate]
    near_misses: list[NearMiss]
    notes: list[str]
