"""Suppliers change their minds; what the shop does about it is the merchant's policy, and can be undone."""

from dataclasses import replace
from typing import Any

import pytest

from functions.supplier_schedule.handler import handler as tick
from tests.integration.import_world import REFERENCE, ImportWorld, lamp, usd
from tests.world import Json, World
from tradewind.importing import sync
from tradewind.importing.sync_models import SupplierChange
from tradewind.suppliers.errors import SupplierUnavailableError
from tradewind.suppliers.models import SupplierVariant


@pytest.fixture
def imports(world: World) -> ImportWorld:
    return ImportWorld(world)


@pytest.fixture
def product(imports: ImportWorld) -> Json:
    """An imported lamp, on sale."""
    job = imports.run()
    path = f"{imports.path}/products/{job['product_id']}"
    published: Json = imports.ann.patch(path, {"status": "active"}).json()
    imports.world.drain()
    return published


def supplier_has(imports: ImportWorld, *, cream: int = 1000, amber: int = 2000, **stock: int) -> None:
    old = lamp().variants
    imports.supplier.products[REFERENCE] = lamp(
        cost=usd(min(cream, amber)),
        variants=(
            replace(old[0], cost=usd(cream), stock=stock.get("cream_stock", 7)),
            replace(old[1], cost=usd(amber), stock=stock.get("amber_stock", 0)),
        ),
    )


def check(imports: ImportWorld, product: Json, *, strict: bool = False) -> list[SupplierChange]:
    store = imports.world.container.stores.find(imports.store["id"])
    assert store is not None
    return sync.check_product(imports.world.container.sync_deps, store, product["id"], strict=strict)


def inbox(imports: ImportWorld) -> list[Json]:
    items: list[Json] = imports.ann.get(f"{imports.path}/supplier-changes").json()["items"]
    return items


def policies(imports: ImportWorld, **kinds: str) -> None:
    answer = imports.ann.put(f"{imports.path}/supplier-policies", {"policies": kinds})
    assert answer.status_code == 200, answer.text


def levels(product: Json) -> list[int | None]:
    return [variant["inventory_count"] for variant in product["variants"]]


def test_nothing_new_is_no_change(imports: ImportWorld, product: Json) -> None:
    assert check(imports, product) == []
    assert inbox(imports) == []


def test_a_dearer_product_waits_in_the_inbox_with_both_margins(imports: ImportWorld, product: Json) -> None:
    supplier_has(imports, cream=1500)
    check(imports, product)
    (change,) = inbox(imports)
    assert (change["kind"], change["status"], change["can_accept"]) == ("price_up", "open", True)
    assert change["margin_before_basis_points"] > change["margin_after_basis_points"] > 0
    assert (change["price_before"]["amount"], change["price_after"]["amount"]) == (2599, 3799)
    (variant,) = change["variants"]
    assert (variant["cost_before"]["amount"], variant["cost_after"]["amount"]) == (1000, 1500)
    assert imports.product(product["id"])["price"] == product["price"]
    assert check(imports, product) == []


def test_accepting_prices_anew_and_undoing_brings_everything_back(imports: ImportWorld, product: Json) -> None:
    supplier_has(imports, cream=1500)
    check(imports, product)
    (change,) = inbox(imports)
    path = f"{imports.path}/supplier-changes/{change['id']}"
    accepted = imports.ann.post(f"{path}/accept", {}).json()
    assert (accepted["status"], accepted["did"], accepted["can_undo"]) == ("applied", "update", True)
    changed = imports.product(product["id"])
    assert (changed["price"]["amount"], changed["cost"]["amount"]) == (3799, 1500)
    assert imports.ann.post(f"{path}/accept", {}).status_code == 409
    undone = imports.ann.post(f"{path}/undo", {}).json()
    assert undone["status"] == "undone"
    restored = imports.product(product["id"])
    for name in ("price", "cost", "variants", "status"):
        assert restored[name] == product[name]


def test_an_update_policy_reprices_by_itself(imports: ImportWorld, product: Json) -> None:
    policies(imports, price_up="update", price_down="update")
    supplier_has(imports, cream=800, amber=2500)
    kinds = {change.kind.value: change.status.value for change in check(imports, product)}
    assert kinds == {"price_up": "applied", "price_down": "applied"}
    changed = imports.product(product["id"])
    assert (changed["price_min"]["amount"], changed["price_max"]["amount"]) == (2099, 6299)
    followed = imports.ann.get(f"{imports.path}/audit-log", action="followed_supplier").json()["items"]
    assert {(entry["actor"]["kind"], entry["targets"]["product_id"]) for entry in followed} == {
        ("system", product["id"])
    }


