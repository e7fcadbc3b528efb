"""``/api/v1/stores/{store_id}/supplier-changes``: what changed at suppliers, and what was done about it."""

from typing import Annotated

from fastapi import APIRouter, Path

from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import OwnStore, PageQuery
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.importing import sync
from tradewind.importing.sync_schemas import (
    LocksRequest,
    LocksResponse,
    SupplierChangeResponse,
    SyncSettingsRequest,
    SyncSettingsResponse,
)

router = APIRouter(prefix="/stores/{store_id}", tags=["suppliers"])

ChangeId = Annotated[str, Path(max_length=40)]


@router.get("/supplier-changes", responses=responses(400, 401, 404))
def list_supplier_changes(store: OwnStore, services: Services, paging: PageQuery) -> ListOf[SupplierChangeResponse]:
    """The inbox of the last 90 days, newest first, by cursor."""
    page = sync.list_changes(services.sync_deps, store_id=store.id, limit=paging.limit, cursor=paging.cursor)
    return ListOf(items=[SupplierChangeResponse.of(each) for each in page.items], next_cursor=page.next_cursor)


@router.post("/supplier-changes/{change_id}/accept", responses=responses(401, 404, 409))
def accept_supplier_change(store: OwnStore, services: Services, change_id: ChangeId) -> SupplierChangeResponse:
    """Follow the supplier: prices by the rules, stock, or off the shelf. What cannot be done says why in ``note``."""
    return SupplierChangeResponse.of(sync.accept(services.sync_deps, store=store, change_id=change_id))


@router.post("/supplier-changes/{change_id}/dismiss", responses=responses(401, 404, 409))
def dismiss_supplier_change(store: OwnStore, services: Services, change_id: ChangeId) -> SupplierChangeResponse:
    """Leave the product as it is."""
    return SupplierChangeResponse.of(sync.dismiss(services.sync_deps, store_id=store.id, change_id=change_id))


@router.post("/supplier-changes/{change_id}/undo", responses=responses(401, 404, 409))
def undo_supplier_change(store: OwnStore, services: Services, change_id: ChangeId) -> SupplierChangeResponse:
    """Bring the product back to what it was before, unless it was edited since."""
    return SupplierChangeResponse.of(sync.undo(services.sync_deps, store=store, change_id=change_id))


@router.get("/supplier-policies", responses=responses(401, 404))
def get_supplier_policies(store: OwnStore, services: Services) -> SyncSettingsResponse:
    """What is done about each kind of change."""
    return SyncSettingsResponse.of(services.sync_deps.changes.settings(store.id))


@router.put("/supplier-policies", responses=responses(401, 404, 409))
def save_supplier_policies(body: SyncSettingsRequest, store: OwnStore, services: Services) -> SyncSettingsResponse:
    """Replace the policies. With ``version`` a stale edit answers 409 and the current copy."""
    with telling_current(lambda: get_supplier_policies(store, services)):
        saved = sync.save_settings(
            services.sync_deps, store_id=store.id, settings=body.to_settings(), expected_version=body.version
        )
    return SyncSettingsResponse.of(saved)


@router.put("/products/{product_id}/source/locks", responses=responses(401, 404, 409))
def save_source_locks(
    body: LocksRequest, store: OwnStore, services: Services, product_id: Annotated[str, Path(max_length=40)]
) -> LocksResponse:
    """Say what checks of the supplier leave alone. A price the merchant set is left alone without a lock."""
    locked = sync.save_locks(services.sync_deps, store_id=store.id, product_id=product_id, locks=frozenset(body.locks))
    return LocksResponse.of(locked)
