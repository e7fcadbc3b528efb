"""Many products at once: each on its own, repeatable, and back again."""

from typing import Any

import pytest

from tests.integration.test_products import picture, upload
from tests.world import Json, Merchant, World
from tradewind.catalog.bulk_repository import BulkRepository


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def change(ann: Merchant, store: Json, products: list[Json], action: Json, **headers: str) -> Any:
    body = {"product_ids": [product["id"] for product in products], "action": action}
    return ann.post(f"/stores/{store['id']}/products/bulk", body, **headers)


def undo(ann: Merchant, store: Json, done: Json) -> Any:
    return ann.post(f"/stores/{store['id']}/products/bulk/{done['undo_id']}/undo", {})


def read(ann: Merchant, store: Json, product: Json) -> Json:
    answer: Json = ann.get(f"/stores/{store['id']}/products/{product['id']}").json()
    return answer


def test_a_sale_and_its_end(world: World, ann: Merchant, store: Json) -> None:
    own = {"name": "Big", "price": {"amount": 4000, "currency": "USD"}, "inventory_count": 2}
    products = [ann.add_product(store), ann.add_product(store, title="Cup", variants=[own])]
    action = {"type": "price", "mode": "percent", "value": -2000, "rounding": "ninety_nine"}
    done = change(ann, store, products, action).json()
    assert (done["succeeded"], done["failed"]) == (2, 0)
    mug, cup = (read(ann, store, product) for product in products)
    assert (mug["price"]["amount"], cup["variants"][0]["price"]["amount"]) == (2099, 3299)
    assert cup["variants"][0]["inventory_count"] == 2
    assert [result["version"] for result in done["results"]] == [mug["version"], cup["version"]] == [2, 2]
    world.drain()
    public = world.get(f"/public/stores/{store['slug']}/products/blue-mug").json()
    assert public["price"]["amount"] == 2099
    back = undo(ann, store, done).json()
    assert (back["succeeded"], back["failed"]) == (2, 0)
    for product in products:
        now = read(ann, store, product)
        same = ("price", "variants", "status", "tags")
        assert {name: now[name] for name in same} == {name: product[name] for name in same}


def test_one_product_that_cannot_change_does_not_stop_the_others(ann: Merchant, store: Json) -> None:
    products = [ann.add_product(store, price={"amount": amount, "currency": "USD"}) for amount in (500, 100, 600)]
    missing = {"id": "prd_01JD0000000000000000000000"}
    action = {"type": "price", "mode": "amount", "value": -200}
    done = change(ann, store, [products[0], products[1], missing, products[2]], action).json()
    assert [result["ok"] for result in done["results"]] == [True, False, False, True]
    assert [(result["problem"] or {}).get("code") for result in done["results"]] == [
        None,
        "invalid_input",
        "product_not_found",
        None,
    ]
    assert read(ann, store, products[1])["price"]["amount"] == 100


def test_status_and_tags(ann: Merchant, store: Json) -> None:
    products = [ann.add_product(store, tags=["old"]), ann.add_product(store, status="draft")]
    change(ann, store, products, {"type": "status", "status": "active"})
    change(ann, store, products, {"type": "add_tags", "tags": ["new", "old"]})
    change(ann, store, products, {"type": "remove_tags", "tags": ["old"]})
    assert [read(ann, store, product)["tags"] for product in products] == [["new"], ["new"]]
    assert {read(ann, store, product)["status"] for product in products} == {"active"}


def test_a_product_edited_since_is_left_alone_by_undo(ann: Merchant, store: Json) -> None:
    products = [ann.add_product(store) for _ in range(2)]
    done = change(ann, store, products, {"type": "status", "status": "archived"}).json()
    ann.patch(f"/stores/{store['id']}/products/{products[0]['id']}", {"title": "Edited"})
    back = undo(ann, store, done).json()
    assert [(result["ok"], (result["problem"] or {}).get("code")) for result in back["results"]] == [
        (False, "stale_version"),
        (True, None),
    ]
    assert [read(ann, store, product)["status"] for product in products] == ["archived", "active"]


