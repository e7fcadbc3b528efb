"""Stripe's events in our words. Works on decoded JSON, so that the worker does not load the SDK."""

from datetime import datetime
from typing import Any

from tradewind.checkout.models import Address, NoticeKind, PaymentNotice
from tradewind.kit.clock import from_epoch
from tradewind.kit.money import Money
from tradewind.orders.models import RefundStatus
from tradewind.orders.notices import DisputeNotice, Movement, OrderNotice, RefundNotice
from tradewind.selling.models import PaymentAccount

_SESSION = "checkout.session."
_DISPUTE = "charge.dispute."


def read_notice(event: dict[str, Any]) -> PaymentNotice | None:
    """The payment notice inside a verified event; None for events that are not of our checkouts.

    Args:
        event: the decoded event as Stripe sent it (API 2026-10-28 and later shapes).
    """
    session = _object(event)
    kind = _kind(event.get("type", ""), session.get("payment_status"))
    if kind is None:
        return None
    return _payment(
        session,
        kind,
        event_id=event["id"],
        account_id=event.get("account"),
        livemode=bool(event.get("livemode")),
    )


def read_order_notice(event: dict[str, Any]) -> OrderNotice | None:
    """The refund or dispute inside a verified event; None for other events."""
    type_, account_id = event.get("type", ""), event.get("account")
    told_at = event.get("created") or 0
    if type_.startswith("refund."):
        return read_refund(_object(event), event_id=event["id"], account_id=account_id, told_at=told_at)
    if type_.startswith(_DISPUTE):
        return _dispute(_object(event), event_id=event["id"], account_id=account_id, told_at=told_at)
    return None


def read_billing_event(event: dict[str, Any]) -> str | None:
    """The customer whose subscription an event of the platform's own account is about; None for other events."""
    if event.get("account"):
        return None
    type_, found = event.get("type", ""), _object(event)
    about_plans = type_.startswith("customer.subscription.") or type_ in ("invoice.paid", "invoice.payment_failed")
    if about_plans or (type_ == f"{_SESSION}completed" and found.get("mode") == "subscription"):
        return _id(found.get("customer")) or None
    return None


def read_account_update(event: dict[str, Any]) -> tuple[str, PaymentAccount] | None:
    """Store id and account of an ``account.updated`` event of an account that we made; None for other events."""
    account = _object(event)
    store_id = (account.get("metadata") or {}).get("store_id")
    if event.get("type") != "account.updated" or not store_id or account.get("id") != event.get("account"):
        return None
    return store_id, read_account(account, updated_at=from_epoch(event.get("created") or 0))


def read_account(account: dict[str, Any], *, updated_at: datetime | None = None) -> PaymentAccount:
    """A connected account as far as a store cares."""
    requirements = account.get("requirements") or {}
    due = [*(requirements.get("currently_due") or []), *(requirements.get("past_due") or [])]
    return PaymentAccount(
        account_id=account["id"],
        country=account.get("country") or "",
        charges_enabled=bool(account.get("charges_enabled")),
        payouts_enabled=bool(account.get("payouts_enabled")),
        details_submitted=bool(account.get("details_submitted")),
        requirements_due=tuple(dict.fromkeys(due)),
        disabled_reason=requirements.get("disabled_reason") or "",
        updated_at=updated_at,
    )


def read_paid_session(session: dict[str, Any], *, account_id: str | None) -> PaymentNotice | None:
    """The notice that a paid session's event would have been; None for unpaid ones and those that are not ours.

    Args:
        session: as listed, with ``payment_intent.latest_charge`` expanded.
    """
    if session.get("payment_status") not in ("paid", "no_payment_required"):
        return None
    return _payment(
        session,
        NoticeKind.PAID,
        event_id=f"reconciled:{session['id']}",
        account_id=account_id,
        livemode=bool(session.get("livemode")),
    )


