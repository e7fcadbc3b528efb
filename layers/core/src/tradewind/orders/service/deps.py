"""What the order use cases share."""

from collections.abc import Callable
from dataclasses import dataclass

from tradewind.catalog.stock_repository import StockMovedError
from tradewind.errors import BusyError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id
from tradewind.orders.errors import OrderNotFoundError
from tradewind.orders.models import Order
from tradewind.orders.ports import OrderPayments
from tradewind.orders.refunding import Change
from tradewind.orders.repository import OrderMovedError, OrderRepository
from tradewind.stores.errors import StaleVersionError

_ATTEMPTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDeps:
    """Repositories, provider (made on first use: reading needs none), time and ids."""

    orders: OrderRepository
    payments: Callable[[], OrderPayments]
    clock: Clock
    new_id: IdFactory


def get_order(deps: OrderDeps, *, store_id: str, order_id: str) -> Order:
    """An order of the store.

    Raises:
        OrderNotFoundError: unknown, or another store's.
    """
    order = deps.orders.find(store_id, order_id) if is_id(order_id, "ord") else None
    if order is None:
        raise OrderNotFoundError
    return order


def change_order(
    deps: OrderDeps,
    *,
    store_id: str,
    order_id: str,
    change: Callable[[Order], Change],
    expected_version: int | None = None,
) -> Order:
    """Apply ``change`` to the order as it is now, again from the start when somebody else was faster.

    Raises:
        OrderNotFoundError; what ``change`` raises; StaleVersionError; BusyError: others kept winning.
    """
    for _ in range(_ATTEMPTS):
        order = get_order(deps, store_id=store_id, order_id=order_id)
        if expected_version is not None and expected_version != order.version:
            raise StaleVersionError
        changed = change(order)
        if changed.order == order:
            return order
        try:
            return deps.orders.save(changed, order)
        except (OrderMovedError, StockMovedError):
            continue
    raise BusyError
