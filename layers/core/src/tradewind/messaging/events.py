"""The envelope of domain events. Payload shapes are the dataclasses of each area's ``events.py``."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tradewind.db.records import dump, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, as it travels: outbox row, bus detail, queue body.

    Attributes:
        id: unique, ``evt_...``; consumers remember it.
        type: resource + past participle: ``OrderPaid``.
        store_id: the tenant's store.
        at: when it happened.
        payload: the event's own members, JSON-serialisable, small; consumers re-read the truth.
        correlation_id: the request or message that caused it, carried into logs.
    """

    id: str
    type: str
    store_id: str
    at: datetime
    payload: dict[str, Any] = field(default_factory=dict)
    correlation_id: str = ""

    def to_json(self) -> str:
        """As text for a queue or the bus."""
        return dump(self)

    @classmethod
    def from_json(cls, text: str) -> "Event":
        """Back from text."""
        return load(cls, text)
