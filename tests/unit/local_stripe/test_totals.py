"""Discounts, shipping and tax: what a checkout adds up to, on the page and in the API."""

from __future__ import annotations

from typing import Any

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from local.stripe.coupons import amount_off, spread
from local.stripe.taxes import of_amount
from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.conftest import NOW, cart, lines


def _rate(amount: int = 500, currency: str = "usd", **data: Any) -> dict[str, Any]:
    fixed = {"amount": amount, "currency": currency}
    return {"shipping_rate_data": {"display_name": "Parcel", "type": "fixed_amount", "fixed_amount": fixed, **data}}


def _priced(behavior: str | None, amount: int = 1999, currency: str = "eur", quantity: int = 2) -> list[dict[str, Any]]:
    (line,) = lines(amount, currency)
    line["quantity"] = quantity
    if behavior:
        line["price_data"]["tax_behavior"] = behavior
    return [line]


# Coupons


@pytest.mark.parametrize(
    ("coupon", "discount"),
    [
        ({"amount_off": 500, "currency": "usd"}, 500),
        ({"amount_off": 9000, "currency": "usd"}, 3998),
        ({"percent_off": 15}, 600),
        ({"percent_off": 33.33}, 1333),
    ],
)
def test_a_coupon_lowers_the_total_but_not_the_shipping(
    server: StripeServer, client: stripe.StripeClient, coupon: dict[str, Any], discount: int
) -> None:
    params: Any = {"duration": "once", "name": "Welcome", **coupon}
    made = client.v1.coupons.create(params)
    session = client.v1.checkout.sessions.create(cart(discounts=[{"coupon": made.id}], shipping_options=[_rate()]))
    assert session.amount_total == 3998 - discount + 500
    assert session.total_details
    assert (session.total_details.amount_discount, session.total_details.amount_shipping) == (discount, 500)
    assert "breakdown" not in session.total_details
    page = http().get(str(session.url)).text
    assert "Welcome" in page

    server.pay(session.url)

    read = client.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["total_details.breakdown", "discounts.coupon", "payment_intent", "line_items"]}
    )
    intent: Any = read.payment_intent
    assert (intent.amount, read.payment_status) == (3998 - discount + 500, "paid")
    breakdown: Any = read.total_details.breakdown  # type: ignore[union-attr]
    assert [(each.amount, each.discount.source.coupon) for each in breakdown.discounts] == [(discount, made.id)]
    coupon_used: Any = read.discounts[0].coupon  # type: ignore[index]
    assert (coupon_used.name, coupon_used.times_redeemed) == ("Welcome", 1)
    assert [line.amount_discount for line in read.line_items.data] == [discount]  # type: ignore[union-attr]


def test_nothing_due_completes_without_a_payment(server: StripeServer, client: stripe.StripeClient) -> None:
    coupon = client.v1.coupons.create({"percent_off": 100})
    session = client.v1.checkout.sessions.create(cart(discounts=[{"coupon": coupon.id}], customer_email="m@x.test"))
    page = http().get(str(session.url)).text
    assert "Nothing is due" in page
    assert "Card details" not in page

    assert http().post(str(session.url), data={"do": "pay", "shown_total": "0", "email": "m@x.test"}).status_code == 303

    read = client.v1.checkout.sessions.retrieve(session.id)
    assert (read.status, read.payment_status, read.payment_intent) == ("complete", "no_payment_required", None)
    assert [event["type"] for event in server.events()] == ["coupon.created", "checkout.session.completed"]
    assert "Nothing was due" in http().get(str(session.url)).text


