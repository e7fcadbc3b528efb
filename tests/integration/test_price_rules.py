"""Pricing rules of a store: kept under a version, tried on what exists, applied and undone."""

import pytest

from tests.world import Json, Merchant, World

RULES = {"tiers": [{"kind": "percent", "value": 10_000}], "margin_floor_basis_points": 1_000, "fee_basis_points": 0}


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def money(amount: int) -> Json:
    return {"amount": amount, "currency": "USD"}


def test_defaults_hold_until_something_is_saved(ann: Merchant, store: Json) -> None:
    path = f"/stores/{store['id']}/pricing-rules"
    shown = ann.get(path).json()
    assert (shown["version"], shown["currency"], shown["ending"]) == (0, "USD", "up")
    saved = ann.put(path, {**RULES, "version": 0})
    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    assert ann.get(path).json() == saved.json()


def test_a_stale_edit_gets_the_current_copy(ann: Merchant, store: Json) -> None:
    path = f"/stores/{store['id']}/pricing-rules"
    ann.put(path, {**RULES, "version": 0})
    answer = ann.put(path, {**RULES, "ending": "nearest", "version": 0})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale_version")
    assert answer.json()["current"] == ann.get(path).json()


def test_rules_that_make_no_sense_are_refused_with_the_field(ann: Merchant, store: Json) -> None:
    answer = ann.put(f"/stores/{store['id']}/pricing-rules", {"tiers": [{"kind": "fixed", "value": 1, "below": 5}]})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "tiers.0.below")


def test_a_preview_changes_nothing_and_says_why_rows_stay(ann: Merchant, store: Json) -> None:
    priced = ann.add_product(store, title="Priced", cost=money(1000))
    unknown = ann.add_product(store, title="Unknown")
    answer = ann.post(f"/stores/{store['id']}/pricing-rules/preview", {"rules": RULES})
    assert answer.status_code == 200, answer.text
    rows = {row["product_id"]: row for row in answer.json()["items"]}
    row = rows[priced["id"]]
    assert (row["before"]["price"]["amount"], row["after"]["price"]["amount"]) == (2500, 2099)
    assert (row["before"]["margin_basis_points"], row["after"]["margin_basis_points"]) == (6000, 5235)
    assert (row["changes"], row["note"], row["change_basis_points"]) == (True, "", -1604)
    assert (rows[unknown["id"]]["note"], rows[unknown["id"]]["changes"]) == ("no_cost", False)
    assert ann.get(f"/stores/{store['id']}/products/{priced['id']}").json()["price"]["amount"] == 2500


def test_previews_are_paged(ann: Merchant, store: Json) -> None:
    for number in range(3):
        ann.add_product(store, title=f"Mug {number}", cost=money(1000))
    path = f"/stores/{store['id']}/pricing-rules/preview"
    first = ann.post(f"{path}?limit=2", {}).json()
    second = ann.post(f"{path}?limit=2&cursor={first['next_cursor']}", {}).json()
    assert [len(first["items"]), len(second["items"]), first["total"]] == [2, 1, 3]


def test_applied_prices_are_undone_whole(ann: Merchant, store: Json) -> None:
    path = f"/stores/{store['id']}/pricing-rules"
    compare = {"compare_at": "percent", "compare_at_basis_points": 5_000}
    version = ann.put(path, {**RULES, **compare}).json()["version"]
    variants = [
        {"name": "Small", "cost": money(1000), "price": money(2600)},
        {"name": "Large", "cost": money(2000), "compare_at_price": money(4000)},
    ]
    product = ann.add_product(store, variants=variants, cost=money(1000))
    applied = ann.post(
        f"{path}/apply", {"product_ids": [product["id"]], "version": version}, **{"idempotency-key": "a"}
    )
    assert (applied.status_code, applied.json()["succeeded"]) == (200, 1), applied.text
    shown = ann.get(f"/stores/{store['id']}/products/{product['id']}").json()
    assert (shown["price_min"], shown["price_max"]) == (money(2099), money(4099))
    assert shown["compare_at_price"] == money(3199)
    again = ann.post(f"{path}/apply", {"product_ids": [product["id"]], "version": version}, **{"idempotency-key": "a"})
    assert again.json() == applied.json()
    undone = ann.post(f"/stores/{store['id']}/products/bulk/{applied.json()['undo_id']}/undo", {})
    assert undone.json()["succeeded"] == 1
    restored = ann.get(f"/stores/{store['id']}/products/{product['id']}").json()
    for name in ("price", "compare_at_price", "variants"):
        assert restored[name] == product[name]


def test_applying_what_was_not_previewed_is_refused(ann: Merchant, store: Json) -> None:
    path = f"/stores/{store['id']}/pricing-rules"
    ann.put(path, RULES)
    product = ann.add_product(store, cost=money(1000))
    answer = ann.post(f"{path}/apply", {"product_ids": [product["id"]], "version": 0})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale_version")


def test_one_run_moves_prices_no_further_than_allowed(ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, cost=money(2000))
    rules = {**RULES, "max_change_basis_points": 2_000}
    (row,) = ann.post(f"/stores/{store['id']}/pricing-rules/preview", {"rules": rules}).json()["items"]
    assert (row["product_id"], row["note"], row["after"]["price"]["amount"]) == (product["id"], "limited", 2999)
