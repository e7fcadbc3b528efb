"""Everything the stand-in says must be something the installed SDK expects from Stripe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
import stripe

from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.billing import (
    DECLINED,
    DECLINED_LATER,
    again,
    customer_with_card,
    order,
    price,
    subscribe,
    trial,
)
from tests.unit.local_stripe.conftest import cart
from tests.unit.local_stripe.contract import CLASSES, faults


@pytest.fixture
def story(server: StripeServer, client: stripe.StripeClient) -> list[dict[str, Any]]:
    """Tell a long story through the SDK, then read everything back as raw JSON."""
    customer = client.v1.customers.create(
        {"email": "maya@example.com", "name": "Maya", "metadata": {"tier": "gold"}, "address": {"country": "DE"}}
    )
    product = client.v1.products.create({"name": "Mug", "images": ["https://shop.test/mug.webp"]})
    mug = client.v1.prices.create({"product": product.id, "currency": "usd", "unit_amount": 4500, "lookup_key": "mug"})
    client.v1.prices.create(
        {"product": product.id, "currency": "usd", "unit_amount": 900, "recurring": {"interval": "month"}}
    )
    rich = cart(
        customer=customer.id,
        branding_settings={"display_name": "Northbound"},
        client_reference_id="cart_1",
        metadata={"store": "demo"},
        payment_intent_data={"metadata": {"order": "1"}, "description": "Order 1"},
        shipping_address_collection={"allowed_countries": ["US", "DE"]},
        shipping_options=[
            {
                "shipping_rate_data": {
                    "display_name": "Standard",
                    "type": "fixed_amount",
                    "fixed_amount": {"amount": 500, "currency": "usd"},
                    "delivery_estimate": {"minimum": {"unit": "business_day", "value": 3}},
                }
            }
        ],
        phone_number_collection={"enabled": True},
    )
    paid = client.v1.checkout.sessions.create(rich)
    server.pay(paid.url, card="4000000000000002")
    server.pay(paid.url)
    asked = client.v1.checkout.sessions.create(cart(line_items=[{"price": mug.id, "quantity": 1}]))
    server.pay(asked.url, card="4000002500003155")
    server.pay(asked.url, do="refuse")
    server.pay(asked.url, card="4000002500003155")
    server.pay(asked.url, do="confirm")
    for outcome in ("succeeds", "fails"):
        debit = client.v1.checkout.sessions.create(cart(customer_creation="always"))
        server.pay(debit.url, method="us_bank_account", debit=outcome)
    left = client.v1.checkout.sessions.create(cart())
    server.pay(left.url, card="4000002500003155")
    client.v1.checkout.sessions.expire(left.id)
    session = client.v1.checkout.sessions.retrieve(paid.id)
    assert isinstance(session.payment_intent, str)
    client.v1.refunds.create({"payment_intent": session.payment_intent, "amount": 100, "metadata": {"why": "late"}})
    client.v1.refunds.create({"payment_intent": session.payment_intent, "reason": "requested_by_customer"})
    client.v1.webhook_endpoints.create({"url": "https://shop.test/other", "enabled_events": ["charge.refunded"]})
    _discount_and_tax(server, client)
    _give_back(server, client)
    _subscribe(server, client)
    account = _connect(server, client)
    server.advance(3 * 24 * 3600)
    return [*_read_everything(server), *_read_account(server, account)]


def _discount_and_tax(server: StripeServer, client: stripe.StripeClient) -> None:
    """Coupons of both kinds, tax of both kinds, and an order for which nothing is due."""
    gone = client.v1.coupons.create({"percent_off": 10, "duration": "once"})
    client.v1.coupons.delete(gone.id)
    part = client.v1.coupons.create({"amount_off": 300, "currency": "usd", "name": "Welcome", "max_redemptions": 1})
    whole = client.v1.coupons.create({"percent_off": 100, "duration": "forever", "metadata": {"code": "GIFT"}})
    taxed = client.v1.checkout.sessions.create(
        cart(
            discounts=[{"coupon": part.id}],
            automatic_tax={"enabled": True},
            shipping_address_collection={"allowed_countries": ["DE"]},
            shipping_options=[
                {
                    "shipping_rate_data": {
                        "display_name": "Parcel",
                        "type": "fixed_amount",
                        "fixed_amount": {"amount": 500, "currency": "usd"},
                        "tax_behavior": "inclusive",
                    }
                }
            ],
        )
    )
    server.pay(taxed.url, shipping_country="DE")
    free = client.v1.checkout.sessions.create(cart(discounts=[{"coupon": whole.id}]))
    server.pay(free.url)


def _give_back(server: StripeServer, client: stripe.StripeClient) -> None:
    """Refunds that wait and fail, disputes that are answered, won and lost."""
    for outcome in ("won", "lost"):
        disputed = client.v1.checkout.sessions.create(cart())
        server.pay(disputed.url, card="4000000000000259")
        dispute = client.v1.disputes.list().data[0].id
        client.v1.disputes.update(dispute, {"evidence": {"shipping_carrier": "DHL"}})
        server.control(f"/_test/disputes/{dispute}/settle", outcome=outcome)
    server.control("/_test/faults", pending_refunds=2)
    for outcome in ("succeeds", "fails", "stays"):
        session = client.v1.checkout.sessions.create(cart())
        server.pay(session.url)
        intent = client.v1.checkout.sessions.retrieve(session.id).payment_intent
        refund = server.control("/_test/refunds", payment_intent=intent).json()["id"]
        if outcome != "stays":
            server.control(f"/_test/refunds/{refund}/settle", outcome=outcome)


def _subscribe(server: StripeServer, client: stripe.StripeClient) -> None:
    """Subscriptions that renew, fail, pause, change and end, and the portal they are looked after in."""
    yearly = price(client, 29000, recurring={"interval": "year"})
    lasting = subscribe(server, client, automatic_tax={"enabled": True}, tax_id_collection={"enabled": True})
    asleep = subscribe(server, client, do="start", subscription_data=trial(), payment_method_collection="if_required")
    resumed = subscribe(
        server, client, do="start", subscription_data=trial(days=2), payment_method_collection="if_required"
    )
    failing = subscribe(server, client, subscription_data=trial(days=2), card=DECLINED_LATER)
    incomplete = customer_with_card(client, "pm_card_chargeCustomerFail")
    client.v1.subscriptions.create({"customer": incomplete, "items": [{"price": yearly}]})
    session = client.v1.checkout.sessions.create(order(yearly, subscription_data=trial()))
    server.pay(session.url, card=DECLINED)
    server.pay(session.url, card="4000002500003155")
    server.pay(session.url, do="refuse")
    server.control("/_test/billing", retry_days=[1], after_retries="unpaid")
    server.advance(14 * 24 * 3600)
    portal = client.v1.billing_portal.sessions.create(
        {"customer": str(resumed.customer), "return_url": "https://a.test"}
    )
    http().post(portal.url, data={"do": "card"})
    item = lasting["items"].data[0].id
    client.v1.subscriptions.update(lasting.id, {"items": [{"id": item, "price": yearly}]})
    client.v1.subscriptions.update(lasting.id, {"cancel_at_period_end": True, "description": "Ends", "trial_end":
                                                server.standin.now() + 60 * 24 * 3600})  # fmt: skip
    client.v1.subscriptions.cancel(resumed.id, {"cancellation_details": {"feedback": "unused"}})
    configuration = client.v1.billing_portal.configurations.create({"features": {"invoice_history": {"enabled": True}}})
    client.v1.billing_portal.configurations.update(configuration.id, {"name": "Invoices only"})
    kept = client.v1.payment_methods.attach("pm_card_visa", {"customer": str(asleep.customer)})
    client.v1.payment_methods.update(kept.id, {"metadata": {"a": "b"}})
    client.v1.payment_methods.detach(kept.id)
    client.v1.invoices.void_invoice(str(again(client, failing).latest_invoice))
    gone = client.v1.customers.create({"payment_method": "pm_card_visa"})
    client.v1.customers.delete(gone.id)


def _connect(server: StripeServer, client: stripe.StripeClient) -> str:
    """An account that sells with a fee, and one that is not finished."""
    client.v1.accounts.create({"type": "standard", "country": "GB"})
    account = server.connect_account(country="US", business_profile={"name": "Lea"})
    mine: Any = {"stripe_account": account}
    session = client.v1.checkout.sessions.create(cart(payment_intent_data={"application_fee_amount": 200}), mine)
    server.pay(session.url)
    intent = str(client.v1.checkout.sessions.retrieve(session.id, {}, mine).payment_intent)
    client.v1.refunds.create({"payment_intent": intent, "amount": 99, "refund_application_fee": True}, mine)
    return account


def _read_account(server: StripeServer, account: str) -> Iterator[dict[str, Any]]:
    """What belongs to a connected account, and the links that are never listed."""
    headers = {"authorization": "Bearer sk_test_x", "stripe-account": account}
    with httpx2.Client(base_url=server.url, headers=headers) as api:
        for kind in ("charges", "refunds", "balance_transactions", "events", "payment_intents"):
            yield api.get(f"/v1/{kind}", params={"limit": "100"}).json()
    with httpx2.Client(base_url=server.url, headers={"authorization": "Bearer sk_test_x"}) as api:
        yield api.post(f"/v1/accounts/{account}/login_links").json()
        urls = {"refresh_url": "https://shop.test/again", "return_url": "https://shop.test/done"}
        yield api.post("/v1/account_links", data={"account": account, "type": "account_onboarding", **urls}).json()


def _pages(api: httpx2.Client, kind: str, params: dict[str, str]) -> Iterator[dict[str, Any]]:
    page: dict[str, Any] = {"has_more": True}
    while page["has_more"]:
        after = {"starting_after": page["data"][-1]["id"]} if "data" in page else {}
        page = api.get(f"/v1/{kind}", params={"limit": "100", **params, **after}).json()
        yield page


def _read_everything(server: StripeServer) -> Iterator[dict[str, Any]]:
    expansions = {
        "checkout/sessions": [
            "data.line_items",
            "data.payment_intent.latest_charge",
            "data.customer",
            "data.discounts.coupon",
            "data.total_details.breakdown",
            "data.shipping_cost.taxes",
            "data.shipping_cost.shipping_rate",
        ],
        "charges": ["data.refunds", "data.balance_transaction", "data.customer"],
        "payment_intents": ["data.payment_method", "data.latest_charge"],
        "refunds": ["data.charge", "data.balance_transaction"],
        "disputes": ["data.charge", "data.payment_intent"],
        "invoices": ["data.payments", "data.customer", "data.parent.subscription_details.subscription"],
        "invoice_payments": ["data.invoice", "data.payment.payment_intent"],
        "payment_methods": ["data.customer"],
        "subscriptions": ["data.customer", "data.latest_invoice.payments", "data.default_payment_method"],
    }
    kinds = ("accounts", "application_fees", "balance_transactions", "billing_portal/configurations", "coupons",
             "customers", "events", "prices", "products", "shipping_rates", "webhook_endpoints")  # fmt: skip
    with httpx2.Client(base_url=server.url, headers={"authorization": "Bearer sk_test_x"}) as api:
        for kind in (*expansions, *kinds):
            every = {"status": "all"} if kind == "subscriptions" else {}
            pages = list(_pages(api, kind, every))
            assert pages[0]["data"], f"the story has no {kind}"
            yield from pages
            if kind in expansions:
                full = {"limit": "100", **every, **{f"expand[{n}]": path for n, path in enumerate(expansions[kind])}}
                yield api.get(f"/v1/{kind}", params=full).json()
        for session in api.get("/v1/checkout/sessions", params={"limit": "100"}).json()["data"]:
            hidden = {"expand[0]": "data.taxes", "expand[1]": "data.discounts"}
            yield api.get(f"/v1/checkout/sessions/{session['id']}/line_items", params=hidden).json()
        yield api.get("/v1/balance").json()


def test_every_answer_and_event_fits_the_sdk(story: list[dict[str, Any]]) -> None:
    found = {fault for body in story for fault in faults(body)}
    assert not found, "\n".join(sorted(found))


def test_the_story_touches_every_kind_and_event(story: list[dict[str, Any]]) -> None:
    kinds = {item["object"] for body in story for item in body.get("data", [body])}
    # Only seen inside others.
    assert CLASSES.keys() - kinds <= {"fee_refund", "billing_portal.session"}
    events = {item["type"] for body in story for item in body.get("data", []) if item["object"] == "event"}
    assert {
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
        "payment_intent.processing",
        "payment_intent.requires_action",
        "payment_intent.canceled",
        "charge.succeeded",
        "charge.failed",
        "charge.pending",
        "charge.refunded",
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.updated",
        "charge.dispute.funds_reinstated",
        "charge.dispute.closed",
        "account.updated",
        "application_fee.created",
        "application_fee.refunded",
        "coupon.created",
        "coupon.deleted",
        "refund.created",
        "refund.updated",
        "refund.failed",
        "billing_portal.configuration.created",
        "billing_portal.configuration.updated",
        "billing_portal.session.created",
        "customer.deleted",
        "customer.subscription.created",
        "customer.subscription.deleted",
        "customer.subscription.paused",
        "customer.subscription.resumed",
        "customer.subscription.trial_will_end",
        "customer.subscription.updated",
        "customer.updated",
        "invoice.created",
        "invoice.finalized",
        "invoice.paid",
        "invoice.payment_failed",
        "invoice.payment_succeeded",
        "invoice.voided",
        "payment_method.attached",
        "payment_method.detached",
        "payment_method.updated",
        "checkout.session.completed",
        "checkout.session.expired",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
    } <= events


def test_the_checker_finds_planted_faults(client: stripe.StripeClient, server: StripeServer) -> None:
    session = client.v1.checkout.sessions.create(cart())
    body = http().get(f"{server.url}/v1/checkout/sessions/{session.id}", auth=("sk_test_x", "")).json()
    assert faults(body) == []
    del body["expires_at"]
    body |= {"mode": "paymnt", "amount_totl": 1, "created": "today"}
    assert sorted(faults(body)) == [
        "checkout.session.amount_totl: unknown field",
        "checkout.session.created: wants <class 'int'>, got 'today'",
        "checkout.session.expires_at: missing",
        "checkout.session.mode: 'paymnt' is not in the enum",
    ]
