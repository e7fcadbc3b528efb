"""Checkout Session events in Stripe's shape, as far as our reader looks."""

from typing import Any
from uuid import uuid4


def session_event(
    checkout: dict[str, Any],
    *,
    store_id: str,
    kind: str = "completed",
    payment_status: str = "paid",
    amount: int,
    currency: str = "usd",
    event_id: str | None = None,
    email: str = "ann@example.com",
    session_id: str | None = None,
) -> dict[str, Any]:
    """``checkout.session.<kind>`` for an answer of the checkout route."""
    order_id = checkout["order_id"]
    return {
        "id": event_id or f"evt_{uuid4().hex}",
        "object": "event",
        "api_version": "2026-10-28.endive",
        "livemode": False,
        "type": f"checkout.session.{kind}",
        "data": {
            "object": {
                "id": session_id or checkout["session_id"],
                "object": "checkout.session",
                "amount_total": amount,
                "currency": currency,
                "payment_status": payment_status,
                "payment_intent": f"pi_{order_id[-12:]}",
                "customer_details": {
                    "email": email,
                    "name": "Ann Example",
                    "phone": None,
                    "address": {
                        "line1": "1 Main St",
                        "line2": None,
                        "city": "Springfield",
                        "state": "IL",
                        "postal_code": "62701",
                        "country": "US",
                    },
                },
                "metadata": {
                    "store_id": store_id,
                    "checkout_id": order_id.replace("ord_", "chk_"),
                    "order_id": order_id,
                },
            }
        },
    }
