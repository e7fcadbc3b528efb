"""Memory instead of the table for what sources share."""

from datetime import datetime

from tradewind.suppliers.limits import CallGate


class FreeRates:
    """An allowance that never ends, and remembers who was told to wait."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.paused: dict[str, int] = {}

    def reserve(self, name: str, *, interval_ms: int, burst: int) -> int:
        self.taken.append(name)
        return 0

    def pause(self, name: str, *, seconds: int, interval_ms: int, burst: int) -> None:
        self.paused[name] = seconds


class MemoryTokens:
    """One token a source."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}

    def find(self, name: str) -> str | None:
        return self.tokens.get(name)

    def keep(self, name: str, token: str, *, ends: datetime) -> None:
        self.tokens[name] = token

    def forget(self, name: str) -> None:
        self.tokens.pop(name, None)


def open_gate(name: str, rates: FreeRates | None = None) -> CallGate:
    """A gate nobody waits at."""
    return CallGate(name=name, rates=rates or FreeRates(), per_minute=6_000, sleep=lambda _: None)