def test_coupons_end(server: StripeServer, client: stripe.StripeClient) -> None:
    once = client.v1.coupons.create({"id": "ONCE", "percent_off": 10, "max_redemptions": 1})
    timed = client.v1.coupons.create({"percent_off": 10, "redeem_by": NOW + 60})
    euro = client.v1.coupons.create({"amount_off": 100, "currency": "eur"})
    deleted = client.v1.coupons.create({"percent_off": 10})
    client.v1.coupons.delete(deleted.id)
    session = client.v1.checkout.sessions.create(cart(discounts=[{"coupon": once.id}]))
    server.pay(session.url)
    server.advance(60)
    assert client.v1.coupons.retrieve("ONCE").valid is False
    assert client.v1.coupons.retrieve(timed.id).valid is False
    for coupon, code in (
        (once, "coupon_expired"), (timed, "coupon_expired"), (euro, None), (deleted, "resource_missing")
    ):  # fmt: skip
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.checkout.sessions.create(cart(discounts=[{"coupon": coupon.id}]))
        assert (refusal.value.code, refusal.value.param) == (code, "discounts[0][coupon]")


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({}, "percent_off"),
        ({"percent_off": 10, "amount_off": 1, "currency": "usd"}, "percent_off"),
        ({"percent_off": 0}, "percent_off"),
        ({"percent_off": 101}, "percent_off"),
        ({"amount_off": 100}, "currency"),
        ({"amount_off": 0, "currency": "usd"}, "amount_off"),
        ({"percent_off": 10, "duration": "repeating"}, "duration"),
        ({"percent_off": 10, "name": "n" * 41}, "name"),
        ({"percent_off": 10, "max_redemptions": 0}, "max_redemptions"),
        ({"percent_off": 10, "redeem_by": NOW}, "redeem_by"),
    ],
)
def test_wrong_coupons_are_refused(client: stripe.StripeClient, params: Any, param: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.coupons.create(params)
    assert refusal.value.param == param


def test_a_coupon_belongs_to_its_account(server: StripeServer, client: stripe.StripeClient) -> None:
    mine: Any = {"stripe_account": server.connect_account()}
    coupon = client.v1.coupons.create({"percent_off": 10}, mine)
    assert client.v1.checkout.sessions.create(cart(discounts=[{"coupon": coupon.id}]), mine).amount_total == 3598
    with pytest.raises(stripe.InvalidRequestError, match="No such coupon"):
        client.v1.checkout.sessions.create(cart(discounts=[{"coupon": coupon.id}]))


@given(st.integers(0, 10_000), st.lists(st.integers(0, 100_000), min_size=1, max_size=8))
def test_a_spread_discount_loses_nothing(off: int, amounts: list[int]) -> None:
    off = min(off, sum(amounts))
    parts = spread(off, amounts)
    assert sum(parts) == off
    assert all(0 <= part <= amount for part, amount in zip(parts, amounts, strict=True))


def test_without_a_coupon_nothing_is_taken_off() -> None:
    assert amount_off(None, 500) == 0


# Tax


@pytest.mark.parametrize(
    ("amount", "country", "inclusive", "tax"),
    [(10000, "DE", False, 1900), (11900, "DE", True, 1900), (999, "US", False, 80), (999, "NO", False, 0)],
)
def test_tax_is_added_or_within(amount: int, country: str, inclusive: bool, tax: int) -> None:
    assert of_amount(amount, country, inclusive=inclusive) == tax


@pytest.mark.parametrize(
    ("behavior", "country", "total", "tax"),
    [
        ("exclusive", "DE", 3998 + 500 + 760 + 95, 855),
        ("inclusive", "DE", 4498, 718),
        (None, "FR", 4498, 666 + 83),
        ("exclusive", "NO", 4498, 0),
    ],
)
def test_tax_is_known_with_the_address(
    server: StripeServer, client: stripe.StripeClient, behavior: str | None, country: str, total: int, tax: int
) -> None:
    stated: Any = {"tax_behavior": behavior} if behavior else {}
    rate = _rate(currency="eur", **stated)
    session = client.v1.checkout.sessions.create(
        cart(
            line_items=_priced(behavior),
            automatic_tax={"enabled": True},
            shipping_options=[rate],
            shipping_address_collection={"allowed_countries": ["DE", "FR", "NO"]},
        )
    )
    assert session.automatic_tax.status == "requires_location_inputs"
    assert session.amount_total == 4498

    server.pay(session.url, shipping_country=country)

    read = client.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["total_details.breakdown", "line_items.data.taxes", "shipping_cost.taxes"]}
    )
    assert (read.automatic_tax.status, read.amount_total, read.amount_subtotal) == ("complete", total, 3998)
    details: Any = read.total_details
    assert (details.amount_tax, details.amount_shipping) == (tax, 500)
    assert sum(each.amount for each in details.breakdown.taxes) == tax
    cost: Any = read.shipping_cost
    line: Any = read.line_items.data[0]  # type: ignore[union-attr]
    assert line.amount_tax + cost.amount_tax == tax
    assert line.amount_total + cost.amount_total == total
    if tax:
        assert [each.rate.country for each in line.taxes] == [country]
        assert details.breakdown.taxes[0].rate.inclusive is (behavior != "exclusive")
    assert client.v1.charges.list().data[0].amount == total


