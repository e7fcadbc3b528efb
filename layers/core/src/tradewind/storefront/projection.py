"""Keeps the public documents in step with the truth.

Every run re-reads the truth, so the order and number of events do not matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import orjson

from tradewind.catalog.image_repository import ImageRepository
from tradewind.catalog.models import Product, ProductStatus
from tradewind.catalog.repository import CatalogRepository
from tradewind.db import documents, keys
from tradewind.db.documents import Document
from tradewind.errors import BusyError
from tradewind.kit.pagination import CursorSigner
from tradewind.messaging.events import Event
from tradewind.storefront import rendering
from tradewind.storefront.store_projection import (
    document_version,
    project_page,
    project_pages,
    project_store_document,
)
from tradewind.storefront.writing import put
from tradewind.stores.models import Store
from tradewind.stores.page_repository import PageRepository
from tradewind.stores.repository import StoreRepository

_LIST_ATTEMPTS = 5
_OF_THE_STORE = frozenset({"StoreCreated", "StoreUpdated", "StorePageChanged"})
_PREFIXES = (keys.PUBLIC_PRODUCT_PREFIX, keys.PUBLIC_LIST_PREFIX, keys.PUBLIC_CARD_PREFIX, keys.PUBLIC_PAGE_PREFIX)


class CachePurger(Protocol):
    """Tells page caches in front of the storefront what changed."""

    def purge(self, tags: Sequence[str]) -> None:
        """Drop everything tagged so (``store:<slug>``); best effort, caches also expire by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectionDeps:
    """What rendering needs."""

    stores: StoreRepository
    pages: PageRepository
    images: ImageRepository
    catalog: CatalogRepository
    cursors: CursorSigner
    media_base_url: str
    purger: CachePurger


def project_events(deps: ProjectionDeps, events: Iterable[Event]) -> None:
    """Bring every store concerned up to date; one store's events are folded into one run."""
    by_store: dict[str, list[Event]] = {}
    for event in events:
        by_store.setdefault(event.store_id, []).append(event)
    for store_id, its_events in by_store.items():
        project_store(deps, store_id, its_events)


def project_store(deps: ProjectionDeps, store_id: str, events: Sequence[Event]) -> None:
    """Render what ``events`` of one store may have changed."""
    store = deps.stores.find(store_id)
    if store is None or store.erasing_since:
        return
    if any(event.type in _OF_THE_STORE or _is_logo(event, store) for event in events):
        _project_store_itself(deps, store, events)
    for kind in sorted({str(event.payload["kind"]) for event in events if event.type == "StorePageChanged"}):
        project_page(store, kind, pages=deps.pages)
    product_ids = sorted({product_id for event in events for product_id in _product_ids(event)})
    changed = [_project_product(deps, store, product_id) for product_id in product_ids]
    for event in events:
        previous = event.payload.get("previous_slug")
        if previous and event.type == "ProductUpdated":
            _redirect_product(deps, store, str(event.payload["product_id"]), str(previous))
    if any(changed):
        _render_lists(deps, store)
    deps.purger.purge([f"store:{store.slug}"])


def rebuild_store(deps: ProjectionDeps, store_id: str) -> int:
    """Render everything of a store anew; returns the number of products shown."""
    store = deps.stores.find(store_id)
    if store is None or store.erasing_since:
        return 0
    _render_store(deps, store)
    project_pages(store, pages=deps.pages)
    products = list(deps.catalog.iterate_active(store_id))
    for start in range(0, len(products), 25):
        _put_products(deps, store, products[start : start + 25])
    _render_lists(deps, store)
    deps.purger.purge([f"store:{store.slug}"])
    return len(products)


def _is_logo(event: Event, store: Store) -> bool:
    logo = store.branding.logo_image_id
    return event.type == "ImageRendered" and logo is not None and event.payload.get("image_id") == logo


def _render_store(deps: ProjectionDeps, store: Store) -> None:
    project_store_document(store, pages=deps.pages, images=deps.images, media_base_url=deps.media_base_url)


def _product_ids(event: Event) -> list[str]:
    ids = list(event.payload.get("product_ids", []))
    single = event.payload.get("product_id")
    return [*ids, single] if single else ids


