"""How good an order of candidates was, in plain numbers."""

from collections.abc import Sequence
from math import sqrt

from tradewind.research.backtest.panel import GROWN


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, ties averaged."""
    order = sorted(range(len(values)), key=values.__getitem__)
    result = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for index in order[at : end + 1]:
            result[index] = (at + end) / 2 + 1
        at = end + 1
    return result


def rank_ic(scores: Sequence[float], outcomes: Sequence[float]) -> float:
    """Spearman's correlation with ties averaged; 0 where either side has only one value."""
    if len(scores) < 2:
        return 0.0
    left, right = ranks(scores), ranks(outcomes)
    middle = (len(scores) + 1) / 2
    both = sum((a - middle) * (b - middle) for a, b in zip(left, right, strict=True))
    spread = sqrt(sum((a - middle) ** 2 for a in left) * sum((b - middle) ** 2 for b in right))
    return both / spread if spread else 0.0


def precision_at_top(scores: Sequence[float], outcomes: Sequence[float], top: int, lots: Sequence[float]) -> float:
    """Share of the ``top`` best scored that grew by more than a quarter; equal scores are taken by ``lots``."""
    order = sorted(range(len(scores)), key=lambda index: (-scores[index], lots[index]))[:top]
    return share_grown([outcomes[index] for index in order])


def share_grown(outcomes: Sequence[float]) -> float:
    """Share that grew by more than a quarter; 0 of nothing."""
    return sum(outcome > GROWN for outcome in outcomes) / len(outcomes) if outcomes else 0.0
