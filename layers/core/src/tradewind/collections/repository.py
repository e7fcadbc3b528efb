"""Collections in the table."""

from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute

from tradewind.collections.errors import CollectionSlugTakenError, TooManyCollectionsError
from tradewind.collections.models import MAX_COLLECTIONS, Collection
from tradewind.db import keys
from tradewind.db.counters import CountersItem
from tradewind.db.idempotency import IdempotencyClaim, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.messaging.outbox import add_event
from tradewind.stores.errors import StaleVersionError


class CollectionItem(Item, discriminator="Collection"):
    """A collection; ``data`` is the model."""


class CollectionSlugItem(Item, discriminator="CollectionSlug"):
    """Owner of a collection slug inside a store, present or former."""

    collection_id = UnicodeAttribute()


class CollectionRepository:
    """Collections with their slug locks."""

    def __init__(self, *, clock: Clock, new_id: IdFactory) -> None:
        self._clock = clock
        self._new_id = new_id

    def create(self, collection: Collection, *, once: IdempotencyClaim | None = None) -> None:
        """Write a collection, its slug lock, the count of collections and the event.

        Raises:
            CollectionSlugTakenError. TooManyCollectionsError.
            AlreadyDoneError: ``once`` was used by the same request before.
        """
        tx = Transaction()
        if once:
            claim(tx, once, result_id=collection.id, clock=self._clock)
        self._lock_slug(tx, collection)
        tx.put(_item(collection), condition=CollectionItem.pk.does_not_exist())
        tx.update(
            CountersItem(*keys.counters(collection.store_id)),
            [CountersItem.collections.add(1)],
            condition=CountersItem.collections.does_not_exist() | (CountersItem.collections < MAX_COLLECTIONS),
            otherwise=lambda _: TooManyCollectionsError(),
        )
        self._announce(tx, collection, "CollectionCreated")
        tx.commit()

    def find(self, store_id: str, collection_id: str) -> Collection | None:
        """A collection in any status, strongly consistent."""
        try:
            item = CollectionItem.get(*keys.collection(store_id, collection_id), consistent_read=True)
        except CollectionItem.DoesNotExist:
            return None
        return load(Collection, item.data or "")

    def list_all(self, store_id: str) -> list[Collection]:
        """Every collection of a store in any status, newest first: at most MAX_COLLECTIONS, in one query a MB."""
        base = keys.collection(store_id, "")
        rows = CollectionItem.query(
            base.pk, CollectionItem.sk.startswith(base.sk), scan_index_forward=False, consistent_read=True
        )
        return [load(Collection, row.data or "") for row in rows]

    def update(self, collection: Collection, *, previous: Collection) -> None:
        """Replace ``previous`` by ``collection`` (its next version).

        Raises:
            StaleVersionError: someone else edited it first.
            CollectionSlugTakenError: the slug belongs to another collection of the store.
        """
        tx = Transaction()
        tx.put(
            _item(collection),
            condition=CollectionItem.version == previous.version,
            otherwise=lambda _: StaleVersionError(),
        )
        if collection.slug != previous.slug:
            # The former slug stays locked to this collection, so that its address can redirect.
            self._lock_slug(tx, collection)
        self._announce(tx, collection, "CollectionUpdated")
        tx.commit()

    def find_unknown_products(self, store_id: str, product_ids: Iterable[str]) -> set[str]:
        """Those of ``product_ids`` that are no products of the store: one request per 100."""
        wanted = {product_id: keys.product(store_id, product_id) for product_id in product_ids}
        found = {item.sk for item in Item.batch_get(list(wanted.values()), consistent_read=True)}
        return {product_id for product_id, key in wanted.items() if key.sk not in found}

    def has_image(self, store_id: str, image_id: str) -> bool:
        """Whether the store has this image."""
        return bool(list(Item.batch_get([keys.image(store_id, image_id)])))

    def _lock_slug(self, tx: Transaction, collection: Collection) -> None:
        tx.put(
            CollectionSlugItem(
                *keys.collection_slug_lock(collection.store_id, collection.slug), collection_id=collection.id
            ),
            condition=CollectionSlugItem.pk.does_not_exist() | (CollectionSlugItem.collection_id == collection.id),
            otherwise=lambda _: CollectionSlugTakenError(),
        )

    def _announce(self, tx: Transaction, collection: Collection, type: str) -> None:
        add_event(
            tx,
            type=type,
            store_id=collection.store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload={"collection_id": collection.id},
        )


def _item(collection: Collection) -> CollectionItem:
    item = CollectionItem(*keys.collection(collection.store_id, collection.id), data=dump(collection))
    item.version = collection.version
    item.status = collection.status
    return item
