"""Somebody subscribes at the hosted checkout: paid at once, with a trial, with and without a card."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.billing import (
    DAY,
    DECLINED,
    DECLINED_LATER,
    order,
    period,
    price,
    subscribe,
    trial,
)
from tests.unit.local_stripe.conftest import NOW, Shop

STARTED = ["customer.created", "payment_method.attached", "customer.subscription.created", "invoice.created",
           "invoice.finalized"]  # fmt: skip
PAID = ["payment_intent.succeeded", "charge.succeeded", "invoice.paid", "invoice.payment_succeeded"]
MONTH = 31 * DAY  # 1,900,000,000 is in March


def test_a_paid_plan_starts_active_and_tells_the_shop(
    server: StripeServer, client: stripe.StripeClient, shop: Shop
) -> None:
    session = client.v1.checkout.sessions.create(
        order(
            price(client),
            client_reference_id="usr_1",
            metadata={"plan": "growth"},
            subscription_data={"metadata": {"user": "usr_1"}},
        )
    )
    assert (session.mode, session.amount_total, session.payment_intent) == ("subscription", 2900, None)

    answer = server.pay(session.url, card="4242 4242 4242 4242", name="Maya Lind")

    assert (answer.status_code, answer.headers["location"]) == (
        303, f"https://app.test/billing?session={session.id}"
    )  # fmt: skip
    server.deliver()
    assert [kind for kind in shop.types() if not kind.startswith(("product.", "price."))] == [
        *STARTED, *PAID, "customer.subscription.updated", "checkout.session.completed",
    ]  # fmt: skip
    read = client.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["subscription.default_payment_method", "customer", "invoice"]}
    )
    assert (read.status, read.payment_status, read.client_reference_id) == ("complete", "paid", "usr_1")
    subscription: Any = read.subscription
    customer: Any = read.customer
    invoice: Any = read.invoice
    assert (subscription.status, subscription.latest_invoice) == ("active", invoice.id)
    assert period(subscription) == (NOW, NOW + MONTH)
    assert subscription.metadata.to_dict() == {"user": "usr_1"}
    assert subscription.default_payment_method.card.last4 == "4242"
    assert subscription.default_payment_method.customer == customer.id
    assert (customer.email, customer.name) == ("maya@example.com", "Maya Lind")
    assert (invoice.status, invoice.amount_paid, invoice.billing_reason) == ("paid", 2900, "subscription_create")
    assert invoice.parent.subscription_details.subscription == subscription.id
    assert invoice.parent.subscription_details.metadata.to_dict() == {"user": "usr_1"}
    charge = client.v1.charges.list({"customer": customer.id}).data[0]
    assert (charge.amount, charge.payment_method) == (2900, subscription.default_payment_method.id)
    update = shop.received[-2]
    assert update.data.previous_attributes
    assert update.data.previous_attributes["status"] == "incomplete"


def test_a_trial_with_a_card_costs_nothing_today(server: StripeServer, client: stripe.StripeClient, shop: Shop) -> None:
    session = client.v1.checkout.sessions.create(order(price(client), subscription_data=trial()))
    assert session.url
    page = http().get(session.url).text
    for text in ("14 days free", "then $29.00 per month", "Start trial", "Due today", "$0.00"):
        assert text in page
    assert "without a card" not in page
    server.pay(session.url)
    server.deliver()
    assert shop.types()[2:] == [
        *STARTED, "invoice.paid", "invoice.payment_succeeded", "checkout.session.completed"
    ]  # fmt: skip
    read = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription.latest_invoice"]})
    subscription: Any = read.subscription
    assert (read.payment_status, read.amount_total) == ("no_payment_required", 0)
    assert (subscription.status, subscription.trial_start, subscription.trial_end) == (
        "trialing", NOW, NOW + 14 * DAY
    )  # fmt: skip
    assert period(subscription) == (NOW, NOW + 14 * DAY)
    assert subscription.trial_settings.end_behavior.missing_payment_method == "pause"
    assert subscription.default_payment_method
    assert (subscription.latest_invoice.amount_due, subscription.latest_invoice.status) == (0, "paid")
    assert client.v1.charges.list().data == []


@pytest.mark.parametrize("form", [{"do": "start"}, {"do": "pay", "card": "", "expiry": "", "cvc": ""}])
def test_a_trial_may_start_without_a_card(
    server: StripeServer, client: stripe.StripeClient, form: dict[str, str]
) -> None:
    session = client.v1.checkout.sessions.create(
        order(price(client), subscription_data=trial(), payment_method_collection="if_required")
    )
    assert session.url
    assert "Start the trial without a card" in http().get(session.url).text
    assert server.pay(session.url, **form).status_code == 303
    read = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
    subscription: Any = read.subscription
    assert (subscription.status, subscription.default_payment_method) == ("trialing", None)
    assert client.v1.customers.payment_methods.list(str(read.customer)).data == []


def test_a_trial_cannot_start_without_a_card_where_one_is_asked_for(
    server: StripeServer, client: stripe.StripeClient
) -> None:
    session = client.v1.checkout.sessions.create(order(price(client), subscription_data=trial()))
    answer = server.pay(session.url, do="start", card="", expiry="", cvc="")
    assert answer.status_code == 400
    assert client.v1.subscriptions.list().data == []


@pytest.mark.parametrize("card", [DECLINED, "4000000000009995", DECLINED_LATER])
def test_a_declined_card_leaves_no_subscription(server: StripeServer, client: stripe.StripeClient, card: str) -> None:
    session = client.v1.checkout.sessions.create(order(price(client)))
    declined = server.pay(session.url, card=card)
    assert declined.status_code == 402
    assert "Nothing was charged" in declined.text
    assert client.v1.subscriptions.list({"status": "all"}).data == []
    assert client.v1.customers.list().data == []
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert server.pay(session.url).status_code == 303
    assert [intent.status for intent in client.v1.payment_intents.list().data] == ["succeeded"]
    assert len(client.v1.subscriptions.list().data) == 1


def test_a_trial_refuses_a_card_that_cannot_be_kept_and_takes_one_that_fails_later(
    server: StripeServer, client: stripe.StripeClient
) -> None:
    session = client.v1.checkout.sessions.create(order(price(client), subscription_data=trial()))
    assert server.pay(session.url, card=DECLINED).status_code == 402
    assert client.v1.subscriptions.list().data == []
    assert server.pay(session.url, card=DECLINED_LATER).status_code == 303
    assert client.v1.subscriptions.list().data[0].status == "trialing"


@pytest.mark.parametrize("data", [None, trial()])
def test_some_cards_ask_for_a_confirmation_first(
    server: StripeServer, client: stripe.StripeClient, data: dict[str, Any] | None
) -> None:
    session = client.v1.checkout.sessions.create(order(price(client), subscription_data=data))
    assert session.url
    asked = server.pay(session.url, card="4000002500003155")
    assert (asked.status_code, asked.headers["location"]) == (303, session.url)
    assert "Your bank asks" in http().get(session.url).text
    assert client.v1.subscriptions.list().data == []

    refused = server.pay(session.url, do="refuse")
    assert refused.status_code == 402
    assert client.v1.subscriptions.list().data == []

    server.pay(session.url, card="4000002500003155")
    assert server.pay(session.url, do="confirm").headers["location"].startswith("https://app.test/billing")
    started = client.v1.subscriptions.list().data[0]
    assert started.status == ("trialing" if data else "active")


def test_a_known_customer_subscribes_under_their_email(server: StripeServer, client: stripe.StripeClient) -> None:
    customer = client.v1.customers.create({"email": "ann@example.com"})
    session = client.v1.checkout.sessions.create(
        order(
            price(client),
            customer=customer.id,
            customer_email=None,
            customer_update={"name": "auto"},
            automatic_tax={"enabled": True},
            tax_id_collection={"enabled": True},
            allow_promotion_codes=True,
        )
    )
    assert (session.customer_creation, session.allow_promotion_codes) == (None, True)
    assert session.url
    assert 'value="ann@example.com" readonly' in http().get(session.url).text
    server.pay(session.url, email="other@example.com", name="Ann Berg", country="DE")
    read = client.v1.checkout.sessions.retrieve(session.id)
    assert read.customer == customer.id
    assert read.customer_details
    assert read.customer_details.email == "ann@example.com"
    known = client.v1.customers.retrieve(customer.id)
    assert (known.name, known.email, known.currency) == ("Ann Berg", "ann@example.com", "usd")
    assert server.events("customer.created") != []
    assert len(client.v1.customers.list().data) == 1


def test_an_open_session_expires_and_cancels_what_waits(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(order(price(client)))
    url = session.url
    server.pay(url, card="4000002500003155")
    server.advance(DAY)
    assert server.pay(url, do="confirm").status_code == 410
    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert client.v1.payment_intents.list().data[0].status == "canceled"
    assert client.v1.subscriptions.list({"status": "all"}).data == []


def test_a_second_submit_subscribes_once(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(order(price(client)))
    for _ in range(3):
        assert server.pay(session.url).status_code == 303
    assert len(client.v1.subscriptions.list().data) == 1
    assert len(client.v1.charges.list().data) == 1


def test_quantities_and_inline_prices(server: StripeServer, client: stripe.StripeClient) -> None:
    inline = {
        "currency": "eur",
        "unit_amount": 900,
        "product_data": {"name": "Seat"},
        "recurring": {"interval": "year"},
    }
    session = client.v1.checkout.sessions.create(order("", line_items=[{"price_data": inline, "quantity": 3}]))
    assert session.url
    assert "€27.00 per year" in http().get(session.url).text
    server.pay(session.url)
    subscription = client.v1.subscriptions.list().data[0]
    assert (subscription.currency, subscription["items"].data[0].quantity) == ("eur", 3)
    assert client.v1.charges.list().data[0].amount == 2700


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"subscription_data": {"trial_period_days": 0}}, "parameter_invalid_integer",
         "subscription_data[trial_period_days]"),
        ({"subscription_data": {"trial_end": NOW - 1}}, None, "subscription_data[trial_end]"),
        ({"subscription_data": {"trial_settings": {"end_behavior": {"missing_payment_method": "stop"}}}}, None,
         "subscription_data[trial_settings][end_behavior][missing_payment_method]"),
        ({"subscription_data": {"trial_settings": {"end_behavior": {"missing_payment_method": "pause"}}}}, None,
         "subscription_data[trial_settings]"),
        ({"subscription_data": {"transfer_data": {"destination": "acct_1"}}}, "local_stand_in_unsupported",
         "subscription_data[transfer_data]"),
        ({"payment_intent_data": {"description": "x"}}, None, "payment_intent_data"),
        ({"customer_creation": "always"}, None, "customer_creation"),
        ({"customer_update": {"name": "auto"}}, None, "customer_update"),
        ({"discounts": [{"coupon": "half"}]}, "local_stand_in_unsupported", "discounts"),
        ({"mode": "setup"}, "local_stand_in_unsupported", "mode"),
    ],
)  # fmt: skip
def test_wrong_parameters_are_refused_by_name(
    client: stripe.StripeClient, changes: dict[str, Any], code: str | None, param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.checkout.sessions.create(order(price(client), **changes))
    assert (refusal.value.code, refusal.value.param) == (code, param)


def test_prices_have_to_fit_the_mode(server: StripeServer, client: stripe.StripeClient) -> None:
    product = client.v1.products.create({"name": "Mug"})
    once = client.v1.prices.create({"product": product.id, "currency": "usd", "unit_amount": 900})
    with pytest.raises(stripe.InvalidRequestError, match="does not implement"):
        client.v1.checkout.sessions.create(order(once.id))
    both = [
        {"price": price(client), "quantity": 1},
        {"price": price(client, recurring={"interval": "year"}), "quantity": 1},
    ]
    with pytest.raises(stripe.InvalidRequestError, match="same billing interval"):
        client.v1.checkout.sessions.create(order("", line_items=both))


def test_a_disputed_first_payment(server: StripeServer, client: stripe.StripeClient) -> None:
    subscribe(server, client, card="4000000000000259")
    assert client.v1.disputes.list().data[0].reason == "fraudulent"
