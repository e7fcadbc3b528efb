"""Changes of a running subscription: another price, another trial, cancelling at the end and taking that back."""

from __future__ import annotations

from local.stripe import periods, subscription_objects, subscriptions
from local.stripe.cards import Decline
from local.stripe.currency import exponent
from local.stripe.standin import Call, StandIn
from local.stripe.subscriptions import Terms
from local.stripe.wire import JsonObject


def set_cancellation(
    standin: StandIn, subscription: JsonObject, *, at_period_end: bool, at: int | None = None
) -> JsonObject:
    """Plan the end of a subscription, at the end of its period or at a time, or take the plan back with neither."""
    planned = subscriptions.period_of(subscription)[1] if at_period_end else at
    subscription |= {
        "cancel_at_period_end": at_period_end,
        "cancel_at": planned,
        "canceled_at": standin.now() if planned else None,
        "cancellation_details": subscription["cancellation_details"]
        | {"reason": "cancellation_requested" if planned else None},
    }
    return subscription


def change_items(
    standin: StandIn, subscription: JsonObject, terms: Terms, *, account: str, proration: str,
    on_session: bool = False, call: Call | None = None,
) -> Decline | None:  # fmt: skip
    """Put a subscription's items, in order, on other prices, quantities and metadata.

    Within an interval the period stays and the difference waits for the next invoice (`create_prorations`), is billed
    now (`always_invoice`) or dropped (`none`). Another interval begins a new period that is billed now. During a trial
    and while paused only the items change. Return why a payment failed.
    """
    now = standin.now()
    items = subscription["items"]["data"]
    before = [dict(item) for item in items]
    for item, (price, quantity, metadata) in zip(items, terms, strict=True):
        plan = subscription_objects.plan(price)
        item |= {"price": price, "plan": plan, "quantity": quantity, "metadata": metadata}
    costs = _cost(before) != _cost(items) or _interval(before) != _interval(items)
    if subscription["status"] not in ("active", "past_due") or not costs:
        subscriptions.save(standin, subscription, account=account, call=call)
        return None
    share = _prorated(standin, before, now, credit=True)
    if _interval(before) != _interval(items) or _cost(before) == 0:
        subscription["billing_cycle_anchor"] = now
        subscriptions.set_period(subscription, *subscriptions.next_period(subscription, now))
        credits = share if proration != "none" else []
        extra = [*credits, *subscriptions.lines(standin, subscription)]
    elif proration == "always_invoice":
        extra = share + _prorated(standin, items, now, credit=False)
    else:
        if proration == "create_prorations":
            _wait(standin, subscription, share + _prorated(standin, items, now, credit=False))
        subscriptions.save(standin, subscription, account=account, call=call)
        return None
    invoice, failure = subscriptions.bill(
        standin, subscription, reason="subscription_update", lines=extra, account=account,
        on_session=on_session, call=call,
    )  # fmt: skip
    subscriptions.after_payment(standin, invoice, failure, account=account, call=call)
    return failure


def set_trial_end(
    standin: StandIn, subscription: JsonObject, trial_end: int, *, account: str, call: Call | None = None
) -> Decline | None:
    """Move the end of a trial, or begin one; a moment that is not in the future ends it now."""
    now = standin.now()
    if trial_end <= now and subscription["status"] != "trialing":
        return None
    if trial_end <= now:
        subscription |= {"trial_end": now, "billing_cycle_anchor": now}
        subscriptions.set_period(subscription, subscriptions.period_of(subscription)[0], now)
        return subscriptions.end_trial(standin, subscription, account=account, reason="subscription_update", call=call)
    start = subscription["trial_start"] if subscription["status"] == "trialing" else now
    subscription |= {
        "status": "trialing", "trial_start": start, "trial_end": trial_end, "billing_cycle_anchor": trial_end
    }  # fmt: skip
    subscriptions.set_period(subscription, start, trial_end)
    if subscription["cancel_at_period_end"]:
        subscription["cancel_at"] = trial_end
    subscriptions.save(standin, subscription, account=account, call=call)
    subscriptions.warn(standin, subscription, account=account)
    return None


def _interval(items: list[JsonObject]) -> tuple[str, int]:
    recurring = items[0]["price"]["recurring"]
    return recurring["interval"], recurring["interval_count"]


def _cost(items: list[JsonObject]) -> int:
    return sum(item["price"]["unit_amount"] * item["quantity"] for item in items)


def _prorated(standin: StandIn, items: list[JsonObject], now: int, *, credit: bool) -> list[JsonObject]:
    """Return what is left of the period for these items, by the second: charged, or given back."""
    found = []
    for item in items:
        start, end = item["current_period_start"], item["current_period_end"]
        whole = item["price"]["unit_amount"] * item["quantity"]
        step = 10 if exponent(item["price"]["currency"]) == 3 else 1
        amount = round(whole * max(0, end - now) / max(1, end - start) / step) * step
        product = standin.store.find(item["price"]["product"], account=None) or {"name": "Subscription"}
        what = "Unused time" if credit else "Remaining time"
        line = subscription_objects.invoice_line(
            item,
            amount=-amount if credit else amount,
            description=f"{what} on {item['quantity']} × {product['name']} ({periods.price_text(item['price'])})",
            period=(now, end),
            proration=True,
        )
        found.append(line)
    return found


def _wait(standin: StandIn, subscription: JsonObject, lines: list[JsonObject]) -> None:
    private = standin.store.private(subscription["id"])
    private["prorations"] = [*private.get("prorations", []), *lines]
    standin.store.save_private(subscription["id"], private)
