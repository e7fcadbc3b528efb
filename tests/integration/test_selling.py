"""Shipping, taxes, discounts and connected accounts: what is set up, and what the checkout makes of it."""

from typing import Any

import pytest

from tests.stripe_events import account_event, session_event
from tests.world import Json, Merchant, World
from tradewind.bootstrap import get_container
from tradewind.checkout.errors import BelowMinimumError
from tradewind.settings import StripeSettings


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def usd(amount: int) -> Json:
    return {"amount": amount, "currency": "USD"}


ZONES: Json = {
    "zones": [
        {
            "name": "Domestic",
            "countries": ["us"],
            "rates": [
                {"name": "Standard", "price": usd(500), "free_over": usd(10_000), "min_days": 3, "max_days": 5},
                {"name": "Express", "price": usd(1500), "min_days": 1, "max_days": 2},
            ],
        },
        {"name": "Europe", "countries": ["DE", "FR"], "rates": [{"name": "Parcel", "price": usd(1200)}]},
    ],
    "default_country": "US",
}
VAT: Json = {"mode": "manual", "rates": [{"country": "DE", "name": "VAT", "basis_points": 1900}]}


def path(store: Json, rest: str) -> str:
    return f"/stores/{store['id']}/{rest}"


def quote(world: World, store: Json, product: Json, quantity: int = 1, **body: Any) -> Any:
    items = [{"product_id": product["id"], "variant_id": product["variants"][0]["id"], "quantity": quantity}]
    return world.post(f"/public/stores/{store['slug']}/checkout/quote", {"items": items, **body})


def discount(ann: Merchant, store: Json, **terms: Any) -> Any:
    body = {"code": "save10", "kind": "percent", "basis_points": 1000, **terms}
    return ann.post(path(store, "discounts"), body)


# Shipping


def test_zones_keep_their_ids_and_a_stale_edit_is_refused(ann: Merchant, store: Json) -> None:
    saved = ann.put(path(store, "shipping"), ZONES).json()
    assert saved["version"] == 1
    assert [zone["countries"] for zone in saved["zones"]] == [["US"], ["DE", "FR"]]
    again = ann.put(path(store, "shipping"), saved)
    assert again.json()["zones"] == saved["zones"]
    stale = ann.put(path(store, "shipping"), saved)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    assert stale.json()["current"] == ann.get(path(store, "shipping")).json() == again.json()


@pytest.mark.parametrize(
    ("part", "mine", "theirs"),
    [
        (
            "taxes",
            {"mode": "none"},
            {"mode": "manual", "rates": [{"country": "US", "name": "Tax", "basis_points": 500}]},
        ),
        ("checkout-policy", {"impossible_orders": "hold"}, {"impossible_orders": "refund"}),
    ],
)
def test_a_stale_edit_is_told_the_current_copy(ann: Merchant, store: Json, part: str, mine: Json, theirs: Json) -> None:
    present = ann.put(path(store, part), theirs).json()
    stale = ann.put(path(store, part), {**mine, "version": present["version"] - 1})
    assert (stale.status_code, stale.json()["current"]) == (409, present)
    assert ann.get(path(store, part)).json() == present


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"countries": ["XX"]}, "zones.0.countries.0"),
        ({"countries": []}, "zones.0.countries"),
        ({"countries": ["DE"]}, "zones.1.countries"),
        ({"rates": []}, "zones.0.rates"),
        ({"rates": [{"name": "S", "price": {"amount": 1, "currency": "EUR"}}]}, "zones.0.rates.0.price"),
        ({"rates": [{"name": "S", "price": usd(-1)}]}, "zones.0.rates.0.price"),
        ({"rates": [{"name": "S", "price": usd(1), "min_days": 4, "max_days": 2}]}, "zones.0.rates.0.max_days"),
    ],
)
def test_bad_zones_name_the_field(ann: Merchant, store: Json, change: Json, field: str) -> None:
    zones = [{**ZONES["zones"][0], **change}, ZONES["zones"][1]]
    answer = ann.put(path(store, "shipping"), {"zones": zones})
    assert answer.status_code == 422
    assert field in [error["field"] for error in answer.json()["errors"]]


