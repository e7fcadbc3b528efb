"""What a store still owes its shoppers."""

from tradewind.db import keys
from tradewind.db.records import load
from tradewind.kit.clock import to_rfc3339
from tradewind.orders.models import Order
from tradewind.orders.repository import OrderItem
from tradewind.stores.life import OpenOrders

OPEN_STATUSES = ("on_hold", "paid", "partially_fulfilled", "fulfilled", "pending")
"""Somebody may still wait for these, also for a parcel that is on its way."""


class OpenOrderRepository:
    """Implements ``stores.life.OpenOrderFinder``: a query and a count for each open status."""

    def find_open(self, store_id: str, *, limit: int) -> OpenOrders:
        """See the port. Orders that need the merchant come first."""
        shown: list[Order] = []
        total = 0
        for status in OPEN_STATUSES:
            partition = keys.orders_by_status(store_id, status)
            total += OrderItem.gsi1.count(partition)
            wanted = limit - len(shown)
            if wanted > 0:
                rows = OrderItem.gsi1.query(partition, limit=wanted, page_size=wanted)
                shown += [load(Order, row.data or "") for row in rows]
        return OpenOrders([_brief(order) for order in shown], total)


def _brief(order: Order) -> dict[str, object]:
    return {
        "id": order.id,
        "number": order.number,
        "status": str(order.status),
        "total": {"amount": order.total.amount, "currency": order.total.currency},
        "placed_at": to_rfc3339(order.placed_at),
    }
