"""Time as a dependency: aware UTC everywhere inside, injected so that tests can travel."""

from collections.abc import Callable
from datetime import UTC, datetime

type Clock = Callable[[], datetime]
"""Returns the present moment as an aware UTC datetime."""


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def to_epoch(moment: datetime) -> int:
    """Whole seconds since 1970 (DynamoDB TTL, Stripe timestamps)."""
    return int(moment.timestamp())


def from_epoch(seconds: int) -> datetime:
    """The aware UTC moment of an epoch second."""
    return datetime.fromtimestamp(seconds, UTC)


def to_rfc3339(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds and ``Z``; sorts as text in time order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