def _project_store_itself(deps: ProjectionDeps, store: Store, events: Sequence[Event]) -> None:
    previous = {str(event.payload["previous_slug"]) for event in events if event.payload.get("previous_slug")}
    if previous - {store.slug}:
        # The new address needs everything before the old one points at it.
        rebuild_store(deps, store.id)
        for slug in previous - {store.slug}:
            _move_store(store, slug)
            deps.purger.purge([f"store:{slug}"])
    else:
        _render_store(deps, store)
        if any(event.type == "StoreUpdated" for event in events):
            project_pages(store, pages=deps.pages)


def _move_store(store: Store, old_slug: str) -> None:
    moved = Document(
        body="{}",
        etag='"moved"',
        store_id=store.id,
        state="moved",
        moved_to=store.slug,
        source_version=document_version(store),
    )
    documents.put_document(keys.public_store(old_slug), moved)
    for prefix in _PREFIXES:
        for key in documents.list_documents(old_slug, prefix):
            documents.delete_document(key)


def _project_product(deps: ProjectionDeps, store: Store, product_id: str) -> bool:
    """Render one product; returns whether the grid has to change."""
    product = deps.catalog.find(store.id, product_id)
    if product is None:
        return False
    key, card_key = keys.public_product(store.slug, product.slug), keys.public_card(store.slug, product.id)
    if product.status is ProductStatus.ACTIVE:
        return _put_products(deps, store, [product])
    had_card = documents.find_document(card_key) is not None
    documents.delete_document(card_key)
    if product.published_at is None:
        documents.delete_document(key)
    else:
        # It was public once: its address says that it is gone (or hidden), not that it never was.
        put(key, {}, store, _source_version(product, 10**9), state=product.status)
    return had_card


def _source_version(product: Product, stock_version: int) -> int:
    """Grows with every edit and every stock movement: edits weigh more than all movements together."""
    return product.version * 10**10 + stock_version


def _put_products(deps: ProjectionDeps, store: Store, products: Sequence[Product]) -> bool:
    beside = deps.catalog.read_beside(store.id, products, gallery=True)
    changed = False
    for product in products:
        stock = beside.stock.get(product.id) or deps.catalog.find_stock(store.id, product.id)
        document = rendering.product_document(product, stock, beside.images, deps.media_base_url)
        version = _source_version(product, stock.version)
        put(keys.public_product(store.slug, product.slug), document, store, version)
        card = rendering.card_of(document)
        before = documents.find_document(keys.public_card(store.slug, product.id))
        if before is None or before.body != rendering.to_text(card):
            put(keys.public_card(store.slug, product.id), card, store, version)
            changed = True
    return changed


def _redirect_product(deps: ProjectionDeps, store: Store, product_id: str, old_slug: str) -> None:
    product = deps.catalog.find(store.id, product_id)
    if product is None or product.slug == old_slug:
        return
    put(
        keys.public_product(store.slug, old_slug),
        {},
        store,
        _source_version(product, 10**9),
        state="moved",
        moved_to=product.slug,
    )


def _render_lists(deps: ProjectionDeps, store: Store) -> None:
    """Cut the cards into pages, and look again afterwards.

    Two workers may render at once. Whoever wrote last also looks last, so stale pages never stay.
    """
    cards = documents.list_documents(store.slug, keys.PUBLIC_CARD_PREFIX)
    for _ in range(_LIST_ATTEMPTS):
        _write_pages(deps, store, cards)
        again = documents.list_documents(store.slug, keys.PUBLIC_CARD_PREFIX)
        if again == cards:
            return
        cards = again
    raise BusyError


def _write_pages(deps: ProjectionDeps, store: Store, cards: Mapping[keys.Key, Document]) -> None:
    """Only pages that changed are written."""
    ordered = [orjson.loads(cards[key].body) for key in sorted(cards, reverse=True)]
    existing = documents.list_documents(store.slug, keys.PUBLIC_LIST_PREFIX)
    pages = range(1, max(1, -(-len(ordered) // rendering.PAGE_SIZE)) + 1)
    for page in pages:
        key = keys.public_list(store.slug, page)
        start = (page - 1) * rendering.PAGE_SIZE
        more = start + rendering.PAGE_SIZE < len(ordered)
        cursor = deps.cursors.pack(rendering.list_scope(store.slug), start + rendering.PAGE_SIZE) if more else None
        document = rendering.list_document(
            ordered[start : start + rendering.PAGE_SIZE], total=len(ordered), next_cursor=cursor
        )
        if key not in existing or existing[key].body != rendering.to_text(document):
            put(key, document, store, 0)
    for key in existing.keys() - {keys.public_list(store.slug, page) for page in pages}:
        documents.delete_document(key)
