"""``/api/v1/stores/{store_id}/pages`` (spec feature 3): policy and information pages."""

from fastapi import APIRouter, Response

from tradewind.bootstrap import Container
from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import OwnStore
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.stores import page_service as service
from tradewind.stores.errors import PageNotFoundError
from tradewind.stores.models import Store
from tradewind.stores.page_schemas import PageResponse, PageTemplateResponse, PutPageRequest
from tradewind.stores.page_templates import template_for
from tradewind.stores.pages import PageKind, StorePage

router = APIRouter(prefix="/stores/{store_id}/pages", tags=["stores"])


@router.get("", responses=responses(401, 404))
def list_pages(store: OwnStore, services: Services) -> ListOf[PageResponse]:
    """The pages the store has, published or not: at most one of each kind."""
    pages = service.list_pages(services.page_deps, store_id=store.id)
    return ListOf(items=[_response(services, store, page) for page in pages], total=len(pages))


@router.get("/{kind}", responses=responses(401, 404))
def get_page(kind: PageKind, store: OwnStore, services: Services) -> PageResponse:
    """One page."""
    return _response(services, store, service.get_page(services.page_deps, store_id=store.id, kind=kind))


@router.get("/{kind}/template", responses=responses(401, 404))
def get_page_template(kind: PageKind, store: OwnStore) -> PageTemplateResponse:
    """A draft made from what the store knows. Not legal advice, and not saved."""
    return PageTemplateResponse.of(template_for(kind, store))


@router.put("/{kind}", responses=responses(401, 404, 409))
def put_page(kind: PageKind, body: PutPageRequest, store: OwnStore, services: Services) -> PageResponse:
    """Write the page. With ``version`` a stale edit answers 409 and the current copy."""
    with telling_current(lambda: _current(services, store, kind)):
        page = service.put_page(
            services.page_deps, store=store, kind=kind, text=body.to_text(), expected_version=body.version
        )
    return _response(services, store, page)


@router.delete("/{kind}", status_code=204, responses=responses(401, 404, 409))
def delete_page(kind: PageKind, store: OwnStore, services: Services) -> Response:
    """Remove the page."""
    service.delete_page(services.page_deps, store=store, kind=kind)
    return Response(status_code=204)


def _response(services: Container, store: Store, page: StorePage) -> PageResponse:
    return PageResponse.of(page, services.storefront_settings.storefront_url_template.format(slug=store.slug))


def _current(services: Container, store: Store, kind: PageKind) -> PageResponse | None:
    try:
        page = service.get_page(services.page_deps, store_id=store.id, kind=kind)
    except PageNotFoundError:
        return None
    return _response(services, store, page)
