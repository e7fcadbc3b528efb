"""``/api/v1/stores`` (spec feature 3)."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from functions.stores.pages import router as pages
from tradewind.access.guard import list_memberships
from tradewind.http.auth import CurrentPrincipal, Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import IdempotencyKey, OwnAccess, OwnStore, PageQuery, user_claim
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.stores import life, service
from tradewind.stores.schemas import CreateStoreRequest, StoreResponse, UpdateStoreRequest

router = APIRouter(prefix="/stores", tags=["stores"])
routers = (router, pages)


@router.post("", status_code=201, responses=responses(401, 409))
def create_store(
    body: CreateStoreRequest, principal: CurrentPrincipal, services: Services, idempotency_key: IdempotencyKey = None
) -> StoreResponse:
    """Open a store; its address is made from its name."""
    once = user_claim(principal.user_id, "create_store", idempotency_key, body.model_dump(mode="json"))
    new = service.NewStore(**body.model_dump())
    store = service.create_store(services.store_deps, user_id=principal.user_id, new=new, once=once)
    return StoreResponse.of(store, services.storefront_settings.storefront_url_template)


@router.get("", responses=responses(400, 401))
def list_stores(principal: CurrentPrincipal, services: Services, paging: PageQuery) -> ListOf[StoreResponse]:
    """The caller's stores, newest first, without deleted ones."""
    page = service.list_stores(
        services.store_deps, user_id=principal.user_id, limit=paging.limit, cursor=paging.cursor, page=paging.page
    )
    template = services.storefront_settings.storefront_url_template
    items = [StoreResponse.of(store, template) for store in page.items]
    return ListOf(items=items, next_cursor=page.next_cursor, total=page.total)


@router.get("/deleted", responses=responses(401))
def list_deleted_stores(principal: CurrentPrincipal, services: Services) -> ListOf[StoreResponse]:
    """The caller's deleted stores that can still be restored, latest deletion first."""
    template = services.storefront_settings.storefront_url_template
    stores = life.list_restorable(services.life_deps, user_id=principal.user_id)
    return ListOf(items=[StoreResponse.of(store, template) for store in stores], total=len(stores))


@router.get("/shared", responses=responses(401))
def list_shared_stores(principal: CurrentPrincipal, services: Services) -> ListOf[StoreResponse]:
    """Stores of others in which the caller works, by name: at most 100."""
    template = services.storefront_settings.storefront_url_template
    pairs = list_memberships(services.team, services.stores, user_id=principal.user_id)
    items = [StoreResponse.of(store, template, role=member.role) for member, store in pairs]
    return ListOf(items=sorted(items, key=lambda each: each.name.casefold()), total=len(items))


@router.get("/{store_id}", responses=responses(401, 403, 404))
def get_store(access: OwnAccess, services: Services) -> StoreResponse:
    """One store in which the caller works."""
    return StoreResponse.of(access.store, services.storefront_settings.storefront_url_template, role=access.role)


@router.patch("/{store_id}", responses=responses(401, 404, 409))
def update_store(body: UpdateStoreRequest, access: OwnAccess, services: Services) -> StoreResponse:
    """Change what is sent; a new slug leaves a redirect at the old address."""
    store = access.store
    template = services.storefront_settings.storefront_url_template

    def current() -> StoreResponse:
        present = service.get_store(services.store_deps, user_id=store.user_id, store_id=store.id)
        return StoreResponse.of(present, template, role=access.role)

    with telling_current(current):
        changed = service.update_store(
            services.store_deps, store=store, changes=body.to_changes(), expected_version=body.version
        )
    return StoreResponse.of(changed, template, role=access.role)


@router.delete("/{store_id}", status_code=204, responses=responses(401, 404, 409))
def delete_store(store: OwnStore, services: Services) -> Response:
    """Close the store; open orders refuse it. Its address answers 410 and stays taken; restore it within 30 days."""
    life.delete_store(services.life_deps, store=store)
    return Response(status_code=204)


@router.post("/{store_id}/restore", responses=responses(401, 404, 409, 410))
def restore_store(
    store_id: Annotated[str, Path(max_length=40)], principal: CurrentPrincipal, services: Services
) -> StoreResponse:
    """Bring a deleted store back within 30 days. It comes back paused."""
    store = life.restore_store(services.life_deps, user_id=principal.user_id, store_id=store_id)
    return StoreResponse.of(store, services.storefront_settings.storefront_url_template)
