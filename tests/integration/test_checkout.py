"""Checkout: re-priced, reserved, idempotent; typed refusals."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.requests_seen import count_requests
from tests.world import Json, Merchant, World
from tradewind.checkout.errors import PaymentRefusedError, PaymentUnavailableError


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def stock_of(ann: Merchant, store: Json, product: Json) -> tuple[int, int]:
    variant = ann.get(f"/stores/{store['id']}/products/{product['id']}").json()["variants"][0]
    return variant["inventory_count"], variant["reserved_count"]


def item(product: Json, **fields: Any) -> Json:
    return {"product_id": product["id"], "variant_id": product["variants"][0]["id"], "quantity": 1, **fields}


def buy(world: World, store: Json, *items: Json, **body: Any) -> Any:
    return world.post(f"/public/stores/{store['slug']}/checkout", {"items": list(items), **body})


def test_a_checkout_reserves_and_answers_with_the_payment_page(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    answer = world.start_checkout(store, (product, 2), email="ann@example.com")
    assert answer.status_code == 201
    body = answer.json()
    assert body["checkout_url"].startswith("https://pay.test/")
    assert body["expires_at"] == "2046-11-23T09:31:00.000Z"
    assert stock_of(ann, store, product) == (3, 2)
    request = world.payments.requests[0]
    assert request.customer_email == "ann@example.com"
    assert request.success_url.startswith(f"http://{store['slug']}.shop.test/checkout/success?order_id=ord_")
    assert request.success_url.endswith("session_id={CHECKOUT_SESSION_ID}")


def test_the_browser_s_price_is_never_charged(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    cheap = {"amount": 1, "currency": "USD"}
    answer = buy(world, store, item(product, price=cheap))
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (409, "price_changed")
    assert buy(world, store, item(product, price={"amount": 2500, "currency": "USD"})).status_code == 201
    assert world.payments.requests[0].lines[0].unit_price.amount == 2500


@pytest.mark.parametrize("field", ["currency", "store_id", "discount", "total"])
def test_unknown_members_are_refused(world: World, ann: Merchant, store: Json, field: str) -> None:
    answer = buy(world, store, item(ann.add_product(store)), **{field: "x"})
    assert answer.json()["errors"][0]["field"] == field


def test_fifty_shoppers_for_the_last_unit(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, variants=[{"inventory_count": 1}])
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: world.start_checkout(store, (product, 1)), range(50)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 49}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"sold_out"}
    assert stock_of(ann, store, product) == (0, 1)
    assert len(world.payments.requests) == 1


def test_parallel_carts_never_oversell_several_products(world: World, ann: Merchant, store: Json) -> None:
    one = ann.add_product(store, variants=[{"inventory_count": 4}])
    two = ann.add_product(store, variants=[{"inventory_count": 7}])
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: world.start_checkout(store, (one, 1), (two, 2)), range(20)))
    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: 17}
    assert stock_of(ann, store, one) == (1, 3)
    assert stock_of(ann, store, two) == (1, 6)


def test_not_enough_says_how_many_are_left(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    answer = world.start_checkout(store, (product, 6))
    problem = answer.json()["problems"][0]
    assert (answer.json()["code"], problem["code"], problem["available"]) == ("sold_out", "not_enough_stock", 5)
    assert stock_of(ann, store, product) == (5, 0)


def test_two_lines_of_one_variant_are_one_demand(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    answer = buy(world, store, item(product, quantity=3), item(product, quantity=3))
    assert answer.json()["problems"][0]["available"] == 5
    assert buy(world, store, item(product, quantity=3), item(product, quantity=2)).status_code == 201
    assert stock_of(ann, store, product) == (0, 5)


def test_untracked_stock_never_runs_out(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, variants=[{"inventory_count": None}])
    assert world.start_checkout(store, (product, 900)).status_code == 201


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_products_that_are_not_for_sale_are_a_typed_problem(
    world: World, ann: Merchant, store: Json, status: str
) -> None:
    product = ann.add_product(store, status=status)
    answer = world.start_checkout(store, (product, 1))
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (409, "unavailable")


def test_another_store_s_variant_is_a_typed_problem(world: World, ann: Merchant, store: Json) -> None:
    foreign = world.merchant()
    product = foreign.add_product(foreign.open_store())
    assert world.start_checkout(store, (product, 1)).json()["problems"][0]["code"] == "unavailable"


@pytest.mark.parametrize("quantity", [0, -1, 1.5, 10**9, "2"])
def test_odd_quantities_are_refused(world: World, ann: Merchant, store: Json, quantity: Any) -> None:
    answer = buy(world, store, item(ann.add_product(store), quantity=quantity))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "items.0.quantity")


def test_empty_and_overfull_carts_are_refused(world: World, ann: Merchant, store: Json) -> None:
    assert buy(world, store).json()["errors"][0]["field"] == "items"
    product = ann.add_product(store)
    many = [{**item(product), "variant_id": f"var_{number}"} for number in range(41)]
    assert buy(world, store, *many).json()["errors"][0]["code"] == "too_many"


def test_the_same_key_is_the_same_checkout(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    first = world.start_checkout(store, (product, 1), key="k")
    again = world.start_checkout(store, (product, 1), key="k")
    assert again.json() == first.json()
    assert stock_of(ann, store, product) == (4, 1)
    other = world.start_checkout(store, (product, 2), key="k")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_racing_requests_with_one_key_make_one_checkout(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: world.start_checkout(store, (product, 1), key="k").json(), range(8)))
    assert len({answer["session_id"] for answer in answers}) == 1
    assert stock_of(ann, store, product) == (4, 1)


def test_a_provider_outage_is_resumed_by_the_same_key(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    world.payments.faults.append(PaymentUnavailableError())
    failed = world.start_checkout(store, (product, 1), key="k")
    assert (failed.status_code, failed.json()["code"]) == (502, "payment_unavailable")
    assert world.start_checkout(store, (product, 1), key="k").status_code == 201
    assert stock_of(ann, store, product) == (4, 1)


def test_a_refusal_gives_the_stock_back(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    world.payments.faults.append(PaymentRefusedError())
    assert world.start_checkout(store, (product, 1)).status_code == 502
    assert stock_of(ann, store, product) == (5, 0)


def test_a_paused_store_takes_no_orders(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    ann.patch(f"/stores/{store['id']}", {"status": "paused"})
    answer = world.start_checkout(store, (product, 1))
    assert (answer.status_code, answer.json()["code"]) == (503, "store_paused")


def test_return_addresses_lead_back_to_the_store_only(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    home = f"http://{store['slug']}.shop.test"
    foreign = buy(world, store, item(product), success_url="https://evil.example/thanks")
    assert foreign.json()["errors"][0] == {**foreign.json()["errors"][0], "field": "success_url"}
    assert buy(world, store, item(product), success_url=f"{home}/thanks?a=1").status_code == 201
    assert world.payments.requests[0].success_url.startswith(f"{home}/thanks?a=1&order_id=ord_")


def test_at_most_three_requests_before_the_provider(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    with count_requests() as seen:
        world.payments.before_answer = lambda: seen.append("provider")
        assert world.start_checkout(store, (product, 1), key="k").status_code == 201
    assert seen == ["GetItem", "BatchGetItem", "TransactWriteItems", "provider", "UpdateItem"]


def test_the_shopper_sees_the_state_only_with_the_session(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    checkout = world.start_checkout(store, (product, 1)).json()
    path = f"/public/stores/{store['slug']}/checkout/{checkout['order_id']}"
    mine = world.get(path, session_id=checkout["session_id"])
    assert (mine.json()["status"], mine.json()["order_number"]) == ("open", None)
    assert mine.headers["cache-control"] == "no-store"
    assert world.get(path, session_id="cs_test_foreign").json()["code"] == "checkout_not_found"
    other = ann.open_store()
    foreign = f"/public/stores/{other['slug']}/checkout/{checkout['order_id']}"
    assert world.get(foreign, session_id=checkout["session_id"]).status_code == 404
