"""A sum of small decision trees, evaluated without packages."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Nodes in parallel tuples; node 0 is the root.

    Attributes:
        feature: index of the number a node looks at, -1 for a leaf.
        threshold: at or below it, or not known (NaN), goes left.
        left: index of the left child; the right one follows it.
        value: what a leaf adds.
    """

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    value: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """``base`` plus one leaf of each tree."""

    base: float
    trees: tuple[Tree, ...]

    def predict(self, row: Sequence[float]) -> float:
        """The sum for one row of numbers."""
        total = self.base
        for tree in self.trees:
            node = 0
            while (feature := tree.feature[node]) >= 0:
                above = row[feature] > tree.threshold[node]
                node = tree.left[node] + above
            total += tree.value[node]
        return total
