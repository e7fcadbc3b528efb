"""Subscriptions, invoices, customers and their cards through the API."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from local.stripe.testing import StripeServer
from tests.unit.local_stripe.billing import DAY, again, customer_with_card, period, price, subscribe, trial
from tests.unit.local_stripe.conftest import NOW

HOUR = 3600


def _create(client: stripe.StripeClient, customer: str, price_id: str, **changes: Any) -> stripe.Subscription:
    params: Any = {"customer": customer, "items": [{"price": price_id}]} | changes
    return client.v1.subscriptions.create(params)


# Prices, customers and cards


def test_prices_are_found_and_moved_by_their_lookup_key(client: stripe.StripeClient) -> None:
    first = price(client, lookup_key="growth_monthly", metadata={"plan": "growth"})
    yearly = price(client, 29000, lookup_key="growth_yearly", recurring={"interval": "year"})
    found = client.v1.prices.list({"lookup_keys": ["growth_monthly", "growth_yearly"], "expand": ["data.product"]})
    assert {each.id: each.recurring and each.recurring.interval for each in found.data} == {
        first: "month", yearly: "year"
    }  # fmt: skip
    product: Any = found.data[0].product
    assert product.name == "Growth"
    dearer = price(client, 3900, lookup_key="growth_monthly", transfer_lookup_key=True)
    assert [each.id for each in client.v1.prices.list({"lookup_keys": ["growth_monthly"]}).data] == [dearer]
    client.v1.prices.update(first, {"active": False})
    assert client.v1.prices.retrieve(first).lookup_key is None
    monthly = client.v1.prices.list({"active": True, "recurring": {"interval": "month"}})
    assert [each.id for each in monthly.data] == [dearer]


def test_a_card_is_known_by_its_fingerprint(client: stripe.StripeClient) -> None:
    def method(number: str) -> stripe.PaymentMethod:
        card: Any = {"number": number, "exp_month": 12, "exp_year": 2040, "cvc": "123"}
        return client.v1.payment_methods.create({"type": "card", "card": card})

    customers = [client.v1.customers.create({"email": f"{name}@example.com"}).id for name in ("ann", "bo")]
    kept = [client.v1.payment_methods.attach(method("4242424242424242").id, {"customer": each}) for each in customers]
    cards = [each.card for each in kept]
    assert cards[0]
    assert cards[1]
    assert cards[0].fingerprint == cards[1].fingerprint
    other = method("5555555555554444").card
    assert other
    assert other.fingerprint != cards[0].fingerprint
    assert [each.id for each in client.v1.customers.payment_methods.list(customers[0]).data] == [kept[0].id]
    client.v1.payment_methods.detach(kept[0].id)
    assert client.v1.payment_methods.list({"customer": customers[0]}).data == []
    with pytest.raises(stripe.CardError) as refusal:
        client.v1.payment_methods.attach(method("4000000000000002").id, {"customer": customers[0]})
    assert (refusal.value.http_status, refusal.value.code) == (402, "card_declined")


def test_deleting_a_customer_ends_what_they_subscribed_to(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    assert client.v1.customers.delete(str(subscription.customer)).deleted is True
    assert again(client, subscription).status == "canceled"
    assert client.v1.customers.retrieve(str(subscription.customer)).deleted is True
    assert client.v1.customers.list().data == []
    with pytest.raises(stripe.InvalidRequestError, match="No such customer"):
        _create(client, str(subscription.customer), price(client))


# Creating


def test_a_kept_card_pays_at_once(server: StripeServer, client: stripe.StripeClient) -> None:
    customer = customer_with_card(client)
    made = _create(client, customer, price(client), metadata={"user": "u1"}, expand=["latest_invoice.payments"])
    invoice: Any = made.latest_invoice
    assert (made.status, made.metadata.to_dict(), invoice.status) == ("active", {"user": "u1"}, "paid")
    tie = invoice.payments.data[0]
    assert (tie.status, tie.amount_paid) == ("paid", 2900)
    intent = client.v1.payment_intents.retrieve(tie.payment.payment_intent)
    assert (intent.status, intent.customer) == ("succeeded", customer)
    assert [event["data"]["object"]["status"] for event in server.events("customer.subscription.created")] == [
        "incomplete"
    ]
    assert again(client, made)["items"].data[0].price.recurring


def test_the_payment_of_an_invoice_can_be_given_back(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    invoices = client.v1.invoices.list({"subscription": subscription.id})
    payments = client.v1.invoice_payments.list({"invoice": invoices.data[0].id, "status": "paid"})
    intent = payments.data[0].payment.payment_intent
    assert isinstance(intent, str)
    refund = client.v1.refunds.create({"payment_intent": intent, "amount": 900})
    assert (refund.status, refund.amount) == ("succeeded", 900)
    found = client.v1.invoice_payments.list({"payment": {"type": "payment_intent", "payment_intent": intent}})
    assert [each.invoice for each in found.data] == [invoices.data[0].id]


def test_a_first_payment_that_fails_leaves_it_incomplete_until_paid(
    server: StripeServer, client: stripe.StripeClient
) -> None:
    customer = customer_with_card(client, "pm_card_chargeCustomerFail")
    made = _create(client, customer, price(client))
    assert made.status == "incomplete"
    invoice = client.v1.invoices.retrieve(str(made.latest_invoice))
    assert (invoice.status, invoice.attempt_count, invoice.next_payment_attempt) == ("open", 1, None)
    with pytest.raises(stripe.CardError):
        client.v1.invoices.pay(invoice.id)
    card = client.v1.payment_methods.attach("pm_card_visa", {"customer": customer})
    paid = client.v1.invoices.pay(invoice.id, {"payment_method": card.id})
    assert (paid.status, again(client, made).status) == ("paid", "active")
    assert len(server.events("invoice.payment_failed")) == 2
    with pytest.raises(stripe.InvalidRequestError, match="already paid"):
        client.v1.invoices.pay(invoice.id)


def test_an_incomplete_subscription_expires_after_23_hours(server: StripeServer, client: stripe.StripeClient) -> None:
    made = _create(client, customer_with_card(client, "pm_card_chargeCustomerFail"), price(client))
    server.advance(23 * HOUR - 1)
    assert again(client, made).status == "incomplete"
    server.advance(1)
    assert again(client, made).status == "incomplete_expired"
    assert client.v1.invoices.retrieve(str(made.latest_invoice)).status == "void"
    assert client.v1.subscriptions.list({"status": "ended"}).data[0].id == made.id


def test_a_payment_may_be_demanded_or_left_for_later(client: stripe.StripeClient) -> None:
    customer = customer_with_card(client, "pm_card_chargeCustomerFail")
    with pytest.raises(stripe.CardError):
        _create(client, customer, price(client), payment_behavior="error_if_incomplete")
    assert client.v1.subscriptions.list({"status": "all"}).data == []
    left = _create(client, customer, price(client), payment_behavior="default_incomplete")
    assert left.status == "incomplete"
    assert client.v1.invoices.retrieve(str(left.latest_invoice)).attempted is False
    nobody = client.v1.customers.create({})
    with pytest.raises(stripe.InvalidRequestError, match="no attached payment source"):
        _create(client, nobody.id, price(client))


def test_the_same_key_creates_once(client: stripe.StripeClient) -> None:
    customer = customer_with_card(client)
    params: Any = {"customer": customer, "items": [{"price": price(client)}]}
    ids = {client.v1.subscriptions.create(params, {"idempotency_key": "sub:1"}).id for _ in range(2)}
    assert len(ids) == 1
    assert len(client.v1.subscriptions.list().data) == 1


def test_a_declined_payment_answers_the_same_under_its_key(server: StripeServer, client: stripe.StripeClient) -> None:
    made = _create(client, customer_with_card(client, "pm_card_chargeCustomerFail"), price(client))
    for _ in range(2):
        with pytest.raises(stripe.CardError):
            client.v1.invoices.pay(str(made.latest_invoice), {}, {"idempotency_key": "pay:1"})
    assert len(server.events("invoice.payment_failed")) == 2


# Changing


def _switch(client: stripe.StripeClient, subscription: stripe.Subscription, to: str, **more: Any) -> Any:
    item = subscription["items"].data[0].id
    params: Any = {"items": [{"id": item, "price": to}]} | more
    return client.v1.subscriptions.update(subscription.id, params)


def test_an_upgrade_is_billed_with_the_next_invoice(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    start, end = period(subscription)
    server.advance((end - start) // 2)
    changed = _switch(client, subscription, price(client, 7900, name="Pro"))
    assert (period(changed), changed["items"].data[0].price.unit_amount) == ((start, end), 7900)
    assert changed["items"].data[0].id == subscription["items"].data[0].id
    assert len(client.v1.invoices.list().data) == 1
    server.advance(end - server.standin.now())
    invoice = client.v1.invoices.list().data[0]
    assert [line.amount for line in invoice.lines.data] == [-1450, 3950, 7900]
    assert (invoice.amount_paid, invoice.billing_reason) == (10400, "subscription_cycle")


def test_an_upgrade_may_be_billed_now_or_not_at_all(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    start, end = period(subscription)
    server.advance((end - start) // 2)
    _switch(client, subscription, price(client, 7900), proration_behavior="always_invoice")
    now = client.v1.invoices.list().data[0]
    assert (now.amount_paid, now.billing_reason) == (2500, "subscription_update")
    _switch(client, subscription, price(client, 9900), proration_behavior="none")
    server.advance(end - server.standin.now())
    assert client.v1.invoices.list().data[0].amount_paid == 9900


def test_a_downgrade_becomes_credit(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client, price_id=price(client, 7900))
    start, end = period(subscription)
    server.advance((end - start) // 2)
    _switch(client, subscription, price(client, 2900), proration_behavior="always_invoice")
    credit = client.v1.invoices.list().data[0]
    assert (credit.total, credit.amount_due, credit.ending_balance, credit.status) == (-2500, 0, -2500, "paid")
    assert client.v1.customers.retrieve(str(subscription.customer)).balance == -2500
    server.advance(end - server.standin.now())
    renewal = client.v1.invoices.list().data[0]
    assert (renewal.total, renewal.starting_balance, renewal.amount_paid) == (2900, -2500, 400)


def test_another_interval_begins_a_new_period(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    server.advance(DAY)
    changed = _switch(client, subscription, price(client, 29000, recurring={"interval": "year"}))
    assert period(changed) == (NOW + DAY, NOW + DAY + 365 * DAY)
    invoice = client.v1.invoices.list().data[0]
    assert [line.amount for line in invoice.lines.data] == [-2806, 29000]
    assert invoice.status == "paid"


def test_an_upgrade_that_cannot_be_paid(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    server.control(f"/_test/customers/{subscription.customer}/card", outcome="declines")
    pro = price(client, 7900)
    more: Any = {"proration_behavior": "always_invoice", "payment_behavior": "error_if_incomplete"}
    with pytest.raises(stripe.CardError):
        _switch(client, subscription, pro, **more)
    assert again(client, subscription)["items"].data[0].price.unit_amount == 2900
    changed = _switch(client, subscription, pro, proration_behavior="always_invoice")
    assert (changed.status, changed["items"].data[0].price.unit_amount) == ("past_due", 7900)


def test_a_change_in_a_trial_costs_nothing(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client, subscription_data=trial())
    changed = _switch(client, subscription, price(client, 7900))
    assert (changed.status, changed.trial_end) == ("trialing", subscription.trial_end)
    assert len(client.v1.invoices.list().data) == 1
    now = _switch(client, subscription, price(client, 9900), trial_end="now")
    assert (now.status, period(now)[0]) == ("active", NOW)
    assert [invoice.amount_paid for invoice in client.v1.invoices.list().data] == [9900, 0]


def test_a_trial_can_be_extended(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client, subscription_data=trial())
    later = client.v1.subscriptions.update(subscription.id, {"trial_end": NOW + 30 * DAY})
    assert (later.trial_end, period(later)[1]) == (NOW + 30 * DAY, NOW + 30 * DAY)
    server.advance(29 * DAY)
    assert again(client, subscription).status == "trialing"
    server.advance(DAY)
    assert again(client, subscription).status == "active"


def test_cancelling_at_the_end_and_taking_it_back(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    end = period(subscription)[1]
    leaving = client.v1.subscriptions.update(
        subscription.id, {"cancel_at_period_end": True, "cancellation_details": {"feedback": "unused"}}
    )
    assert (leaving.status, leaving.cancel_at_period_end, leaving.cancel_at, leaving.canceled_at) == (
        "active", True, end, NOW
    )  # fmt: skip
    assert leaving.cancellation_details
    assert (leaving.cancellation_details.reason, leaving.cancellation_details.feedback) == (
        "cancellation_requested", "unused"
    )  # fmt: skip
    kept = client.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": False})
    assert (kept.cancel_at, kept.canceled_at) == (None, None)
    server.advance(end - NOW)
    assert again(client, subscription).status == "active"


def test_cancelling_now_is_final(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client)
    gone = client.v1.subscriptions.cancel(subscription.id, {"cancellation_details": {"comment": "too much"}})
    assert (gone.status, gone.canceled_at, gone.ended_at) == ("canceled", NOW, NOW)
    assert [event["data"]["object"]["id"] for event in server.events("customer.subscription.deleted")] == [gone.id]
    with pytest.raises(stripe.InvalidRequestError, match="No such subscription"):
        client.v1.subscriptions.cancel(gone.id)
    with pytest.raises(stripe.InvalidRequestError, match="No such subscription"):
        client.v1.subscriptions.update(gone.id, {"cancel_at_period_end": True})
    assert client.v1.subscriptions.update(gone.id, {"metadata": {"why": "x"}}).metadata.to_dict() == {"why": "x"}
    server.advance(90 * DAY)
    assert len(client.v1.invoices.list().data) == 1


def test_lists_are_filtered(server: StripeServer, client: stripe.StripeClient) -> None:
    cheap, dear = price(client, 900), price(client, 9900)
    customer = customer_with_card(client)
    first, second = _create(client, customer, cheap), _create(client, customer, dear)
    other = _create(client, customer_with_card(client), cheap)
    client.v1.subscriptions.cancel(second.id)

    def ids(**given: Any) -> list[str]:
        params: Any = given
        return [each.id for each in client.v1.subscriptions.list(params).data]

    assert ids() == [other.id, first.id]
    assert ids(customer=customer) == [first.id]
    assert ids(customer=customer, status="all") == [second.id, first.id]
    assert ids(status="canceled") == [second.id]
    assert ids(price=cheap) == [other.id, first.id]
    assert [each.id for each in client.v1.subscriptions.list({"limit": 1}).auto_paging_iter()] == [other.id, first.id]
    assert [each.customer for each in client.v1.invoices.list({"customer": customer, "status": "paid"}).data] == [
        customer, customer
    ]  # fmt: skip


def test_connected_accounts_have_their_own_subscriptions(server: StripeServer, client: stripe.StripeClient) -> None:
    account: Any = {"stripe_account": server.connect_account()}
    product = client.v1.products.create({"name": "Box"}, account)
    params: Any = {"product": product.id, "currency": "usd", "unit_amount": 900, "recurring": {"interval": "month"}}
    box = client.v1.prices.create(params, account)
    customer = client.v1.customers.create({"payment_method": "pm_card_visa",
        "invoice_settings": {"default_payment_method": "pm_card_visa"}}, account)  # fmt: skip
    made = client.v1.subscriptions.create({"customer": customer.id, "items": [{"price": box.id}]}, account)
    assert made.status == "active"
    assert client.v1.subscriptions.list().data == []
    server.advance(31 * DAY)
    assert len(client.v1.invoices.list({}, account).data) == 2
    assert {event.get("account") for event in server.events("invoice.paid")} == {account["stripe_account"]}


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"items": []}, "parameter_missing", "items"),
        ({"items": [{"price": "price_gone"}]}, "resource_missing", "items[0][price]"),
        ({"customer": "cus_gone"}, "resource_missing", "customer"),
        ({"collection_method": "send_invoice"}, "local_stand_in_unsupported", "collection_method"),
        ({"discounts": [{"coupon": "half"}]}, "local_stand_in_unsupported", "discounts"),
        ({"default_payment_method": "pm_gone"}, "resource_missing", "default_payment_method"),
        ({"trial_end": NOW - 1}, None, "trial_end"),
        ({"trial_period_days": 731}, "parameter_invalid_integer", "trial_period_days"),
        ({"payment_behaviour": "x"}, "parameter_unknown", "payment_behaviour"),
    ],
)
def test_wrong_parameters_are_refused_by_name(
    client: stripe.StripeClient, changes: dict[str, Any], code: str | None, param: str
) -> None:
    customer = customer_with_card(client)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        _create(client, changes.pop("customer", customer), price(client), **changes)
    assert (refusal.value.code, refusal.value.param) == (code, param)
