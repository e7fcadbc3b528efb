"""Stripe's Checkout events in our words. Plain JSON in: the worker does not load the SDK."""

from typing import Any

from tradewind.checkout.models import Address, NoticeKind, PaymentNotice
from tradewind.kit.money import Money

_PREFIX = "checkout.session."


def read_notice(event: dict[str, Any]) -> PaymentNotice | None:
    """The payment notice inside a verified event; None for events that are not ours to act on.

    Args:
        event: the decoded event as Stripe sent it (API 2026-10-28 and later shapes).
    """
    session = event.get("data", {}).get("object", {})
    kind = _kind(event.get("type", ""), session.get("payment_status"))
    metadata = session.get("metadata") or {}
    if kind is None or "store_id" not in metadata or "checkout_id" not in metadata:
        return None
    customer = session.get("customer_details") or {}
    currency = (session.get("currency") or "").upper()
    amount = session.get("amount_total") or 0
    return PaymentNotice(
        event_id=event["id"],
        kind=kind,
        store_id=metadata["store_id"],
        checkout_id=metadata["checkout_id"],
        session_id=session["id"],
        amount=Money(amount // 100 if currency == "UGX" else amount, currency),
        payment_intent=session.get("payment_intent") or "",
        livemode=bool(event.get("livemode")),
        customer_email=customer.get("email") or session.get("customer_email") or "",
        customer_name=customer.get("name") or "",
        shipping_address=_address(session, customer),
        metadata=metadata,
    )


def _kind(event_type: str, payment_status: str | None) -> NoticeKind | None:
    match event_type.removeprefix(_PREFIX):
        case "completed":
            return NoticeKind.AWAITING if payment_status == "unpaid" else NoticeKind.PAID
        case "async_payment_succeeded":
            return NoticeKind.PAID
        case "async_payment_failed":
            return NoticeKind.FAILED
        case "expired":
            return NoticeKind.EXPIRED
        case _:
            return None


def _address(session: dict[str, Any], customer: dict[str, Any]) -> Address | None:
    """The shipping address where one was collected, else the billing address."""
    shipping = (session.get("collected_information") or {}).get("shipping_details") or {}
    raw = shipping.get("address") or customer.get("address")
    if not raw:
        return None
    return Address(
        name=shipping.get("name") or customer.get("name") or "",
        line1=raw.get("line1") or "",
        line2=raw.get("line2") or "",
        city=raw.get("city") or "",
        state=raw.get("state") or "",
        postal_code=raw.get("postal_code") or "",
        country=raw.get("country") or "",
        phone=customer.get("phone") or "",
    )
