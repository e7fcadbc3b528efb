"""The worker's side of exports: the whole catalog into one sheet, from a file on disk into the bucket."""

import io
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import batched

from tradewind.catalog.models import Product, Stock
from tradewind.catalog.repository import CatalogRepository
from tradewind.importing.csv_writer import SheetWriter
from tradewind.importing.ports import SheetFiles
from tradewind.importing.transfer_models import Transfer, TransferStatus, transfer_key
from tradewind.importing.transfer_repository import SheetCatalogRepository, TransferRepository
from tradewind.stores.models import Store

_BATCH = 50
_PROGRESS_EVERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportDeps:
    """What an export needs."""

    transfers: TransferRepository
    files: SheetFiles
    shelf: SheetCatalogRepository
    catalog: CatalogRepository
    media_base_url: str


def work_on_export(deps: ExportDeps, store: Store, transfer: Transfer) -> Transfer:
    """Write every product, newest first. Memory holds one batch; a run that was killed starts over and writes the same.

    Raises:
        WrongStateError: another run finished it first.
    """
    total = sum(deps.shelf.totals(store.id).values())
    transfer = replace(transfer, done=0, total=total, counts={})
    with tempfile.TemporaryFile() as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="", write_through=True)
        variants = 0
        for batch, done in _written(deps, store, SheetWriter(text)):
            variants += sum(len(product.variants) for product in batch)
            counts = {"products": done, "variants": variants}
            transfer = replace(transfer, done=done, total=max(total, done), counts=counts)
            if done % _PROGRESS_EVERY == 0:
                transfer = deps.transfers.update(transfer)
        text.flush()
        deps.files.write_file(transfer_key(store.id, transfer.id), raw, content_type="text/csv")
        text.detach()
    return deps.transfers.update(replace(transfer, status=TransferStatus.DONE))


def _written(deps: ExportDeps, store: Store, writer: SheetWriter) -> Iterator[tuple[Iterable[Product], int]]:
    """Batches that were written, with the number of products so far."""
    done = 0
    for batch in batched(deps.shelf.iterate_all(store.id), _BATCH, strict=False):
        beside = deps.catalog.read_beside(store.id, batch, gallery=True)
        for product in batch:
            stock = beside.stock.get(product.id) or Stock(product_id=product.id)
            writer.write(product, stock, beside.images, deps.media_base_url)
        done += len(batch)
        yield batch, done
