"""From the table to a snapshot."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from tradewind.catalog.models import Product, Stock
from tradewind.catalog.repository import CatalogRepository, Holdings
from tradewind.collections.models import Collection
from tradewind.collections.repository import CollectionRepository
from tradewind.search.entries import compact_image, entry_of
from tradewind.search.index import Index
from tradewind.search.models import EDIT_WEIGHT, Entry
from tradewind.search.snapshot import Snapshot
from tradewind.storefront import rendering
from tradewind.stores.models import Store

BATCH = 25


def source_version(product: Product, stock_version: int) -> int:
    """Grows with every edit and every stock movement."""
    return product.version * EDIT_WEIGHT + stock_version


def read_beside(
    catalog: CatalogRepository, store_id: str, products: Iterable[Product]
) -> Iterator[tuple[Product, Stock, Holdings]]:
    """Each product with its stock and whole gallery, in batches."""
    for chunk in batched(products, BATCH, strict=False):
        beside = catalog.read_beside(store_id, chunk, gallery=True)
        for product in chunk:
            yield product, beside.stock.get(product.id) or Stock(product_id=product.id), beside


def entries_of(catalog: CatalogRepository, store_id: str, products: Iterable[Product]) -> Iterator[Entry]:
    """The entries of products."""
    for product, stock, beside in read_beside(catalog, store_id, products):
        yield entry_of(product, stock, beside.images, version=source_version(product, stock.version))


def collection_image(catalog: CatalogRepository, collection: Collection) -> dict[str, Any] | None:
    """A collection's picture as a snapshot keeps it, once it is rendered."""
    if not collection.image_id:
        return None
    images = catalog.find_images(collection.store_id, [collection.image_id])
    image = images.get(collection.image_id)
    shown = rendering.shown_image(image, collection.title, "") if image else None
    return compact_image(shown, images) if shown else None


def empty_snapshot(store: Store, media_base_url: str) -> Snapshot:
    """A store's snapshot without products."""
    return Snapshot.create(store_id=store.id, currency=store.currency, media_base_url=media_base_url)


def build_index(
    catalog: CatalogRepository, collections: CollectionRepository, store: Store, media_base_url: str
) -> Index:
    """An index of the table as it is now, of a snapshot that is not kept."""
    snapshot = empty_snapshot(store, media_base_url)
    for entry in entries_of(catalog, store.id, catalog.iterate_all(store.id)):
        snapshot.put(entry)
    put_collections(snapshot, catalog, collections.list_all(store.id))
    return Index(snapshot)


def put_collections(snapshot: Snapshot, catalog: CatalogRepository, collections: Sequence[Collection]) -> bool:
    """Insert or replace collections; returns whether anything changed."""
    changed = [snapshot.put_collection(collection, collection_image(catalog, collection)) for collection in collections]
    return any(changed)
