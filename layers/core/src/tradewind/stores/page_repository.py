"""Policy pages in the table."""

from tradewind.db import keys
from tradewind.db.counters import CountersItem
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.messaging.outbox import add_event
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.pages import StorePage


class PageItem(Item, discriminator="StorePage"):
    """A page; ``data`` is the model."""


class PageRepository:
    """Pages of stores. Every change moves the store's ``pages_revision``."""

    def __init__(self, *, clock: Clock, new_id: IdFactory) -> None:
        self._clock = clock
        self._new_id = new_id

    def find(self, store_id: str, kind: str) -> StorePage | None:
        """A page, published or not; strongly consistent."""
        try:
            item = PageItem.get(*keys.store_page(store_id, kind), consistent_read=True)
        except PageItem.DoesNotExist:
            return None
        return load(StorePage, item.data or "")

    def list_of_store(self, store_id: str) -> list[StorePage]:
        """Every page of a store by kind: one query, there are at most seven."""
        base = keys.store_page(store_id, "")
        rows = PageItem.query(base.pk, PageItem.sk.startswith(base.sk), consistent_read=True)
        return [load(StorePage, row.data or "") for row in rows]

    def revision(self, store_id: str) -> int:
        """How often the store's pages have changed; strongly consistent."""
        try:
            return int(CountersItem.get(*keys.counters(store_id), consistent_read=True).pages_revision or 0)
        except CountersItem.DoesNotExist:
            return 0

    def put(self, page: StorePage, *, previous: StorePage | None) -> None:
        """Create ``page``, or replace ``previous`` by it.

        Raises:
            StaleVersionError: someone else wrote it first.
        """
        tx = Transaction()
        item = PageItem(*keys.store_page(page.store_id, page.kind), data=dump(page))
        item.version = page.version
        condition = PageItem.version == previous.version if previous else PageItem.pk.does_not_exist()
        tx.put(item, condition=condition, otherwise=lambda _: StaleVersionError())
        self._announce(tx, page)
        tx.commit()

    def delete(self, page: StorePage) -> None:
        """Remove ``page`` as it is.

        Raises:
            StaleVersionError: someone else wrote it first.
        """
        tx = Transaction()
        tx.delete(
            PageItem(*keys.store_page(page.store_id, page.kind)),
            condition=PageItem.version == page.version,
            otherwise=lambda _: StaleVersionError(),
        )
        self._announce(tx, page)
        tx.commit()

    def _announce(self, tx: Transaction, page: StorePage) -> None:
        tx.update(CountersItem(*keys.counters(page.store_id)), [CountersItem.pages_revision.add(1)])
        add_event(
            tx,
            type="StorePageChanged",
            store_id=page.store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload={"kind": page.kind.value},
        )
