"""A shopper pays, is declined, confirms, waits too long; the shop hears of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import stripe

from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.conftest import NOW, Shop, cart, lines

PAID = ["payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"]


def test_a_payment_completes_the_session_and_tells_the_shop(
    server: StripeServer, client: stripe.StripeClient, shop: Shop
) -> None:
    session = client.v1.checkout.sessions.create(
        cart(
            customer_email="maya@example.com",
            client_reference_id="cart_7",
            metadata={"store": "demo"},
            payment_intent_data={"metadata": {"order": "7"}},
        )
    )
    assert (session.status, session.payment_status, session.amount_total) == ("open", "unpaid", 3998)

    answer = server.pay(session.url, card="4242 4242 4242 4242", name="Maya Lind")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"https://shop.test/thanks?session={session.id}"
    server.deliver()
    assert shop.types() == PAID
    told = shop.received[-1].data.object
    assert (told.id, told.payment_status, told.metadata.store) == (session.id, "paid", "demo")
    assert shop.received[-1].api_version == stripe.api_version

    read = client.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["line_items", "payment_intent.latest_charge.balance_transaction"]}
    )
    assert (read.status, read.payment_status, read.url) == ("complete", "paid", None)
    assert read.customer_details
    assert (read.customer_details.email, read.customer_details.name) == ("maya@example.com", "Maya Lind")
    intent: Any = read.payment_intent
    assert (intent.status, intent.amount_received, intent.metadata.order) == ("succeeded", 3998, "7")
    assert intent.latest_charge.payment_method_details.card.last4 == "4242"
    assert intent.latest_charge.balance_transaction.net == 3998 - 146
    assert read.line_items
    assert [(line.description, line.quantity) for line in read.line_items.data] == [("Camp lantern", 2)]


def test_a_declined_card_leaves_the_session_open_for_another(
    server: StripeServer, client: stripe.StripeClient, shop: Shop
) -> None:
    session = client.v1.checkout.sessions.create(cart())

    declined = server.pay(session.url, card="4000 0000 0000 0002", name="Maya <Lind>", email="maya@example.com")

    assert declined.status_code == 402
    assert "Your card was declined." in declined.text
    assert 'value="Maya &lt;Lind&gt;"' in declined.text
    assert 'value="4000 0000 0000 0002"' in declined.text
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert server.pay(session.url).status_code == 303
    server.deliver()
    assert shop.types() == ["payment_intent.payment_failed", "charge.failed", *PAID]
    error = shop.received[0].data.object.last_payment_error
    assert (error.code, error.decline_code, error.type) == ("card_declined", "generic_decline", "card_error")
    intents = client.v1.payment_intents.list().data
    assert [intent.status for intent in intents] == ["succeeded"]
    charges = client.v1.charges.list({"payment_intent": intents[0].id}).data
    assert [charge.status for charge in charges] == ["succeeded", "failed"]


@pytest.mark.parametrize("card", ["4000 0025 0000 3155", "4000 0027 6000 3155", "4000 0027 6000 3184"])
def test_some_cards_ask_for_a_confirmation(
    server: StripeServer, client: stripe.StripeClient, shop: Shop, card: str
) -> None:
    session = client.v1.checkout.sessions.create(cart())
    assert session.url
    asked = server.pay(session.url, card=card)
    assert (asked.status_code, asked.headers["location"]) == (303, session.url)
    assert "Confirm your payment" in http().get(session.url).text
    assert client.v1.payment_intents.list().data[0].status == "requires_action"

    confirmed = server.pay(session.url, do="confirm")

    assert confirmed.headers["location"].startswith("https://shop.test/thanks")
    server.deliver()
    assert shop.types() == ["payment_intent.requires_action", *PAID]


def test_a_refused_confirmation_can_be_followed_by_another_card(
    server: StripeServer, client: stripe.StripeClient
) -> None:
    session = client.v1.checkout.sessions.create(cart())
    server.pay(session.url, card="4000002500003155")
    refused = http().post(str(session.url), data={"do": "refuse"})
    assert refused.status_code == 402
    assert 'value="4000002500003155"' in refused.text
    assert "unable to authenticate" in refused.text
    intent = client.v1.payment_intents.list().data[0]
    assert intent.last_payment_error
    assert intent.last_payment_error.code == "payment_intent_authentication_failure"
    assert server.pay(session.url).status_code == 303


def test_a_double_submit_pays_once(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart())
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: server.pay(session.url), range(4)))
    assert {answer.headers["location"] for answer in answers} == {f"https://shop.test/thanks?session={session.id}"}
    assert len(client.v1.charges.list().data) == 1
    assert len(server.events("checkout.session.completed")) == 1


@pytest.mark.parametrize(("outcome", "status"), [("succeeds", "paid"), ("fails", "unpaid")])
def test_a_bank_debit_completes_now_and_settles_later(
    server: StripeServer, client: stripe.StripeClient, shop: Shop, outcome: str, status: str
) -> None:
    session = client.v1.checkout.sessions.create(cart())
    server.pay(session.url, method="us_bank_account", debit=outcome)
    read = client.v1.checkout.sessions.retrieve(session.id)
    assert (read.status, read.payment_status) == ("complete", "unpaid")

    server.advance(3 * 24 * 3600)

    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == status
    server.deliver()
    assert shop.types()[:3] == ["payment_intent.processing", "charge.pending", "checkout.session.completed"]
    told = "succeeded" if outcome == "succeeds" else "failed"
    assert shop.types()[-1] == f"checkout.session.async_payment_{told}"


def test_a_session_expires_by_the_clock(server: StripeServer, client: stripe.StripeClient, shop: Shop) -> None:
    session = client.v1.checkout.sessions.create(cart(expires_at=NOW + 1800))
    url = session.url
    server.advance(1799)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    server.advance(1)
    read = client.v1.checkout.sessions.retrieve(session.id)
    assert (read.status, read.url) == ("expired", None)
    late = server.pay(url)
    assert late.status_code == 410
    assert "This checkout has expired" in late.text
    server.deliver()
    assert shop.types() == ["checkout.session.expired"]


def test_expiring_by_hand_works_once(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart())
    assert client.v1.checkout.sessions.expire(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="status of `expired`"):
        client.v1.checkout.sessions.expire(session.id)


def test_the_chosen_shipping_is_paid(server: StripeServer, client: stripe.StripeClient) -> None:
    def rate(name: str, amount: int) -> Any:
        fixed = {"amount": amount, "currency": "usd"}
        return {"shipping_rate_data": {"display_name": name, "type": "fixed_amount", "fixed_amount": fixed}}

    session = client.v1.checkout.sessions.create(
        cart(
            shipping_options=[rate("Standard", 500), rate("Express", 1500)],
            shipping_address_collection={"allowed_countries": ["US", "DE"]},
        )
    )
    assert session.amount_total == 4498
    express = str(session.shipping_options[1].shipping_rate)
    server.pay(session.url, shipping_rate=express, shipping_name="Maya", line1="Weg 1", shipping_country="DE")
    read = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert read.amount_total == 5498
    assert read.collected_information
    assert read.collected_information.shipping_details
    assert read.collected_information.shipping_details.address.country == "DE"
    intent: Any = read.payment_intent
    assert (intent.amount, intent.shipping.name) == (5498, "Maya")


def test_nothing_to_pay_completes_without_a_payment(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart(line_items=lines(0)))
    assert server.pay(session.url).status_code == 303
    read = client.v1.checkout.sessions.retrieve(session.id)
    assert (read.payment_status, read.payment_intent) == ("no_payment_required", None)


@pytest.mark.parametrize(("currency", "amount", "shown"), [("jpy", 4200, "¥4,200"), ("kwd", 1250, "KWD 1.250")])
def test_currencies_without_two_decimals(
    server: StripeServer, client: stripe.StripeClient, currency: str, amount: int, shown: str
) -> None:
    session = client.v1.checkout.sessions.create(cart(line_items=lines(amount, currency)))
    assert session.url
    assert shown in http().get(session.url).text
    server.pay(session.url)
    assert client.v1.charges.list().data[0].amount == amount


def test_a_connected_account_sees_its_own_objects_only(server: StripeServer, client: stripe.StripeClient) -> None:
    account = server.connect_account()
    session = client.v1.checkout.sessions.create(
        cart(payment_intent_data={"application_fee_amount": 200}), {"stripe_account": account}
    )
    server.pay(session.url)
    with pytest.raises(stripe.InvalidRequestError, match="No such"):
        client.v1.checkout.sessions.retrieve(session.id)
    read = client.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["payment_intent.latest_charge.balance_transaction"]}, {"stripe_account": account}
    )
    intent: Any = read.payment_intent
    entry = intent.latest_charge.balance_transaction
    assert [fee.type for fee in entry.fee_details] == ["stripe_fee", "application_fee"]
    assert {event.get("account") for event in server.events() if event["type"] != "application_fee.created"} == {
        account
    }