def test_tax_is_on_what_the_coupon_left(server: StripeServer, client: stripe.StripeClient) -> None:
    coupon = client.v1.coupons.create({"percent_off": 50})
    session = client.v1.checkout.sessions.create(
        cart(
            line_items=_priced("exclusive", 5000, "usd"),
            automatic_tax={"enabled": True},
            discounts=[{"coupon": coupon.id}],
        )
    )
    server.pay(session.url, country="US")
    read = client.v1.checkout.sessions.retrieve(session.id)
    assert (read.amount_total, read.total_details.amount_tax) == (5400, 400)  # type: ignore[union-attr]


def test_the_page_charges_only_what_it_showed(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(
        cart(
            line_items=_priced("exclusive", 5000),
            automatic_tax={"enabled": True},
            shipping_address_collection={"allowed_countries": ["NO", "DE"]},
        )
    )
    page = http().get(str(session.url)).text
    assert 'name="shown_total" value="10000"' in page
    assert "data-tax-added" not in page

    changed = server.pay(session.url, shown_total="10000", shipping_country="DE")

    assert changed.status_code == 200
    assert "The total is now €119.00." in changed.text
    assert 'name="shown_total" value="11900"' in changed.text
    assert server.events() == []
    updated = server.pay(session.url, do="update", shipping_country="NO")
    assert 'name="shown_total" value="10000"' in updated.text
    assert server.pay(session.url, shown_total="11900", shipping_country="DE").status_code == 303
    assert client.v1.charges.list().data[0].amount == 11900


# Shipping


def test_a_rate_keeps_its_estimate(server: StripeServer, client: stripe.StripeClient) -> None:
    days = {"unit": "business_day", "value": 3}
    estimate = {"minimum": days, "maximum": days | {"value": 5}}
    session = client.v1.checkout.sessions.create(cart(shipping_options=[_rate(delivery_estimate=estimate)]))
    assert "3–5 business days" in http().get(str(session.url)).text
    server.pay(session.url)
    read = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["shipping_cost.shipping_rate"]})
    cost: Any = read.shipping_cost
    assert (cost.amount_total, cost.shipping_rate.display_name) == (500, "Parcel")
    assert cost.shipping_rate.delivery_estimate.maximum.value == 5


def test_the_country_has_to_be_allowed(server: StripeServer, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(cart(shipping_address_collection={"allowed_countries": ["DE"]}))
    assert server.pay(session.url, shipping_country="FR").status_code == 400
    server.pay(session.url, shipping_country="DE", shipping_name="Lea", line1="Weg 1", city="Ulm", state="")
    read = client.v1.checkout.sessions.retrieve(session.id)
    collected: Any = read.collected_information
    assert (collected.shipping_details.name, collected.shipping_details.address.to_dict()) == (
        "Lea",
        {"city": "Ulm", "country": "DE", "line1": "Weg 1", "line2": None, "postal_code": "94103", "state": None},
    )
