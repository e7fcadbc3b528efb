"""SQS worker: opens purchase orders for paid orders, and keeps them in line with what becomes of the order."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.messaging.batch import process_batch, unwrap
from tradewind.messaging.events import Event
from tradewind.observability import get_logger
from tradewind.purchasing.opening import open_purchases
from tradewind.purchasing.service import follow_order

OPENING = frozenset({"OrderPaid", "OrderPlaced"})


def handle_body(body: str) -> None:
    """Do what one event calls for; told twice or late it changes nothing more."""
    event = Event.from_json(unwrap(body))
    container = get_container()
    order_id = str(event.payload["order_id"])
    if event.type in OPENING:
        opened = open_purchases(container.opening_deps, store_id=event.store_id, order_id=order_id)
        get_logger().info("purchases.opened", count=len(opened), store_id=event.store_id, order_id=order_id)
    # A refund may have been told before the payment was.
    follow_order(container.purchase_deps, store_id=event.store_id, order_id=order_id)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    return process_batch(event, handle_body, name="purchases")
