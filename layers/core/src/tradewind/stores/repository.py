"""Stores in the table."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError

from tradewind.db import keys
from tradewind.db.counters import CountersItem
from tradewind.db.idempotency import IdempotencyClaim, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Gsi2, Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock, to_rfc3339
from tradewind.kit.ids import IdFactory
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.messaging.outbox import add_event
from tradewind.stores.errors import SlugTakenError, StaleVersionError, StoreLimitError, UserHasStoresError
from tradewind.stores.models import Store, StoreStatus


class StoreItem(Item, discriminator="Store"):
    """A store; ``data`` is the model."""


class SlugLockItem(Item, discriminator="StoreSlug"):
    """Owner of a store slug, present or former."""

    store_id = UnicodeAttribute()


class StoreCountItem(Item, discriminator="StoreCount"):
    """How many stores a user has open."""

    stores = NumberAttribute()


CLOSED = 10**9
"""More stores than any plan has: nothing is opened and nothing comes back."""


class _NotCountedError(Exception):
    """Internal: the user's count is not there yet."""


class StoreRepository:
    """Stores, their slug locks and counters."""

    def __init__(self, *, clock: Clock, new_id: IdFactory, cursors: CursorSigner) -> None:
        self._clock = clock
        self._new_id = new_id
        self._cursors = cursors

    def create(self, store: Store, *, limit: int, once: IdempotencyClaim | None = None) -> None:
        """Write the store with its slug lock and counters, if its owner has fewer than ``limit``.

        Raises:
            StoreLimitError. SlugTakenError: the slug belongs to someone.
            AlreadyDoneError: ``once`` was used by the same request before.
        """
        self._counted(store.user_id, lambda: self._create(store, limit, once))

    def _create(self, store: Store, limit: int, once: IdempotencyClaim | None) -> None:
        tx = Transaction()
        if once:
            claim(tx, once, result_id=store.id, clock=self._clock)
        _count(tx, store.user_id, limit)
        self._lock_slug(tx, store.slug, store.id)
        tx.put(_store_item(store), condition=StoreItem.pk.does_not_exist())
        tx.put(CountersItem(*keys.counters(store.id)))
        self._announce(tx, store)
        tx.commit()

    def find(self, store_id: str) -> Store | None:
        """A store by id, in any status. Strongly consistent: guards rely on it."""
        try:
            item = StoreItem.get(*keys.store(store_id), consistent_read=True)
        except StoreItem.DoesNotExist:
            return None
        return load(Store, item.data or "")

    def find_slug_owner(self, slug: str) -> str | None:
        """The id of the store that holds a slug, now or from before a rename."""
        try:
            return str(SlugLockItem.get(*keys.store_slug_lock(slug), consistent_read=True).store_id)
        except SlugLockItem.DoesNotExist:
            return None

    def list_of_user(self, user_id: str, *, limit: int, cursor: str | None) -> Page[Store]:
        """A user's stores, newest first, without deleted ones: one query."""
        scope = f"stores:{user_id}"
        start = self._cursors.unpack(scope, cursor) if cursor else None
        rows = StoreItem.gsi1.query(
            keys.stores_of_user(user_id),
            scan_index_forward=False,
            limit=limit,
            page_size=limit,
            last_evaluated_key=start,
        )
        items = [load(Store, row.data or "") for row in rows]
        last = rows.last_evaluated_key
        return Page(items, self._cursors.pack(scope, last) if last else None)

    def iterate_of_user(self, user_id: str) -> Iterator[Store]:
        """Every store of a user, oldest first, without deleted ones: as many queries as it takes."""
        for row in StoreItem.gsi1.query(keys.stores_of_user(user_id)):
            yield load(Store, row.data or "")

    def add_closed(self, tx: Transaction, user_id: str) -> None:
        """Let a user without open stores never have one again, also with a session that has minutes to live.

        Raises on commit:
            UserHasStoresError: one was opened meanwhile.
        """
        tx.put(
            StoreCountItem(*keys.store_count(user_id), stores=CLOSED),
            condition=StoreCountItem.pk.does_not_exist() | (StoreCountItem.stores <= 0),
            otherwise=lambda _: UserHasStoresError(),
        )

    def list_deleted(self, user_id: str) -> list[Store]:
        """A user's deleted stores that are not erased yet, latest first (at most 100 are looked at)."""
        rows = StoreItem.gsi1.query(keys.deleted_stores_of_user(user_id), scan_index_forward=False, limit=100)
        return [load(Store, row.data or "") for row in rows]

    def list_due_for_erasure(self, *, deleted_before: datetime, limit: int) -> list[Store]:
        """Stores whose erasure has begun, then those deleted before a moment, oldest first."""
        begun = StoreItem.gsi2.query(keys.stores_by_status("erasing"), limit=limit)
        found = [load(Store, row.data or "") for row in begun]
        due = StoreItem.gsi2.query(
            keys.stores_by_status(StoreStatus.DELETED),
            Gsi2.gsi2sk < to_rfc3339(deleted_before),
            limit=limit - len(found) or 1,
        )
        return [*found, *(load(Store, row.data or "") for row in due)][:limit]

    def count_of_user(self, user_id: str) -> int:
        """How many stores a user has, without deleted ones: a query that returns no items."""
        return int(StoreItem.gsi1.count(keys.stores_of_user(user_id)))

    def count_open(self, user_id: str) -> int:
        """The same from the count that creating and closing move: strongly consistent."""
        try:
            return int(StoreCountItem.get(*keys.store_count(user_id), consistent_read=True).stores)
        except StoreCountItem.DoesNotExist:
            return self.count_of_user(user_id)

    def iterate_ids(self, status: StoreStatus) -> Iterator[str]:
        """Ids of every store of a status (schedules): as many queries as it takes."""
        for row in StoreItem.gsi2.query(
            keys.stores_by_status(status), attributes_to_get=["pk", "sk", "gsi2pk", "gsi2sk"]
        ):
            yield str(row.gsi2sk).rpartition("#")[2]

    def iterate_active(self) -> Iterator[Store]:
        """Every store that sells (schedules), so none that its plan holds: as many queries as it takes."""
        for row in StoreItem.gsi2.query(keys.stores_by_status(StoreStatus.ACTIVE)):
            store = load(Store, row.data or "")
            if store.is_selling:
                yield store

    def update(
        self,
        store: Store,
        *,
        previous: Store,
        limit: int | None = None,
        also: Callable[[Transaction], None] | None = None,
    ) -> None:
        """Replace ``previous`` by ``store`` (its next version), moving slug lock and owner's count where they change.

        ``also`` adds writes or conditions to the transaction.

        The old slug stays locked to this store, so that its address can redirect and nobody else can take it.

        Raises:
            StaleVersionError: someone else edited it first.
            SlugTakenError: the new slug belongs to another store.
            StoreLimitError: it comes back from deletion, and its owner has ``limit`` others.
        """
        self._counted(store.user_id, lambda: self._update(store, previous, limit, also))

    def _update(
        self, store: Store, previous: Store, limit: int | None, also: Callable[[Transaction], None] | None
    ) -> None:
        tx = Transaction()
        tx.put(
            _store_item(store),
            condition=StoreItem.version == previous.version,
            otherwise=lambda _: StaleVersionError(),
        )
        was_open, is_open = (each.status is not StoreStatus.DELETED for each in (previous, store))
        if was_open and not is_open:
            _count(tx, store.user_id, None)
        elif is_open and not was_open:
            _count(tx, store.user_id, limit)
        if store.slug != previous.slug:
            self._lock_slug(tx, store.slug, store.id)
        self._announce(tx, store, previous=previous)
        if also:
            also(tx)
        tx.commit()

    def mark_erasure(self, store: Store, *, previous: Store) -> bool:
        """Write the next step of an erasure without telling anybody; False if the store moved meanwhile."""
        tx = Transaction()
        tx.put(
            _store_item(store),
            condition=StoreItem.version == previous.version,
            otherwise=lambda _: StaleVersionError(),
        )
        try:
            tx.commit()
        except StaleVersionError:
            return False
        return True

    def _counted(self, user_id: str, write: Callable[[], None]) -> None:
        """Run ``write``; where the user has no count yet, make it from the stores there are and run it again."""
        try:
            write()
        except _NotCountedError:
            item = StoreCountItem(*keys.store_count(user_id), stores=self.count_of_user(user_id))
            # Somebody who was faster has counted the same.
            with suppress(PutError):
                item.save(condition=StoreCountItem.pk.does_not_exist())
            write()

    def counters(self, store_id: str) -> dict[str, int]:
        """The store's totals: products by status, ``orders``."""
        item = CountersItem.get(*keys.counters(store_id))
        return {name: int(getattr(item, name)) for name in ("draft", "active", "archived", "orders")}

    def counters_of(self, store_ids: Iterable[str]) -> dict[str, dict[str, int]]:
        """Products by status of several stores, by id: one request per 100."""
        wanted = [keys.counters(store_id) for store_id in store_ids]
        return {
            item.pk.partition("#")[2]: {name: int(getattr(item, name)) for name in ("draft", "active", "archived")}
            for item in CountersItem.batch_get(wanted)
        }

    def _lock_slug(self, tx: Transaction, slug: str, store_id: str) -> None:
        lock = SlugLockItem(*keys.store_slug_lock(slug), store_id=store_id)
        tx.put(
            lock,
            condition=SlugLockItem.pk.does_not_exist() | (SlugLockItem.store_id == store_id),
            otherwise=lambda _: SlugTakenError(),
        )

    def _announce(self, tx: Transaction, store: Store, *, previous: Store | None = None) -> None:
        payload: dict[str, object] = {"slug": store.slug, "status": store.status}
        if previous and previous.slug != store.slug:
            payload["previous_slug"] = previous.slug
        add_event(
            tx,
            type="StoreUpdated" if previous else "StoreCreated",
            store_id=store.id,
            clock=self._clock,
            new_id=self._new_id,
            payload=payload,
        )


