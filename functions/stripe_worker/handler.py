"""SQS worker: verified payment events become orders, or give stock back."""

from typing import Any

import orjson

from tradewind.adapters.stripe_events import read_notice
from tradewind.bootstrap import get_container
from tradewind.checkout.settlement import Outcome, settle_notice
from tradewind.messaging.batch import process_batch
from tradewind.observability import count_metric, get_logger

_ALARMING = frozenset({Outcome.UNKNOWN_CHECKOUT, Outcome.PAID_TWICE})


def handle_body(body: str) -> None:
    """Carry out one event."""
    event = orjson.loads(body)
    notice = read_notice(event)
    if notice is None:
        get_logger().info("stripe.ignored", event_type=event.get("type"), event_id=event.get("id"))
        return
    outcome = settle_notice(get_container().settlement_deps, notice)
    keys = {"outcome": outcome, "event_id": notice.event_id, "store_id": notice.store_id}
    if outcome in _ALARMING:
        get_logger().error("stripe.settled", **keys, checkout_id=notice.checkout_id)
        count_metric("PaymentNeedsAttention")
    else:
        get_logger().info("stripe.settled", **keys, checkout_id=notice.checkout_id)
    if outcome in (Outcome.ORDERED, Outcome.HELD):
        count_metric("OrdersPaid")


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    return process_batch(event, handle_body, name="stripe")
