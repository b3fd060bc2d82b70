"""Look-up: a forest of small trees as tables, so that a row costs a comparison a decision and one look-up a tree.

A tree of seven decisions has 128 patterns of decisions met; each stands for one leaf, and for one set of TreeSHAP
shares (Lundberg et al., "From local explanations to global understanding with explainable AI for trees", Nature
Machine Intelligence 2020; the tables after Yang, "Fast TreeSHAP", 2021). A row's figures are added up tree by tree in
one order, so that they are the same bits alone and among a million.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.progression.fitted.paths import paths_of
from scoring.progression.fitted.trees import Trees
from scoring.progression.histories.events import Floats, Ints

_MOST_NODES: Final = 10
_AT_A_TIME: Final = 65_536
"""Trees times rows looked up in one go: about what a core's cache holds."""
_BYTE: Final = 256
_MISSING, _ZERO, _NAN, _LEFT = 12, 4, 8, 2
"""Bits of LightGBM's decision type: what counts as missing (nothing, zero, NaN), and that the missing go left."""
_ALMOST_ZERO: Final = 1e-35


@dataclass(frozen=True, eq=False)
class Question:
    """What decisions ask of one feature: its values, with `missing` (ZERO, NAN or nothing: NaN is 0 then) replaced by
    `instead`, against each of the `thresholds` (ascending).
    """

    feature: int
    missing: int
    instead: float
    thresholds: Floats

    def answers(self, column: Floats) -> NDArray[np.bool_]:
        """Whether each value of the feature `[rows]` is at most each threshold, `[thresholds, rows]`."""
        unknown = np.isnan(column)
        if self.missing == _ZERO:
            unknown |= np.abs(column) <= _ALMOST_ZERO
        return np.where(unknown, self.instead if self.missing else 0.0, column) <= self.thresholds[:, None]


class Lookup:
    """Tables of one forest. `groups` `[features, groups]` is 1 where a feature counts towards a group of reasons."""

    def __init__(self, trees: Trees, groups: Floats) -> None:
        """Raises ValueError for trees of more than 10 decisions, whose tables would not fit anywhere."""
        if trees.nodes > _MOST_NODES:
            raise ValueError(f"trees of {trees.nodes} decisions; at most {_MOST_NODES} can be looked up")
        self._trees, self._groups = trees, groups
        self._patterns = 2**trees.nodes
        self._questions, self._asked = _questions(trees)

    @cached_property
    def base(self) -> float:
        """The mean logit without any feature."""
        each = np.bincount(self._trees.model, self._trees.base)
        return float(each.mean())

    @cached_property
    def _values(self) -> Floats:
        """The leaf's value for each tree and pattern, `[trees · patterns, 1]`."""
        found = np.zeros((len(self._trees), self._patterns))
        found += self._trees.value[:, :1]
        for paths in paths_of(self._trees):
            whole = paths.ways(self._trees.nodes) == 2 ** paths.feature.shape[1] - 1
            path, pattern = np.nonzero(whole)
            found[paths.tree[path], pattern] = paths.value[path]
        return found.reshape(-1, 1)

    @cached_property
    def _shares(self) -> Floats:
        """Shares by group and then the leaf's value, for each tree and pattern, `[trees · patterns, groups + 1]`."""
        groups = self._groups.shape[1]
        found = np.zeros((len(self._trees), self._patterns, groups + 1))
        found[self._trees.feature[:, 0] < 0, :, groups] = self._trees.value[self._trees.feature[:, 0] < 0, :1]
        for paths in paths_of(self._trees):
            by_group = np.zeros((len(paths.tree), 2 ** paths.feature.shape[1], groups + 1))
            by_group[..., :groups] = paths.shares() @ self._groups[paths.feature]
            by_group[:, -1, groups] = paths.value
            ways = paths.ways(self._trees.nodes)
            for leaf in np.unique(paths.leaf).tolist():
                rows = np.flatnonzero(paths.leaf == leaf)
                found[paths.tree[rows]] += by_group[rows[:, None], ways[rows]]
        return found.reshape(-1, groups + 1)

    def logits(self, matrix: Floats) -> Floats:
        """Mean logit of the models, `[rows]`."""
        return self._sums(matrix, self._values)[:, 0]

    def shares(self, matrix: Floats) -> tuple[Floats, Floats]:
        """Mean logit of the models `[rows]`, and what each group adds to or takes from `base`, `[rows, groups]`."""
        sums = self._sums(matrix, self._shares)
        return sums[:, -1], sums[:, :-1]

    def _sums(self, matrix: Floats, table: Floats) -> Floats:
        """Sums over the trees of each model, and their mean over the models, `[rows, columns of the table]`."""
        if len(matrix) * table.shape[1] == 1:
            # numpy adds up a lone column in another order than several.
            return self._sums(np.repeat(matrix, 2, axis=0), table)[:1]
        codes = self._codes(matrix)
        step = max(1, _AT_A_TIME // max(1, len(matrix)))
        # The sum so far stands before the trees that are added, so that the order does not depend on the step.
        picked = np.empty((step + 1, len(matrix), table.shape[1]))
        models = []
        for first, last in _runs(self._trees.model):
            picked[0] = 0
            for begin in range(first, last, step):
                end = min(last, begin + step)
                at = codes[begin:end] + (np.arange(begin, end) * self._patterns)[:, None]
                some = picked[: end - begin + 1]
                np.take(table, at, axis=0, out=some[1:], mode="clip")
                picked[0] = np.add.reduce(some, axis=0)
            models.append(picked[0].copy())
        return np.asarray(np.add.reduce(models, axis=0) / len(models))

    def _codes(self, matrix: Floats) -> NDArray[np.unsignedinteger]:
        """The pattern of decisions met for each tree and row, `[trees, rows]`."""
        nothing = np.zeros((1, len(matrix)), bool)
        given = [each.answers(matrix[:, each.feature]) for each in self._questions]
        answers = np.concatenate([nothing, *given]).view(np.uint8)
        codes = np.zeros((len(self._trees), len(matrix)), np.uint8 if self._patterns <= _BYTE else np.uint16)
        for asked in self._asked.T[::-1]:
            codes += codes
            codes += answers[asked]
        return codes


def _runs(model: Ints) -> Iterator[tuple[int, int]]:
    """First and last tree (not included) of each model."""
    ends = np.cumsum(np.bincount(model)).tolist()
    return zip([0, *ends], ends, strict=False)


def _questions(trees: Trees) -> tuple[list[Question], Ints]:
    """The distinct questions of all decisions, and which of their answers each decision is, `[trees, nodes]`.

    Answers are counted from 1; 0 stands where a tree has no further decision.
    """
    some = trees.feature >= 0
    missing = trees.kind & _MISSING
    instead = np.where(missing == 0, 0.0, np.where(trees.kind & _LEFT, -np.inf, np.inf))
    keys = np.stack([trees.feature[some], missing[some], instead[some]], axis=1)
    questions, of = np.unique(keys, axis=0, return_inverse=True)
    found, asked, count = [], np.zeros(of.size, np.int64), 1
    for number, (feature, kind, value) in enumerate(questions.tolist()):
        rows = np.flatnonzero(of.reshape(-1) == number)
        thresholds, place = np.unique(trees.threshold[some][rows], return_inverse=True)
        asked[rows] = count + place
        count += len(thresholds)
        found.append(Question(int(feature), int(kind), value, thresholds))
    every = np.zeros(trees.feature.shape, np.int64)
    every[some] = asked
    return found, every
