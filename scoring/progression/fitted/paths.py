"""Paths: the decisions between root and leaf, summed up by feature, and the exact shares that the features have in it.

A row's TreeSHAP values rest on nothing but which decisions of a tree it meets. For each leaf and each way in which the
features on its path can meet or miss theirs, the shares are worked out here once and for all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.progression.fitted.trees import Trees
from scoring.progression.histories.events import Floats, Ints


@dataclass(frozen=True, eq=False)
class Paths:
    """Paths to leaves, in which as many features take part. Arrays `[paths]`: `tree`, `leaf` (numbers), `value`.

    Arrays `[paths, features on it]`: `feature`; `passed`, the share of a decision's fitting rows that went on to the
    leaf, over all decisions of the feature; `asked` and `met`, bits of those decisions and of those among them that
    lead to the leaf when met.
    """

    tree: Ints
    leaf: Ints
    value: Floats
    feature: Ints
    passed: Floats
    asked: Ints
    met: Ints

    def ways(self, nodes: int) -> Ints:
        """For each pattern of decisions met (bits), which features lead to the leaf (bits), `[paths, 2**nodes]`."""
        pattern = np.arange(2**nodes)
        found = np.zeros((len(self.tree), len(pattern)), np.int64)
        for place in range(self.feature.shape[1]):
            leads = (pattern & self.asked[:, place, None]) == self.met[:, place, None]
            found += leads.astype(np.int64) << place
        return found

    def shares(self) -> Floats:
        """Shapley value of each feature for each way, `[paths, 2**features, features]`.

        The weights of the coalitions are an integral over [0, 1] of a polynomial in the chance that a feature takes
        part; Gauss and Legendre's points give it exactly.
        """
        features = self.feature.shape[1]
        points, weights = np.polynomial.legendre.leggauss(features // 2 + 1)
        chance = (points + 1) / 2
        leads = (np.arange(2**features)[:, None] >> np.arange(features) & 1).astype(np.float64)
        passed = self.passed[:, None, :]
        factors = leads[..., None] * chance + passed[..., None] * (1 - chance)
        others = factors.prod(axis=2, keepdims=True) / factors
        return np.asarray(self.value[:, None, None] * (leads - passed) * (others @ (weights / 2)))


def paths_of(trees: Trees) -> Iterator[Paths]:
    """All paths with a decision, those with as many features together."""
    node, met, passed = _walked(trees)
    feature = np.where(node >= 0, np.take_along_axis(trees.feature[:, None, :], np.maximum(node, 0), 2), -1)
    asked = np.where(node >= 0, 1 << np.maximum(node, 0), 0)
    met = np.where(met, asked, 0)
    _merge(feature, passed, asked, met)
    tree, leaf = np.nonzero((feature >= 0).any(2))
    first = np.argsort(feature[tree, leaf] < 0, axis=1, kind="stable")
    sizes = (feature[tree, leaf] >= 0).sum(1)
    for size in np.unique(sizes).tolist():
        rows = np.flatnonzero(sizes == size)
        at = tree[rows, None], leaf[rows, None], first[rows, :size]
        value = trees.value[tree[rows], leaf[rows]]
        yield Paths(tree[rows], leaf[rows], value, feature[at], passed[at], asked[at], met[at])


def _walked(trees: Trees) -> tuple[Ints, Ints, Floats]:
    """From each leaf up to the root, `[trees, leaves, nodes]`: the decision (-1 above the root), whether the leaf lies
    where it is met, and the share of its fitting rows that went there.
    """
    shape = (*trees.value.shape, trees.nodes)
    node, met, passed = np.full(shape, -1), np.zeros(shape, bool), np.ones(shape)
    above, side = _parents(trees)
    every = np.arange(len(trees))[:, None]
    at = np.broadcast_to(trees.nodes + np.arange(trees.value.shape[1]), trees.value.shape)
    rows = np.concatenate([trees.rows, trees.leaf_rows], axis=1)
    for step in range(trees.nodes):
        up = np.where(at >= 0, above[every, at], -1)
        some = up >= 0
        node[..., step], met[..., step] = up, some & side[every, at]
        passed[..., step] = np.where(some, rows[every, at] / rows[every, np.maximum(up, 0)], 1)
        at = up
    return node, met, passed


def _parents(trees: Trees) -> tuple[Ints, Ints]:
    """The decision above each decision and, behind them, each leaf (-1: none), and whether it is its left child."""
    tree, node = np.nonzero(trees.feature >= 0)
    above = np.full((len(trees), trees.nodes + trees.value.shape[1]), -1)
    left = np.zeros(above.shape, bool)
    for children, is_left in ((trees.left, True), (trees.right, False)):
        child = children[tree, node]
        at = np.where(child >= 0, child, trees.nodes + ~child)
        above[tree, at], left[tree, at] = node, is_left
    return above, left


def _merge(feature: Ints, passed: Floats, asked: Ints, met: Ints) -> None:
    """Make the decisions of one feature on a path one, at the lowest of them; the others get feature -1."""
    for lower in range(feature.shape[2]):
        for upper in range(lower + 1, feature.shape[2]):
            same = (feature[..., lower] == feature[..., upper]) & (feature[..., lower] >= 0)
            passed[..., lower] *= np.where(same, passed[..., upper], 1)
            asked[..., lower] |= np.where(same, asked[..., upper], 0)
            met[..., lower] |= np.where(same, met[..., upper], 0)
            feature[..., upper][same] = -1
