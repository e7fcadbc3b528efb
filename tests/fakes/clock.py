"""A clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Call it for the time; ``advance`` moves it."""

    def __init__(self, start: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> None:
        """Move on by timedelta's arguments."""
        self.now += timedelta(**parts)
