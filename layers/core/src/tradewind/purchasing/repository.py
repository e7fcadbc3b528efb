"""Purchase orders in the table."""

from typing import Any

from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.purchasing.models import PurchaseOrder, PurchaseStatus


class PurchaseMovedError(Exception):
    """Internal: somebody else changed it; read again."""


class PurchaseItem(Item, discriminator="PurchaseOrder"):
    """A purchase order; ``data`` is the model."""


class PurchaseRepository:
    """Purchase orders of a store."""

    def __init__(self, *, cursors: CursorSigner) -> None:
        self._cursors = cursors

    def create(self, purchase: PurchaseOrder) -> bool:
        """Write a new one; False if it is there."""
        tx = Transaction()
        tx.put(_item(purchase), condition=PurchaseItem.pk.does_not_exist(), otherwise=lambda _: PurchaseMovedError())
        try:
            tx.commit()
        except PurchaseMovedError:
            return False
        return True

    def update(self, purchase: PurchaseOrder) -> None:
        """Write the next version.

        Raises:
            PurchaseMovedError.
        """
        tx = Transaction()
        tx.put(
            _item(purchase),
            condition=PurchaseItem.version == purchase.version - 1,
            otherwise=lambda _: PurchaseMovedError(),
        )
        tx.commit()

    def find(self, store_id: str, purchase_id: str) -> PurchaseOrder | None:
        """One, strongly consistent."""
        try:
            item = PurchaseItem.get(*keys.purchase(store_id, purchase_id), consistent_read=True)
        except PurchaseItem.DoesNotExist:
            return None
        return load(PurchaseOrder, item.data or "")

    def list_of_order(self, store_id: str, order_id: str) -> list[PurchaseOrder]:
        """All of one order: one query."""
        base = keys.purchase(store_id, f"po_{order_id.removeprefix('ord_')}_")
        rows = PurchaseItem.query(base.pk, PurchaseItem.sk.startswith(base.sk), consistent_read=True)
        return [load(PurchaseOrder, row.data or "") for row in rows]

    def list_purchases(
        self, store_id: str, status: PurchaseStatus | None, *, limit: int, cursor: str | None
    ) -> Page[PurchaseOrder]:
        """Newest first, of one status or of all: one query."""
        scope = f"purchases:{store_id}:{status or ''}"
        start = self._cursors.unpack(scope, cursor) if cursor else None
        options: dict[str, Any] = {
            "limit": limit,
            "page_size": limit,
            "scan_index_forward": False,
            "last_evaluated_key": start,
        }
        base = keys.purchase(store_id, "")
        if status:
            rows = PurchaseItem.gsi1.query(keys.purchases(store_id, status), **options)
        else:
            rows = PurchaseItem.query(base.pk, PurchaseItem.sk.startswith(base.sk), **options)
        items = [load(PurchaseOrder, row.data or "") for row in rows]
        last = rows.last_evaluated_key
        return Page(items, self._cursors.pack(scope, last) if last else None)


def _item(purchase: PurchaseOrder) -> PurchaseItem:
    item = PurchaseItem(*keys.purchase(purchase.store_id, purchase.id), data=dump(purchase))
    item.version, item.status = purchase.version, purchase.status
    item.gsi1pk, item.gsi1sk = keys.purchases(purchase.store_id, purchase.status), purchase.id
    return item
