"""``/api/v1/stores/{store_id}/purchase-orders``."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from tradewind.access.guard import Access
from tradewind.bootstrap import Container
from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import OwnAccess, OwnStore, PageQuery
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.purchasing import service
from tradewind.purchasing.models import PurchaseOrder, PurchaseStatus
from tradewind.purchasing.schemas import (
    OrderedRequest,
    PurchaseDeliveredRequest,
    PurchaseDetailResponse,
    PurchaseFailedRequest,
    PurchaseResponse,
    PurchaseShippedRequest,
    PurchasingSettingsRequest,
    PurchasingSettingsResponse,
)

router = APIRouter(prefix="/stores/{store_id}", tags=["purchasing"])

PurchaseId = Annotated[str, Path(max_length=80)]
_CHANGE = responses(401, 404, 409)


@router.get("/purchasing-settings", responses=responses(401, 404))
def get_purchasing_settings(store: OwnStore, services: Services) -> PurchasingSettingsResponse:
    """Whether purchase orders are ordered automatically."""
    return PurchasingSettingsResponse.of(services.purchase_deps.settings.get(store.id))


@router.put("/purchasing-settings", responses=_CHANGE)
def save_purchasing_settings(
    body: PurchasingSettingsRequest, store: OwnStore, services: Services
) -> PurchasingSettingsResponse:
    """Replace them. With ``version`` a stale edit answers 409 and the current copy."""
    with telling_current(lambda: get_purchasing_settings(store, services)):
        saved = service.save_settings(
            services.purchase_deps, store=store, settings=body.to_settings(), expected_version=body.version
        )
    return PurchasingSettingsResponse.of(saved)


@router.get("/purchase-orders", responses=responses(400, 401, 404))
def list_purchase_orders(
    store: OwnStore,
    services: Services,
    paging: PageQuery,
    status: Annotated[PurchaseStatus | None, Query(description="Only these.")] = None,
) -> ListOf[PurchaseResponse]:
    """What has to be ordered, or was: the newest order first, by cursor."""
    page = service.list_purchases(
        services.purchase_deps, store_id=store.id, status=status, limit=paging.limit, cursor=paging.cursor
    )
    return ListOf(items=[PurchaseResponse.of(purchase) for purchase in page.items], next_cursor=page.next_cursor)


@router.get("/purchase-orders/{purchase_id}", responses=responses(401, 404))
def get_purchase_order(store: OwnStore, services: Services, purchase_id: PurchaseId) -> PurchaseDetailResponse:
    """One with the address it goes to."""
    purchase = service.get_purchase(services.purchase_deps, store_id=store.id, purchase_id=purchase_id)
    return _detail(services, purchase)


@router.post("/purchase-orders/{purchase_id}/ordered", responses=_CHANGE)
def mark_ordered(
    body: OrderedRequest, access: OwnAccess, services: Services, purchase_id: PurchaseId
) -> PurchaseDetailResponse:
    """It was ordered from the supplier. Refused while the order is on hold or cancelled."""
    purchase = service.mark_ordered(
        services.purchase_deps,
        store_id=access.store.id,
        purchase_id=purchase_id,
        supplier_reference=body.supplier_reference,
    )
    return _changed(services, access, purchase)


@router.post("/purchase-orders/{purchase_id}/shipped", responses=_CHANGE)
def mark_shipped(
    body: PurchaseShippedRequest, access: OwnAccess, services: Services, purchase_id: PurchaseId
) -> PurchaseDetailResponse:
    """It is on its way: the order gets a shipment with this tracking. Repeating it makes no second one."""
    purchase = service.mark_shipped(
        services.purchase_deps,
        store_id=access.store.id,
        purchase_id=purchase_id,
        tracking=body.to_tracking(),
        notify=body.notify,
    )
    return _changed(services, access, purchase)


@router.post("/purchase-orders/{purchase_id}/delivered", responses=_CHANGE)
def mark_delivered(
    body: PurchaseDeliveredRequest, access: OwnAccess, services: Services, purchase_id: PurchaseId
) -> PurchaseDetailResponse:
    """It arrived, and so did its shipment."""
    purchase = service.mark_delivered(
        services.purchase_deps, store_id=access.store.id, purchase_id=purchase_id, notify=body.notify
    )
    return _changed(services, access, purchase)


@router.post("/purchase-orders/{purchase_id}/failed", responses=_CHANGE)
def mark_failed(
    body: PurchaseFailedRequest, access: OwnAccess, services: Services, purchase_id: PurchaseId
) -> PurchaseDetailResponse:
    """The supplier cannot send it."""
    purchase = service.mark_failed(
        services.purchase_deps, store_id=access.store.id, purchase_id=purchase_id, problem=body.problem
    )
    return _changed(services, access, purchase)


@router.post("/purchase-orders/{purchase_id}/reopen", responses=_CHANGE)
def reopen(access: OwnAccess, services: Services, purchase_id: PurchaseId) -> PurchaseDetailResponse:
    """Back to what has to be ordered: entered by mistake, or to be tried again."""
    return _changed(
        services, access, service.reopen(services.purchase_deps, store_id=access.store.id, purchase_id=purchase_id)
    )


def _changed(services: Container, access: Access, purchase: PurchaseOrder) -> PurchaseDetailResponse:
    access.note.label = f"#{purchase.order_number}"
    return _detail(services, purchase)


def _detail(services: Container, purchase: PurchaseOrder) -> PurchaseDetailResponse:
    return PurchaseDetailResponse.of_order(purchase, service.order_of(services.purchase_deps, purchase))
