"""What an invoice of a subscription goes through: draft, finalized, paid, tried again, voided."""

from __future__ import annotations

from local.stripe import disputes, payment_methods, payment_objects, subscription_objects, webhooks
from local.stripe.cards import Decline
from local.stripe.payments import Means, Payment
from local.stripe.standin import Call, StandIn
from local.stripe.wire import JsonObject, StripeError

KIND = "invoice"
PAYMENT = "invoice_payment"
_DAY = 24 * 3600
_RETRY_DAYS, _AFTER_RETRIES = "retry_days", "after_retries"
_DEFAULT_RETRY_DAYS = "1,3,5,7"
AFTER_RETRIES = ("cancel", "unpaid", "past_due")
NO_METHOD = Decline(
    code="resource_missing",
    message="This customer has no attached payment source or default payment method. Please consider adding a default "
    "payment method.",
)


def retry_days(standin: StandIn) -> list[int]:
    """Return on which days after the first failure a renewal is tried again."""
    kept = standin.store.setting(_RETRY_DAYS, _DEFAULT_RETRY_DAYS)
    return [int(day) for day in kept.split(",") if day]


def after_retries(standin: StandIn) -> str:
    """Return what becomes of a subscription whose retries all failed: one of `AFTER_RETRIES`."""
    return standin.store.setting(_AFTER_RETRIES, AFTER_RETRIES[0])


def configure_retries(standin: StandIn, *, days: list[int] | None, after: str | None) -> None:
    """Change the schedule of retries (days after the first failure, ascending) and what follows the last.

    Raises StripeError for days that do not grow and for an unknown end.
    """
    if days is not None:
        if not all(0 < day <= 60 for day in days) or days != sorted(set(days)):
            raise StripeError("`retry_days` must be growing whole days from 1 to 60.", param="retry_days")
        standin.store.save_setting(_RETRY_DAYS, ",".join(map(str, days)))
    if after is not None:
        if after not in AFTER_RETRIES:
            raise StripeError(f"`after_retries` must be one of {', '.join(AFTER_RETRIES)}.", param="after_retries")
        standin.store.save_setting(_AFTER_RETRIES, after)


def draft(
    standin: StandIn, subscription: JsonObject, *, reason: str, lines: list[JsonObject], account: str,
    period: tuple[int, int] | None = None,
) -> JsonObject:  # fmt: skip
    """Store a draft that bills a subscription; `period` is the time it looks back on. Emits nothing yet."""
    customer = _customer(standin, subscription["customer"], account)
    now = standin.now()
    since, until = period or (now, now)
    details = {"metadata": subscription["metadata"], "subscription": subscription["id"]}
    invoice = subscription_objects.invoice(
        now,
        customer=customer,
        currency=subscription["currency"],
        lines=lines,
        billing_reason=reason,
        parent={"quote_details": None, "subscription_details": details, "type": "subscription_details"},
        period_start=since,
        period_end=until,
    )
    if subscription["automatic_tax"]["enabled"]:
        invoice["automatic_tax"] |= {
            "enabled": True, "liability": {"type": "self"}, "provider": "stripe", "status": "complete"
        }  # fmt: skip
    return standin.store.insert(invoice, account=account)


def finalize(
    standin: StandIn, invoice: JsonObject, *, account: str, base_url: str, payment: Payment | None = None,
    call: Call | None = None,
) -> None:  # fmt: skip
    """Make a draft payable: number it, use the customer's credit, and prepare the intent of what is left.

    `payment` is an intent that was begun before the invoice, by a checkout. With nothing left to pay the invoice is
    paid at once.
    """
    customer = _customer(standin, invoice["customer"], account)
    balance = invoice["total"] + customer["balance"]
    due = max(0, balance)
    sequence = customer["next_invoice_sequence"]
    invoice |= {
        "status": "open",
        "number": f"{customer['invoice_prefix']}-{sequence:04}",
        "amount_due": due,
        "amount_remaining": due,
        "starting_balance": customer["balance"],
        "ending_balance": balance - due,
        "effective_at": standin.now(),
        "hosted_invoice_url": f"{base_url}/i/{invoice['id']}",
        "status_transitions": invoice["status_transitions"] | {"finalized_at": standin.now()},
    }
    standin.store.save(customer | {"next_invoice_sequence": sequence + 1, "balance": balance - due})
    if due:
        payment = payment or _begin_payment(standin, invoice, account)
        tie = subscription_objects.invoice_payment(standin.now(), invoice, intent=payment.intent["id"])
        standin.store.insert(tie, account=account)
    standin.store.save(invoice)
    webhooks.emit(standin, "invoice.finalized", invoice, account=account, call=call)
    if not due:
        _paid(standin, invoice, account, call)


def collect(
    standin: StandIn, invoice: JsonObject, method: JsonObject | None, *, account: str, automatic: bool = False,
    on_session: bool = False, call: Call | None = None,
) -> Decline | None:  # fmt: skip
    """Try to pay an open invoice with a kept card and return why it did not work, or None.

    Only `automatic` attempts count towards the retries, apart from the first. With `on_session` the customer is there
    to answer their bank.
    """
    payment = payment_of(standin, invoice, account=account)
    assert payment is not None  # noqa: S101 - an open invoice has its intent
    is_counted = automatic or invoice["attempt_count"] == 0
    invoice["attempt_count"] += is_counted
    failure: Decline | None = NO_METHOD
    if method:
        payment.intent |= {"payment_method": method["id"], "customer": invoice["customer"]}
        means = payment_methods.means(method, invoice["amount_due"])
        failure = payment_methods.refusal(standin, method, on_session=on_session)
        if failure is None:
            settle(standin, invoice, payment, means, account=account, call=call)
            return None
        payment.decline(means, failure)
    _failed(standin, invoice, account, plans_next=is_counted, call=call)
    return failure


