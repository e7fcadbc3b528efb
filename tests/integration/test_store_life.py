"""How many stores an account may have, closing, coming back, and what is left in the end."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.store_schedule.handler import handler as erase
from tests.integration.test_products import picture, upload
from tests.stripe_events import session_event
from tests.world import Json, Merchant, World
from tradewind.db import keys
from tradewind.db.partitions import list_keys
from tradewind.settings import LimitSettings
from tradewind.stores.life import erase_overdue
from tradewind.stores.repository import StoreCountItem


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


def allow(world: World, limit: int) -> None:
    """What STORE_LIMIT would say."""
    for built in ("store_deps", "life_deps"):
        world.container.__dict__.pop(built, None)
    world.container.__dict__["limit_settings"] = LimitSettings(store_limit=limit)


def create(merchant: Merchant, name: str = "Mugs") -> Any:
    return merchant.post("/stores", {"name": name, "niche": "pets"})


def buy(world: World, ann: Merchant, store: Json) -> Json:
    """A paid order for one mug."""
    product = ann.add_product(store)
    checkout: Json = world.start_checkout(store, (product, 1)).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    return checkout


def sort_keys(store: Json) -> list[str]:
    return [key.sk for key in list_keys(keys.store(store["id"]).pk).keys]


# Limits and names


def test_ten_parallel_creates_at_limit_one_yield_one_store(world: World, ann: Merchant) -> None:
    allow(world, 1)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda number: create(ann, f"Mugs {number}"), range(10)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"store_limit_reached"}
    assert ann.get("/stores").json()["total"] == 1


def test_deleting_frees_a_place_and_restoring_takes_it_again(world: World, ann: Merchant) -> None:
    allow(world, 1)
    first = create(ann).json()
    refused = create(ann)
    assert (refused.status_code, refused.json()["limit"]) == (409, 1)
    ann.delete(f"/stores/{first['id']}")
    second = create(ann, "Cups").json()
    full = ann.post(f"/stores/{first['id']}/restore", {})
    assert (full.status_code, full.json()["code"]) == (409, "store_limit_reached")
    ann.delete(f"/stores/{second['id']}")
    assert ann.post(f"/stores/{first['id']}/restore", {}).status_code == 200


def test_limits_of_two_accounts_are_their_own(world: World, ann: Merchant) -> None:
    allow(world, 1)
    assert [create(each).status_code for each in (ann, world.merchant())] == [201, 201]


def test_stores_from_before_there_was_a_count_are_counted(world: World, ann: Merchant) -> None:
    stores = [ann.open_store() for _ in range(2)]
    user_id = ann.tokens["refresh_token"].split(".")[0]
    StoreCountItem(*keys.store_count(user_id)).delete()
    allow(world, 2)
    assert create(ann).json()["code"] == "store_limit_reached"
    StoreCountItem(*keys.store_count(user_id)).delete()
    ann.delete(f"/stores/{stores[0]['id']}")
    assert [create(ann).status_code for _ in range(2)] == [201, 409]


def test_a_slug_refused_and_a_key_repeated_count_once(world: World, ann: Merchant) -> None:
    allow(world, 2)
    body = {"name": "Mugs", "niche": "pets"}
    for _ in range(3):
        assert ann.post("/stores", body, **{"idempotency-key": "k"}).status_code == 201
    assert [create(ann).status_code for _ in range(2)] == [201, 409]


def test_two_creates_with_one_name_leave_both_locks(world: World, ann: Merchant) -> None:
    with ThreadPoolExecutor(2) as pool:
        stores = list(pool.map(lambda _: create(ann, "Twin lamps").json(), range(2)))
    assert sorted(store["slug"] for store in stores) == ["twin-lamps", "twin-lamps-2"]
    for store in stores:
        assert world.container.stores.find_slug_owner(store["slug"]) == store["id"]


def test_a_slug_given_up_is_never_taken_by_somebody_else(world: World, ann: Merchant) -> None:
    """By rename, by deletion, and after erasure; its own store may take it back."""
    bob = world.merchant()
    store, other = ann.open_store(name="Old name"), bob.open_store()
    ann.patch(f"/stores/{store['id']}", {"slug": "new-name"})
    ann.delete(f"/stores/{store['id']}")
    world.drain()
    world.clock.advance(days=31)
    assert erase({}, None)["erased"] == 1
    for slug in ("old-name", "new-name"):
        taken = bob.patch(f"/stores/{other['id']}", {"slug": slug})
        assert (taken.status_code, taken.json()["code"]) == (409, "slug_taken")
    assert create(bob, "Old name").json()["slug"] == "old-name-2"


# Pausing


def test_a_paused_store_answers_503_and_its_payments_still_arrive(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    product = ann.add_product(store)
    checkout = world.start_checkout(store, (product, 1)).json()
    ann.patch(f"/stores/{store['id']}", {"status": "paused"})
    world.drain()
    closed = world.get(f"/public/stores/{store['slug']}")
    assert (closed.status_code, closed.json()["code"]) == (503, "store_paused")
    assert world.start_checkout(store, (product, 1)).status_code == 503
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    assert ann.get(f"/stores/{store['id']}/orders/{checkout['order_id']}").json()["status"] == "paid"
    ann.patch(f"/stores/{store['id']}", {"status": "active"})
    world.drain()
    assert world.get(f"/public/stores/{store['slug']}").status_code == 200


# Deleting and restoring


def test_open_orders_refuse_a_deletion_and_are_listed(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    order = buy(world, ann, store)
    refused = ann.delete(f"/stores/{store['id']}")
    assert (refused.status_code, refused.json()["code"], refused.json()["total"]) == (409, "open_orders", 1)
    (shown,) = refused.json()["orders"]
    assert (shown["id"], shown["status"]) == (order["order_id"], "paid")
    assert ann.delete(f"/stores/{store['id']}?force=true").status_code == 409
    assert ann.get(f"/stores/{store['id']}").json()["status"] == "active"


def test_at_most_ten_open_orders_are_shown_and_all_are_counted(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    product = ann.add_product(store, variants=[{"inventory_count": None}])
    for _ in range(12):
        checkout = world.start_checkout(store, (product, 1)).json()
        world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    refused = ann.delete(f"/stores/{store['id']}").json()
    assert (len(refused["orders"]), refused["total"]) == (10, 12)


def test_a_deleted_store_comes_back_paused_within_thirty_days(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    ann.add_product(store)
    world.drain()
    ann.delete(f"/stores/{store['id']}")
    world.drain()
    assert world.get(f"/public/stores/{store['slug']}").status_code == 410
    (listed,) = ann.get("/stores/deleted").json()["items"]
    assert (listed["id"], listed["status"]) == (store["id"], "deleted")
    world.clock.advance(days=29, hours=23)
    back = ann.post(f"/stores/{store['id']}/restore", {}).json()
    assert (back["status"], back["deleted_at"], back["slug"]) == ("paused", None, store["slug"])
    assert ann.get("/stores/deleted").json()["items"] == []
    ann.patch(f"/stores/{store['id']}", {"status": "active"})
    world.drain()
    assert world.get(f"/public/stores/{store['slug']}/products/blue-mug").status_code == 200


def test_after_thirty_days_nothing_comes_back(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    ann.delete(f"/stores/{store['id']}")
    world.clock.advance(days=30)
    late = ann.post(f"/stores/{store['id']}/restore", {})
    assert (late.status_code, late.json()["code"]) == (410, "store_erased")
    assert ann.get("/stores/deleted").json()["items"] == []


def test_a_deleted_store_of_another_is_404(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    ann.delete(f"/stores/{store['id']}")
    stranger = world.merchant().post(f"/stores/{store['id']}/restore", {})
    assert (stranger.status_code, stranger.json()["code"]) == (404, "store_not_found")


def test_restoring_an_open_store_changes_nothing(ann: Merchant) -> None:
    store = ann.open_store()
    assert ann.post(f"/stores/{store['id']}/restore", {}).json() == store


# Erasing


def closed_with_a_past(world: World, ann: Merchant) -> tuple[Json, Json, str]:
    """A deleted store with a finished order, a picture and a page; the key of its picture."""
    store = ann.open_store(description="About me")
    image = upload(world, ann, store, picture())
    ann.put(f"/stores/{store['id']}/pages/about", {"title": "About", "body": "Me.", "published": True})
    order = buy(world, ann, store)
    world.drain()
    settle(world, store, order)
    assert ann.delete(f"/stores/{store['id']}").status_code == 204
    world.drain()
    return store, order, image["sources"][0]["url"].removeprefix("http://media.test/")


def settle(world: World, store: Json, order: Json) -> None:
    """The order is refunded, so nobody waits for it."""
    from tradewind.orders.repository import OrderItem

    item = OrderItem(*keys.order(store["id"], order["order_id"]))
    item.update(actions=[OrderItem.gsi1pk.set(keys.orders_by_status(store["id"], "refunded"))])


def test_erasing_leaves_the_books_and_nothing_else(world: World, ann: Merchant) -> None:
    store, order, media_key = closed_with_a_past(world, ann)
    world.clock.advance(days=29)
    assert erase({}, None)["erased"] == 0
    world.clock.advance(days=2)
    assert erase({}, None)["erased"] == 1
    left = {key.partition("#")[0] for key in sort_keys(store)}
    assert {"COUNTERS", "ORDER", "STORE"} <= left <= {"COUNTERS", "LEDGER", "ORDER", "STORE"}
    kept = world.container.orders.find(store["id"], order["order_id"])
    assert kept is not None
    assert (kept.customer_email, kept.shipping_address is not None) == ("ann@example.com", True)
    record = world.container.stores.find(store["id"])
    assert record is not None
    assert (record.description, record.erased_at is not None) == ("", True)
    assert world.container.image_storage.read(media_key) is None
    assert [key.sk for key in list_keys(keys.public_partition(store["slug"])).keys] == ["STORE"]
    gone = world.get(f"/public/stores/{store['slug']}")
    assert (gone.status_code, store["name"] in gone.text) == (410, False)
    assert erase({}, None) == {"erased": 0, "steps": 0}


def test_erasing_goes_on_where_it_stopped(world: World, ann: Merchant) -> None:
    store, _, _ = closed_with_a_past(world, ann)
    world.clock.advance(days=31)
    runs = 0
    while erase_overdue(world.container.erasure_deps, steps=1)["erased"] == 0:
        runs += 1
        assert ann.post(f"/stores/{store['id']}/restore", {}).json()["code"] == "store_erased"
        assert runs < 30
    assert runs >= 3
    assert all(key.startswith(("COUNTERS", "LEDGER#", "ORDER#", "STORE")) for key in sort_keys(store))


def test_a_late_event_does_not_bring_an_erased_store_back(world: World, ann: Merchant) -> None:
    from tradewind.storefront.projection import rebuild_store

    store, _, _ = closed_with_a_past(world, ann)
    world.clock.advance(days=31)
    erase({}, None)
    assert rebuild_store(world.container.projection_deps, store["id"]) == 0
    assert store["name"] not in world.get(f"/public/stores/{store['slug']}").text
    assert [key.sk for key in list_keys(keys.public_partition(store["slug"])).keys] == ["STORE"]


def test_an_open_store_is_never_erased(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    ann.delete(f"/stores/{store['id']}")
    ann.post(f"/stores/{store['id']}/restore", {})
    world.clock.advance(days=400)
    assert erase({}, None) == {"erased": 0, "steps": 0}
    assert ann.get(f"/stores/{store['id']}").status_code == 200


# Edits


def test_currency_is_locked_by_orders(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    buy(world, ann, store)
    locked = ann.patch(f"/stores/{store['id']}", {"currency": "EUR"})
    assert (locked.status_code, locked.json()["code"]) == (409, "currency_locked")


def test_patch_tells_absent_null_and_empty_apart(ann: Merchant) -> None:
    store = ann.open_store(description="Light.")
    path = f"/stores/{store['id']}"
    assert ann.patch(path, {}).json()["description"] == "Light."
    assert ann.patch(path, {"description": None}).json()["errors"][0]["field"] == "description"
    assert ann.patch(path, {"description": ""}).json()["description"] == ""
    assert ann.patch(path, {"name": ""}).json()["errors"][0]["field"] == "name"
    ann.patch(path, {"contact_email": "hello@example.com"})
    assert ann.patch(path, {"contact_email": ""}).json()["errors"][0]["field"] == "contact_email"
    assert ann.patch(path, {"niche": "pets"}).json()["contact_email"] == "hello@example.com"
    assert ann.patch(path, {"contact_email": None}).json()["contact_email"] is None
