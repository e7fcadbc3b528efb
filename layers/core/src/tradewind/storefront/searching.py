"""What documents do not hold: search, filters, deep pages. One table request, and one object when it is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from tradewind.collections.models import CollectionStatus
from tradewind.db import documents, keys
from tradewind.db.documents import Document
from tradewind.errors import InvalidInputError
from tradewind.kit.pagination import CursorSigner
from tradewind.kit.slug import fold
from tradewind.search.cache import IndexCache
from tradewind.search.errors import SearchUnavailableError
from tradewind.search.index import Index
from tradewind.search.manifest import Manifest, find_manifest
from tradewind.search.models import Facets, Filters, Sort
from tradewind.search.query import Question
from tradewind.storefront import rendering
from tradewind.storefront.service import Answer, open_collection, open_store

MAX_OPTIONS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A shopper's question; prices in minor units of the store's currency, options as ``Axis:Value``."""

    text: str = ""
    collection: str | None = None
    price_min: int | None = None
    price_max: int | None = None
    options: Sequence[str] = ()
    in_stock: bool = False
    sort: Sort | None = None
    page: int = 1
    limit: int = rendering.PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Window:
    """One page of positions."""

    positions: Sequence[int] = field(default_factory=tuple)
    total: int = 0
    page: int = 1
    limit: int = rendering.PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.limit)


def search(slug: str, cache: IndexCache, request: SearchRequest, now: datetime) -> Answer:
    """One page of what fits, with facets.

    Raises:
        those of ``service.get_store``; InvalidInputError naming the parameter; SearchUnavailableError.
    """
    options = _options(request.options)
    if request.price_min is not None and request.price_max is not None and request.price_min > request.price_max:
        message = "The lowest price is above the highest. Swap them."
        raise InvalidInputError.field("price_min", message, "out_of_range")
    store_key, manifest_key = keys.public_store(slug), keys.public_search(slug)
    found = documents.find_documents([store_key, manifest_key])
    open_store(found.get(store_key))
    index = open_index(cache, slug, found.get(manifest_key))
    if index is None:
        return _answer(_empty_search(request))
    filters = Filters(
        text=request.text,
        collection=_collection_id(index, request.collection),
        price_min=request.price_min,
        price_max=request.price_max,
        options=options,
        in_stock=request.in_stock,
    )
    question = Question(index, filters, now)
    result = question.result(request.sort)
    window = _window(result.positions, request.page, request.limit)
    return _answer(
        {
            "items": index.cards(window.positions),
            "total": window.total,
            "page": window.page,
            "pages": window.pages,
            "facets": _facets(question.facets(), index.currency),
            "did_you_mean": result.did_you_mean,
        }
    )


def list_products(slug: str, cache: IndexCache, *, cursors: CursorSigner, offset: int, limit: int) -> Answer:
    """A part of the grid that is not rendered, newest first, in the shape of ``service.list_products``.

    Raises:
        those of ``service.get_store``; SearchUnavailableError.
    """
    store_key, manifest_key = keys.public_store(slug), keys.public_search(slug)
    found = documents.find_documents([store_key, manifest_key])
    open_store(found.get(store_key))
    index = open_index(cache, slug, found.get(manifest_key))
    if index is None:
        return _answer(rendering.list_document([], total=0, next_cursor=None))
    positions = index.newest_active()
    shown = positions[offset : offset + limit]
    more = offset + limit < len(positions)
    cursor = cursors.pack(rendering.list_scope(slug), offset + limit) if more else None
    return _answer(rendering.list_document(index.cards(shown), total=len(positions), next_cursor=cursor))


