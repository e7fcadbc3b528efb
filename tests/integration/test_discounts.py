"""Discount codes: terms, limits, and who gets the last use."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.integration.test_selling import discount, path
from tests.stripe_events import session_event
from tests.world import Json, Merchant, World


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def test_a_code_is_found_in_any_case_and_its_terms_can_change(ann: Merchant, store: Json) -> None:
    made = discount(ann, store, usage_limit=5).json()
    assert (made["code"], made["uses"], made["version"]) == ("SAVE10", 0, 1)
    assert discount(ann, store, code="Save10").json()["code"] == "discount_code_taken"
    changed = ann.patch(path(store, "discounts/save10"), {"basis_points": 2000, "usage_limit": None, "version": 1})
    assert (changed.json()["basis_points"], changed.json()["usage_limit"]) == (2000, None)
    stale = ann.patch(path(store, "discounts/SAVE10"), {"basis_points": 1, "version": 1})
    assert (stale.status_code, stale.json()["current"]["basis_points"]) == (409, 2000)
    assert [row["code"] for row in ann.get(path(store, "discounts")).json()["items"]] == ["SAVE10"]
    assert ann.delete(path(store, "discounts/SAVE10")).status_code == 204
    assert ann.get(path(store, "discounts/SAVE10")).status_code == 404
    assert ann.get(path(store, "discounts")).json()["items"] == []
    assert discount(ann, store).status_code == 201


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"basis_points": 0}, "basis_points"),
        ({"basis_points": 10_001}, "basis_points"),
        ({"kind": "amount"}, "amount"),
        ({"kind": "amount", "amount": {"amount": 5, "currency": "EUR"}}, "amount"),
        ({"code": "no spaces"}, "code"),
        ({"usage_limit": 0}, "usage_limit"),
        ({"starts_at": "2026-12-01T00:00:00Z", "ends_at": "2026-11-01T00:00:00Z"}, "ends_at"),
        ({"starts_at": "2026-12-01T00:00:00"}, "starts_at"),
    ],
)
def test_bad_terms_name_the_field(ann: Merchant, store: Json, terms: Json, field: str) -> None:
    answer = discount(ann, store, **terms)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


def test_a_repeated_request_makes_one_code(ann: Merchant, store: Json) -> None:
    body = {"code": "ONCE", "kind": "free_shipping"}
    headers = {"idempotency-key": "k1"}
    first = ann.post(path(store, "discounts"), body, **headers)
    assert ann.post(path(store, "discounts"), body, **headers).json() == first.json()
    other = ann.post(path(store, "discounts"), {**body, "code": "TWICE"}, **headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_the_last_use_goes_to_one_of_thirty(world: World, ann: Merchant, store: Json) -> None:
    discount(ann, store, usage_limit=1)
    product = ann.add_product(store, variants=[{"inventory_count": None}])
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda _: world.start_checkout(store, (product, 1), discount_code="SAVE10"), range(30)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 29}
    codes = {
        problem["code"] for answer in answers if answer.status_code == 409 for problem in answer.json()["problems"]
    }
    assert codes == {"discount_used_up"}
    assert ann.get(path(store, "discounts/SAVE10")).json()["uses"] == 1


def test_a_customer_s_limit_holds_for_every_spelling_of_the_address(world: World, ann: Merchant, store: Json) -> None:
    discount(ann, store, per_customer_limit=1)
    product = ann.add_product(store)

    def buy(email: str | None) -> Any:
        return world.start_checkout(store, (product, 1), discount_code="SAVE10", **({"email": email} if email else {}))

    assert buy(None).json()["problems"][0]["code"] == "email_required"
    first = buy("ann@example.com").json()
    again = buy("Ann@Example.com")
    assert (again.status_code, again.json()["problems"][0]["code"]) == (409, "discount_customer_limit")
    assert buy("bob@example.com").status_code == 201
    world.deliver(session_event(first, store_id=store["id"], kind="expired", payment_status="unpaid", amount=2250))
    assert buy("ann@example.com").status_code == 201
    assert ann.get(path(store, "discounts/SAVE10")).json()["uses"] == 2


def test_an_expired_checkout_gives_its_use_back_once(world: World, ann: Merchant, store: Json) -> None:
    discount(ann, store, usage_limit=1)
    checkout = world.start_checkout(store, (ann.add_product(store), 1), discount_code="SAVE10").json()
    for _ in range(3):
        world.deliver(
            session_event(checkout, store_id=store["id"], kind="expired", payment_status="unpaid", amount=2250)
        )
    assert ann.get(path(store, "discounts/SAVE10")).json()["uses"] == 0


def test_the_browser_s_own_discount_is_not_believed(world: World, ann: Merchant, store: Json) -> None:
    items = [{"product_id": "prd_x", "variant_id": "var_x", "quantity": 1, "discount": 100}]
    answer = world.post(f"/public/stores/{store['slug']}/checkout", {"items": items})
    assert answer.json()["errors"][0]["field"] == "items.0.discount"