def test_a_price_the_merchant_set_survives_every_check(imports: ImportWorld, product: Json) -> None:
    policies(imports, price_up="update")
    imports.ann.patch(f"{imports.path}/products/{product['id']}", {"price": {"amount": 9900, "currency": "USD"}})
    for cost in (1500, 1600):
        supplier_has(imports, cream=cost)
        (change,) = check(imports, product)
        assert (change.status.value, change.note) == ("open", "locked")
        assert imports.product(product["id"])["price"]["amount"] == 9900


def test_texts_the_merchant_wrote_survive_every_check(imports: ImportWorld, product: Json) -> None:
    policies(imports, price_up="update")
    imports.ann.patch(f"{imports.path}/products/{product['id']}", {"title": "My lamp", "description": "Mine."})
    supplier_has(imports, cream=1500)
    imports.supplier.products[REFERENCE] = replace(imports.supplier.products[REFERENCE], title="Other title")
    check(imports, product)
    changed = imports.product(product["id"])
    assert (changed["title"], changed["description"], changed["price"]["amount"]) == ("My lamp", "Mine.", 3799)


def test_locks_hold_whatever_the_policy_says(imports: ImportWorld, product: Json) -> None:
    policies(imports, price_up="update", out_of_stock="zero_stock")
    locked = imports.ann.put(f"{imports.path}/products/{product['id']}/source/locks", {"locks": ["price", "stock"]})
    assert locked.json() == {"product_id": product["id"], "locks": ["price", "stock"]}
    supplier_has(imports, cream=1500, cream_stock=0)
    assert {change.note for change in check(imports, product)} == {"locked"}
    changed = imports.product(product["id"])
    assert (changed["price"], levels(changed)) == (product["price"], levels(product))


def test_what_runs_out_is_not_sold_and_comes_back(imports: ImportWorld, product: Json) -> None:
    supplier_has(imports, cream_stock=0)
    (gone,) = check(imports, product)
    assert (gone.kind.value, gone.status.value) == ("out_of_stock", "applied")
    assert levels(imports.product(product["id"])) == [0, 0]
    supplier_has(imports, cream_stock=5)
    (back,) = check(imports, product)
    assert (back.kind.value, back.status.value) == ("back_in_stock", "applied")
    assert levels(imports.product(product["id"])) == [5, 0]
    undone = imports.ann.post(f"{imports.path}/supplier-changes/{back.id}/undo", {})
    assert undone.json()["status"] == "undone"
    assert levels(imports.product(product["id"])) == [0, 0]


def test_a_variant_that_is_gone_is_not_sold(imports: ImportWorld, product: Json) -> None:
    imports.supplier.products[REFERENCE] = lamp(variants=lamp().variants[1:])
    (change,) = check(imports, product)
    assert (change.kind.value, change.did and change.did.value) == ("variant_gone", "zero_stock")
    assert levels(imports.product(product["id"])) == [0, 0]
    assert check(imports, product) == []


def test_a_product_that_is_gone_leaves_the_shelf_once(imports: ImportWorld, product: Json) -> None:
    imports.supplier.products.clear()
    (change,) = check(imports, product)
    assert (change.kind.value, change.status.value) == ("gone", "applied")
    assert imports.product(product["id"])["status"] == "draft"
    assert check(imports, product) == []


def test_a_supplier_that_tells_no_variants_changes_nothing(imports: ImportWorld, product: Json) -> None:
    imports.supplier.products[REFERENCE] = lamp(variants=())
    assert check(imports, product) == []
    assert levels(imports.product(product["id"])) == levels(product)


