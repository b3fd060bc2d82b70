"""Shortlist rules as read: conditions, gates made of them, and how many companies can be taken."""

from dataclasses import dataclass

from scoring.shortlist.fields import Field
from scoring.shortlist.grammar import Op
from scoring.shortlist.options import Meaning
from scoring.text import Text


@dataclass(frozen=True, eq=False)
class Condition:
    """`field op value`. Compared with numbers or dates it has `spans`, with choices `wanted`.

    A span is a number or date as [low, high]: the year 2018 is all its days (as ordinals). `texts` are the values in
    words.
    """

    field: Field
    op: Op
    spans: tuple[tuple[float, float], ...] = ()
    wanted: tuple[Meaning, ...] = ()
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, eq=False)
class GateRule:
    """A gate: met where one of its conditions is. `written` is the text of the file, `unknown_passes` its leniency."""

    written: str
    conditions: tuple[Condition, ...]
    name: Text | None = None
    unknown_passes: bool = False


@dataclass(frozen=True, eq=False)
class ShortlistRules:
    """All gates, and how many companies can be taken (None: no limit)."""

    gates: tuple[GateRule, ...] = ()
    seats: int | None = None
    title: Text | None = None
