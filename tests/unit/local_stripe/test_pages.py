"""The pages: they escape what shops send, keep what shoppers type, and work without scripts."""

from __future__ import annotations

import re

import stripe

from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.billing import again, subscribe, trial
from tests.unit.local_stripe.conftest import cart

EVIL = "<script>alert('mug')</script>"


def test_product_names_are_escaped(client: stripe.StripeClient) -> None:
    product = {"name": EVIL, "description": EVIL, "images": ['https://x.test/" onerror="alert(1)']}
    items = [{"quantity": 1, "price_data": {"currency": "usd", "unit_amount": 900, "product_data": product}}]
    session = client.v1.checkout.sessions.create(
        cart(line_items=items, branding_settings={"display_name": EVIL}, cancel_url='https://x.test/"><b>')
    )
    assert session.url
    page = http().get(session.url)
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text
    assert 'onerror="' not in page.text
    assert '"><b>' not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_the_email_of_the_store_is_locked(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart(customer_email="maya@example.com"))
    assert session.url
    assert re.search(r'<input id="email"[^>]*value="maya@example.com" readonly', http().get(session.url).text)
    server.pay(session.url, email="other@example.com")
    details = client.v1.checkout.sessions.retrieve(session.id).customer_details
    assert details
    assert details.email == "maya@example.com"


def test_mistakes_are_marked_and_entries_kept(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(
        cart(shipping_address_collection={"allowed_countries": ["US"]}, phone_number_collection={"enabled": True})
    )
    page = server.pay(
        session.url, card="4242 4242 4242 4241", expiry="01 / 20", cvc="1", email="maya", line1="", city="Oslo",
        shipping_country="NO",
    )  # fmt: skip
    assert page.status_code == 400
    for problem in (
        "card number is not complete",
        "date is in the past",
        "security code has 3 digits",
        "not a complete email",
        "Fill this in to continue.",
        "does not ship to this country",
    ):
        assert problem in page.text
    assert 'value="Oslo"' in page.text
    assert server.events() == []


def test_a_quick_pick_fills_the_card_without_scripts(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart())
    page = server.pay(session.url, do="fill:4000 0000 0000 0002", email="maya@example.com")
    assert page.status_code == 200
    assert 'value="4000 0000 0000 0002"' in page.text
    assert 'value="maya@example.com"' in page.text
    assert server.events() == []


def test_a_real_looking_card_is_declined(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart())
    page = server.pay(session.url, card="4111 1111 1111 1111")
    assert page.status_code == 402
    assert "Only test cards work here" in page.text


def test_paid_and_unknown_sessions_have_pages(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart())
    url = str(session.url)
    server.pay(url)
    paid = http().get(url)
    assert (paid.status_code, "Payment complete" in paid.text) == (200, True)
    assert f"https://shop.test/thanks?session={session.id}" in paid.text
    unknown = server.get("/c/pay/cs_test_nothing")
    assert (unknown.status_code, "There is no such checkout" in unknown.text) == (404, True)


def test_the_overview_shows_and_changes_state(server: StripeServer, client: stripe.StripeClient) -> None:
    empty = server.get("/").text
    assert "No checkout yet." in empty
    session = client.v1.checkout.sessions.create(cart())
    server.pay(session.url, method="us_bank_account")
    page = server.get("/").text
    assert "checkout.session.completed" in page
    assert "Money arrives" in page
    settled = http().post(f"{server.url}/_test/sessions/{session.id}/settle", data={"outcome": "succeeds"})
    assert (settled.status_code, settled.headers["location"]) == (303, "/")
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    form = {"switches": "on", "next": "1", "status": "429", "shuffle_events": "on", "delay_events_seconds": "1.5"}
    http().post(f"{server.url}/_test/faults", data=form)
    switches = server.get("/_test/faults").json()
    assert (switches["next"], switches["status"], switches["shuffle_events"]) == (1, 429, True)
    assert (switches["delay_events_seconds"], switches["timeout"]) == (1.5, False)


def test_the_overview_shows_and_moves_subscriptions(server: StripeServer, client: stripe.StripeClient) -> None:
    subscription = subscribe(server, client, subscription_data=trial())
    page = server.get("/").text
    for text in ("maya@example.com", "trialing", "$29.00 per month", "Trial's end", "Fail next payment", "1, 3, 5, 7"):
        assert text in page

    def press(path: str, **form: str) -> None:
        answer = http().post(server.url + path, data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")

    press(f"/_test/customers/{subscription.customer}/card", outcome="declines")
    assert "Let the card pay" in server.get("/").text
    press(f"/_test/subscriptions/{subscription.id}/advance", to="trial_end")
    assert again(client, subscription).status == "past_due"
    press("/_test/billing", after_retries="unpaid")
    assert "Cancel instead" in server.get("/").text
    press("/_test/advance", seconds=str(8 * 24 * 3600))
    assert again(client, subscription).status == "unpaid"
    again_past = server.control(f"/_test/subscriptions/{subscription.id}/advance", to="trial_end")
    assert (again_past.status_code, again_past.json()["error"]["param"]) == (400, "to")


def test_assets_are_served(server: StripeServer) -> None:
    for name in ("stand-in.css", "checkout.js", "icon.svg", "chevron.svg"):
        assert server.get(f"/assets/{name}").status_code == 200
