"""A clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Call it for the time; ``advance`` moves it.

    It starts far in the future: the engine tidies up what has run out by its own clock, and what tests write must not.
    """

    def __init__(self, start: datetime = datetime(2046, 11, 23, 9, 0, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> None:
        """Move on by timedelta's arguments."""
        self.now += timedelta(**parts)
