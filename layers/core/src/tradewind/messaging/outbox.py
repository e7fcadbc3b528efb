"""The transactional outbox: an event is a row written together with its change, relayed afterwards.

On AWS the table's stream delivers the row to ``functions/outbox_stream``. Where there is no stream the row also
enters an index, and the relay loop polls it. Either way delivery is at least once.
"""

from collections.abc import Callable
from datetime import timedelta

from tradewind.db import keys
from tradewind.db.client import current_settings
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock, to_epoch
from tradewind.kit.ids import IdFactory
from tradewind.messaging.events import Event

_KEPT_FOR = timedelta(days=7)


class OutboxItem(Item, discriminator="Outbox"):
    """One event waiting for, or past, its relay; ``data`` is the event."""


def add_event(
    tx: Transaction,
    *,
    type: str,
    store_id: str,
    clock: Clock,
    new_id: IdFactory,
    payload: dict[str, object] | None = None,
    correlation_id: str = "",
    partition: str | None = None,
) -> Event:
    """Add an outbox row for a new event to ``tx``, in the store's partition unless it is no store's."""
    event = Event(
        id=new_id("evt"),
        type=type,
        store_id=store_id,
        at=clock(),
        payload=dict(payload or {}),
        correlation_id=correlation_id,
    )
    key = keys.outbox(partition or f"STORE#{store_id}", event.id)
    item = OutboxItem(key.pk, key.sk, data=event.to_json())
    item.ttl = to_epoch(event.at + _KEPT_FOR)
    if current_settings().outbox_relay == "poll":
        item.gsi2pk, item.gsi2sk = keys.OUTBOX, event.id
    tx.put(item)
    return event


def relay_pending(publish: Callable[[list[Event]], None], *, limit: int = 25) -> int:
    """Publish unrelayed rows of the index, oldest first, then take them out of it. Returns how many.

    A crash between the two publishes them again: consumers are idempotent.
    """
    rows = list(OutboxItem.gsi2.query(keys.OUTBOX, limit=limit, page_size=limit))
    if not rows:
        return 0
    publish([Event.from_json(row.data) for row in rows if row.data])
    for row in rows:
        row.update(actions=[OutboxItem.gsi2pk.remove(), OutboxItem.gsi2sk.remove()])
    return len(rows)