def test_an_edit_after_a_change_refuses_its_undo(imports: ImportWorld, product: Json) -> None:
    supplier_has(imports, cream_stock=0)
    (change,) = check(imports, product)
    imports.ann.patch(f"{imports.path}/products/{product['id']}", {"title": "Edited"})
    answer = imports.ann.post(f"{imports.path}/supplier-changes/{change.id}/undo", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale_version")


def test_a_dismissed_change_is_left(imports: ImportWorld, product: Json) -> None:
    supplier_has(imports, cream=1500)
    (change,) = check(imports, product)
    path = f"{imports.path}/supplier-changes/{change.id}"
    assert imports.ann.post(f"{path}/dismiss", {}).json()["status"] == "dismissed"
    assert imports.ann.post(f"{path}/accept", {}).json()["code"] == "wrong_state"


def test_policies_are_checked_and_versioned(imports: ImportWorld) -> None:
    path = f"{imports.path}/supplier-policies"
    shown = imports.ann.get(path).json()
    assert (shown["version"], shown["policies"]["gone"]) == (0, "hold")
    assert "zero_stock" not in shown["allowed"]["price_up"]
    wrong = imports.ann.put(path, {"policies": {"price_up": "zero_stock"}})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "policies.price_up")
    imports.ann.put(path, {"version": 0})
    stale = imports.ann.put(path, {"version": 0})
    assert (stale.status_code, stale.json()["current"]["version"]) == (409, 1)


def test_publishing_later_looks_at_the_supplier_again(imports: ImportWorld) -> None:
    job = imports.run()
    path = f"{imports.path}/products/{job['product_id']}"
    asked = len(imports.supplier.asked)
    imports.world.clock.advance(days=2)
    supplier_has(imports, cream=2500, cream_stock=0)
    assert imports.ann.patch(path, {"status": "active"}).status_code == 200
    imports.world.drain()
    assert len(imports.supplier.asked) == asked + 1
    held = imports.product(job["product_id"])
    assert (held["status"], levels(held)) == ("draft", [0, 0])
    assert {change["kind"] for change in inbox(imports)} == {"price_up", "out_of_stock"}


def test_publishing_at_once_asks_nobody(imports: ImportWorld, product: Json) -> None:
    assert len(imports.supplier.asked) == 1


def test_every_day_every_store_with_imports_is_checked(imports: ImportWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "PAGE", 2)
    for number in range(5):
        reference = f"10050057805196{number:02d}"
        imports.supplier.products[reference] = lamp(
            reference=reference,
            image_urls=(),
            variants=(SupplierVariant(reference="x", cost=usd(1000), stock=5),),
        )
        imports.ask({"url": f"https://www.aliexpress.com/item/{reference}.html"})
    imports.ann.open_store()
    imports.world.drain()
    asked = len(imports.supplier.asked)
    for reference, known in imports.supplier.products.items():
        variants = tuple(replace(each, stock=0) for each in known.variants)
        imports.supplier.products[reference] = replace(known, variants=variants)
    assert tick({}, None) == {"announced": 1, "nothing_imported": 1, "failed": 0}
    imports.world.drain()
    assert len(imports.supplier.asked) == asked + 5
    assert len(inbox(imports)) == 5


def test_checks_can_be_switched_off(imports: ImportWorld, product: Json) -> None:
    imports.ann.put(f"{imports.path}/supplier-policies", {"enabled": False})
    asked = len(imports.supplier.asked)
    tick({}, None)
    imports.world.drain()
    assert len(imports.supplier.asked) == asked


def test_a_supplier_that_is_down_is_asked_again_later(imports: ImportWorld, product: Json) -> None:
    imports.supplier.failures = [SupplierUnavailableError("down")]
    store: Any = imports.world.container.stores.find(imports.store["id"])
    with pytest.raises(SupplierUnavailableError):
        sync.check_store(imports.world.container.sync_deps, store, after=None)
    assert sync.check_store(imports.world.container.sync_deps, store, after=None) == 1


def test_prices_set_by_the_rules_may_be_followed(imports: ImportWorld, product: Json) -> None:
    policies(imports, price_up="update")
    path = f"{imports.path}/pricing-rules"
    version = imports.ann.put(path, {"tiers": [{"kind": "percent", "value": 20_000}]}).json()["version"]
    applied = imports.ann.post(f"{path}/apply", {"product_ids": [product["id"]], "version": version})
    assert applied.json()["succeeded"] == 1
    assert imports.product(product["id"])["price"]["amount"] == 3099
    supplier_has(imports, cream=1500)
    (change,) = check(imports, product)
    assert change.status.value == "applied"
    assert imports.product(product["id"])["price"]["amount"] == 4599
