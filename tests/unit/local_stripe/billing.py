"""A plan to sell and the ways to subscribe to it, for the tests of subscriptions."""

from __future__ import annotations

from typing import Any

import stripe

from local.stripe.testing import StripeServer

DAY = 24 * 3600
DECLINED = "4000000000000002"
DECLINED_LATER = "4000000000000341"


def price(client: stripe.StripeClient, amount: int = 2900, **changes: Any) -> str:
    """Return a recurring price of its own product, monthly unless changed."""
    product = client.v1.products.create({"name": changes.pop("name", "Growth")})
    params: Any = {"product": product.id, "currency": "usd", "unit_amount": amount, "recurring": {"interval": "month"}}
    return client.v1.prices.create(params | changes).id


def order(price_id: str, **changes: Any) -> Any:
    """Return the parameters of an ordinary checkout of a subscription; None removes one."""
    params: dict[str, Any] = {
        "mode": "subscription",
        "line_items": [{"price": price_id, "quantity": 1}],
        "customer_email": "maya@example.com",
        "success_url": "https://app.test/billing?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://app.test/billing",
    } | changes
    return {name: value for name, value in params.items() if value is not None}


def trial(days: int = 14, missing: str = "pause") -> dict[str, Any]:
    """Return the data of a subscription that is free for some days."""
    return {
        "trial_period_days": days,
        "trial_settings": {"end_behavior": {"missing_payment_method": missing}},
    }


def subscribe(
    server: StripeServer, client: stripe.StripeClient, *, do: str = "pay", card: str = "4242424242424242",
    **changes: Any,
) -> stripe.Subscription:  # fmt: skip
    """Return a subscription that was bought at the checkout."""
    params = order(changes.pop("price_id", "") or price(client), **changes)
    session = client.v1.checkout.sessions.create(params)
    answer = server.pay(session.url, do=do, card=card)
    assert answer.status_code == 303, answer.text
    subscription_id = client.v1.checkout.sessions.retrieve(session.id).subscription
    assert isinstance(subscription_id, str)
    return client.v1.subscriptions.retrieve(subscription_id)


def again(client: stripe.StripeClient, subscription: stripe.Subscription) -> stripe.Subscription:
    """Return a subscription as it is now."""
    return client.v1.subscriptions.retrieve(subscription.id)


def period(subscription: stripe.Subscription) -> tuple[int, int]:
    """Return the present period of a subscription."""
    item = subscription["items"].data[0]
    return item.current_period_start, item.current_period_end


def customer_with_card(client: stripe.StripeClient, card: str = "pm_card_visa") -> str:
    """Return a customer who pays with a kept card."""
    customer = client.v1.customers.create({"email": "ann@example.com", "name": "Ann"})
    method = client.v1.payment_methods.attach(card, {"customer": customer.id})
    client.v1.customers.update(customer.id, {"invoice_settings": {"default_payment_method": method.id}})
    return customer.id
