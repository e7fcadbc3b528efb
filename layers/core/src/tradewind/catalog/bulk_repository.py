"""Changes of many products at once, and what they can be undone by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tradewind.catalog.bulk_rules import Before
from tradewind.db import keys
from tradewind.db.idempotency import IdempotencyClaim, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock, to_epoch

UNDO_FOR = timedelta(hours=24)


class BulkItem(Item, discriminator="BulkAction"):
    """One change; ``data`` is the model."""


class BulkUndoItem(Item, discriminator="BulkUndo"):
    """What one product was before; written and removed together with the product's own change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one product. ``code`` and ``detail`` are empty where it went well."""

    product_id: str
    ok: bool
    version: int | None = None
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """A change with its outcomes, once all of them are known."""

    id: str
    store_id: str
    product_ids: tuple[str, ...]
    created_at: datetime
    done: bool = False
    undone: bool = False
    outcomes: tuple[Outcome, ...] = ()


class BulkRepository:
    """Reads and writes both."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    def start(self, bulk: Bulk, *, once: IdempotencyClaim | None) -> None:
        """Remember that ``bulk`` begins.

        Raises:
            AlreadyDoneError: ``once`` was used by the same request before.
        """
        tx = Transaction()
        if once:
            claim(tx, once, result_id=bulk.id, clock=self._clock)
        tx.put(self._item(bulk), condition=BulkItem.pk.does_not_exist())
        tx.commit()

    def save(self, bulk: Bulk) -> None:
        """Write the state of a change; the work itself is guarded item by item."""
        self._item(bulk).save()

    def find(self, store_id: str, bulk_id: str) -> Bulk | None:
        """A change that is not older than ``UNDO_FOR``."""
        try:
            item = BulkItem.get(*keys.bulk_action(store_id, bulk_id), consistent_read=True)
        except BulkItem.DoesNotExist:
            return None
        bulk = load(Bulk, item.data or "")
        return bulk if self._clock() - bulk.created_at < UNDO_FOR else None

    def find_before(self, store_id: str, bulk_id: str, product_id: str) -> Before | None:
        """What a product was before the change, if it was changed and that was not undone."""
        try:
            item = BulkUndoItem.get(*keys.bulk_undo(store_id, bulk_id, product_id), consistent_read=True)
        except BulkUndoItem.DoesNotExist:
            return None
        return load(Before, item.data or "")

    def remember(self, store_id: str, bulk_id: str, before: Before) -> Callable[[Transaction], None]:
        """Adds what is needed to undo to a product's transaction."""
        item = BulkUndoItem(*keys.bulk_undo(store_id, bulk_id, before.product_id), data=dump(before))
        item.ttl = to_epoch(self._clock() + UNDO_FOR)
        return lambda tx: tx.put(item)

    def forget(self, store_id: str, bulk_id: str, product_id: str) -> Callable[[Transaction], None]:
        """Takes it away in the transaction that undoes."""
        item = BulkUndoItem(*keys.bulk_undo(store_id, bulk_id, product_id))
        return lambda tx: tx.delete(item)

    def _item(self, bulk: Bulk) -> BulkItem:
        item = BulkItem(*keys.bulk_action(bulk.store_id, bulk.id), data=dump(bulk))
        item.ttl = to_epoch(bulk.created_at + UNDO_FOR)
        return item
