"""Starts the daily look at suppliers: one event a store that has imported something."""

from collections.abc import Iterable
from typing import Protocol

from tradewind.importing.sync_repository import SyncRepository
from tradewind.observability import get_logger
from tradewind.stores.models import Store


class ActiveStores(Protocol):
    """Where stores come from."""

    def iterate_active(self) -> Iterable[Store]:
        """Every active store."""


def announce_checks(stores: ActiveStores, changes: SyncRepository) -> dict[str, int]:
    """Call the worker for every active store with imported products; one that fails does not stop the others.

    Checks follow each other page by page, so a store's products are spread over time by the queue itself.
    """
    counts = {"announced": 0, "nothing_imported": 0, "failed": 0}
    for store in stores.iterate_active():
        try:
            if not changes.has_sources(store.id):
                counts["nothing_imported"] += 1
                continue
            changes.announce(store.id)
            counts["announced"] += 1
        except Exception:
            get_logger().exception("supplier_check.not_announced", store_id=store.id)
            counts["failed"] += 1
    return counts
