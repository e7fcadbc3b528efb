"""What a subscription goes through: begun, billed, renewed, overdue, paused, resumed, ended."""

from __future__ import annotations

from typing import Any

from local.stripe import invoices, periods, subscription_objects, webhooks
from local.stripe.cards import Decline
from local.stripe.payments import Means, Payment
from local.stripe.standin import Call, StandIn
from local.stripe.wire import JsonObject

KIND = "subscription"
ENDED = ("canceled", "incomplete_expired")
LIVE = ("active", "incomplete", "past_due", "paused", "trialing", "unpaid")
WARNING_SECONDS = 3 * 24 * 3600

type Terms = list[tuple[JsonObject, int, JsonObject]]


def of_customer(standin: StandIn, customer_id: str, *, account: str) -> list[JsonObject]:
    """Return a customer's subscriptions that have not ended, oldest first."""
    where = {"customer": customer_id, "status": list(LIVE)}
    return standin.store.all(KIND, account=account, where=where)


def method_of(standin: StandIn, subscription: JsonObject) -> JsonObject | None:
    """Return the card a subscription is paid with: its own, else the customer's."""
    chosen = subscription["default_payment_method"]
    if not chosen:
        customer = standin.store.find(subscription["customer"], account=None)
        chosen = customer["invoice_settings"]["default_payment_method"] if customer else None
    return standin.store.find(chosen, kind="payment_method", account=None) if chosen else None


def save(standin: StandIn, subscription: JsonObject, *, account: str, call: Call | None = None) -> JsonObject:
    """Store a changed subscription and say so, with what was there before; without a change nothing is said."""
    stored = standin.store.find(subscription["id"], account=None) or {}
    before = {name: stored.get(name) for name, value in subscription.items() if stored.get(name) != value}
    if before:
        standin.store.save(subscription)
        webhooks.emit(
            standin, "customer.subscription.updated", subscription, account=account, call=call, previous=before
        )
    return subscription


def period_of(subscription: JsonObject) -> tuple[int, int]:
    """Return the present period, from and to."""
    item = subscription["items"]["data"][0]
    return item["current_period_start"], item["current_period_end"]


def set_period(subscription: JsonObject, start: int, end: int) -> None:
    """Write the present period to every item."""
    for item in subscription["items"]["data"]:
        item |= {"current_period_start": start, "current_period_end": end}


def next_period(subscription: JsonObject, start: int) -> tuple[int, int]:
    """Return the period that begins at `start`."""
    recurring = subscription["items"]["data"][0]["price"]["recurring"]
    return start, periods.end_of(start, anchor=subscription["billing_cycle_anchor"], recurring=recurring)


def lines(standin: StandIn, subscription: JsonObject) -> list[JsonObject]:
    """Return what the present period costs, as lines of an invoice; a trial costs nothing."""
    found = []
    trial = subscription["status"] == "trialing"
    for item in subscription["items"]["data"]:
        product = standin.store.find(item["price"]["product"], account=None) or {"name": "Subscription"}
        each = f"{item['quantity']} × {product['name']} (at {periods.price_text(item['price'])})"
        found.append(
            subscription_objects.invoice_line(
                item,
                amount=0 if trial else item["price"]["unit_amount"] * item["quantity"],
                description=f"Trial period for {product['name']}" if trial else each,
                period=(item["current_period_start"], item["current_period_end"]),
            )
        )
    return found