def get_collection(
    slug: str, collection_slug: str, cache: IndexCache, now: datetime, *, page: int, limit: int, sort: Sort | None
) -> Answer:
    """A collection with one page of its products; the first pages of 24 in its own order are rendered.

    Raises:
        those of ``service.get_store``; CollectionNotFoundError, CollectionGoneError, MovedError;
        SearchUnavailableError.
    """
    store_key, key = keys.public_store(slug), keys.public_collection(slug, collection_slug)
    manifest_key = keys.public_search(slug)
    wanted = [store_key, key, manifest_key]
    list_key = keys.public_collection_list(slug, collection_slug, page)
    if sort is None and limit == rendering.PAGE_SIZE and page <= rendering.COLLECTION_PAGES:
        wanted.append(list_key)
    found = documents.find_documents(wanted)
    open_store(found.get(store_key))
    document = open_collection(found.get(key))
    head: dict[str, Any] = orjson.loads(document.body)
    if list_key in found:
        return _answer(_collection_page(head, orjson.loads(found[list_key].body), page, limit))
    index = open_index(cache, slug, found.get(manifest_key))
    window = Window(page=page, limit=limit)
    if index is not None:
        result = Question(index, Filters(collection=head["id"]), now).result(sort)
        window = _window(result.positions, page, limit)
    items = index.cards(window.positions) if index else []
    return _answer(_collection_page(head, {"items": items, "total": window.total}, page, limit))


def open_index(cache: IndexCache, slug: str, document: Document | None) -> Index | None:
    """The index that a manifest names; None for a store whose shelf was never rendered.

    An object may be gone when the manifest came from a replica that lags behind: then the manifest is read once more.

    Raises:
        SearchUnavailableError: the object is gone although it is the present one.
    """
    if document is None:
        return None
    index = cache.find(Manifest.of(document).object_key)
    if index is None:
        manifest = find_manifest(slug)
        index = cache.find(manifest.object_key) if manifest else None
    if index is None:
        raise SearchUnavailableError
    return index


def _collection_page(head: Mapping[str, Any], listed: Mapping[str, Any], page: int, limit: int) -> dict[str, Any]:
    pages = -(-listed["total"] // limit)
    return {**head, "items": listed["items"], "total": listed["total"], "page": page, "pages": pages}


def _options(given: Sequence[str]) -> dict[str, frozenset[str]]:
    if len(given) > MAX_OPTIONS:
        raise InvalidInputError.field("option", f"Use at most {MAX_OPTIONS} options.", "too_many")
    wanted: dict[str, set[str]] = {}
    for entry in given:
        name, separator, value = entry.partition(":")
        if not separator or not fold(name).strip() or not fold(value).strip():
            message = "Write an option as its name, a colon and its value, such as Size:M."
            raise InvalidInputError.field("option", message, "option_malformed")
        wanted.setdefault(fold(name).strip(), set()).add(fold(value).strip())
    return {name: frozenset(values) for name, values in wanted.items()}


def _collection_id(index: Index, slug: str | None) -> str | None:
    if slug is None:
        return None
    collection = index.find_collection(slug)
    if collection is None or collection.status is not CollectionStatus.ACTIVE:
        message = "There is no such collection in this store."
        raise InvalidInputError.field("collection", message, "collection_not_found")
    return collection.id


def _window(positions: Sequence[int], page: int, limit: int) -> Window:
    start = (page - 1) * limit
    return Window(positions[start : start + limit], len(positions), page, limit)


def _facets(facets: Facets, currency: str) -> dict[str, Any]:
    def money(amount: int) -> dict[str, Any]:
        return {"amount": amount, "currency": currency}

    return {
        "collections": [
            {"slug": entry.slug, "title": entry.title, "count": entry.count} for entry in facets.collections
        ],
        "price": {"min": money(facets.price[0]), "max": money(facets.price[1])} if facets.price else None,
        "options": [
            {
                "name": option.name,
                "values": [{"value": value, "count": count} for value, count in option.values],
            }
            for option in facets.options
        ],
        "in_stock": facets.in_stock,
    }


def _empty_search(request: SearchRequest) -> dict[str, Any]:
    facets: dict[str, Any] = {"collections": [], "price": None, "options": [], "in_stock": 0}
    return {"items": [], "total": 0, "page": request.page, "pages": 0, "facets": facets, "did_you_mean": None}


def _answer(document: Mapping[str, Any]) -> Answer:
    body = rendering.to_text(document)
    return Answer(body, rendering.etag_of(body))
