"""The rules of a checkout session in subscription mode, and what such a session carries."""

from __future__ import annotations

from local.stripe import periods, subscription_api
from local.stripe.catalog import unsupported
from local.stripe.standin import Call
from local.stripe.wire import JsonObject, StripeError

_NOT_IN_SUBSCRIPTIONS = ("payment_intent_data", "setup_intent_data", "customer_creation", "submit_type",
                         "invoice_creation")  # fmt: skip
_UNSUPPORTED = ("discounts", "shipping_options", "shipping_address_collection")
_DATA = frozenset({"billing_mode", "description", "metadata", "trial_end", "trial_period_days", "trial_settings"})


def check(given: JsonObject) -> None:
    """Raise StripeError for combinations Stripe refuses and for features this stand-in lacks."""
    for name in _NOT_IN_SUBSCRIPTIONS:
        if given.get(name):
            raise StripeError(f"You can not pass `{name}` in `subscription` mode.", param=name)
    for name in _UNSUPPORTED:
        if given.get(name):
            raise unsupported(name)
    data = given.get("subscription_data", {})
    for name in sorted(data.keys() - _DATA):
        raise unsupported(f"subscription_data[{name}]")
    if "customer_update" in given and "customer" not in given:
        raise StripeError("`customer_update` can only be used with `customer`.", param="customer_update")
    has_trial = "trial_period_days" in data or "trial_end" in data
    if "trial_settings" in data and not has_trial:
        raise StripeError("`trial_settings` can only be set with a trial.",
                          param="subscription_data[trial_settings]")  # fmt: skip


def check_price(price: JsonObject, path: str) -> None:
    """Raise StripeError for a price that does not recur."""
    if not price["recurring"]:
        # Stripe adds one-time prices to the first invoice.
        raise unsupported(f"{path}[price]")


def apply(call: Call, session: JsonObject, lines: list[JsonObject]) -> JsonObject:
    """Write to a new session what the mode adds, and return what is kept beside it.

    In a trial nothing is due today, so the lines come to nothing.
    """
    given = call.params
    data = given.get("subscription_data", {})
    subscription_api.check_terms([(line["price"], 1, {}) for line in lines])
    trial_end = subscription_api.trial_end(data, call.now, "subscription_data")
    session |= {
        "mode": "subscription",
        "allow_promotion_codes": given.get("allow_promotion_codes"),
        "customer_creation": None if "customer" in given else "always",
        "invoice_creation": None,
        "payment_method_collection": given.get("payment_method_collection", "always"),
        "payment_method_types": ["card"],
        "tax_id_collection": {"enabled": False, "required": "never"} | given.get("tax_id_collection", {}),
    }
    if trial_end:
        for line in lines:
            line |= {"amount_subtotal": 0, "amount_total": 0}
    return {
        "subscription_data": data,
        "customer_update": given.get("customer_update", {}),
        "base_url": call.base_url,
        "trial_seconds": trial_end - call.now if trial_end else 0,
    }


def texts(private: JsonObject, now: int) -> JsonObject:
    """Return what a page says about a subscription: its `price`, and the `trial` before it or ""."""
    lines = private["line_items"]
    recurring = lines[0]["price"]["recurring"]
    whole = lines[0]["price"] | {"unit_amount": sum(line["price"]["unit_amount"] * line["quantity"] for line in lines)}
    end = private["subscription_data"].get("trial_end")
    seconds = end - now if end else private["trial_seconds"]
    return {
        "price": periods.price_text(whole),
        "per": periods.per(recurring),
        "trial": f"{periods.days_text(seconds)} free" if private["trial_seconds"] else "",
    }
