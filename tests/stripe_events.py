"""Checkout Session events in Stripe's shape, as far as our reader looks."""

from typing import Any
from uuid import uuid4


def payment_intent_of(checkout: dict[str, Any]) -> str:
    """The payment intent of a checkout's events."""
    return f"pi_{checkout['order_id'][-12:]}"


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
    account: str | None = None,
    tax: int = 0,
) -> dict[str, Any]:
    """``checkout.session.<kind>`` for an answer of the checkout route."""
    order_id = checkout["order_id"]
    return {
        **({"account": account} if account else {}),
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
                "payment_intent": payment_intent_of(checkout),
                "total_details": {"amount_tax": tax, "amount_discount": 0, "amount_shipping": 0},
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


def refund_event(
    payment_intent: str,
    *,
    amount: int,
    refund: str = "re_1",
    kind: str = "created",
    status: str = "succeeded",
    currency: str = "usd",
    account: str | None = None,
    metadata: dict[str, str] | None = None,
    failure: str | None = None,
) -> dict[str, Any]:
    """``refund.<kind>``: without metadata it was made in Stripe's own dashboard."""
    return _event(
        f"refund.{kind}",
        {
            "id": refund,
            "object": "refund",
            "amount": amount,
            "currency": currency,
            "status": status,
            "payment_intent": payment_intent,
            "charge": f"ch_{payment_intent}",
            "reason": None,
            "failure_reason": failure,
            "metadata": metadata or {},
        },
        account=account,
    )


def dispute_event(
    payment_intent: str,
    *,
    amount: int,
    kind: str = "created",
    status: str = "needs_response",
    dispute: str = "dp_1",
    movements: tuple[tuple[str, int, int], ...] = (),
    created: int = 1_763_900_000,
    account: str | None = None,
) -> dict[str, Any]:
    """``charge.dispute.<kind>``; ``movements`` are (balance transaction, amount, fee)."""
    return _event(
        f"charge.dispute.{kind}",
        {
            "id": dispute,
            "object": "dispute",
            "amount": amount,
            "currency": "usd",
            "status": status,
            "reason": "fraudulent",
            "payment_intent": payment_intent,
            "charge": f"ch_{payment_intent}",
            "evidence_details": {"due_by": 1_765_000_000},
            "balance_transactions": [
                {"id": id, "amount": moved, "fee": fee, "net": moved - fee, "currency": "usd"}
                for id, moved, fee in movements
            ],
        },
        account=account,
        created=created,
    )


def account_event(account: dict[str, Any], *, created: int = 1_763_900_000) -> dict[str, Any]:
    """``account.updated`` of a connected account."""
    return _event("account.updated", account, account=account["id"], created=created)


def _event(
    kind: str, subject: dict[str, Any], *, account: str | None = None, created: int = 1_763_900_000
) -> dict[str, Any]:
    event = {
        "id": f"evt_{uuid4().hex}",
        "object": "event",
        "api_version": "2026-10-28.endive",
        "livemode": False,
        "created": created,
        "type": kind,
        "data": {"object": subject},
    }
    return {**event, "account": account} if account else event
