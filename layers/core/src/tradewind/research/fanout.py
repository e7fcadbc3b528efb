"""Starts the nightly run of every store whose hour it is, spread over the hour."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.messaging.events import Event
from tradewind.messaging.ports import MessageQueue
from tradewind.observability import get_logger
from tradewind.research.settings_models import DEFAULT_HOUR, ResearchSettings
from tradewind.stores.models import Store

QUEUE = "research"
LONGEST_DELAY_SECONDS = 900
"""SQS delays a message by fifteen minutes at most; the worker sends on what is still too early."""
_BATCH = 500


class ActiveStores(Protocol):
    """Where stores come from."""

    def iterate_active(self) -> Iterable[Store]:
        """Every active store."""


class StoredSettings(Protocol):
    """Where settings come from."""

    def iterate(self) -> Iterable[tuple[str, ResearchSettings]]:
        """Settings of every store that has some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FanOutDeps:
    """What the schedule needs. ``is_entitled`` says whether a store's plan includes research."""

    stores: ActiveStores
    settings: StoredSettings
    queue: MessageQueue
    is_entitled: Callable[[Store], bool]
    clock: Clock
    new_id: IdFactory


def fan_out(deps: FanOutDeps) -> dict[str, int]:
    """One message for each store whose hour began since the last tick. Returns counts by what became of stores."""
    now = deps.clock().replace(minute=0, second=0, microsecond=0)
    setups = {store_id: (settings.enabled, settings.hour) for store_id, settings in deps.settings.iterate()}
    counts: Counter[str] = Counter(started=0, not_now=0, off=0, not_entitled=0, failed=0)
    pending: list[tuple[str, int]] = []
    for store in deps.stores.iterate_active():
        try:
            outcome = _outcome(deps, store, setups.get(store.id, (True, DEFAULT_HOUR)), now)
        except Exception:
            # One store that cannot be placed must not keep the others from their night.
            get_logger().exception("research.store_not_scheduled", store_id=store.id)
            outcome = "failed"
        counts[outcome] += 1
        if outcome == "started":
            pending.append(message(deps, store, now))
        if len(pending) >= _BATCH:
            deps.queue.send_delayed(QUEUE, pending)
            pending = []
    if pending:
        deps.queue.send_delayed(QUEUE, pending)
    return dict(counts)


def _outcome(deps: FanOutDeps, store: Store, setup: tuple[bool, int], now: datetime) -> str:
    enabled, hour = setup
    if not enabled:
        return "off"
    if hour not in hours_begun(store.timezone, now):
        return "not_now"
    return "started" if deps.is_entitled(store) else "not_entitled"


def hours_begun(timezone: str, now: datetime) -> set[int]:
    """Hours of the day that began on a zone's clock in the hour before ``now``, now included.

    One, but for the days on which clocks change: two in spring, so that no night is left out, and none when an hour
    comes again in autumn.
    """
    zone = ZoneInfo(timezone)
    before, after = (now - timedelta(hours=1)).astimezone(zone), now.astimezone(zone)
    steps = round((after.replace(tzinfo=None) - before.replace(tzinfo=None)).total_seconds() / 60)
    begun = set()
    for minute in range(1, steps + 1):
        moment = before.replace(tzinfo=None) + timedelta(minutes=minute)
        if moment.hour != (moment - timedelta(minutes=1)).hour:
            begun.add(moment.hour)
    return begun


def second_of_hour(store_id: str) -> int:
    """When in its hour a store's run starts: always the same, spread evenly over all stores."""
    return int.from_bytes(hashlib.sha256(store_id.encode()).digest()[:4]) % 3600


def message(deps: FanOutDeps, store: Store, now: datetime) -> tuple[str, int]:
    """The message that starts a store's run, and how long it has to wait at first."""
    seconds = second_of_hour(store.id)
    event = Event(
        id=deps.new_id("evt"),
        type="ResearchDue",
        store_id=store.id,
        at=now,
        payload={"due": (now + timedelta(seconds=seconds)).isoformat()},
    )
    return event.to_json(), min(seconds, LONGEST_DELAY_SECONDS)


def every_store(store: Store) -> bool:
    """Research is part of every plan; what it may cost is a matter of the plan's credits."""
    return True
