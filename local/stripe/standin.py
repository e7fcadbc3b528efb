"""What every room of the stand-in shares: memory, clock, faults, and the shape of an API operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.stripe.clock import Clock
from local.stripe.faults import Faults
from local.stripe.store import Store, UnknownCursor
from local.stripe.wire import JsonObject, StripeError, missing

_CLOCK_OFFSET = "clock_offset"
_PLATFORM = ""


@dataclass(slots=True, kw_only=True)
class StandIn:
    """The parts a request or a background step works with."""

    store: Store
    clock: Clock
    faults: Faults = field(default_factory=Faults)
    # Set by the server so that a freshly emitted event leaves at once instead of at the next tick.
    wake: Callable[[], None] = lambda: None

    def restore_clock(self) -> None:
        """Take up the time travel of an earlier run, so that time never jumps back."""
        self.clock.offset = max(self.clock.offset, float(self.store.setting(_CLOCK_OFFSET, "0")))

    def advance(self, seconds: float) -> None:
        """Move the clock and remember it."""
        self.clock.advance(seconds)
        self.store.save_setting(_CLOCK_OFFSET, str(self.clock.offset))

    def now(self) -> int:
        """Return the current time in whole seconds."""
        return self.clock.timestamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One API call after decoding: who asks for what, inside the transaction that answers it."""

    standin: StandIn
    params: JsonObject = field(default_factory=dict)
    path: Mapping[str, str] = field(default_factory=dict)
    account: str = _PLATFORM
    request_id: str | None = None
    idempotency_key: str | None = None
    base_url: str = ""

    @property
    def store(self) -> Store:
        """Return the memory."""
        return self.standin.store

    @property
    def now(self) -> int:
        """Return the current time in whole seconds."""
        return self.standin.now()

    def get(self, kind: str, object_id: str, *, param: str = "id", label: str | None = None) -> JsonObject:
        """Return an object of the calling account.

        Raises StripeError 404 `resource_missing`; a parameter that refers to it should be named in `param`.
        """
        found = self.store.find(object_id, kind=kind, account=self.account)
        if found is None:
            raise missing(label or kind, object_id, param)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method and path of the API, the SDK's parameter type for it and the function that answers."""

    method: str
    path: str
    params: type
    run: Callable[[Call], JsonObject]


_CREATED_COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def list_page(call: Call, kind: str, url: str, where: Mapping[str, Any] | None = None) -> JsonObject:
    """Answer a listing: `limit`, `starting_after`, `ending_before` and `created` work on every kind alike."""
    params = call.params
    conditions = dict(where or {})
    created = params.get("created")
    if isinstance(created, int):
        conditions["created="] = created
    elif created:
        conditions |= {f"created{_CREATED_COMPARISONS[name]}": value for name, value in created.items()}
    limit = params.get("limit", 10)
    if not 1 <= limit <= 100:
        raise StripeError("This value must be between 1 and 100.", code="parameter_invalid_integer", param="limit")
    try:
        page = call.store.page(
            kind,
            account=call.account,
            where=conditions,
            limit=limit,
            starting_after=params.get("starting_after"),
            ending_before=params.get("ending_before"),
        )
    except UnknownCursor as unknown:
        cursor = "starting_after" if "starting_after" in params else "ending_before"
        raise missing(kind, str(unknown), cursor) from None
    return {"object": "list", "data": page.items, "has_more": page.has_more, "url": url}


def merge_metadata(current: JsonObject | None, change: JsonObject | str) -> JsonObject:
    """Return metadata after an update: "" clears all, an empty value clears its key."""
    if change == "":
        return {}
    assert isinstance(change, dict)  # noqa: S101 - the parameter type allows nothing else
    merged = (current or {}) | change
    return {key: value for key, value in merged.items() if value != ""}