def begin(
    standin: StandIn, *, customer: JsonObject, terms: Terms, account: str, base_url: str, trial_end: int | None = None,
    payment: Payment | None = None, means: Means | None = None, attempt: bool = True, call: Call | None = None,
    **given: Any,
) -> tuple[JsonObject, Decline | None]:  # fmt: skip
    """Start a subscription to prices with quantities and metadata, and bill its first period.

    It is `trialing` until `trial_end`, else `incomplete` until its first invoice is paid. A checkout hands over the
    `payment` it has begun and the `means` that will pay; otherwise the card that is kept does. Without `attempt` the
    invoice waits. Return the subscription and why the payment failed.
    """
    now = standin.now()
    first = terms[0][0]
    end = trial_end or periods.end_of(now, anchor=now, recurring=first["recurring"])
    body = subscription_objects.subscription(
        now,
        customer=customer["id"],
        currency=first["currency"],
        status="trialing" if trial_end else "incomplete",
        trial_start=now if trial_end else None,
        trial_end=trial_end,
        billing_cycle_anchor=trial_end or now,
        **given,
    )
    body["items"]["data"] = [
        subscription_objects.subscription_item(
            now, price, subscription=body["id"], quantity=quantity, period=(now, end), metadata=metadata
        )
        for price, quantity, metadata in terms
    ]
    if body["cancel_at_period_end"]:
        body |= {"cancel_at": end, "canceled_at": now}
    store = standin.store
    if customer["currency"] is None:
        store.save(customer | {"currency": first["currency"]})
    store.insert(body, account=account, private={"base_url": base_url})
    invoice = invoices.draft(
        standin, body, reason="subscription_create", lines=lines(standin, body), account=account
    )  # fmt: skip
    body["latest_invoice"] = invoice["id"]
    store.save(body)
    webhooks.emit(standin, "customer.subscription.created", body, account=account, call=call)
    warn(standin, body, account=account)
    webhooks.emit(standin, "invoice.created", invoice, account=account, call=call)
    invoices.finalize(standin, invoice, account=account, base_url=base_url, payment=payment, call=call)
    failure = None
    if invoice["status"] == "open" and attempt:
        if payment and means:
            invoices.settle(standin, invoice, payment, means, account=account, call=call)
        else:
            method = method_of(standin, body)
            failure = invoices.collect(standin, invoice, method, account=account, call=call)
    after_payment(standin, invoice, failure, account=account, call=call)
    return store.find(body["id"], account=account) or body, failure


def warn(standin: StandIn, subscription: JsonObject, *, account: str) -> None:
    """Say that a trial ends within three days, once for each end it is given."""
    private = standin.store.private(subscription["id"])
    end = subscription["trial_end"]
    if not end or private.get("warned_of") == end or end - standin.now() > WARNING_SECONDS:
        return
    standin.store.save_private(subscription["id"], private | {"warned_of": end})
    webhooks.emit(standin, "customer.subscription.trial_will_end", subscription, account=account)


def bill(
    standin: StandIn, subscription: JsonObject, *, reason: str, lines: list[JsonObject], account: str,
    looks_back: tuple[int, int] | None = None, attempt: bool = True, on_session: bool = False,
    call: Call | None = None,
) -> tuple[JsonObject, Decline | None]:  # fmt: skip
    """Invoice a running subscription, with whatever prorations wait, and collect at once.

    What was changed on the subscription is stored on the way. Without `attempt` the invoice stays a draft. Return the
    invoice and why the payment failed; what that means for the subscription is for `after_payment`.
    """
    store = standin.store
    private = store.private(subscription["id"])
    waiting = private.pop("prorations", [])
    store.save_private(subscription["id"], private)
    invoice = invoices.draft(
        standin, subscription, reason=reason, lines=[*waiting, *lines], account=account, period=looks_back
    )
    if not attempt:
        store.save(invoice | {"auto_advance": False})
    subscription["latest_invoice"] = invoice["id"]
    webhooks.emit(standin, "invoice.created", invoice, account=account, call=call)
    save(standin, subscription, account=account, call=call)
    if not attempt:
        return invoice, None
    invoices.finalize(standin, invoice, account=account, base_url=private["base_url"], call=call)
    if invoice["status"] == "paid":
        return invoice, None
    method = method_of(standin, subscription)
    failure = invoices.collect(standin, invoice, method, account=account, on_session=on_session, call=call)
    return invoice, failure


def after_payment(
    standin: StandIn, invoice: JsonObject, failure: Decline | None, *, account: str, call: Call | None = None
) -> None:
    """Let a subscription follow what became of its invoice."""
    subscription_id = invoice["parent"]["subscription_details"]["subscription"]
    subscription = standin.store.find(subscription_id, kind=KIND, account=account)
    if subscription is None or subscription["status"] in ENDED or invoice["status"] == "draft":
        return
    _mark_delinquent(standin, subscription["customer"], account, is_delinquent=failure is not None, call=call)
    if failure is None:
        if _is_settled(standin, subscription, invoice, account):
            subscription["status"] = "active"
    elif invoices.is_exhausted(invoice):
        after = invoices.after_retries(standin)
        if after == "cancel":
            end(standin, subscription, account=account, reason="payment_failed", call=call)
            return
        subscription["status"] = after
    elif subscription["status"] in ("active", "trialing", "paused"):
        subscription["status"] = "past_due"
    save(standin, subscription, account=account, call=call)


def _is_settled(standin: StandIn, subscription: JsonObject, invoice: JsonObject, account: str) -> bool:
    """Tell whether a subscription that waited for money has it: for its latest invoice, or for all of them."""
    if subscription["status"] not in ("past_due", "unpaid", "incomplete"):
        return False
    if invoice["status"] == "paid" and invoice["id"] == subscription["latest_invoice"]:
        return True
    left = invoices.open_ones(standin, subscription["id"], account=account)
    return not left and subscription["status"] != "incomplete"


