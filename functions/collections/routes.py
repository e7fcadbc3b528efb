"""``/api/v1/stores/{store_id}/collections``: products chosen by hand or by rules."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from tradewind.bootstrap import Container
from tradewind.collections import service
from tradewind.collections.models import Collection, CollectionSort, CollectionStatus
from tradewind.collections.schemas import (
    ArrangeProductsRequest,
    CollectionProduct,
    CollectionResponse,
    CreateCollectionRequest,
    PreviewRequest,
    UpdateCollectionRequest,
    to_rules,
)
from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import IdempotencyKey, OwnAccess, OwnStore, PageQuery, store_claim
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.stores.models import Store

router = APIRouter(prefix="/stores/{store_id}/collections", tags=["collections"])

# Search is imported where it is used: opening a store's shelf loads SQLite, which no other request needs.

CollectionId = Annotated[str, Path(max_length=40)]
PageNumber = Annotated[int, Query(ge=1, le=1_000)]
Limit = Annotated[int, Query(ge=1, le=48)]


@router.post("", status_code=201, responses=responses(401, 404, 409))
def create_collection(
    body: CreateCollectionRequest, store: OwnStore, services: Services, idempotency_key: IdempotencyKey = None
) -> CollectionResponse:
    """Add a collection; its address is made from its title."""
    once = store_claim(store.id, "create_collection", idempotency_key, body.model_dump(mode="json"))
    collection = service.create_collection(
        services.collection_deps, store_id=store.id, new=body.to_new(store.currency), once=once
    )
    return _response(services, store, collection)


@router.get("", responses=responses(400, 401, 404))
def list_collections(
    store: OwnStore,
    services: Services,
    paging: PageQuery,
    search: Annotated[str, Query(max_length=100, description="Words in the title.")] = "",
    status: CollectionStatus | None = None,
) -> ListOf[CollectionResponse]:
    """Collections newest first, archived ones only with ``status=archived``."""
    page = service.list_collections(
        services.collection_deps,
        services.cursors,
        store_id=store.id,
        status=status,
        search=search,
        limit=paging.limit,
        cursor=paging.cursor,
        page=paging.page,
    )
    items = _responses(services, store, page.items)
    return ListOf(items=items, next_cursor=page.next_cursor, total=page.total)


@router.post("/preview", responses=responses(401, 404))
def preview_rules(
    body: PreviewRequest, store: OwnStore, services: Services, page: PageNumber = 1, limit: Limit = 24
) -> ListOf[CollectionProduct]:
    """What rules would choose now, drafts included."""
    collection = service.unsaved(
        services.collection_deps,
        store_id=store.id,
        rules=to_rules(body.rules, store.currency),
        match=body.match,
        sort=CollectionSort(body.sort),
    )
    return _products(services, store, collection, page, limit)


@router.get("/{collection_id}", responses=responses(401, 404))
def get_collection(store: OwnStore, services: Services, collection_id: CollectionId) -> CollectionResponse:
    """One collection in any status."""
    collection = service.get_collection(services.collection_deps, store_id=store.id, collection_id=collection_id)
    return _response(services, store, collection)


@router.patch("/{collection_id}", responses=responses(401, 404, 409))
def update_collection(
    body: UpdateCollectionRequest, access: OwnAccess, services: Services, collection_id: CollectionId
) -> CollectionResponse:
    """Change what is sent. With ``version`` a stale edit answers 409 and the current copy."""
    store = access.store
    collection = service.get_collection(services.collection_deps, store_id=store.id, collection_id=collection_id)
    with telling_current(lambda: get_collection(store, services, collection_id)):
        changed = service.update_collection(
            services.collection_deps,
            collection=collection,
            changes=body.to_changes(store.currency),
            expected_version=body.version,
        )
    access.note.label = changed.title
    return _response(services, store, changed)


@router.delete("/{collection_id}", status_code=204, responses=responses(401, 404, 409))
def archive_collection(access: OwnAccess, services: Services, collection_id: CollectionId) -> Response:
    """Archive the collection, its products stay; set another status to bring it back."""
    deps = services.collection_deps
    collection = service.get_collection(deps, store_id=access.store.id, collection_id=collection_id)
    access.note.label = collection.title
    service.archive_collection(deps, collection=collection)
    return Response(status_code=204)


@router.post("/{collection_id}/products", responses=responses(401, 404, 409))
def arrange_products(
    body: ArrangeProductsRequest, access: OwnAccess, services: Services, collection_id: CollectionId
) -> CollectionResponse:
    """Add, remove or move products of a manual collection. Repeating it changes nothing more."""
    store = access.store
    with telling_current(lambda: get_collection(store, services, collection_id)):
        changed = service.arrange_products(
            services.collection_deps,
            store_id=store.id,
            collection_id=collection_id,
            add=body.add,
            remove=body.remove,
            position=body.position,
            expected_version=body.version,
        )
    access.note.label = changed.title
    return _response(services, store, changed)


@router.get("/{collection_id}/products", responses=responses(401, 404))
def list_collection_products(
    store: OwnStore, services: Services, collection_id: CollectionId, page: PageNumber = 1, limit: Limit = 24
) -> ListOf[CollectionProduct]:
    """What the collection holds now in its order, drafts included and marked by ``status``."""
    collection = service.get_collection(services.collection_deps, store_id=store.id, collection_id=collection_id)
    return _products(services, store, collection, page, limit)


def _products(
    services: Container, store: Store, collection: Collection, page: int, limit: int
) -> ListOf[CollectionProduct]:
    from tradewind.search import listing

    found = listing.preview_collection(
        services.listing_deps, store=store, collection=collection, limit=limit, page=page
    )
    return ListOf(items=[CollectionProduct.of(preview) for preview in found.items], total=found.total)


def _response(services: Container, store: Store, collection: Collection) -> CollectionResponse:
    return _responses(services, store, [collection])[0]


def _responses(services: Container, store: Store, collections: Sequence[Collection]) -> list[CollectionResponse]:
    from tradewind.search import listing

    counts = listing.count_products(services.listing_deps, store=store, collections=collections)
    url = services.storefront_settings.storefront_url_template.format(slug=store.slug)
    return [
        CollectionResponse.of(
            collection, currency=store.currency, storefront_url=url, product_count=counts.get(collection.id)
        )
        for collection in collections
    ]
