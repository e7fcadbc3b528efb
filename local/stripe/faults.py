"""What can be made to go wrong on purpose, for API calls and for webhook deliveries."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from local.stripe.wire import JsonObject, StripeError

_MESSAGES = {
    429: "Request rate limit exceeded. Injected by the local stand-in.",
    500: "An error occurred on the server. Injected by the local stand-in.",
}


@dataclass(slots=True, kw_only=True)
class Switches:
    """The settings of `POST /_test/faults`; the defaults mean that everything works.

    `next` calls under `path_prefix` fail with `status`, or hang until the caller gives up when `timeout` is set.
    With `after` the call is carried out first and only its answer is lost. The next `duplicate_events` events arrive
    twice, the next `drop_events` never; every event waits `delay_events_seconds`, and `shuffle_events` delivers what
    is due out of order. The next `pending_refunds` stay pending until they are settled.
    """

    next: int = 0
    status: int = 500
    path_prefix: str = "/v1/"
    timeout: bool = False
    after: bool = False
    duplicate_events: int = 0
    drop_events: int = 0
    delay_events_seconds: float = 0
    shuffle_events: bool = False
    pending_refunds: int = 0


@dataclass(frozen=True, slots=True)
class CallFault:
    """One call that has to fail."""

    error: StripeError
    hang: bool
    after: bool


@dataclass(slots=True)
class Faults:
    """The switches as they stand, shared by all threads of the server."""

    switches: Switches = field(default_factory=Switches)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    # A fixed seed keeps a failing run repeatable.
    _random: random.Random = field(default_factory=lambda: random.Random(8420))  # noqa: S311

    def set(self, changes: JsonObject) -> JsonObject:
        """Change the named switches and return all of them.

        Raises StripeError for an unknown switch or a value of the wrong type.
        """
        with self._lock:
            for name, value in changes.items():
                setattr(self.switches, name, _checked(name, value))
            return asdict(self.switches)

    def clear(self) -> None:
        """Make everything work again."""
        with self._lock:
            self.switches = Switches()

    def as_json(self) -> JsonObject:
        """Return all switches."""
        return asdict(self.switches)

    def take_call(self, path: str) -> CallFault | None:
        """Return the fault this API call has to meet, counting it off, or None."""
        with self._lock:
            now = self.switches
            if now.next <= 0 or not path.startswith(now.path_prefix):
                return None
            now.next -= 1
            return CallFault(error=_error(now.status), hang=now.timeout, after=now.after)

    def take_event(self) -> Literal["once", "twice", "never"]:
        """Return how often the event being emitted arrives, counting the fault off."""
        with self._lock:
            if self.switches.drop_events > 0:
                self.switches.drop_events -= 1
                return "never"
            if self.switches.duplicate_events > 0:
                self.switches.duplicate_events -= 1
                return "twice"
            return "once"

    def take_refund(self) -> bool:
        """Tell whether the refund being made has to wait, counting it off."""
        with self._lock:
            if self.switches.pending_refunds <= 0:
                return False
            self.switches.pending_refunds -= 1
            return True

    def in_order[T](self, due: Sequence[T]) -> list[T]:
        """Return the deliveries in the order to send them: as emitted, or certainly not when shuffling."""
        ordered = list(due)
        if not self.switches.shuffle_events or len(ordered) < 2:
            return ordered
        while ordered == list(due):
            self._random.shuffle(ordered)
        return ordered


def _error(status: int) -> StripeError:
    message = _MESSAGES.get(status, f"Injected by the local stand-in: {status}.")
    if status == 429:
        return StripeError(message, status=429, code="rate_limit")
    return StripeError(message, status=status, kind="api_error" if status >= 500 else "invalid_request_error")


def _checked(name: str, value: Any) -> Any:
    known = {each.name: each for each in fields(Switches)}
    if name not in known:
        raise StripeError(f"There is no fault switch '{name}'. Known: {', '.join(known)}.", param=name)
    default = known[name].default
    if isinstance(default, bool):
        wanted: tuple[type, ...] = (bool,)
    elif isinstance(default, int | float):
        wanted = (int,) if known[name].type == "int" else (int, float)
    else:
        wanted = (str,)
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted != (bool,)):
        raise StripeError(f"The fault switch '{name}' takes {wanted[-1].__name__}.", param=name)
    return value
