"""What the model has to beat."""

import random
from collections.abc import Callable, Sequence

from tradewind.research.backtest.measures import ranks
from tradewind.research.backtest.panel import Candidate
from tradewind.research.scoring.features import FEATURES

_DISCOUNT = FEATURES.index("discount")
WEIGHTS = {"velocity": 40, "margin": 30, "competition": 20, "mentions": 10}


def lots(count: int, seed: int) -> list[float]:
    """Seeded random numbers, one per candidate."""
    drawn = random.Random(seed)  # noqa: S311 - a baseline, not a secret
    return [drawn.random() for _ in range(count)]


def _orders(candidates: Sequence[Candidate], _: int) -> list[float]:
    return [float(candidate.orders) for candidate in candidates]


def _momentum(candidates: Sequence[Candidate], _: int) -> list[float]:
    return [candidate.momentum for candidate in candidates]


def _random(candidates: Sequence[Candidate], day: int) -> list[float]:
    return lots(len(candidates), day)


def _naive_weighted(candidates: Sequence[Candidate], _: int) -> list[float]:
    """Velocity and competition as ranks of the day, the discount as room for margin, no mentions on record."""
    count = len(candidates)
    velocity = ranks([candidate.momentum for candidate in candidates])
    rivals = ranks([float(candidate.orders) for candidate in candidates])
    scores = []
    for index, candidate in enumerate(candidates):
        discount = candidate.features[_DISCOUNT]
        margin = discount / 100 if discount == discount else 0.0
        scores.append(
            WEIGHTS["velocity"] * velocity[index] / count
            + WEIGHTS["margin"] * margin
            + WEIGHTS["competition"] * (1 - rivals[index] / count)
        )
    return scores


BASELINES: dict[str, Callable[[Sequence[Candidate], int], list[float]]] = {
    "random": _random,
    "orders": _orders,
    "momentum_7d": _momentum,
    "naive_weighted": _naive_weighted,
}
