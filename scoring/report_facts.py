"""The facts and figures of the 2021 report by id, read from `data/report/facts.yaml` when first asked for.

A fact of confidence `caution` is shown only together with its note; contradicted figures are not in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from scoring.taxonomy.load import read_yaml
from scoring.taxonomy.lookup import TaxonomyError

FactKind = Literal["reported", "forecast", "target", "policy-cap", "case-claim", "derived"]
Confidence = Literal["ok", "derived", "caution"]
FactValue = int | float | str | list[Any] | dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of the report.

    `op` is '=' exact, '~' about, or a bound ('<', '<=', '>', '>='); `scope` is national, world, company or
    `kind:slug`; `section` is the report's section; `caution` says why a fact is doubtful.
    """

    id: str
    value: FactValue
    unit: str
    op: str
    as_of: str
    scope: str
    section: str
    kind: FactKind
    confidence: Confidence
    caution: str | None = None

    @property
    def number(self) -> float | None:
        """The value as a number, or None for facts in words, lists and mappings."""
        return float(self.value) if isinstance(self.value, (int, float)) else None


@cache
def facts() -> Mapping[str, Fact]:
    """All facts by id. Raises TaxonomyError naming the fact whose fields are wrong."""
    rows = read_yaml("report", "facts.yaml")["facts"]
    return MappingProxyType({name: _fact(name, row) for name, row in rows.items()})


def _fact(name: str, row: Mapping[str, Any]) -> Fact:
    try:
        fact = Fact(id=name, **row)
    except TypeError as error:
        raise TaxonomyError(f"facts.yaml, fact {name!r}: {error}") from error
    if (fact.confidence == "caution") != bool(fact.caution):
        raise TaxonomyError(f"facts.yaml, fact {name!r}: only confidence caution has a note `caution`, and must")
    return fact