def test_a_quote_lists_the_ways_to_ship_and_what_is_free(world: World, ann: Merchant, store: Json) -> None:
    ann.put(path(store, "shipping"), ZONES)
    product = ann.add_product(store)
    answer = quote(world, store, product, shipping={"country": "US"}).json()
    assert [(way["name"], way["price"]["amount"]) for way in answer["shipping_options"]] == [
        ("Standard", 500),
        ("Express", 1500),
    ]
    assert (answer["shipping"]["name"], answer["total"]) == ("Standard", usd(3000))
    assert answer["ships_to"] == ["DE", "FR", "US"]
    assert quote(world, store, product, 4, shipping={"country": "US"}).json()["total"] == usd(10_000)
    express = answer["shipping_options"][1]["id"]
    chosen = quote(world, store, product, shipping={"country": "US", "rate_id": express}).json()
    assert chosen["total"] == usd(4000)
    assert world.payments.requests == []


def test_a_quote_tells_problems_instead_of_failing(world: World, ann: Merchant, store: Json) -> None:
    ann.put(path(store, "shipping"), ZONES)
    product = ann.add_product(store)
    answer = quote(world, store, product, 9, shipping={"country": "JP"}, discount_code="nope")
    assert answer.status_code == 200
    assert [problem["code"] for problem in answer.json()["problems"]] == [
        "not_enough_stock",
        "discount_unknown",
        "not_shipped_there",
    ]


def test_not_shipped_there_stops_the_checkout_and_holds_nothing(world: World, ann: Merchant, store: Json) -> None:
    ann.put(path(store, "shipping"), ZONES)
    product = ann.add_product(store)
    answer = world.start_checkout(store, (product, 1), shipping={"country": "JP"})
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (409, "not_shipped_there")
    assert get_container().catalog.find_stock(store["id"], product["id"]).reserved == {product["variants"][0]["id"]: 0}


def test_the_payment_page_gets_exactly_what_was_priced(world: World, ann: Merchant, store: Json) -> None:
    ann.put(path(store, "shipping"), ZONES)
    ann.put(path(store, "taxes"), VAT)
    discount(ann, store)
    product = ann.add_product(store)
    world.start_checkout(store, (product, 2), shipping={"country": "DE"}, discount_code="SAVE10").raise_for_status()
    request = world.payments.requests[0]
    assert request.discount is not None
    assert request.shipping is not None
    assert request.tax is not None
    assert (request.discount.amount.amount, request.shipping.price.amount) == (500, 1200)
    assert request.tax.amount.amount == round((4500 + 1200) * 0.19)
    assert request.allowed_countries == ("DE",)


def test_a_cart_without_a_country_still_becomes_a_checkout(world: World, ann: Merchant, store: Json) -> None:
    ann.put(path(store, "shipping"), ZONES)
    assert world.start_checkout(store, (ann.add_product(store), 1)).status_code == 201
    assert world.payments.requests[0].allowed_countries == ("US",)


# Taxes


def test_two_rates_for_one_place_are_refused(ann: Merchant, store: Json) -> None:
    rate = VAT["rates"][0]
    answer = ann.put(path(store, "taxes"), {"mode": "manual", "rates": [rate, rate]})
    assert answer.json()["errors"][0]["field"] == "rates.1.country"


def test_stripe_tax_is_added_at_the_payment_and_expected_there(world: World, ann: Merchant, store: Json) -> None:
    ann.put(path(store, "taxes"), {"mode": "stripe", "prices_include_tax": False})
    product = ann.add_product(store)
    assert quote(world, store, product).json()["tax_at_payment"] is True
    checkout = world.start_checkout(store, (product, 1)).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2700, tax=200))
    order = ann.get(path(store, f"orders/{checkout['order_id']}")).json()
    assert (order["status"], order["total"], order["tax"]["amount"]) == ("paid", usd(2700), usd(200))
    assert order["profit"]["tax"] == usd(200)
    assert order["profit"]["revenue"] == usd(2500)


# Connected accounts


@pytest.fixture
def live(world: World) -> World:
    """A deployment whose key moves money."""
    world.container.__dict__["stripe_settings"] = StripeSettings.load(
        {"STRIPE_SECRET_KEY": "sk_live_x", "PLATFORM_FEE_BASIS_POINTS": "150"}
    )
    return world