def read_refund(refund: dict[str, Any], *, event_id: str, account_id: str | None, told_at: int) -> RefundNotice | None:
    """A refund as Stripe describes it; None for one that is of no order: of a plan, or without a payment intent."""
    intent = _id(refund.get("payment_intent"))
    if not intent or "subscription_id" in (refund.get("metadata") or {}):
        return None
    return RefundNotice(
        event_id=event_id,
        payment_intent=intent,
        account_id=account_id,
        provider_id=refund["id"],
        refund_id=(refund.get("metadata") or {}).get("refund_id"),
        amount=_money(refund.get("amount"), refund.get("currency")),
        status=_refund_status(refund.get("status")),
        told_at=from_epoch(told_at),
        reason=(refund.get("reason") or "").replace("_", " "),
        failure=(refund.get("failure_reason") or "").replace("_", " "),
    )


def _object(event: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = event.get("data", {}).get("object", {})
    return found


def _id(reference: Any) -> str:
    """The id of a reference, expanded or not."""
    return str(reference["id"]) if isinstance(reference, dict) else reference or ""


def _money(amount: int | None, currency: str | None) -> Money:
    """Stripe's minor units in ours: UGX is sent with two decimals (docs.stripe.com/currencies#special-cases)."""
    code = (currency or "").upper()
    return Money((amount or 0) // 100 if code == "UGX" else amount or 0, code)


def _refund_status(status: str | None) -> RefundStatus:
    match status:
        case "succeeded":
            return RefundStatus.SUCCEEDED
        case "failed" | "canceled":
            return RefundStatus.FAILED
        case _:
            return RefundStatus.PENDING


def _dispute(dispute: dict[str, Any], *, event_id: str, account_id: str | None, told_at: int) -> DisputeNotice | None:
    intent = _id(dispute.get("payment_intent"))
    if not intent:
        return None
    amount = _money(dispute.get("amount"), dispute.get("currency"))
    due = (dispute.get("evidence_details") or {}).get("due_by")
    return DisputeNotice(
        event_id=event_id,
        payment_intent=intent,
        account_id=account_id,
        dispute_id=dispute["id"],
        amount=amount,
        status=dispute.get("status") or "needs_response",
        reason=dispute.get("reason") or "general",
        told_at=from_epoch(told_at),
        due_by=from_epoch(due) if due else None,
        movements=tuple(
            movement for row in dispute.get("balance_transactions") or [] if (movement := _movement(row, amount))
        ),
    )


def _movement(row: dict[str, Any], amount: Money) -> Movement:
    """A balance transaction of a dispute; one in another currency counts as the disputed amount, its fee unknown."""
    moved = _money(row.get("amount"), row.get("currency"))
    fee = _money(row.get("fee"), row.get("currency"))
    if moved.currency != amount.currency:
        moved = amount if moved.amount > 0 else Money(-amount.amount, amount.currency)
        fee = Money(0, amount.currency)
    return Movement(reference=row["id"], amount=moved, fee=fee)


def _payment(
    session: dict[str, Any], kind: NoticeKind, *, event_id: str, account_id: str | None, livemode: bool
) -> PaymentNotice | None:
    metadata = session.get("metadata") or {}
    if "store_id" not in metadata or "checkout_id" not in metadata:
        return None
    customer = session.get("customer_details") or {}
    currency = session.get("currency")
    tax = (session.get("total_details") or {}).get("amount_tax")
    return PaymentNotice(
        event_id=event_id,
        kind=kind,
        store_id=metadata["store_id"],
        checkout_id=metadata["checkout_id"],
        session_id=session["id"],
        amount=_money(session.get("amount_total"), currency),
        account_id=account_id,
        tax=_money(tax, currency) if tax is not None else None,
        payment_intent=_id(session.get("payment_intent")),
        livemode=livemode,
        customer_email=customer.get("email") or session.get("customer_email") or "",
        customer_name=customer.get("name") or "",
        shipping_address=_address(session, customer),
        paid_at=_paid_at(session),
        metadata=metadata,
    )


def _paid_at(session: dict[str, Any]) -> datetime | None:
    """When the money moved, where the charge is expanded."""
    intent = session.get("payment_intent")
    charge = intent.get("latest_charge") if isinstance(intent, dict) else None
    return from_epoch(charge["created"]) if isinstance(charge, dict) else None


def _kind(event_type: str, payment_status: str | None) -> NoticeKind | None:
    match event_type.removeprefix(_SESSION):
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
