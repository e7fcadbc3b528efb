"""Orders in the table. They are written by the checkout's settling transaction, see ``checkout.repository``."""

from typing import Any

from tradewind.db import keys
from tradewind.db.counters import CountersItem
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.orders.models import Order, OrderStatus


class OrderItem(Item, discriminator="Order"):
    """An order with its lines; ``data`` is the model."""


class OrderRepository:
    """Reads orders, and adds them to a transaction."""

    def __init__(self, *, cursors: CursorSigner) -> None:
        self._cursors = cursors

    def add_to(self, tx: Transaction, order: Order) -> None:
        """Write ``order`` in ``tx`` if it does not exist, and count it."""
        item = OrderItem(*keys.order(order.store_id, order.id), data=dump(order))
        item.version = 1
        item.status = order.status
        item.gsi1pk, item.gsi1sk = keys.orders_by_status(order.store_id, order.status), order.id
        tx.put(item, condition=OrderItem.pk.does_not_exist())
        tx.update(CountersItem(*keys.counters(order.store_id)), [CountersItem.orders.add(1)])

    def next_number(self, store_id: str) -> int:
        """Draw the next order number: one atomic increment, no number is given twice."""
        item = CountersItem(*keys.counters(store_id))
        item.update(actions=[CountersItem.last_order_number.add(1)])
        return int(item.last_order_number)

    def find(self, store_id: str, order_id: str) -> Order | None:
        """An order by id."""
        try:
            item = OrderItem.get(*keys.order(store_id, order_id), consistent_read=True)
        except OrderItem.DoesNotExist:
            return None
        return load(Order, item.data or "")

    def list_orders(
        self, store_id: str, *, status: OrderStatus | None, limit: int, cursor: str | None, offset: int = 0
    ) -> Page[Order]:
        """Orders newest first: one query; ``offset`` reads and drops the orders before it."""
        scope = f"orders:{store_id}:{status or ''}"
        options: dict[str, Any] = {
            "scan_index_forward": False,
            "limit": limit + offset,
            "page_size": limit + offset,
            "last_evaluated_key": self._cursors.unpack(scope, cursor) if cursor else None,
        }
        if status:
            rows = OrderItem.gsi1.query(keys.orders_by_status(store_id, status), **options)
        else:
            base = keys.order(store_id, "")
            rows = OrderItem.query(base.pk, OrderItem.sk.startswith(base.sk), **options)
        items = [load(Order, row.data or "") for row in rows][offset:]
        last = rows.last_evaluated_key
        return Page(items, self._cursors.pack(scope, last) if last else None)

    def count(self, store_id: str) -> int:
        """How many orders the store has."""
        return int(CountersItem.get(*keys.counters(store_id)).orders)