def test_undo_works_once_and_for_a_day(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    done = change(ann, store, [product], {"type": "add_tags", "tags": ["a"]}).json()
    assert undo(ann, store, done).status_code == 200
    again = undo(ann, store, done)
    assert (again.status_code, again.json()["code"]) == (409, "already_undone")
    late = change(ann, store, [product], {"type": "add_tags", "tags": ["a"]}).json()
    world.clock.advance(hours=24)
    assert undo(ann, store, late).json()["code"] == "bulk_not_found"


def test_products_that_were_so_already_are_no_part_of_undo(ann: Merchant, store: Json) -> None:
    products = [ann.add_product(store), ann.add_product(store, status="draft")]
    done = change(ann, store, products, {"type": "status", "status": "active"}).json()
    assert [result["version"] for result in done["results"]] == [1, 2]
    assert [result["id"] for result in undo(ann, store, done).json()["results"]] == [products[1]["id"]]


def test_a_repeated_key_changes_once(ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    action = {"type": "price", "mode": "amount", "value": 100}
    first, second = (change(ann, store, [product], action, **{"idempotency-key": "k"}).json() for _ in range(2))
    assert first == second
    assert read(ann, store, product)["price"]["amount"] == 2600
    other = change(ann, store, [product], {**action, "value": 200}, **{"idempotency-key": "k"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_a_change_that_broke_off_is_finished_by_its_key(
    world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    products = [ann.add_product(store) for _ in range(3)]
    action = {"type": "price", "mode": "amount", "value": 100}
    real, seen = BulkRepository.remember, []

    def break_at_the_third(self: BulkRepository, *args: Any) -> Any:
        seen.append(args)
        if len(seen) == 3:
            raise RuntimeError("the process died")
        return real(self, *args)

    monkeypatch.setattr(BulkRepository, "remember", break_at_the_third)
    assert change(ann, store, products, action, **{"idempotency-key": "k"}).status_code == 500
    done = change(ann, store, products, action, **{"idempotency-key": "k"}).json()
    assert (done["succeeded"], done["failed"]) == (3, 0)
    assert [read(ann, store, product)["price"]["amount"] for product in products] == [2600] * 3
    assert undo(ann, store, done).json()["succeeded"] == 3
    assert [read(ann, store, product)["price"]["amount"] for product in products] == [2500] * 3


@pytest.mark.parametrize(
    ("action", "field"),
    [
        ({"type": "price", "mode": "percent", "value": -10_000}, "action.price"),
        ({"type": "price", "mode": "set", "value": -1}, "action.price"),
        ({"type": "price", "mode": "amount", "value": 1.5}, "action.price.value"),
        ({"type": "add_tags", "tags": []}, "action.add_tags.tags"),
        ({"type": "status", "status": "gone"}, "action.status.status"),
        ({"type": "explode"}, "action"),
    ],
)
def test_impossible_changes_are_refused_whole(ann: Merchant, store: Json, action: Json, field: str) -> None:
    answer = change(ann, store, [ann.add_product(store)], action)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].startswith(field)


def test_a_hundred_products_and_no_more(ann: Merchant, store: Json) -> None:
    ids = [{"id": f"prd_{number:026d}"} for number in range(101)]
    assert change(ann, store, ids, {"type": "status", "status": "draft"}).status_code == 422
    assert change(ann, store, ids[:100], {"type": "status", "status": "draft"}).json()["failed"] == 100


def test_a_duplicate_is_a_draft_without_skus_and_stock(world: World, ann: Merchant, store: Json) -> None:
    image = upload(world, ann, store, picture())
    product = ann.add_product(
        store,
        images=[{"id": image["id"], "alt": "A mug"}],
        options=[{"name": "Colour", "values": ["Red", "Blue"]}],
        variants=[
            {"sku": "R", "options": {"Colour": "Red"}, "inventory_count": 3, "image_id": image["id"]},
            {"sku": "B", "options": {"Colour": "Blue"}, "inventory_count": None},
        ],
        tags=["kitchen"],
    )
    path = f"/stores/{store['id']}/products/{product['id']}/duplicate"
    copy = ann.post(path, {}, **{"idempotency-key": "k"}).json()
    assert ann.post(path, {}, **{"idempotency-key": "k"}).json()["id"] == copy["id"]
    assert (copy["title"], copy["slug"], copy["status"]) == ("Copy of Blue mug", "copy-of-blue-mug", "draft")
    assert [(each["sku"], each["inventory_count"]) for each in copy["variants"]] == [("", 0), ("", None)]
    assert copy["images"] == product["images"]
    assert copy["variants"][0]["image_id"] == image["id"]
    assert (copy["options"], copy["tags"], copy["price"]) == (product["options"], product["tags"], product["price"])
    assert not {each["id"] for each in copy["variants"]} & {each["id"] for each in product["variants"]}


def test_a_title_at_its_limit_can_be_duplicated(ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, title="M" * 200)
    copy = ann.post(f"/stores/{store['id']}/products/{product['id']}/duplicate", {}).json()
    assert (copy["title"].startswith("Copy of M"), len(copy["title"])) == (True, 200)
