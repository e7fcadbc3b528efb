"""Reading public documents: one request each. What no document holds comes from ``searching``."""

from dataclasses import dataclass

import orjson

from tradewind.catalog.errors import ProductNotFoundError
from tradewind.checkout.errors import StoreClosedError
from tradewind.collections.errors import CollectionNotFoundError
from tradewind.db import documents, keys
from tradewind.db.documents import Document
from tradewind.kit.pagination import BadCursorError, CursorSigner
from tradewind.storefront import rendering
from tradewind.storefront.errors import CollectionGoneError, MovedError, ProductGoneError, StoreGoneError
from tradewind.stores.errors import PageNotFoundError, StoreNotFoundError

MAX_PAGE_SIZE = 48


@dataclass(frozen=True, slots=True)
class Answer:
    """JSON text and its validator."""

    body: str
    etag: str


def get_store(slug: str) -> Answer:
    """A store's document.

    Raises:
        StoreNotFoundError, StoreClosedError (paused), StoreGoneError (deleted), MovedError (renamed).
    """
    document = open_store(documents.find_document(keys.public_store(slug)))
    return Answer(document.body, document.etag)


def get_product(slug: str, product_slug: str) -> Answer:
    """A product's document; store and product come in one batch.

    Raises:
        those of ``get_store``; ProductNotFoundError, ProductGoneError (archived), MovedError (renamed).
    """
    store_key, key = keys.public_store(slug), keys.public_product(slug, product_slug)
    found = documents.find_documents([store_key, key])
    open_store(found.get(store_key))
    document = found.get(key)
    if document is None or document.state == "draft":
        raise ProductNotFoundError
    if document.state == "archived":
        raise ProductGoneError
    if document.state == "moved":
        raise MovedError(product_slug=document.moved_to)
    return Answer(document.body, document.etag)


def get_page(slug: str, kind: str) -> Answer:
    """A published page's document; store and page come in one batch.

    Raises:
        those of ``get_store``; PageNotFoundError.
    """
    store_key, key = keys.public_store(slug), keys.public_page(slug, kind)
    found = documents.find_documents([store_key, key])
    open_store(found.get(store_key))
    if key not in found:
        raise PageNotFoundError
    return Answer(found[key].body, found[key].etag)


def list_offset(cursors: CursorSigner, slug: str, *, limit: int, cursor: str | None, page: int) -> int:
    """Where a page of the grid begins.

    Raises:
        BadCursorError.
    """
    if not cursor:
        return (page - 1) * limit
    position = cursors.unpack(rendering.list_scope(slug), cursor)
    if not isinstance(position, int):
        raise BadCursorError("not a list position")
    return position


def is_rendered(offset: int, limit: int) -> bool:
    """Whether rendered pages reach this far."""
    return offset + limit <= rendering.LIST_PAGES * rendering.PAGE_SIZE


def list_collections(slug: str) -> Answer:
    """Every collection of a store.

    Raises:
        those of ``get_store``.
    """
    store_key, key = keys.public_store(slug), keys.public_collections(slug)
    found = documents.find_documents([store_key, key])
    open_store(found.get(store_key))
    if key in found:
        return Answer(found[key].body, found[key].etag)
    body = rendering.to_text({"items": [], "total": 0})
    return Answer(body, rendering.etag_of(body))


def open_collection(document: Document | None) -> Document:
    """The collection's document if shoppers may see it.

    Raises:
        CollectionNotFoundError, CollectionGoneError, MovedError.
    """
    if document is None or document.state == "draft":
        raise CollectionNotFoundError
    if document.state == "archived":
        raise CollectionGoneError
    if document.state == "moved":
        raise MovedError(collection_slug=document.moved_to)
    return document


def list_products(slug: str, *, cursors: CursorSigner, offset: int, limit: int) -> Answer:
    """A part of a store's grid, newest first, as far as it is rendered.

    Whole rendered pages (24) go out as they lie; other sizes are cut from at most three of them, in the same request.

    Raises:
        those of ``get_store``.
    """
    first, last = offset // rendering.PAGE_SIZE + 1, (offset + limit - 1) // rendering.PAGE_SIZE + 1
    store_key = keys.public_store(slug)
    wanted = [keys.public_list(slug, number) for number in range(first, last + 1)]
    found = documents.find_documents([store_key, *wanted])
    open_store(found.get(store_key))
    if limit == rendering.PAGE_SIZE and offset % rendering.PAGE_SIZE == 0 and wanted[0] in found:
        return Answer(found[wanted[0]].body, found[wanted[0]].etag)
    return _cut(cursors, slug, [found[key] for key in wanted if key in found], offset, limit)


def _cut(cursors: CursorSigner, slug: str, pages: list[Document], offset: int, limit: int) -> Answer:
    decoded = [orjson.loads(page.body) for page in pages]
    items = [item for page in decoded for item in page["items"]]
    start = offset % rendering.PAGE_SIZE
    total = decoded[0]["total"] if decoded else _total_elsewhere(slug)
    more = offset + limit < total
    cursor = cursors.pack(rendering.list_scope(slug), offset + limit) if more else None
    shown = items[start : start + limit]
    body = rendering.to_text(rendering.list_document(shown, total=total, next_cursor=cursor))
    return Answer(body, rendering.etag_of(body))


def _total_elsewhere(slug: str) -> int:
    """The total for a page past the end, from the first page (one more read, on a path nobody walks)."""
    first = documents.find_document(keys.public_list(slug, 1))
    return int(orjson.loads(first.body)["total"]) if first else 0


def open_store(document: Document | None) -> Document:
    """The store's document if the store is open."""
    if document is None:
        raise StoreNotFoundError
    if document.state == "moved":
        raise MovedError(slug=document.moved_to)
    if document.state == "deleted":
        raise StoreGoneError
    if document.state == "paused":
        raise StoreClosedError
    return document