def _count(tx: Transaction, user_id: str, limit: int | None) -> None:
    """Count one store more, below ``limit``; without one, one store less."""
    condition = StoreCountItem.stores < limit if limit is not None else StoreCountItem.pk.exists()

    def failed(old: dict[str, Any] | None) -> Exception:
        return StoreLimitError(limit or 0) if old else _NotCountedError()

    tx.update(
        StoreCountItem(*keys.store_count(user_id)),
        [StoreCountItem.stores.add(-1 if limit is None else 1)],
        condition=condition,
        otherwise=failed,
    )


def _store_item(store: Store) -> StoreItem:
    item = StoreItem(*keys.store(store.id), data=dump(store))
    item.version = store.version
    item.status = store.status
    if store.status is not StoreStatus.DELETED:
        item.gsi1pk = keys.stores_of_user(store.user_id)
        item.gsi1sk = f"{to_rfc3339(store.created_at)}#{store.id}"
        item.gsi2pk, item.gsi2sk = keys.stores_by_status(store.status), store.id
        return item
    since = f"{to_rfc3339(store.deleted_at or store.updated_at)}#{store.id}"
    if store.erasing_since is None:
        item.gsi1pk, item.gsi1sk = keys.deleted_stores_of_user(store.user_id), since
    step = "erased" if store.erased_at else "erasing" if store.erasing_since else store.status
    item.gsi2pk, item.gsi2sk = keys.stores_by_status(step), since
    return item
