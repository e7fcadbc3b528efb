"""``/api/v1/stores/{store_id}/orders`` (spec feature 6)."""

from typing import Annotated

from fastapi import APIRouter, Path

from tradewind.http.auth import Services
from tradewind.http.deps import OwnStore, PageQuery
from tradewind.http.problems import responses
from tradewind.http.schemas import ListOf
from tradewind.orders import service
from tradewind.orders.models import OrderStatus
from tradewind.orders.schemas import OrderResponse, OrderSummary

router = APIRouter(prefix="/stores/{store_id}/orders", tags=["orders"])


@router.get("", responses=responses(400, 401, 404))
def list_orders(
    store: OwnStore, services: Services, paging: PageQuery, status: OrderStatus | None = None
) -> ListOf[OrderSummary]:
    """Orders newest first."""
    page = service.list_orders(
        services.order_deps,
        store_id=store.id,
        status=status,
        limit=paging.limit,
        cursor=paging.cursor,
        page=paging.page,
    )
    items = [OrderSummary.of(order) for order in page.items]
    return ListOf(items=items, next_cursor=page.next_cursor, total=page.total)


@router.get("/{order_id}", responses=responses(401, 404))
def get_order(store: OwnStore, services: Services, order_id: Annotated[str, Path(max_length=40)]) -> OrderResponse:
    """One order in full."""
    return OrderResponse.of(service.get_order(services.order_deps, store_id=store.id, order_id=order_id))
