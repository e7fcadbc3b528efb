"""Purchase orders, and whether they are ordered automatically, in the table."""

from datetime import datetime
from typing import Any

from pynamodb.expressions.condition import Condition

from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import to_rfc3339
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.purchasing.models import PurchaseOrder, PurchaseStatus, PurchasingSettings
from tradewind.stores.errors import StaleVersionError


class PurchaseMovedError(Exception):
    """Internal: somebody else changed it; read again."""


class PurchaseItem(Item, discriminator="PurchaseOrder"):
    """A purchase order; ``data`` is the model."""


class PurchasingSettingsItem(Item, discriminator="PurchasingSettings"):
    """The settings; ``data`` is the model."""


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

    def list_due(self, work: str, at: datetime, *, limit: int) -> list[tuple[str, str]]:
        """Store and id of those whose ``work`` (``keys.PURCHASES_TO_...``) is due, of all stores: the oldest first."""
        condition = PurchaseItem.gsi2sk <= f"{to_rfc3339(at)}~"
        rows = PurchaseItem.gsi2.query(work, condition, limit=limit, page_size=limit)
        found = [load(PurchaseOrder, row.data or "") for row in rows]
        return [(purchase.store_id, purchase.id) for purchase in found]


class PurchasingSettingsRepository:
    """Whether a store orders automatically."""

    def get(self, store_id: str) -> PurchasingSettings:
        """The store's settings, or the defaults. Strongly consistent: money depends on it."""
        try:
            item = PurchasingSettingsItem.get(*keys.purchasing_settings(store_id), consistent_read=True)
        except PurchasingSettingsItem.DoesNotExist:
            return PurchasingSettings()
        return load(PurchasingSettings, item.data or "")

    def save(self, store_id: str, settings: PurchasingSettings) -> None:
        """Write the next version.

        Raises:
            StaleVersionError: somebody else wrote it first.
        """
        item = PurchasingSettingsItem(*keys.purchasing_settings(store_id), data=dump(settings))
        item.version = settings.version
        condition: Condition = PurchasingSettingsItem.version == settings.version - 1
        if settings.version == 1:
            condition = PurchasingSettingsItem.pk.does_not_exist()
        tx = Transaction()
        tx.put(item, condition=condition, otherwise=lambda _: StaleVersionError())
        tx.commit()


def _item(purchase: PurchaseOrder) -> PurchaseItem:
    item = PurchaseItem(*keys.purchase(purchase.store_id, purchase.id), data=dump(purchase))
    item.version, item.status = purchase.version, purchase.status
    item.gsi1pk, item.gsi1sk = keys.purchases(purchase.store_id, purchase.status), purchase.id
    work, due = _next_work(purchase)
    if due is not None:
        item.gsi2pk, item.gsi2sk = work, f"{to_rfc3339(due)}#{purchase.id}"
    return item


def _next_work(purchase: PurchaseOrder) -> tuple[str, datetime | None]:
    """What the schedule does with it next, and when."""
    match purchase.status:
        case PurchaseStatus.TO_ORDER:
            return keys.PURCHASES_TO_PLACE, purchase.place_at
        case PurchaseStatus.ORDERED | PurchaseStatus.SHIPPED:
            return keys.PURCHASES_TO_TRACK, purchase.track_at
        case _:
            return "", None
