"""`/_test/...` for subscriptions: cards that fail, the schedule of retries, jumps to what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from local.stripe import invoices, payment_methods, periods, renewals, subscriptions
from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject, StripeError, missing

type Action = Callable[[JsonObject, dict[str, str]], JsonObject]
_TO = ("trial_end", "renewal")


def actions(standin: StandIn, run_clockwork: Callable[[StandIn], None]) -> dict[str, Action]:
    """Return what can be posted, by path."""

    def card(body: JsonObject, path: dict[str, str]) -> JsonObject:
        """Decide how a customer's present cards behave; one that is added later behaves as its number says."""
        with standin.store.transaction():
            customer = standin.store.find(path["id"], kind="customer", account=None)
            if customer is None:
                raise missing("customer", path["id"])
            outcome = body.get("outcome")
            if outcome not in payment_methods.OUTCOMES:
                raise StripeError(f"`outcome` must be one of {', '.join(payment_methods.OUTCOMES)}.", param="outcome")
            return {"cards": payment_methods.set_outcome(standin, customer, outcome)}

    def billing(body: JsonObject, _: dict[str, str]) -> JsonObject:
        """Set the days of the retries and what follows the last."""
        days = body.get("retry_days")
        if days is not None and not (isinstance(days, list) and all(type(day) is int for day in days)):
            raise StripeError("`retry_days` must be a list of whole days.", param="retry_days")
        with standin.store.transaction():
            invoices.configure_retries(standin, days=days, after=body.get("after_retries"))
        return settings(standin)

    def advance(body: JsonObject, path: dict[str, str]) -> JsonObject:
        """Move the clock to the end of a subscription's trial or of its period."""
        subscription = standin.store.find(path["id"], kind=subscriptions.KIND, account=None)
        if subscription is None:
            raise missing("subscription", path["id"])
        to = body.get("to")
        if to not in _TO:
            raise StripeError(f"`to` must be one of {', '.join(_TO)}.", param="to")
        at = subscription["trial_end"] if to == "trial_end" else subscriptions.period_of(subscription)[1]
        if at is None or at <= standin.now():
            raise StripeError("There is no such moment ahead of this subscription.", param="to")
        renewals.travel(standin, at - standin.clock.now(), run_clockwork)
        standin.wake()
        return {"now": standin.now()}

    return {
        "/_test/customers/{id}/card": card,
        "/_test/billing": billing,
        "/_test/subscriptions/{id}/advance": advance,
    }


def overview(standin: StandIn) -> JsonObject:
    """Return the latest subscriptions with what the index page shows of them, and the schedule of retries."""
    listed = standin.store.page(subscriptions.KIND, account=None, limit=12).items
    return {"subscriptions": [_row(standin, each) for each in listed], "billing": settings(standin)}


def _row(standin: StandIn, subscription: JsonObject) -> JsonObject:
    customer = standin.store.find(subscription["customer"], account=None) or {}
    item = subscription["items"]["data"][0]
    method = subscriptions.method_of(standin, subscription)
    outcome = standin.store.private(method["id"]).get("outcome") if method else None
    return {
        "subscription": subscription,
        "customer": customer.get("email") or subscription["customer"],
        "price": periods.price_text(item["price"], item["quantity"]),
        "ended": subscription["status"] in subscriptions.ENDED,
        "next": _next(subscription),
        # None: there is no card that could fail.
        "failing": outcome in ("declines", "declines_next") if method else None,
    }


def _next(subscription: JsonObject) -> str:
    if subscription["ended_at"]:
        return f"ended {_day(subscription['ended_at'])}"
    if subscription["cancel_at"]:
        return f"ends {_day(subscription['cancel_at'])}"
    if subscription["status"] == "trialing":
        return f"trial until {_day(subscription['trial_end'])}"
    if subscription["status"] in ("paused", "incomplete"):
        return "waits"
    return f"renews {_day(subscriptions.period_of(subscription)[1])}"


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, tz=UTC).strftime("%-d %b %Y")


def settings(standin: StandIn) -> JsonObject:
    """Return the schedule of retries and what follows the last."""
    return {"retry_days": invoices.retry_days(standin), "after_retries": invoices.after_retries(standin)}
