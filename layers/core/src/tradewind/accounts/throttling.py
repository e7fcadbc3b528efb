"""Counts attempts, and refuses what is too many."""

from datetime import datetime
from typing import Protocol

from tradewind.accounts.errors import TooManyAttemptsError
from tradewind.kit.clock import Clock

WINDOW_SECONDS = 15 * 60


class AttemptCounter(Protocol):
    """Counts by subject and window."""

    def count_attempt(self, subject: str, *, now: datetime, window_seconds: int) -> int:
        """The window's attempts with this one."""


def throttle(counter: AttemptCounter, clock: Clock, subject: str, limit: int) -> None:
    """Count an attempt of ``subject``, and refuse it above ``limit`` in a window of a quarter of an hour.

    Raises:
        TooManyAttemptsError: with the seconds to wait.
    """
    now = clock()
    if counter.count_attempt(subject, now=now, window_seconds=WINDOW_SECONDS) > limit:
        elapsed = int(now.timestamp()) % WINDOW_SECONDS
        raise TooManyAttemptsError(retry_after_seconds=WINDOW_SECONDS - elapsed)
