"""Trees: LightGBM's model text as arrays, read without LightGBM."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.progression.histories.events import Floats, Ints

_CATEGORICAL: Final = 1
_FIELDS: Final[Mapping[str, tuple[str, float]]] = {
    "split_feature": ("feature", -1),
    "threshold": ("threshold", 0.0),
    "decision_type": ("kind", 0),
    "left_child": ("left", -1),
    "right_child": ("right", -1),
    "internal_count": ("rows", 1.0),
    "leaf_value": ("value", 0.0),
    "leaf_count": ("leaf_rows", 0.0),
}
"""Fields of a tree in LightGBM's text, with ours and what stands where a tree has no further decision or leaf."""


@dataclass(frozen=True, eq=False)
class Trees:
    """Trees of one or more models, those of a model one after the other.

    Arrays `[trees, nodes]` of decisions, the first being the root: `feature` (-1 behind a tree's last decision),
    `threshold`, `kind` (LightGBM's decision type: how a missing value goes), `rows` (fitting rows that came by), and
    the child for a value up to the threshold (`left`) or above it (`right`): a decision's number, or the complement
    of a leaf's. Arrays `[trees, leaves]`: `value` in logits and `leaf_rows`. `model` `[trees]` numbers the model.
    """

    model: Ints
    feature: Ints
    threshold: Floats
    kind: Ints
    left: Ints
    right: Ints
    rows: Floats
    value: Floats
    leaf_rows: Floats

    def __len__(self) -> int:
        return len(self.model)

    @property
    def nodes(self) -> int:
        """Most decisions that a tree has."""
        return int(self.feature.shape[1])

    @property
    def base(self) -> Floats:
        """Mean value of each tree over its fitting rows, `[trees]`."""
        rows = np.where(self.feature[:, :1] >= 0, self.leaf_rows, np.eye(1, self.value.shape[1]))
        return np.asarray((self.value * rows).sum(1) / rows.sum(1))


def trees_of(texts: Sequence[str]) -> Trees:
    """The trees of models as LightGBM writes them. Raises ValueError for anything else, and for categorical splits.

    Numbers are taken as they are written; LightGBM's own reader may miss the last bit of a threshold.
    """
    found, counts = _fields(texts)
    lengths = {len(lines) for lines in found.values()}
    if lengths != {sum(counts)} or not all(counts):
        raise ValueError("a model's text has no trees, or trees that are not whole")
    trees = Trees(
        model=np.repeat(np.arange(len(texts)), counts),
        **{field: _padded(found[name], unknown) for name, (field, unknown) in _FIELDS.items()},
    )
    if (trees.kind & _CATEGORICAL).any():
        raise ValueError("a model's text has categorical splits")
    return trees


def _fields(texts: Sequence[str]) -> tuple[dict[str, list[str]], list[int]]:
    """The line of each field of each tree, and how many trees each text has."""
    found: dict[str, list[str]] = {name: [] for name in _FIELDS}
    counts = []
    for text in texts:
        before = len(found["leaf_value"])
        for line in text.partition("\nfeature_importances:")[0].splitlines():
            name, _, numbers = line.partition("=")
            if name in found:
                found[name].append(numbers)
        counts.append(len(found["leaf_value"]) - before)
    return found, counts


def _padded(lines: Sequence[str], unknown: float) -> NDArray[Any]:
    """Numbers of each line `[lines, most numbers]`, of the type of `unknown`, which stands behind the last of them."""
    numbers = [line.split() for line in lines]
    sizes = np.array([len(each) for each in numbers])
    found = np.full((len(lines), max(1, sizes.max(initial=0))), unknown)
    found[np.arange(found.shape[1]) < sizes[:, None]] = list(map(type(unknown), chain.from_iterable(numbers)))
    return found
