"""``/api/v1/public/stores/{slug}`` (spec feature 4): rendered documents, passed through as text."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from tradewind.bootstrap import get_container
from tradewind.http.problems import responses
from tradewind.storefront import service
from tradewind.storefront.errors import MovedError
from tradewind.storefront.schemas import PublicPage, PublicProduct, PublicProductList, PublicStore
from tradewind.storefront.service import MAX_PAGE_SIZE, Answer
from tradewind.stores.pages import PageKind

router = APIRouter(prefix="/public/stores/{slug}", tags=["storefront"])

Slug = Annotated[str, Path(max_length=60)]
_CACHE = "public, max-age=0, s-maxage=30, stale-while-revalidate=60"
_ERRORS = responses(404, 410, 503)

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
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)] = 24,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    per_page: Annotated[int | None, Query(ge=1, le=MAX_PAGE_SIZE)] = None,
) -> Response:
    """Active products, newest first. Pages of 24 are the rendered ones; other sizes are cut from them."""
    container = get_container()
    container.prepare_documents()
    try:
        answer = service.list_products(
            slug, cursors=container.cursors, limit=per_page or limit, cursor=cursor, page=page
        )
        return _answer(request, answer)
    except MovedError as moved:
        query = f"?{request.url.query}" if request.url.query else ""
        return _moved(f"/api/v1/public/stores/{moved.slug}/products{query}")


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


def _answer(request: Request, answer: Answer) -> Response:
    headers = {"etag": answer.etag, "cache-control": _CACHE, "access-control-allow-origin": "*"}
    if answer.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(answer.body, headers=headers, media_type="application/json")


def _moved(location: str) -> Response:
    return Response(status_code=301, headers={"location": location, "cache-control": "public, s-maxage=60"})
