"""The one source of time of the stand-in, so that people and tests can move it."""

from __future__ import annotations

import time
from collections.abc import Callable


class Clock:
    """Seconds since the epoch plus an offset that only ever grows.

    The base is the system's clock in the running server and a constant in tests; `advance` moves both alike.
    """

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self._base = base
        self.offset = 0.0

    @classmethod
    def stopped_at(cls, epoch_seconds: float) -> Clock:
        """Return a clock that stands still until `advance` is called."""
        return cls(lambda: epoch_seconds)

    def now(self) -> float:
        """Return the current time with its fraction of a second."""
        return self._base() + self.offset

    def timestamp(self) -> int:
        """Return the current time the way Stripe writes it: whole seconds."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Move time forward; going back would break the order of events.

        Raises ValueError for a negative number.
        """
        if seconds < 0:
            raise ValueError("time only moves forward")
        self.offset += seconds