def settle(
    standin: StandIn, invoice: JsonObject, payment: Payment, means: Means, *, account: str, call: Call | None = None
) -> None:
    """Take the money of an open invoice; a card that is known for it is disputed right after."""
    charge = payment.succeed(means)
    _paid(standin, invoice, account, call)
    method = standin.store.find(charge["payment_method"] or "", account=account)
    reason = payment_methods.card_of(standin, method).dispute_reason if method else None
    if reason:
        disputes.open_dispute(standin, charge, account=account, reason=reason)


def pay_elsewhere(standin: StandIn, invoice: JsonObject, *, account: str, call: Call | None = None) -> None:
    """Mark an open invoice as paid without a charge."""
    _cancel_payment(standin, invoice, account)
    _paid(standin, invoice, account, call)


def void(standin: StandIn, invoice: JsonObject, *, account: str, call: Call | None = None) -> JsonObject:
    """Take back an open invoice for good."""
    _cancel_payment(standin, invoice, account)
    invoice |= {
        "status": "void",
        "auto_advance": False,
        "next_payment_attempt": None,
        "status_transitions": invoice["status_transitions"] | {"voided_at": standin.now()},
    }
    standin.store.save(invoice)
    webhooks.emit(standin, "invoice.voided", invoice, account=account, call=call)
    return invoice


def stop_retries(standin: StandIn, invoice: JsonObject) -> None:
    """Leave an open invoice as it is until somebody pays it."""
    standin.store.save(invoice | {"auto_advance": False, "next_payment_attempt": None})


def is_exhausted(invoice: JsonObject) -> bool:
    """Tell whether a failed invoice will not be tried again; the first one of a subscription never is."""
    return (
        invoice["status"] == "open"
        and invoice["attempted"]
        and invoice["next_payment_attempt"] is None
        and invoice["billing_reason"] != "subscription_create"
    )


def open_ones(standin: StandIn, subscription_id: str, *, account: str) -> list[JsonObject]:
    """Return the unpaid invoices of a subscription, oldest first."""
    where = {"parent.subscription_details.subscription": subscription_id, "status": "open"}
    return standin.store.all(KIND, account=account, where=where)


def payment_of(standin: StandIn, invoice: JsonObject, *, account: str) -> Payment | None:
    """Return the payment of a finalized invoice, unless nothing was due."""
    tie = _tie(standin, invoice, account)
    intent_id = tie["payment"]["payment_intent"] if tie else ""
    intent = standin.store.find(intent_id, kind="payment_intent", account=account)
    return Payment(standin, intent, account=account) if intent else None


def _customer(standin: StandIn, customer_id: str, account: str) -> JsonObject:
    customer = standin.store.find(customer_id, kind="customer", account=account)
    assert customer is not None  # noqa: S101 - deleting a customer ends what is billed to them
    return customer


def _begin_payment(standin: StandIn, invoice: JsonObject, account: str) -> Payment:
    first = invoice["billing_reason"] == "subscription_create"
    intent = payment_objects.payment_intent(
        standin.now(),
        amount=invoice["amount_due"],
        currency=invoice["currency"],
        customer=invoice["customer"],
        description="Subscription creation" if first else "Subscription update",
        setup_future_usage="off_session",
    )
    return Payment(standin, standin.store.insert(intent, account=account), account=account)


def _tie(standin: StandIn, invoice: JsonObject, account: str) -> JsonObject | None:
    ties = standin.store.all(PAYMENT, account=account, where={"invoice": invoice["id"]})
    return ties[0] if ties else None


def _cancel_payment(standin: StandIn, invoice: JsonObject, account: str) -> None:
    payment = payment_of(standin, invoice, account=account)
    tie = _tie(standin, invoice, account)
    if payment and tie:
        payment.cancel()
        tie |= {"status": "canceled", "status_transitions": {"canceled_at": standin.now(), "paid_at": None}}
        standin.store.save(tie)


def _paid(standin: StandIn, invoice: JsonObject, account: str, call: Call | None) -> None:
    tie = _tie(standin, invoice, account)
    if tie and tie["status"] == "open":
        times = {"canceled_at": None, "paid_at": standin.now()}
        standin.store.save(
            tie | {"status": "paid", "amount_paid": tie["amount_requested"], "status_transitions": times}
        )
    invoice |= {
        "status": "paid",
        "attempted": True,
        "attempt_count": max(1, invoice["attempt_count"]) if invoice["amount_due"] else 0,
        "amount_paid": invoice["amount_due"],
        "amount_remaining": 0,
        "auto_advance": False,
        "next_payment_attempt": None,
        "status_transitions": invoice["status_transitions"] | {"paid_at": standin.now()},
    }
    standin.store.save(invoice)
    for kind in ("invoice.paid", "invoice.payment_succeeded"):
        webhooks.emit(standin, kind, invoice, account=account, call=call)


def _failed(standin: StandIn, invoice: JsonObject, account: str, *, plans_next: bool, call: Call | None) -> None:
    """Write down a failed attempt and plan the next one by the schedule."""
    invoice["attempted"] = True
    if plans_next:
        private = standin.store.private(invoice["id"])
        first = private.setdefault("first_failed_at", standin.now())
        standin.store.save_private(invoice["id"], private)
        left = retry_days(standin)[invoice["attempt_count"] - 1 :]
        is_retried = bool(left) and invoice["billing_reason"] != "subscription_create"
        invoice["next_payment_attempt"] = first + left[0] * _DAY if is_retried else None
    standin.store.save(invoice)
    webhooks.emit(standin, "invoice.payment_failed", invoice, account=account, call=call)
