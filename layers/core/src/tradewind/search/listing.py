"""The merchant's side of a snapshot: filtered product lists, tags, and what a collection holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tradewind.catalog.models import ProductStatus
from tradewind.catalog.repository import CatalogRepository
from tradewind.catalog.service import ProductView, view_listed
from tradewind.collections.models import Collection, CollectionKind
from tradewind.collections.repository import CollectionRepository
from tradewind.kit.clock import Clock
from tradewind.kit.pagination import BadCursorError, CursorSigner, Page
from tradewind.search.building import build_index
from tradewind.search.cache import IndexCache
from tradewind.search.index import Index
from tradewind.search.manifest import find_manifest
from tradewind.search.masks import Members
from tradewind.search.models import Filters, Sort
from tradewind.search.query import Question
from tradewind.search.words import MERCHANT_COLUMNS
from tradewind.stores.models import Store

SHOWN = frozenset({ProductStatus.DRAFT, ProductStatus.ACTIVE})
"""What a collection's preview and the tag list show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingDeps:
    """What lists from a snapshot need."""

    catalog: CatalogRepository
    collections: CollectionRepository
    indexes: IndexCache
    cursors: CursorSigner
    clock: Clock
    media_base_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A product as a collection shows it to its merchant: the shopper's card and the status."""

    card: dict[str, Any]
    status: ProductStatus


def open_shelf(deps: ListingDeps, store: Store) -> Index:
    """The store's index. Before its first rendering one is made of the table, and not kept."""
    index = find_shelf(deps, store)
    return index if index is not None else build_index(deps.catalog, deps.collections, store, deps.media_base_url)


def find_shelf(deps: ListingDeps, store: Store) -> Index | None:
    """The store's index, if its shelf was ever rendered."""
    manifest = find_manifest(store.slug)
    return deps.indexes.find(manifest.object_key) if manifest else None


def list_filtered(
    deps: ListingDeps,
    *,
    store: Store,
    filters: Filters,
    sort: Sort,
    limit: int,
    cursor: str | None = None,
    page: int | None = None,
) -> Page[ProductView]:
    """Products that fit, in any order: ids from the snapshot, products with stock and picture in one batch.

    A cursor holds the place of the last product seen, so what comes or goes before it moves nothing.

    Raises:
        BadCursorError.
    """
    index = open_shelf(deps, store)
    positions = list(Question(index, filters, deps.clock(), columns=MERCHANT_COLUMNS).result(sort).positions)
    scope = f"shelf:{store.id}:{filters!r}:{sort}"
    start = (page - 1) * limit if page and not cursor else 0
    if cursor:
        start = _start_after(index, sort, positions, deps.cursors.unpack(scope, cursor))
    shown = positions[start : start + limit]
    next_cursor = None
    if start + limit < len(positions):
        last = shown[-1]
        next_cursor = deps.cursors.pack(scope, [index.sort_key(sort, last), index.ids[last]])
    views = view_listed(deps.catalog, store_id=store.id, listed=[_listed(index, position) for position in shown])
    # The snapshot is seconds behind: what has left the status in the meantime is not shown under it.
    kept = [view for view in views if view.product.status in filters.statuses]
    return Page(kept, next_cursor, len(positions))


def list_tags(deps: ListingDeps, store: Store) -> list[tuple[str, int]]:
    """Every tag of products that are not archived with its count, most used first."""
    index = open_shelf(deps, store)
    return index.tags(index.of_statuses(SHOWN))


def preview_collection(
    deps: ListingDeps, *, store: Store, collection: Collection, limit: int, page: int = 1
) -> Page[Preview]:
    """What a collection holds as it is now, drafts included, in its order. It need not be stored."""
    index = open_shelf(deps, store)
    positions = _positions_in(index, deps, collection)
    shown = positions[(page - 1) * limit : page * limit]
    cards = index.cards(shown)
    previews = [
        Preview(card=card, status=index.statuses[position]) for card, position in zip(cards, shown, strict=True)
    ]
    return Page(previews, None, len(positions))


def count_products(deps: ListingDeps, *, store: Store, collections: Iterable[Collection]) -> dict[str, int]:
    """Products by collection id, drafts included; before the store's first rendering of hand-picked ones alone."""
    index = find_shelf(deps, store)
    if index is None:
        manual = (found for found in collections if found.kind is CollectionKind.MANUAL)
        return {collection.id: len(collection.product_ids) for collection in manual}
    shown = index.of_statuses(SHOWN)
    now = deps.clock()
    return {collection.id: (index.members(collection, now) & shown).bit_count() for collection in collections}


def _positions_in(index: Index, deps: ListingDeps, collection: Collection) -> list[int]:
    members = Members(index.members(collection, deps.clock()) & index.of_statuses(SHOWN))
    sort = Sort(collection.sort)
    if sort is Sort.MANUAL and collection.kind is CollectionKind.MANUAL:
        order: Sequence[int] = index.manual_order(collection)
    else:
        order = index.order(Sort.NEWEST if sort is Sort.MANUAL else sort)
    return [position for position in order if position in members]


def _listed(index: Index, position: int) -> tuple[str, str | None]:
    """A product's id and its first picture's, to be read in one batch."""
    return index.ids[position], index.first_image(position)


def _start_after(index: Index, sort: Sort, positions: Sequence[int], place: Any) -> int:
    if not isinstance(place, list) or len(place) != 2:
        raise BadCursorError("not a place in this list")
    key, product_id = place
    for number, position in enumerate(positions):
        here = index.sort_key(sort, position)
        # Of equal keys the newer product stands first.
        if here > key or (here == key and index.ids[position] < product_id):
            return number
    return len(positions)
