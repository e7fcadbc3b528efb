"""What a score is made of: sub-scores with their facts, how good those are, and how far the truth may lie off."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

NEUTRAL = 50
WORST, BEST = 0, 100


class Part(StrEnum):
    """A sub-score."""

    TREND = "trend"
    MARGIN = "margin"
    COMPETITION = "competition"
    SOCIAL = "social"
    SUPPLIER = "supplier"


class Quality(StrEnum):
    """How a sub-score came about: seen, worked out from a part of what it needs, from old facts, or not at all."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One input as a person reads it.

    Attributes:
        name: stable slug that tells the unit where there is one, such as ``delivery_days`` or ``margin_percent``.
        value: a number, or an amount with its currency (``2.08 USD``); None is not known.
    """

    name: str
    value: int | float | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubScore:
    """Points of one part, 0 to 100, with ``low <= points <= high``: where they may lie once everything is known.

    Attributes:
        age_days: of the oldest fact used; None if there is none.
    """

    part: Part
    points: int
    low: int
    high: int
    quality: Quality
    age_days: int | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A fact's own points within a part; None is not known. ``weight`` is relative to its neighbours."""

    points: int | None
    weight: int


def percent(basis_points: int | None) -> float | None:
    """``250`` as 2.5."""
    return None if basis_points is None else basis_points / 100


def clamp(points: int) -> int:
    """Within 0 and 100."""
    return min(BEST, max(WORST, points))


def weighted(points: Sequence[int], weights: Sequence[int]) -> int:
    """The mean, rounded half up, in integers, so that more of anything never gives less."""
    whole = sum(weights)
    total = sum(point * weight for point, weight in zip(points, weights, strict=True))
    return (2 * total + whole) // (2 * whole)


def along(value: int, *, nothing: int, full: int) -> int:
    """0 points at ``nothing``, 100 at ``full``, straight between; ``nothing`` may be the larger one."""
    span = full - nothing
    return clamp(((value - nothing) * BEST) // span)


def missing(part: Part, facts: Sequence[Fact]) -> SubScore:
    """Nothing is known: the middle, and anything is possible."""
    return SubScore(
        part=part,
        points=NEUTRAL,
        low=WORST,
        high=BEST,
        quality=Quality.MISSING,
        age_days=None,
        facts=tuple(facts),
    )


def combine(
    part: Part, components: Sequence[Component], facts: Sequence[Fact], *, age_days: int, fresh_days: int
) -> SubScore:
    """One sub-score of several facts. What is not known counts as the middle and opens the interval by its weight."""
    weights = [component.weight for component in components]
    known = [component.points for component in components]
    if all(points is None for points in known):
        return missing(part, facts)

    def filled(default: int) -> int:
        return weighted([default if points is None else points for points in known], weights)

    quality = Quality.MEASURED if None not in known else Quality.ESTIMATED
    score = SubScore(
        part=part,
        points=filled(NEUTRAL),
        low=filled(WORST),
        high=filled(BEST),
        quality=quality,
        age_days=age_days,
        facts=tuple(facts),
    )
    return aged(score, fresh_days=fresh_days)


def aged(score: SubScore, *, fresh_days: int) -> SubScore:
    """Facts older than ``fresh_days`` open the interval by three points a day, and say so."""
    late = 0 if score.age_days is None else max(0, score.age_days - fresh_days)
    if not late:
        return score
    return SubScore(
        part=score.part,
        points=score.points,
        low=clamp(score.low - 3 * late),
        high=clamp(score.high + 3 * late),
        quality=Quality.STALE,
        age_days=score.age_days,
        facts=score.facts,
    )
