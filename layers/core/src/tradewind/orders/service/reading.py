"""Read orders."""

from dataclasses import dataclass

from tradewind.kit.pagination import Page
from tradewind.orders.models import LedgerEntry, Order, OrderStatus
from tradewind.orders.service.deps import OrderDeps, get_order


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """An order with its ledger."""

    order: Order
    ledger: tuple[LedgerEntry, ...]


def list_orders(
    deps: OrderDeps,
    *,
    store_id: str,
    status: OrderStatus | None = None,
    search: str = "",
    limit: int = 25,
    cursor: str | None = None,
    page: int | None = None,
) -> Page[Order]:
    """One page of orders, newest first. ``total`` is known without a filter."""
    offset = (page - 1) * limit if page and not cursor else 0
    found = deps.orders.list_orders(store_id, status=status, search=search, limit=limit, cursor=cursor, offset=offset)
    total = deps.orders.count(store_id) if status is None and not search else None
    return Page(found.items, found.next_cursor, total)


def view_order(deps: OrderDeps, *, store_id: str, order_id: str) -> OrderView:
    """An order with its ledger: two requests.

    Raises:
        OrderNotFoundError.
    """
    return with_ledger(deps, get_order(deps, store_id=store_id, order_id=order_id))


def with_ledger(deps: OrderDeps, order: Order) -> OrderView:
    """The order with its ledger beside it."""
    return OrderView(order=order, ledger=tuple(deps.orders.list_ledger(order.store_id, order.id)))
