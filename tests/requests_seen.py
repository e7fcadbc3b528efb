"""Counts the requests our DynamoDB client really sends."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tradewind.db.client import shared_client


@contextmanager
def count_requests() -> Iterator[list[str]]:
    """The operation names sent inside the block, in order."""
    seen: list[str] = []

    def note(model: Any, **_: Any) -> None:
        seen.append(model.name)

    events = shared_client().meta.events
    events.register("before-call.dynamodb", note, unique_id="count-requests")
    try:
        yield seen
    finally:
        events.unregister("before-call.dynamodb", unique_id="count-requests")
