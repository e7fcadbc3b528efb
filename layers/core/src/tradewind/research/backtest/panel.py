"""Candidates of a day with what was known then, and, kept apart, what became of them."""

from dataclasses import dataclass
from math import log

from tradewind.research.backtest.history import History
from tradewind.research.scoring.features import damped, features
from tradewind.research.scoring.listing import ListingCalendar
from tradewind.research.scoring.tracks import CARRY_DAYS

GROWN = log(1.25)
COLD_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A product on a day.

    Attributes:
        orders: the count of the day.
        momentum: logarithmic change of the damped count over seven days, 0 where it is not known.
        cold: first seen within ``COLD_DAYS``.
    """

    product: str
    orders: int
    momentum: float
    cold: bool
    features: list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """All candidates of a day that have an outcome, in order of product id, and their outcomes (growth)."""

    day: int
    candidates: list[Candidate]
    outcomes: list[float]


class Replay:
    """Builds panels. Features of a day are made of rows up to that day, whatever the file holds after it."""

    def __init__(self, history: History, *, horizon: int) -> None:
        self._history = history
        self._horizon = horizon
        self.calendar = ListingCalendar()
        first_seen: dict[int, list[str]] = {}
        for product, track in history.tracks.items():
            first_seen.setdefault(track.days[0], []).append(product)
        for day in sorted(first_seen):
            self.calendar.learn(day, first_seen[day])

    def panel(self, day: int) -> Panel:
        """Candidates of ``day``: products with a count on it and one a horizon later."""
        history = self._history
        names = {name for back in range(CARRY_DAYS + 1) for name in history.seen.get(day - back, ())}
        candidates, outcomes = [], []
        for name in sorted(names):
            after = history.tracks[name].value(day + self._horizon)
            if after is None:
                continue
            candidate = self._candidate(name, day)
            candidates.append(candidate)
            outcomes.append(damped(after) - damped(candidate.orders))
        return Panel(day=day, candidates=candidates, outcomes=outcomes)

    def _candidate(self, product: str, day: int) -> Candidate:
        track = self._history.tracks[product]
        orders = track.orders[track.known(day) - 1]
        before = track.value(day - 7)
        return Candidate(
            product=product,
            orders=orders,
            momentum=0.0 if before is None else damped(orders) - damped(before),
            cold=day - track.first_seen <= COLD_DAYS,
            features=features(track, day, self.calendar.age(product, day)),
        )
