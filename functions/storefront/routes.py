"""``/api/v1/public/stores/{slug}`` (spec feature 4): rendered documents passed through as text, and search."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from tradewind.bootstrap import get_container
from tradewind.http.problems import responses
from tradewind.storefront import service
from tradewind.storefront.errors import MovedError
from tradewind.storefront.schemas import (
    PublicCollection,
    PublicCollectionList,
    PublicPage,
    PublicProduct,
    PublicProductList,
    PublicStore,
    SearchAnswer,
)
from tradewind.storefront.service import MAX_PAGE_SIZE, Answer
from tradewind.stores.pages import PageKind

router = APIRouter(prefix="/public/stores/{slug}", tags=["storefront"])

Slug = Annotated[str, Path(max_length=60)]
_CACHE = "public, max-age=0, s-maxage=30, stale-while-revalidate=60"
_ERRORS = responses(404, 410, 503)

SortName = Literal["newest", "price_asc", "price_desc", "title"]
CollectionSlug = Annotated[str, Path(max_length=120)]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)]

# ``async`` although the read blocks: it is one short request, and a thread hop costs more than it.


@router.get("", response_model=PublicStore, responses=_ERRORS)
async def get_public_store(slug: Slug, request: Request) -> Response:
    """A store's public data."""
    get_container().prepare_documents()
    try:
        return _answer(request, service.get_store(slug))
    except MovedError as moved:
        return _moved(f"/api/v1/public/stores/{moved.slug}")


@router.get("/products", response_model=PublicProductList, responses=responses(400, 404, 410, 503))
async def list_public_products(
    slug: Slug,
    request: Request,
    limit: Limit = 24,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
    page: PageNumber = 1,
    per_page: Annotated[int | None, Query(ge=1, le=MAX_PAGE_SIZE)] = None,
) -> Response:
    """Active products, newest first. The first pages are rendered; further ones come from the search snapshot."""
    container = get_container()
    container.prepare_documents()
    size = per_page or limit
    try:
        offset = service.list_offset(container.cursors, slug, limit=size, cursor=cursor, page=page)
        if service.is_rendered(offset, size):
            answer = service.list_products(slug, cursors=container.cursors, offset=offset, limit=size)
        else:
            answer = await run_in_threadpool(_list_deep, slug, offset, size)
        return _answer(request, answer)
    except MovedError as moved:
        return _moved(f"/api/v1/public/stores/{moved.slug}/products{_query(request)}")


def _list_deep(slug: str, offset: int, limit: int) -> Answer:
    from tradewind.storefront import searching

    container = get_container()
    return searching.list_products(slug, container.indexes, cursors=container.cursors, offset=offset, limit=limit)


@router.get("/products/{product_slug}", response_model=PublicProduct, responses=_ERRORS)
async def get_public_product(
    slug: Slug, product_slug: Annotated[str, Path(max_length=120)], request: Request
) -> Response:
    """A product page's data."""
    get_container().prepare_documents()
    try:
        return _answer(request, service.get_product(slug, product_slug))
    except MovedError as moved:
        store, product = moved.slug or slug, moved.product_slug or product_slug
        return _moved(f"/api/v1/public/stores/{store}/products/{quote(product)}")


@router.get("/pages/{kind}", response_model=PublicPage, responses=_ERRORS)
async def get_public_page(slug: Slug, kind: PageKind, request: Request) -> Response:
    """A published policy or information page, as blocks of text."""
    get_container().prepare_documents()
    try:
        return _answer(request, service.get_page(slug, kind))
    except MovedError as moved:
        return _moved(f"/api/v1/public/stores/{moved.slug}/pages/{kind}")


@router.get("/collections", response_model=PublicCollectionList, responses=_ERRORS)
async def list_public_collections(slug: Slug, request: Request) -> Response:
    """Every collection shoppers may see, by title."""
    get_container().prepare_documents()
    try:
        return _answer(request, service.list_collections(slug))
    except MovedError as moved:
        return _moved(f"/api/v1/public/stores/{moved.slug}/collections")


@router.get("/collections/{collection_slug}", response_model=PublicCollection, responses=_ERRORS)
def get_public_collection(
    slug: Slug,
    collection_slug: CollectionSlug,
    request: Request,
    page: PageNumber = 1,
    limit: Limit = 24,
    sort: Annotated[SortName | None, Query(description="Instead of the collection's own order.")] = None,
) -> Response:
    """A collection with one page of its products."""
    from tradewind.search.models import Sort
    from tradewind.storefront import searching

    container = get_container()
    container.prepare_documents()
    try:
        answer = searching.get_collection(
            slug,
            collection_slug,
            container.indexes,
            container.clock(),
            page=page,
            limit=limit,
            sort=Sort(sort) if sort else None,
        )
        return _answer(request, answer)
    except MovedError as moved:
        store, collection = moved.slug or slug, moved.collection_slug or collection_slug
        return _moved(f"/api/v1/public/stores/{store}/collections/{quote(collection)}{_query(request)}")


class SearchQuery:
    """The parameters of a search."""

    def __init__(
        self,
        q: Annotated[
            str, Query(max_length=100, description="Words; accents, case and small slips do not matter.")
        ] = "",
        collection: Annotated[str | None, Query(max_length=120, description="A collection's slug.")] = None,
        price_min: Annotated[int | None, Query(ge=0, le=10**12, description="Minor units, inclusive.")] = None,
        price_max: Annotated[int | None, Query(ge=0, le=10**12, description="Minor units, inclusive.")] = None,
        option: Annotated[
            list[Annotated[str, Query(max_length=120)]] | None,
            Query(max_length=20, description="`Size:M`; values of one option widen, further options narrow."),
        ] = None,
        in_stock: Annotated[bool, Query(description="Only what can be bought now.")] = False,
        sort: Annotated[
            Literal["relevance", "newest", "price_asc", "price_desc", "title"] | None,
            Query(description="By default relevance with words, else the collection's own order, else newest."),
        ] = None,
        page: PageNumber = 1,
        limit: Limit = 24,
    ) -> None:
        self.text = q
        self.collection = collection
        self.price_min = price_min
        self.price_max = price_max
        self.options = option or []
        self.in_stock = in_stock
        self.sort = sort
        self.page = page
        self.limit = limit


@router.get("/search", response_model=SearchAnswer, responses=_ERRORS)
def search_public_products(slug: Slug, request: Request, query: Annotated[SearchQuery, Depends()]) -> Response:
    """Active products that fit, with counts for the next choice: at most two reads, whatever the store's size."""
    from tradewind.search.models import Sort
    from tradewind.storefront import searching

    container = get_container()
    container.prepare_documents()
    asked = searching.SearchRequest(
        text=query.text,
        collection=query.collection,
        price_min=query.price_min,
        price_max=query.price_max,
        options=query.options,
        in_stock=query.in_stock,
        sort=Sort(query.sort) if query.sort else None,
        page=query.page,
        limit=query.limit,
    )
    try:
        return _answer(request, searching.search(slug, container.indexes, asked, container.clock()))
    except MovedError as moved:
        return _moved(f"/api/v1/public/stores/{moved.slug}/search{_query(request)}")


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


def _answer(request: Request, answer: Answer) -> Response:
    headers = {"etag": answer.etag, "cache-control": _CACHE, "access-control-allow-origin": "*"}
    if answer.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(answer.body, headers=headers, media_type="application/json")


def _moved(location: str) -> Response:
    return Response(status_code=301, headers={"location": location, "cache-control": "public, s-maxage=60"})