def renew(standin: StandIn, subscription: JsonObject, *, account: str) -> None:
    """Begin the next period and bill it; while it is unpaid, invoices stay drafts."""
    previous = period_of(subscription)
    set_period(subscription, *next_period(subscription, previous[1]))
    invoice, failure = bill(
        standin,
        subscription,
        reason="subscription_cycle",
        lines=lines(standin, subscription),
        account=account,
        looks_back=previous,
        attempt=subscription["status"] != "unpaid",
    )
    after_payment(standin, invoice, failure, account=account)


def end_trial(
    standin: StandIn, subscription: JsonObject, *, account: str, reason: str = "subscription_cycle",
    on_session: bool = False, call: Call | None = None,
) -> Decline | None:  # fmt: skip
    """Go from the trial to the first paid period, or where the subscription's settings lead without a card."""
    behavior = subscription["trial_settings"]["end_behavior"]["missing_payment_method"]
    has_method = method_of(standin, subscription) is not None
    if not has_method and behavior == "cancel":
        end(standin, subscription, account=account, reason=None, call=call)
        return None
    if not has_method and behavior == "pause":
        _pause(standin, subscription, account, call)
        return None
    previous = period_of(subscription)
    start = subscription["trial_end"]
    subscription |= {"status": "active", "billing_cycle_anchor": start}
    set_period(subscription, *next_period(subscription, start))
    invoice, failure = bill(
        standin,
        subscription,
        reason=reason,
        lines=lines(standin, subscription),
        account=account,
        looks_back=previous,
        on_session=on_session,
        call=call,
    )
    after_payment(standin, invoice, failure, account=account, call=call)
    return failure


def _pause(standin: StandIn, subscription: JsonObject, account: str, call: Call | None) -> None:
    subscription |= {
        "status": "paused",
        "status_details": {
            "paused": {
                "subscription": {"type": "trial_end_without_payment_method"},
                "transitioned_at": standin.now(),
                "type": "subscription",
            }
        },
    }
    save(standin, subscription, account=account, call=call)
    webhooks.emit(standin, "customer.subscription.paused", subscription, account=account, call=call)


def resume(
    standin: StandIn, subscription: JsonObject, *, account: str, on_session: bool = False, call: Call | None = None
) -> Decline | None:
    """Begin a period now and bill it; a payment that fails leaves the subscription `past_due`."""
    now = standin.now()
    subscription |= {"status": "active", "status_details": None, "billing_cycle_anchor": now}
    set_period(subscription, *next_period(subscription, now))
    invoice, failure = bill(
        standin,
        subscription,
        reason="subscription_update",
        lines=lines(standin, subscription),
        account=account,
        on_session=on_session,
        call=call,
    )
    webhooks.emit(standin, "customer.subscription.resumed", subscription, account=account, call=call)
    after_payment(standin, invoice, failure, account=account, call=call)
    return failure


def end(
    standin: StandIn, subscription: JsonObject, *, account: str, reason: str | None, call: Call | None = None
) -> JsonObject:
    """End a subscription now; what is still owed is not tried again."""
    now = standin.now()
    was_planned = subscription["cancel_at"] is not None and subscription["cancel_at"] <= now
    for invoice in invoices.open_ones(standin, subscription["id"], account=account):
        invoices.stop_retries(standin, invoice)
    subscription |= {
        "status": "canceled",
        "canceled_at": subscription["canceled_at"] if was_planned else now,
        "ended_at": now,
        "cancellation_details": subscription["cancellation_details"] | {"reason": reason},
    }
    standin.store.save(subscription)
    webhooks.emit(standin, "customer.subscription.deleted", subscription, account=account, call=call)
    return subscription


def expire_incomplete(standin: StandIn, subscription: JsonObject, *, account: str) -> None:
    """Give up a subscription whose first invoice nobody paid."""
    for invoice in invoices.open_ones(standin, subscription["id"], account=account):
        invoices.void(standin, invoice, account=account)
    subscription |= {"status": "incomplete_expired", "ended_at": standin.now()}
    save(standin, subscription, account=account)


def _mark_delinquent(
    standin: StandIn, customer_id: str, account: str, *, is_delinquent: bool, call: Call | None
) -> None:
    customer = standin.store.find(customer_id, kind="customer", account=account)
    if customer and customer["delinquent"] != is_delinquent:
        customer["delinquent"] = is_delinquent
        standin.store.save(customer)
        webhooks.emit(standin, "customer.updated", customer, account=account, call=call)
