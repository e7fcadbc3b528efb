"""The end of a store: deletion, the time in which it can come back, and what remains of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from tradewind.db import documents, keys
from tradewind.db.documents import Document
from tradewind.db.partitions import delete_keys, list_keys
from tradewind.kit.clock import Clock
from tradewind.kit.ids import is_id
from tradewind.stores.branding import Branding
from tradewind.stores.errors import OpenOrdersError, StoreErasedError, StoreNotFoundError
from tradewind.stores.models import GRACE, Store, StoreStatus
from tradewind.stores.repository import StoreRepository

_SHOWN_ORDERS = 10


@dataclass(frozen=True, slots=True)
class OpenOrders:
    """Orders that somebody still waits for: the first of them, and how many there are."""

    shown: list[dict[str, Any]]
    total: int


class OpenOrderFinder(Protocol):
    """Knows what a store still owes its shoppers."""

    def find_open(self, store_id: str, *, limit: int) -> OpenOrders:
        """Orders that are neither delivered nor cancelled nor refunded."""


class MediaRemover(Protocol):
    """Where pictures lie."""

    def delete_below(self, prefix: str) -> int:
        """Remove up to a thousand objects whose keys start with ``prefix``; how many there were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeDeps:
    """What closing and reopening need.

    Attributes:
        store_limit: how many stores an account may have open.
        changed: is told whose store was closed or came back: where the plan holds stores, another one may open.
    """

    stores: StoreRepository
    orders: OpenOrderFinder
    clock: Clock
    store_limit: Callable[[str], int]
    changed: Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureDeps:
    """What erasing needs."""

    stores: StoreRepository
    media: MediaRemover
    clock: Clock


def delete_store(deps: LifeDeps, *, store: Store) -> None:
    """Close the store: shoppers get 410, its slug stays taken, its data stays for ``GRACE``.

    Raises:
        OpenOrdersError: somebody still waits for an order.
    """
    waiting = deps.orders.find_open(store.id, limit=_SHOWN_ORDERS)
    if waiting.total:
        orders = "1 order is" if waiting.total == 1 else f"{waiting.total} orders are"
        detail = f"{orders} still open. Fulfil, cancel or refund them, then delete the store."
        raise OpenOrdersError(detail, extra={"orders": waiting.shown, "total": waiting.total})
    now = deps.clock()
    closed = replace(store, status=StoreStatus.DELETED, deleted_at=now, updated_at=now, version=store.version + 1)
    deps.stores.update(closed, previous=store)
    deps.changed(store.user_id)


def restore_store(deps: LifeDeps, *, user_id: str, store_id: str) -> Store:
    """Bring a deleted store back, paused: its owner looks it over before it sells again.

    A store that is not deleted is answered as it is.

    Raises:
        StoreNotFoundError: unknown, or somebody else's. StoreErasedError. StoreLimitError.
    """
    store = deps.stores.find(store_id) if is_id(store_id, "str") else None
    if store is None or store.user_id != user_id:
        raise StoreNotFoundError
    if store.status is not StoreStatus.DELETED:
        return store
    now = deps.clock()
    if store.erasing_since or now - (store.deleted_at or store.updated_at) >= GRACE:
        raise StoreErasedError
    # A hold from before is over, or comes again with the account's present one.
    back = replace(
        store, status=StoreStatus.PAUSED, held=None, deleted_at=None, updated_at=now, version=store.version + 1
    )
    deps.stores.update(back, previous=store, limit=deps.store_limit(user_id))
    deps.changed(user_id)
    return back


def list_restorable(deps: LifeDeps, *, user_id: str) -> list[Store]:
    """The user's deleted stores whose grace is not over, latest deletion first."""
    now = deps.clock()
    return [store for store in deps.stores.list_deleted(user_id) if store.deleted_at and now - store.deleted_at < GRACE]


def erase_overdue(deps: ErasureDeps, *, stores: int = 20, steps: int = 150) -> dict[str, int]:
    """Remove what is left of stores whose grace is over, in at most ``steps`` bounded steps.

    It can stop anywhere: what is still there is found again the next time. Returns counts.
    """
    counts = {"erased": 0, "steps": 0}
    for store in deps.stores.list_due_for_erasure(deleted_before=deps.clock() - GRACE, limit=stores):
        left = steps - counts["steps"]
        if left <= 0:
            break
        used, done = erase_store(deps, store, steps=left)
        counts["steps"] += used
        counts["erased"] += done
    return counts


def erase_store(deps: ErasureDeps, store: Store, *, steps: int) -> tuple[int, bool]:
    """Erase one store: its public documents, its pictures, then everything of its partition but the books.

    Orders and ledger stay with their customer data, because the law asks merchants to keep them; the store's own record
    stays as their owner, stripped. The address answers 410 for good. Returns the steps used and whether it is done.
    """
    if store.erasing_since is None:
        begun = _stripped(store, deps)
        if not deps.stores.mark_erasure(begun, previous=store):
            return 1, False
        store = begun
    used = 0
    for remove in (_remove_public, lambda each: _remove_media(deps, each), _remove_items):
        while remove(store):
            used += 1
            if used >= steps:
                return used, False
    done = replace(store, erased_at=deps.clock(), version=store.version + 1)
    return used, deps.stores.mark_erasure(done, previous=store)


def _stripped(store: Store, deps: ErasureDeps) -> Store:
    return replace(
        store,
        description="",
        contact_email=None,
        address=None,
        announcement=None,
        branding=Branding(),
        erasing_since=deps.clock(),
        version=store.version + 1,
    )


def _remove_public(store: Store) -> bool:
    """Every public document but the store's, which says that it is gone. Whether there was anything."""
    own = keys.public_store(store.slug)
    page = list_keys(keys.public_partition(store.slug))
    doomed = [key for key in page.keys if key != own]
    delete_keys(doomed)
    if not doomed:
        gone = Document(
            body="{}", etag='"gone"', store_id=store.id, state=StoreStatus.DELETED.value, source_version=10**15
        )
        documents.put_document(own, gone)
    return bool(doomed)


def _remove_media(deps: ErasureDeps, store: Store) -> bool:
    return any(deps.media.delete_below(f"{kind}/{store.id}/") for kind in ("media", "uploads", "transfers", "search"))


def _remove_items(store: Store) -> bool:
    """Up to one page of items that are not kept. Whether there was anything."""
    partition, kept = keys.store(store.id).pk, {keys.store(store.id), keys.counters(store.id)}
    after: str | None = None
    while True:
        page = list_keys(partition, after=after)
        doomed = [key for key in page.keys if key not in kept and not key.sk.startswith(keys.BOOKS_PREFIXES)]
        delete_keys(doomed)
        if doomed or page.next_sort_key is None:
            return bool(doomed)
        after = page.next_sort_key