def onboard(world: World, ann: Merchant, store: Json) -> str:
    answer = ann.post(path(store, "payments/onboarding"), {"country": "US", "return_path": "/stores/x/settings"})
    assert answer.status_code == 200, answer.text
    account_id: str = ann.get(path(store, "payments")).json()["account_id"]
    world.accounts.finish(account_id)
    assert ann.post(path(store, "payments/refresh"), {}).json()["charges_enabled"] is True
    return account_id


def test_a_store_sells_only_once_its_account_can_be_paid(live: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    before = ann.get(path(store, "payments")).json()
    assert (before["mode"], before["can_sell"], before["test_only"]) == ("connect", False, False)
    refused = live.start_checkout(store, (product, 1))
    assert (refused.status_code, refused.json()["code"]) == (409, "payments_not_ready")
    account_id = onboard(live, ann, store)
    assert live.start_checkout(store, (product, 1)).status_code == 201
    request = live.payments.requests[0]
    assert request.account_id == account_id
    assert request.platform_fee is not None
    assert request.platform_fee.amount == 38


def test_onboarding_twice_is_one_account(live: World, ann: Merchant, store: Json) -> None:
    first = onboard(live, ann, store)
    assert onboard(live, ann, store) == first
    assert len(live.accounts.accounts) == 1
    assert live.accounts.links[0][1] == "https://dashboard.example.com/stores/x/settings"


@pytest.mark.parametrize("place", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_onboarding_comes_back_to_the_dashboard_only(ann: Merchant, store: Json, place: str) -> None:
    answer = ann.post(path(store, "payments/onboarding"), {"country": "US", "return_path": place})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "return_path")


def test_with_a_test_key_a_store_can_be_tried_out_before(world: World, ann: Merchant, store: Json) -> None:
    payments = ann.get(path(store, "payments")).json()
    assert (payments["can_sell"], payments["test_only"]) == (True, True)
    assert world.start_checkout(store, (ann.add_product(store), 1)).status_code == 201
    assert world.payments.requests[0].account_id is None


def test_single_mode_pays_the_platform_and_connects_nobody(world: World, ann: Merchant, store: Json) -> None:
    world.container.__dict__["stripe_settings"] = StripeSettings.load(
        {"STRIPE_SECRET_KEY": "sk_live_x", "PAYMENTS": "single"}
    )
    assert ann.get(path(store, "payments")).json()["can_sell"] is True
    assert world.start_checkout(store, (ann.add_product(store), 1)).status_code == 201
    answer = ann.post(path(store, "payments/onboarding"), {"country": "US", "return_path": "/x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "payments_by_platform")


def test_an_event_of_another_account_settles_nothing(live: World, ann: Merchant, store: Json) -> None:
    """Whoever holds a connected account can make sessions of it with any metadata, and Stripe signs their events."""
    product = ann.add_product(store)
    account_id = onboard(live, ann, store)
    checkout = live.start_checkout(store, (product, 1)).json()
    for stranger in ("acct_stranger", None):
        live.deliver(session_event(checkout, store_id=store["id"], amount=2500, account=stranger))
    assert ann.get(path(store, "orders")).json()["items"] == []
    live.deliver(session_event(checkout, store_id=store["id"], amount=2500, account=account_id))
    assert len(ann.get(path(store, "orders")).json()["items"]) == 1


def test_an_account_that_is_restricted_stops_the_checkout(live: World, ann: Merchant, store: Json) -> None:
    account_id = onboard(live, ann, store)
    update = {
        "id": account_id,
        "charges_enabled": False,
        "metadata": {"store_id": store["id"]},
        "requirements": {"currently_due": ["individual.verification.document"], "disabled_reason": "requirements"},
    }
    live.deliver(account_event(update))
    payments = ann.get(path(store, "payments")).json()
    assert (payments["can_sell"], payments["requirements_due"]) == (False, ["individual.verification.document"])
    other = ann.open_store()
    live.deliver(account_event({**update, "charges_enabled": True, "metadata": {"store_id": other["id"]}}))
    assert ann.get(path(other, "payments")).json()["account_id"] is None


# The rest of the checkout


def test_a_ticked_consent_is_kept_with_its_wording(world: World, ann: Merchant, store: Json) -> None:
    text = "Send me offers of this shop by mail."
    ann.put(path(store, "checkout-policy"), {"impossible_orders": "hold", "consent_text": text})
    product = ann.add_product(store)
    assert quote(world, store, product).json()["consent_text"] == text
    checkout = world.start_checkout(store, (product, 1), marketing_consent=True).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    order = ann.get(path(store, f"orders/{checkout['order_id']}")).json()
    assert order["consent"] == {"wording": text, "given_at": "2046-11-23T09:00:00.000Z"}


def test_a_shopper_s_own_old_hold_does_not_block_them(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, variants=[{"inventory_count": 1}])
    first = world.start_checkout(store, (product, 1)).json()
    assert world.start_checkout(store, (product, 1)).json()["code"] == "sold_out"
    mine = {"order_id": first["order_id"], "session_id": first["session_id"]}
    stranger = {**mine, "session_id": "cs_test_guess"}
    assert world.start_checkout(store, (product, 1), replaces=stranger).status_code == 409
    assert world.start_checkout(store, (product, 1), replaces=mine).status_code == 201
    assert world.payments.expired == [(first["session_id"], None)]
    paid = {**first, "session_id": first["session_id"]}
    world.deliver(session_event(paid, store_id=store["id"], kind="expired", payment_status="unpaid", amount=2500))
    stock = get_container().catalog.find_stock(store["id"], product["id"])
    assert (stock.level(product["variants"][0]["id"]), sum(stock.reserved.values())) == (0, 1)


def test_an_earlier_checkout_that_was_paid_is_said_instead_of_paid_again(
    world: World, ann: Merchant, store: Json
) -> None:
    product = ann.add_product(store)
    first = world.start_checkout(store, (product, 1)).json()
    world.payments.states[first["session_id"]] = "complete"
    mine = {"order_id": first["order_id"], "session_id": first["session_id"]}
    answer = world.start_checkout(store, (product, 1), replaces=mine)
    assert (answer.status_code, answer.json()["code"], answer.json()["order_id"]) == (
        409,
        "already_paid",
        first["order_id"],
    )


@pytest.mark.parametrize(
    ("currency", "price", "quantity", "total"),
    [("JPY", 3200, 2, 6400), ("KWD", 1250, 3, 3750), ("UGX", 90_000, 1, 90_000)],
)
def test_currencies_without_two_decimals_come_through_whole(
    world: World, ann: Merchant, currency: str, price: int, quantity: int, total: int
) -> None:
    store = ann.open_store(currency=currency)
    product = ann.add_product(store, price={"amount": price, "currency": currency})
    checkout = world.start_checkout(store, (product, quantity)).json()
    at_stripe = total * 100 if currency == "UGX" else total
    world.deliver(session_event(checkout, store_id=store["id"], amount=at_stripe, currency=currency.lower()))
    order = ann.get(path(store, f"orders/{checkout['order_id']}")).json()
    assert (order["status"], order["total"]) == ("paid", {"amount": total, "currency": currency})


def test_a_total_below_the_provider_s_minimum_is_said_and_holds_nothing(
    world: World, ann: Merchant, store: Json
) -> None:
    product = ann.add_product(store, price=usd(10))
    world.payments.faults.append(BelowMinimumError())
    answer = world.start_checkout(store, (product, 1))
    assert (answer.status_code, answer.json()["code"]) == (422, "below_minimum")
    assert "Add something" in answer.json()["detail"]
    assert get_container().catalog.find_stock(store["id"], product["id"]).level(product["variants"][0]["id"]) == 5


def test_a_code_that_makes_a_cart_free_needs_no_payment(world: World, ann: Merchant, store: Json) -> None:
    discount(ann, store, basis_points=10_000)
    checkout = world.start_checkout(store, (ann.add_product(store), 1), discount_code="SAVE10").json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=0, payment_status="no_payment_required"))
    order = ann.get(path(store, f"orders/{checkout['order_id']}")).json()
    assert (order["status"], order["total"], order["actions"]["refund"]) == ("paid", usd(0), False)
    assert (order["profit"]["fees"], order["profit"]["discount"]) == (usd(0), usd(2500))
