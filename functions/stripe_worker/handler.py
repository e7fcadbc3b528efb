"""SQS worker: verified events of Stripe become orders, give stock back, are booked on orders, or move plans."""

from typing import Any

import orjson

from tradewind.adapters.stripe_events import (
    read_account_update,
    read_billing_event,
    read_notice,
    read_order_notice,
)
from tradewind.billing.sync import SyncOutcome, sync_customer
from tradewind.bootstrap import get_container
from tradewind.checkout.models import PaymentNotice
from tradewind.checkout.settlement import Outcome, settle_notice
from tradewind.messaging.batch import process_batch
from tradewind.observability import count_metric, get_logger
from tradewind.orders.notices import DisputeNotice, OrderNotice
from tradewind.orders.service.notices import NoticeOutcome, take_notice

_ALARMING = frozenset({Outcome.UNKNOWN_CHECKOUT, Outcome.PAID_TWICE, Outcome.FOREIGN})


def handle_body(body: str) -> None:
    """Carry out one event."""
    event = orjson.loads(body)
    payment = read_notice(event)
    if payment:
        _settle(payment)
        return
    notice = read_order_notice(event)
    if notice:
        _book(notice, event)
        return
    update = read_account_update(event)
    if update:
        store_id, account = update
        known = get_container().selling.refresh_account(store_id, account)
        get_logger().info("stripe.account_updated", store_id=store_id, known=known, event_id=event["id"])
        return
    customer_id = read_billing_event(event)
    if customer_id:
        _sync(customer_id, event)
        return
    get_logger().info("stripe.ignored", event_type=event.get("type"), event_id=event.get("id"))


def _sync(customer_id: str, event: dict[str, Any]) -> None:
    outcome = sync_customer(get_container().billing_deps, customer_id, livemode=bool(event.get("livemode")))
    keys = {"outcome": outcome, "event_id": event["id"], "event_type": event["type"], "customer_id": customer_id}
    if outcome in (SyncOutcome.FOREIGN, SyncOutcome.WRONG_MODE):
        get_logger().error("billing.synced", **keys)
        count_metric("PaymentNeedsAttention")
    else:
        get_logger().info("billing.synced", **keys)


def _settle(notice: PaymentNotice) -> None:
    outcome = settle_notice(get_container().settlement_deps, notice)
    keys = {
        "outcome": outcome,
        "event_id": notice.event_id,
        "store_id": notice.store_id,
        "checkout_id": notice.checkout_id,
    }
    if outcome in _ALARMING:
        get_logger().error("stripe.settled", **keys)
        count_metric("PaymentNeedsAttention")
    else:
        get_logger().info("stripe.settled", **keys)
    if outcome in (Outcome.ORDERED, Outcome.HELD, Outcome.REFUNDED):
        count_metric("OrdersPaid")
    if notice.payment_intent and outcome not in _ALARMING:
        _book_early(notice.payment_intent)


def _book_early(payment_intent: str) -> None:
    """Book refunds and disputes that were faster than their order."""
    orders = get_container().orders
    for event in orders.list_early(payment_intent):
        notice = read_order_notice(event)
        if notice and _book(notice, event) is not NoticeOutcome.KEPT:
            orders.drop_early(payment_intent, event["id"])


def _book(notice: OrderNotice, event: dict[str, Any]) -> NoticeOutcome:
    outcome = take_notice(get_container().order_deps, notice, event)
    keys = {"outcome": outcome, "event_id": notice.event_id, "payment_intent": notice.payment_intent}
    if outcome is NoticeOutcome.FOREIGN or (outcome is NoticeOutcome.KEPT and _is_of_plan(notice)):
        get_logger().error("stripe.booked", **keys)
        count_metric("PaymentNeedsAttention")
    else:
        get_logger().info("stripe.booked", **keys)
    return outcome


def _is_of_plan(notice: OrderNotice) -> bool:
    """Whether a notice that no order is known for is about a plan's payment.

    Weeks pass between a payment and its dispute, so an order would be there; and plans are paid to the platform itself.
    """
    is_sold = get_container().billing_settings.is_on
    return is_sold and isinstance(notice, DisputeNotice) and notice.account_id is None


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Lambda entry: a batch with partial failures."""
    return process_batch(event, handle_body, name="stripe")
