"""``/api/v1/stores/{store_id}/orders`` (spec feature 6)."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from tradewind.access.guard import Access
from tradewind.bootstrap import Container
from tradewind.http.auth import Services
from tradewind.http.conflicts import telling_current
from tradewind.http.deps import IdempotencyKey, OwnAccess, OwnStore, PageQuery, store_claim
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.orders.models import Order, OrderStatus
from tradewind.orders.requests import (
    CancelRequest,
    FulfillRequest,
    HoldRequest,
    LineCostsRequest,
    NoteRequest,
    RefundRequest,
    UpdateFulfillmentRequest,
)
from tradewind.orders.schemas import OrderResponse, OrderSummary
from tradewind.orders.service import handling, reading, refunds
from tradewind.stores.models import Store

router = APIRouter(prefix="/stores/{store_id}/orders", tags=["orders"])

OrderId = Annotated[str, Path(max_length=40)]
FulfillmentId = Annotated[str, Path(max_length=40)]
_CHANGE = responses(401, 404, 409, 503)


@router.get("", responses=responses(400, 401, 404))
def list_orders(
    store: OwnStore,
    services: Services,
    paging: PageQuery,
    status: OrderStatus | None = None,
    search: Annotated[str, Query(max_length=100, description="Order number, or words of name or e-mail.")] = "",
) -> ListOf[OrderSummary]:
    """Orders newest first: two requests a page; a search reads orders until the page is full."""
    page = reading.list_orders(
        services.order_deps,
        store_id=store.id,
        status=status,
        search=search,
        limit=paging.limit,
        cursor=paging.cursor,
        page=paging.page,
    )
    items = [OrderSummary.of(order) for order in page.items]
    return ListOf(items=items, next_cursor=page.next_cursor, total=page.total)


@router.get("/{order_id}", responses=responses(401, 404))
def get_order(store: OwnStore, services: Services, order_id: OrderId) -> OrderResponse:
    """One order in full, with its ledger."""
    view = reading.view_order(services.order_deps, store_id=store.id, order_id=order_id)
    return _from_view(services, store, view)


@router.post("/{order_id}/fulfillments", status_code=201, responses=_CHANGE)
def fulfill_order(
    body: FulfillRequest,
    access: OwnAccess,
    services: Services,
    order_id: OrderId,
    idempotency_key: IdempotencyKey = None,
) -> OrderResponse:
    """Enter a shipment, of some lines or of everything still open."""
    once = store_claim(access.store.id, f"fulfill:{order_id}", idempotency_key, body.model_dump(mode="json"))
    order = handling.fulfill_order(
        services.order_deps,
        store_id=access.store.id,
        order_id=order_id,
        lines=body.to_lines(),
        tracking=body.to_tracking(),
        is_shipped=body.status == "shipped",
        notify=body.notify,
        once=once,
    )
    return _response(services, access, order)


@router.patch("/{order_id}/fulfillments/{fulfillment_id}", responses=_CHANGE)
def update_fulfillment(
    body: UpdateFulfillmentRequest,
    access: OwnAccess,
    services: Services,
    order_id: OrderId,
    fulfillment_id: FulfillmentId,
) -> OrderResponse:
    """Correct a shipment's tracking, or move it on to shipped or delivered."""
    order = handling.update_fulfillment(
        services.order_deps,
        store_id=access.store.id,
        order_id=order_id,
        fulfillment_id=fulfillment_id,
        tracking=body.to_tracking(),
        status=body.status,
        notify=body.notify,
    )
    return _response(services, access, order)


@router.delete("/{order_id}/fulfillments/{fulfillment_id}", responses=_CHANGE)
def cancel_fulfillment(
    access: OwnAccess, services: Services, order_id: OrderId, fulfillment_id: FulfillmentId
) -> OrderResponse:
    """Take back a shipment that was entered by mistake."""
    order = handling.cancel_fulfillment(
        services.order_deps, store_id=access.store.id, order_id=order_id, fulfillment_id=fulfillment_id
    )
    return _response(services, access, order)


@router.post("/{order_id}/refunds", status_code=201, responses=responses(401, 404, 409, 502, 503))
def refund_order(
    body: RefundRequest,
    access: OwnAccess,
    services: Services,
    order_id: OrderId,
    idempotency_key: IdempotencyKey = None,
) -> OrderResponse:
    """Give money back through Stripe; units go back on the shelf where asked."""
    once = store_claim(access.store.id, f"refund:{order_id}", idempotency_key, body.model_dump(mode="json"))
    order = refunds.refund_order(
        services.order_deps,
        store_id=access.store.id,
        order_id=order_id,
        lines=body.to_lines(),
        shipping=body.shipping.to_money() if body.shipping else None,
        amount=body.amount.to_money() if body.amount else None,
        reason=body.reason,
        once=once,
    )
    return _response(services, access, order)


@router.post("/{order_id}/cancel", responses=responses(401, 404, 409, 502, 503))
def cancel_order(body: CancelRequest, access: OwnAccess, services: Services, order_id: OrderId) -> OrderResponse:
    """Cancel an order of which nothing went out, and refund it whole."""
    order = refunds.cancel_order(
        services.order_deps,
        store_id=access.store.id,
        order_id=order_id,
        reason=body.reason,
        restock=body.restock,
        notify=body.notify,
    )
    return _response(services, access, order)


@router.post("/{order_id}/hold", responses=_CHANGE)
def hold_order(body: HoldRequest, access: OwnAccess, services: Services, order_id: OrderId) -> OrderResponse:
    """Keep the order from being shipped."""
    order = handling.hold_order(services.order_deps, store_id=access.store.id, order_id=order_id, reason=body.reason)
    return _response(services, access, order)


@router.post("/{order_id}/release", responses=_CHANGE)
def release_order(access: OwnAccess, services: Services, order_id: OrderId) -> OrderResponse:
    """Let a held order be shipped."""
    order = handling.release_order(services.order_deps, store_id=access.store.id, order_id=order_id)
    return _response(services, access, order)


@router.post("/{order_id}/notes", status_code=201, responses=_CHANGE)
def add_note(body: NoteRequest, access: OwnAccess, services: Services, order_id: OrderId) -> OrderResponse:
    """Write a note into the timeline."""
    order = handling.add_note(services.order_deps, store_id=access.store.id, order_id=order_id, text=body.text)
    return _response(services, access, order)


@router.put("/{order_id}/costs", responses=_CHANGE)
def set_line_costs(body: LineCostsRequest, access: OwnAccess, services: Services, order_id: OrderId) -> OrderResponse:
    """Enter what units really cost. With ``version`` a stale edit answers 409 and the current copy."""
    with telling_current(lambda: get_order(access.store, services, order_id)):
        order = handling.set_line_costs(
            services.order_deps,
            store_id=access.store.id,
            order_id=order_id,
            costs={variant_id: cost.to_money() for variant_id, cost in body.costs.items()},
            expected_version=body.version,
        )
    return _response(services, access, order)


def _response(services: Container, access: Access, order: Order) -> OrderResponse:
    access.note.label = f"#{order.number}"
    return _from_view(services, access.store, reading.with_ledger(services.order_deps, order))


def _from_view(services: Container, store: Store, view: reading.OrderView) -> OrderResponse:
    return OrderResponse.of_view(view, customer_url=services.order_links.url(store.slug, view.order.id))
