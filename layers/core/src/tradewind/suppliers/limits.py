"""How often sources may be called: one allowance for all tenants of a deployment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tradewind.suppliers.errors import ThrottledError


class SharedRate(Protocol):
    """Token buckets that every process of the deployment draws from."""

    def reserve(self, name: str, *, interval_ms: int, burst: int) -> int:
        """Take one call of the bucket ``name``; 0, or how many milliseconds it takes until one is free."""

    def pause(self, name: str, *, seconds: int, interval_ms: int, burst: int) -> None:
        """Let nobody call for a while: the source itself asked for patience."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallGate:
    """Stands before every call of one source.

    Attributes:
        name: of the bucket.
        per_minute: calls a minute over all tenants; ``burst`` of them may come at once.
        patience_seconds: how long a call may wait for its turn before it is given up.
        sleep: waits, in seconds.
    """

    name: str
    rates: SharedRate
    per_minute: int
    sleep: Callable[[float], None]
    burst: int = 5
    patience_seconds: float = 20

    @property
    def _interval_ms(self) -> int:
        return 60_000 // self.per_minute

    def enter(self) -> None:
        """Return when the call may be made.

        Raises:
            ThrottledError: too many others are waiting.
        """
        waited = 0.0
        while wait_ms := self.rates.reserve(self.name, interval_ms=self._interval_ms, burst=self.burst):
            seconds = wait_ms / 1000
            if waited + seconds > self.patience_seconds:
                raise ThrottledError(
                    f"{self.name}: the allowance of calls is used up for now. It is asked again later.",
                    retry_after_seconds=max(1, round(seconds)),
                )
            self.sleep(seconds)
            waited += seconds

    def back_off(self, seconds: int) -> None:
        """The source said it was too much: everybody waits."""
        self.rates.pause(self.name, seconds=seconds, interval_ms=self._interval_ms, burst=self.burst)
