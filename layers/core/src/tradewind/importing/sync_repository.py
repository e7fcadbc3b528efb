"""Changes at suppliers, and what is done about them, in the table."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from pynamodb.expressions.condition import Condition

from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.importing.sync_models import SupplierChange, SyncSettings
from tradewind.kit.clock import Clock, to_epoch
from tradewind.kit.ids import IdFactory
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.messaging.outbox import add_event
from tradewind.stores.errors import StaleVersionError

_KEPT_FOR = timedelta(days=90)


class SupplierChangeItem(Item, discriminator="SupplierChange"):
    """A change; ``data`` is the model."""


class SyncSettingsItem(Item, discriminator="SyncSettings"):
    """The settings; ``data`` is the model."""


class SyncRepository:
    """Reads and writes both, and announces checks."""

    def __init__(self, *, clock: Clock, new_id: IdFactory, cursors: CursorSigner) -> None:
        self._clock = clock
        self._new_id = new_id
        self._cursors = cursors

    def settings(self, store_id: str) -> SyncSettings:
        """The store's settings, or the defaults."""
        try:
            item = SyncSettingsItem.get(*keys.sync_settings(store_id), consistent_read=True)
        except SyncSettingsItem.DoesNotExist:
            return SyncSettings()
        return load(SyncSettings, item.data or "")

    def save_settings(self, store_id: str, settings: SyncSettings) -> None:
        """Write the next version.

        Raises:
            StaleVersionError: somebody else wrote it first.
        """
        item = SyncSettingsItem(*keys.sync_settings(store_id), data=dump(settings))
        item.version = settings.version
        condition: Condition = SyncSettingsItem.version == settings.version - 1
        if settings.version == 1:
            condition = SyncSettingsItem.pk.does_not_exist()
        tx = Transaction()
        tx.put(item, condition=condition, otherwise=lambda _: StaleVersionError())
        tx.commit()

    def find(self, store_id: str, change_id: str) -> SupplierChange | None:
        """A change as it is now."""
        try:
            item = SupplierChangeItem.get(*keys.supplier_change(store_id, change_id), consistent_read=True)
        except SupplierChangeItem.DoesNotExist:
            return None
        return load(SupplierChange, item.data or "")

    def list_of_store(self, store_id: str, *, limit: int, cursor: str | None) -> Page[SupplierChange]:
        """Changes, newest first: one query."""
        scope = f"supplier-changes:{store_id}"
        base = keys.supplier_change(store_id, "")
        rows = SupplierChangeItem.query(
            base.pk,
            SupplierChangeItem.sk.startswith(base.sk),
            scan_index_forward=False,
            limit=limit,
            page_size=limit,
            last_evaluated_key=self._cursors.unpack(scope, cursor) if cursor else None,
        )
        items = [load(SupplierChange, row.data or "") for row in rows]
        last = rows.last_evaluated_key
        return Page(items, self._cursors.pack(scope, last) if last else None)

    def add(self, tx: Transaction, change: SupplierChange) -> None:
        """Put a new change (version 1), or the next version of one, into a transaction.

        Raises on commit:
            StaleVersionError: somebody else decided it first.
        """
        item = SupplierChangeItem(*keys.supplier_change(change.store_id, change.id), data=dump(change))
        item.version, item.status = change.version, change.status
        item.ttl = to_epoch(change.found_at + _KEPT_FOR)
        condition: Condition = SupplierChangeItem.version == change.version - 1
        if change.version == 1:
            condition = SupplierChangeItem.pk.does_not_exist()
        tx.put(item, condition=condition, otherwise=lambda _: StaleVersionError())

    def update(self, change: SupplierChange, *, also: Callable[[Transaction], None] | None = None) -> SupplierChange:
        """Write the next version of a change."""
        following = replace(change, version=change.version + 1)
        tx = Transaction()
        self.add(tx, following)
        if also:
            also(tx)
        tx.commit()
        return following

    def has_sources(self, store_id: str) -> bool:
        """Whether a store has imported anything: one read of at most one item."""
        base = keys.import_source(store_id, "")
        return any(True for _ in Item.query(base.pk, Item.sk.startswith(base.sk), limit=1, page_size=1))

    def announce(self, store_id: str, *, after: str = "") -> None:
        """Call the worker for a store's products, from ``after`` on."""
        tx = Transaction()
        add_event(
            tx,
            type="SourceCheckDue",
            store_id=store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload={"after": after} if after else {},
        )
        tx.commit()
