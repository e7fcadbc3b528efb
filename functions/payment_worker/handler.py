"""SQS worker: what is asked of Stripe after an order: its fee, and refunds that were written down."""

from typing import Any

from tradewind.bootstrap import get_container
from tradewind.errors import DomainError, ErrorKind
from tradewind.messaging.batch import process_batch, unwrap
from tradewind.messaging.events import Event
from tradewind.observability import get_logger
from tradewind.orders.errors import RefundFailedError
from tradewind.orders.service.notices import record_fee
from tradewind.orders.service.refunds import carry_out_refund


class FeeNotKnownYetError(DomainError):
    """The provider has not booked the payment yet; the message comes again."""

    code = "fee_not_known_yet"
    kind = ErrorKind.UPSTREAM


def handle_body(body: str) -> None:
    """Do what one event calls for."""
    event = Event.from_json(unwrap(body))
    deps = get_container().order_deps
    order_id = str(event.payload["order_id"])
    keys = {"store_id": event.store_id, "order_id": order_id, "event_id": event.id}
    if event.type == "RefundRequested":
        try:
            carry_out_refund(deps, store_id=event.store_id, order_id=order_id, refund_id=str(event.payload["subject"]))
        except RefundFailedError as error:
            # Written on the order, where the merchant sees it: trying again would only be refused again.
            get_logger().warning("refund.refused", reason=error.detail, **keys)
        return
    if not record_fee(deps, store_id=event.store_id, order_id=order_id):
        raise FeeNotKnownYetError
    get_logger().info("payment.fee_recorded", **keys)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    return process_batch(event, handle_body, name="payments")
