"""What merchants do with orders."""

from dataclasses import dataclass

from tradewind.kit.ids import is_id
from tradewind.kit.pagination import Page
from tradewind.orders.errors import OrderNotFoundError
from tradewind.orders.models import Order, OrderStatus
from tradewind.orders.repository import OrderRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDeps:
    """What the order use cases need."""

    orders: OrderRepository


def list_orders(
    deps: OrderDeps,
    *,
    store_id: str,
    status: OrderStatus | None = None,
    limit: int = 25,
    cursor: str | None = None,
    page: int | None = None,
) -> Page[Order]:
    """One page of orders, newest first. ``total`` is known without a status filter."""
    offset = (page - 1) * limit if page and not cursor else 0
    found = deps.orders.list_orders(store_id, status=status, limit=limit, cursor=cursor, offset=offset)
    total = deps.orders.count(store_id) if status is None else None
    return Page(found.items, found.next_cursor, total)


def get_order(deps: OrderDeps, *, store_id: str, order_id: str) -> Order:
    """An order of the store.

    Raises:
        OrderNotFoundError: unknown, or another store's.
    """
    order = deps.orders.find(store_id, order_id) if is_id(order_id, "ord") else None
    if order is None:
        raise OrderNotFoundError
    return order
