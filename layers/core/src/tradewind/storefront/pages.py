"""The rendered list pages: the first ones of the whole shelf and of each collection."""

from collections.abc import Sequence
from typing import Any

from tradewind.catalog.models import ProductStatus
from tradewind.collections.models import Collection, CollectionStatus
from tradewind.db import keys
from tradewind.search.index import Index, expand_image
from tradewind.search.models import Filters
from tradewind.search.query import Question, public_collections
from tradewind.storefront import rendering
from tradewind.storefront.deps import ProjectionDeps
from tradewind.stores.models import Store

type Pages = dict[keys.Key, dict[str, Any] | None]
"""Documents by key; None is a page that must not exist."""


def wanted_pages(deps: ProjectionDeps, store: Store, index: Index, collections: Sequence[Collection]) -> Pages:
    """First pages of the shelf and of ``collections``, and the list of all collections."""
    wanted: Pages = {keys.public_collections(store.slug): _all_collections(deps, index)}
    wanted |= _shelf_pages(deps, store, index)
    for collection in collections:
        wanted |= _collection_pages(deps, store, index, collection)
    return wanted


def shown_image(image: dict[str, Any] | None, index: Index) -> dict[str, Any] | None:
    """A collection's picture with the addresses of its renderings."""
    return expand_image(image, store_id=index.store_id, media_base_url=index.media_base_url) if image else None


def _all_collections(deps: ProjectionDeps, index: Index) -> dict[str, Any]:
    active = index.of_statuses([ProductStatus.ACTIVE])
    images = {collection.id: image for collection, image in index.collections}
    items = []
    for collection in public_collections(index):
        # A count that the calendar changes would be wrong tomorrow.
        counted = None
        if not collection.depends_on_time:
            counted = (index.members(collection, deps.clock()) & active).bit_count()
        items.append(rendering.collection_summary(collection, shown_image(images[collection.id], index), counted))
    return {"items": items, "total": len(items)}


def _shelf_pages(deps: ProjectionDeps, store: Store, index: Index) -> Pages:
    positions = index.newest_active()
    pages: Pages = {}
    for number, shown in _first_pages(positions, rendering.LIST_PAGES):
        end = number * rendering.PAGE_SIZE
        more = end < len(positions)
        cursor = deps.cursors.pack(rendering.list_scope(store.slug), end) if more else None
        document = rendering.list_document(index.cards(shown), total=len(positions), next_cursor=cursor)
        pages[keys.public_list(store.slug, number)] = document if shown or number == 1 else None
    return pages


def _collection_pages(deps: ProjectionDeps, store: Store, index: Index, collection: Collection) -> Pages:
    pages: Pages = {
        keys.public_collection_list(store.slug, slug, number): None
        for slug in (collection.slug, *collection.former_slugs)
        for number in range(1, rendering.COLLECTION_PAGES + 1)
    }
    if collection.status is not CollectionStatus.ACTIVE or collection.depends_on_time:
        return pages
    positions = Question(index, Filters(collection=collection.id), deps.clock()).result(None).positions
    for number, shown in _first_pages(positions, rendering.COLLECTION_PAGES):
        if shown or number == 1:
            key = keys.public_collection_list(store.slug, collection.slug, number)
            pages[key] = {"items": index.cards(shown), "total": len(positions)}
    return pages


def _first_pages(positions: Sequence[int], count: int) -> list[tuple[int, Sequence[int]]]:
    size = rendering.PAGE_SIZE
    return [(number, positions[(number - 1) * size : number * size]) for number in range(1, count + 1)]
