"""Cells: figures of named groups (sectors, regions, investors), and what stands in for a group not among them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.progression.features.history import Group
from scoring.progression.features.institutions import digests, institutions
from scoring.progression.histories.events import Floats, Ints, Names

LEAST: Final = 10
"""Companies that a cell must cover to leave the machine it was computed on."""


@dataclass(frozen=True, eq=False)
class Cells:
    """One row a group: `names` and `companies` `[cells]`, `values` `[cells, columns]`; `other` `[columns]` stands
    in for a group that has no row. `disguised`: the names are digests.
    """

    columns: tuple[str, ...]
    names: Names
    companies: Ints
    values: Floats
    other: Floats
    disguised: bool = False

    def of(self, group: Group) -> dict[str, Floats]:
        """The figures of each company's group, one array `[companies]` a column."""
        return self.at(self.of_names(group.names), group.code)

    def at(self, figures: Floats, code: Ints) -> dict[str, Floats]:
        """Figures of `of_names`, one array a column, of the names that `code` numbers."""
        return {column: figures[place][code] for place, column in enumerate(self.columns)}

    def of_names(self, names: Names) -> Floats:
        """The figures of named groups, `[columns, names]`."""
        wanted = digests(names) if self.disguised else names
        return np.ascontiguousarray(np.vstack([self.values, self.other])[self._places_of(wanted)].T)

    def _places_of(self, wanted: Names) -> Ints:
        """Where each wanted name stands among the cells, -1 where it does not."""
        return np.array([self._places.get(name, -1) for name in wanted.tolist()], dtype=np.int64)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names.tolist())}

    def pruned(self, least: int = LEAST) -> "Cells":
        """Only the cells of at least `least` companies; the rest is pooled into `other`, if it covers as many."""
        big = self.companies >= least
        rest = ~big if self.companies[~big].sum() >= least else np.ones(len(big), dtype=bool)
        weights = self.companies[rest]
        other = np.average(self.values[rest], axis=0, weights=weights) if weights.sum() >= least else self.other
        return Cells(self.columns, self.names[big], self.companies[big], self.values[big], other)

    def without_persons(self) -> "Cells":
        """Only the cells of institutions, under digests of their names."""
        keep = institutions(self.names)
        kept = Cells(self.columns, digests(self.names[keep]), self.companies[keep], self.values[keep], self.other, True)
        return kept.sorted()

    def sorted(self) -> "Cells":
        """The same cells in the order of their names."""
        order = np.argsort(self.names, kind="stable")
        return replace(self, names=self.names[order], companies=self.companies[order], values=self.values[order])

    def to_json(self) -> dict[str, object]:
        """Plain mapping: columns, rows of name, companies and values, and the values of `other`."""
        rows = zip(self.names.tolist(), self.companies.tolist(), self.values.tolist(), strict=True)
        return {
            "columns": list(self.columns),
            "disguised": self.disguised,
            "cells": [[name, companies, *values] for name, companies, values in rows],
            "other": self.other.tolist(),
        }


def cells(group: Group, figures: Mapping[str, Floats]) -> Cells:
    """Cells of the groups that have a company, from figures `[names]` each."""
    companies = np.bincount(group.code, minlength=len(group.names))
    some = companies > 0
    values = np.column_stack([figure[some] for figure in figures.values()])
    return Cells(tuple(figures), group.names[some], companies[some], values, values.sum(0) / max(some.sum(), 1))


def cells_from_json(data: Mapping[str, Any]) -> Cells:
    """The reverse of `Cells.to_json`; raises KeyError, TypeError or ValueError where the data is none."""
    columns, rows = tuple(str(column) for column in data["columns"]), data["cells"]
    values = np.array([row[2:] for row in rows], dtype=np.float64).reshape(len(rows), len(columns))
    return Cells(
        columns,
        np.array([row[0] for row in rows], dtype=np.str_),
        np.array([row[1] for row in rows], dtype=np.int64),
        values,
        np.array(data["other"], dtype=np.float64),
        bool(data["disguised"]),
    )


def sums(code: Ints, values: Floats | NDArray[np.bool_], size: int) -> Floats:
    """Sum of the values of each code, `[size]`."""
    return np.bincount(code, values, size).astype(np.float64)


def log_ratio(above: Floats, below: Floats, shrink: float) -> Floats:
    """Logarithm of a ratio of counts, both raised by `shrink` so that few cases say little."""
    return np.log((above + shrink) / (below + shrink))
