"""Imports and exports in the table, and the look-ups they need."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import batched

from tradewind.catalog.models import Product, ProductStatus
from tradewind.catalog.repository import ProductItem, ProductSlugItem, SourceItem
from tradewind.db import keys
from tradewind.db.counters import CountersItem
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.importing.transfer_errors import WrongStateError
from tradewind.importing.transfer_models import Transfer, TransferKind
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.messaging.outbox import add_event

SUPPLIER = "csv"
"""The supplier part of source locks: a handle enters a store once."""

_PREFIX = {TransferKind.IMPORT: "imp_", TransferKind.EXPORT: "exp_"}


class TransferItem(Item, discriminator="Transfer"):
    """A transfer; ``data`` is the model."""


class TransferRepository:
    """Transfers. Whoever writes one names the version it read; work to do is announced in the same transaction."""

    def __init__(self, *, clock: Clock, new_id: IdFactory, cursors: CursorSigner) -> None:
        self._clock = clock
        self._new_id = new_id
        self._cursors = cursors

    def create(self, transfer: Transfer, *, due: bool = False) -> None:
        """Write a new transfer; ``due`` calls the worker."""
        tx = Transaction()
        tx.put(_item(transfer), condition=TransferItem.pk.does_not_exist())
        self._announce(tx, transfer, due)
        tx.commit()

    def find(self, store_id: str, transfer_id: str) -> Transfer | None:
        """A transfer as it is now."""
        try:
            item = TransferItem.get(*keys.transfer(store_id, transfer_id), consistent_read=True)
        except TransferItem.DoesNotExist:
            return None
        return load(Transfer, item.data or "")

    def list_of_store(self, store_id: str, kind: TransferKind, *, limit: int, cursor: str | None) -> Page[Transfer]:
        """Transfers of one kind, newest first: one query."""
        scope = f"transfers:{store_id}:{kind}"
        base = keys.transfer(store_id, _PREFIX[kind])
        rows = TransferItem.query(
            base.pk,
            TransferItem.sk.startswith(base.sk),
            scan_index_forward=False,
            limit=limit,
            page_size=limit,
            last_evaluated_key=self._cursors.unpack(scope, cursor) if cursor else None,
        )
        items = [load(Transfer, row.data or "") for row in rows]
        last = rows.last_evaluated_key
        return Page(items, self._cursors.pack(scope, last) if last else None)

    def update(self, transfer: Transfer, *, due: bool = False) -> Transfer:
        """Write the next version of ``transfer``; ``due`` calls the worker.

        Raises:
            WrongStateError: somebody else wrote it first.
        """
        following = replace(transfer, version=transfer.version + 1, updated_at=self._clock())
        tx = Transaction()
        tx.put(
            _item(following),
            condition=TransferItem.version == transfer.version,
            otherwise=lambda _: WrongStateError("This was moved on somewhere else in the meantime. Look again."),
        )
        self._announce(tx, following, due)
        tx.commit()
        return following

    def _announce(self, tx: Transaction, transfer: Transfer, due: bool) -> None:
        if due:
            add_event(
                tx,
                type="TransferDue",
                store_id=transfer.store_id,
                clock=self._clock,
                new_id=self._new_id,
                payload={"transfer_id": transfer.id},
            )


class SheetCatalogRepository:
    """Reads the catalog the way sheets need it: by handle, and whole."""

    def find_products(self, store_id: str, handles: Sequence[str]) -> dict[str, Product]:
        """Products imported under these handles before, or whose address they are; a hundred keys a request."""
        owners: dict[str, str] = {}
        wanted = [keys.product_slug_lock(store_id, handle) for handle in handles]
        wanted += [keys.source_lock(store_id, SUPPLIER, handle) for handle in handles]
        imported: dict[str, str] = {}
        for item in Item.batch_get(wanted, consistent_read=True):
            handle = item.sk.rpartition("#")[2]
            if isinstance(item, SourceItem):
                imported[handle] = item.product_id
            elif isinstance(item, ProductSlugItem):
                owners[handle] = item.product_id
        ids = {*owners.values(), *imported.values()}
        products = self._by_id(store_id, sorted(ids))
        found: dict[str, Product] = {}
        for handle in handles:
            if handle in imported and imported[handle] in products:
                found[handle] = products[imported[handle]]
            elif handle in owners and owners[handle] in products and products[owners[handle]].slug == handle:
                # Not a former address of another product, which only redirects.
                found[handle] = products[owners[handle]]
        return found

    def iterate_all(self, store_id: str) -> Iterator[Product]:
        """Every product in any status, newest first, a hundred a request (worker side)."""
        base = keys.product(store_id, "")
        rows = ProductItem.query(base.pk, ProductItem.sk.startswith(base.sk), scan_index_forward=False, page_size=100)
        for row in rows:
            yield load(Product, row.data or "")

    def totals(self, store_id: str) -> dict[str, int]:
        """How many products there are of each status."""
        item = CountersItem.get(*keys.counters(store_id))
        return {status.value: int(getattr(item, status.value)) for status in ProductStatus}

    def find_slug_owner(self, store_id: str, slug: str) -> str | None:
        """The product that has a slug, or had it before."""
        try:
            return str(ProductSlugItem.get(*keys.product_slug_lock(store_id, slug), consistent_read=True).product_id)
        except ProductSlugItem.DoesNotExist:
            return None

    def _by_id(self, store_id: str, ids: Sequence[str]) -> Mapping[str, Product]:
        found: dict[str, Product] = {}
        for batch in batched(ids, 100, strict=False):
            for item in Item.batch_get([keys.product(store_id, each) for each in batch], consistent_read=True):
                if isinstance(item, ProductItem):
                    product = load(Product, item.data or "")
                    found[product.id] = product
        return found


def _item(transfer: Transfer) -> TransferItem:
    item = TransferItem(*keys.transfer(transfer.store_id, transfer.id), data=dump(transfer))
    item.version = transfer.version
    item.status = transfer.status
    return item
