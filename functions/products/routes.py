"""``/api/v1/stores/{store_id}/products`` (spec feature 5)."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from functions.products.bulk import router as bulk
from functions.products.transfers import router as transfers
from tradewind.bootstrap import Container
from tradewind.catalog import images, service
from tradewind.catalog.models import Product, ProductStatus
from tradewind.catalog.schemas import (
    CreateProductRequest,
    ImageResponse,
    ProductResponse,
    TagCount,
    UpdateProductRequest,
    UploadRequest,
    UploadResponse,
)
from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import IdempotencyKey, OwnAccess, OwnStore, PageQuery, Paging, store_claim
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.kit.pagination import Page
from tradewind.kit.slug import fold
from tradewind.stores.models import Store

router = APIRouter(prefix="/stores/{store_id}/products", tags=["products"])
routers = (bulk, router, transfers)

ProductId = Annotated[str, Path(max_length=40)]


@router.post("", status_code=201, responses=responses(401, 404, 409))
def create_product(
    body: CreateProductRequest, store: OwnStore, services: Services, idempotency_key: IdempotencyKey = None
) -> ProductResponse:
    """Add a product."""
    once = store_claim(store.id, "create_product", idempotency_key, body.model_dump(mode="json"))
    product = service.create_product(services.catalog_deps, store=store, new=body.to_new(), once=once)
    return _response(services, store, product)


class ProductFilters:
    """Which products a list shows. Search and everything but ``status`` come from the snapshot, seconds behind."""

    def __init__(
        self,
        search: Annotated[str, Query(max_length=100, description="Words in title, tags, options or SKU.")] = "",
        status: ProductStatus | None = None,
        collection_id: Annotated[str | None, Query(max_length=40)] = None,
        tag: Annotated[str | None, Query(max_length=40)] = None,
        stock: Annotated[
            Literal["in", "low", "out", "untracked"] | None,
            Query(description="`low`: every variant is counted, at most five are left in all."),
        ] = None,
        sort: Literal["newest", "price_asc", "price_desc", "title"] = "newest",
    ) -> None:
        self.search = search.strip()
        self.status = status
        self.collection_id = collection_id
        self.tag = tag
        self.stock = stock
        self.sort = sort

    @property
    def need_snapshot(self) -> bool:
        """Whether the table's own order and index do not suffice."""
        return bool(self.search or self.collection_id or self.tag or self.stock) or self.sort != "newest"


@router.get("", responses=responses(400, 401, 404))
def list_products(
    store: OwnStore, services: Services, paging: PageQuery, asked: Annotated[ProductFilters, Depends()]
) -> ListOf[ProductResponse]:
    """Products, newest first unless sorted: two requests a page, and one object when the snapshot is new."""
    if asked.need_snapshot:
        found = _list_filtered(services, store, paging, asked)
    else:
        found = service.list_products(
            services.catalog_deps,
            store_id=store.id,
            status=asked.status,
            limit=paging.limit,
            cursor=paging.cursor,
            page=paging.page,
        )
    return ListOf(
        items=[_from_view(services, store, view) for view in found.items],
        next_cursor=found.next_cursor,
        total=found.total,
    )


def _list_filtered(
    services: Container, store: Store, paging: Paging, asked: ProductFilters
) -> Page[service.ProductView]:
    # Imported where it is used: it loads SQLite, which no other request needs.
    from tradewind.search import listing
    from tradewind.search.models import Filters, Sort, StockLevel

    filters = Filters(
        text=asked.search,
        statuses=frozenset({asked.status} if asked.status else ProductStatus),
        collection=asked.collection_id,
        tag=fold(asked.tag) if asked.tag else None,
        stock=StockLevel(asked.stock) if asked.stock else None,
    )
    return listing.list_filtered(
        services.listing_deps,
        store=store,
        filters=filters,
        sort=Sort(asked.sort),
        limit=paging.limit,
        cursor=paging.cursor,
        page=paging.page,
    )


@router.get("/tags", responses=responses(401, 404))
def list_tags(store: OwnStore, services: Services) -> ListOf[TagCount]:
    """Every tag of products that are not archived, most used first."""
    from tradewind.search import listing

    tags = listing.list_tags(services.listing_deps, store)
    return ListOf(items=[TagCount(tag=tag, count=count) for tag, count in tags], total=len(tags))


@router.post("/upload", status_code=201, responses=responses(401, 404))
def upload_image(body: UploadRequest, store: OwnStore, services: Services) -> UploadResponse:
    """Permission to upload a picture straight to storage; it is then rendered to WebP."""
    image, target = images.start_upload(
        services.image_deps,
        store_id=store.id,
        filename=body.filename,
        content_type=body.content_type,
        size=body.size,
    )
    return UploadResponse.of(image, target)


@router.get("/images/{image_id}", responses=responses(401, 404))
def get_image(store: OwnStore, services: Services, image_id: Annotated[str, Path(max_length=40)]) -> ImageResponse:
    """How far an upload is."""
    image = images.get_image(services.image_deps, store_id=store.id, image_id=image_id)
    return ImageResponse.of(image, services.storefront_settings.media_base_url)


@router.get("/{product_id}", responses=responses(401, 404))
def get_product(store: OwnStore, services: Services, product_id: ProductId) -> ProductResponse:
    """One product in any status."""
    product = service.get_product(services.catalog_deps, store_id=store.id, product_id=product_id)
    return _response(services, store, product)


@router.patch("/{product_id}", responses=responses(401, 404, 409))
def update_product(
    body: UpdateProductRequest, access: OwnAccess, services: Services, product_id: ProductId
) -> ProductResponse:
    """Change what is sent. With ``version`` a stale edit answers 409 and the current copy."""
    store = access.store
    product = service.get_product(services.catalog_deps, store_id=store.id, product_id=product_id)
    with telling_current(lambda: get_product(store, services, product_id)):
        changed = service.update_product(
            services.catalog_deps,
            store=store,
            product=product,
            changes=body.to_changes(),
            expected_version=body.version,
        )
    access.note.label = changed.title
    return _response(services, store, changed)


@router.delete("/{product_id}", status_code=204, responses=responses(401, 404, 409))
def archive_product(access: OwnAccess, services: Services, product_id: ProductId) -> Response:
    """Archive the product; set another status to bring it back."""
    product = service.get_product(services.catalog_deps, store_id=access.store.id, product_id=product_id)
    access.note.label = product.title
    service.archive_product(services.catalog_deps, store=access.store, product=product)
    return Response(status_code=204)


@router.post("/{product_id}/duplicate", status_code=201, responses=responses(401, 404, 409))
def duplicate_product(
    access: OwnAccess, services: Services, product_id: ProductId, idempotency_key: IdempotencyKey = None
) -> ProductResponse:
    """A draft copy with the same pictures, without SKUs and stock."""
    store = access.store
    product = service.get_product(services.catalog_deps, store_id=store.id, product_id=product_id)
    once = store_claim(store.id, "duplicate_product", idempotency_key, product_id)
    access.note.label = product.title
    copy = service.duplicate_product(services.catalog_deps, store=store, product=product, once=once)
    return _response(services, store, copy)


def _response(services: Container, store: Store, product: Product) -> ProductResponse:
    view = service.view_products(services.catalog_deps, store_id=store.id, products=[product], gallery=True)[0]
    return _from_view(services, store, view)


def _from_view(services: Container, store: Store, view: service.ProductView) -> ProductResponse:
    settings = services.storefront_settings
    return ProductResponse.of(
        view,
        media_base_url=settings.media_base_url,
        storefront_url=settings.storefront_url_template.format(slug=store.slug),
    )
