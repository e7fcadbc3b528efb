"""The ledger of addresses: what a shopper meets at every slug that something ever had."""

from uuid import uuid4

import pytest

from tests.world import Json, Merchant, World


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def rename(world: World, ann: Merchant, path: str, *slugs: str) -> None:
    for slug in slugs:
        answer = ann.patch(path, {"slug": slug})
        assert answer.status_code == 200, answer.text
        world.drain()


def target(world: World, url: str) -> str | int:
    """Where an address leads in one step, or its status."""
    answer = world.get(url)
    return str(answer.headers["location"]).rpartition("/")[2] if answer.status_code == 301 else int(answer.status_code)


@pytest.mark.parametrize("kind", ["products", "collections"])
def test_chains_collapse_and_loops_do_not_arise(world: World, ann: Merchant, store: Json, kind: str) -> None:
    if kind == "products":
        made = ann.add_product(store, title="A")
    else:
        made = ann.post(f"/stores/{store['id']}/collections", {"title": "A", "status": "active"}).json()
    path, public = f"/stores/{store['id']}/{kind}/{made['id']}", f"/public/stores/{store['slug']}/{kind}"
    world.drain()
    rename(world, ann, path, "b", "c")
    assert [target(world, f"{public}/{slug}") for slug in "abc"] == ["c", "c", 200]
    rename(world, ann, path, "a")
    assert [target(world, f"{public}/{slug}") for slug in "abc"] == [200, "a", "a"]
    ann.patch(path, {"title": "Another title"})
    world.drain()
    assert [target(world, f"{public}/{slug}") for slug in "abc"] == [200, "a", "a"]


@pytest.mark.parametrize("kind", ["products", "collections"])
def test_an_archived_thing_is_gone_at_all_its_addresses_until_it_is_back(
    world: World, ann: Merchant, store: Json, kind: str
) -> None:
    if kind == "products":
        made = ann.add_product(store, title="A")
    else:
        made = ann.post(f"/stores/{store['id']}/collections", {"title": "A", "status": "active"}).json()
    path, public = f"/stores/{store['id']}/{kind}/{made['id']}", f"/public/stores/{store['slug']}/{kind}"
    world.drain()
    rename(world, ann, path, "b")
    ann.delete(path)
    world.drain()
    assert [target(world, f"{public}/{slug}") for slug in "ab"] == [410, 410]
    ann.patch(path, {"status": "active"})
    world.drain()
    assert [target(world, f"{public}/{slug}") for slug in "ab"] == ["b", 200]


def test_an_archived_product_leaves_lists_search_and_collections(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    ann.post(f"/stores/{store['id']}/collections", {"title": "C", "status": "active", "product_ids": [product["id"]]})
    world.drain()
    path, public = f"/stores/{store['id']}/products/{product['id']}", f"/public/stores/{store['slug']}"
    places = ("products", "search", "search?q=mug", "collections/c")
    for shown in (1, 0, 1):
        assert [world.get(f"{public}/{place}").json()["total"] for place in places] == [shown] * 4
        ann.patch(path, {"status": "archived" if shown else "active"})
        world.drain()


def test_a_slug_of_the_past_cannot_be_taken_by_another_product(world: World, ann: Merchant, store: Json) -> None:
    first = ann.add_product(store, title="A")
    ann.patch(f"/stores/{store['id']}/products/{first['id']}", {"slug": "b"})
    assert ann.add_product(store, title="A")["slug"] == "a-2"


def test_old_store_addresses_lead_straight_to_the_present_one(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, title="Mug")
    gone = ann.add_product(store, title="Gone")
    ann.delete(f"/stores/{store['id']}/products/{gone['id']}")
    ann.patch(f"/stores/{store['id']}/products/{product['id']}", {"slug": "cup"})
    world.drain()
    ann.patch(f"/stores/{store['id']}/products/{gone['id']}", {"status": "active"})
    world.drain()
    ann.delete(f"/stores/{store['id']}/products/{gone['id']}")
    world.drain()
    a, b, c = store["slug"], f"b-{uuid4().hex[:8]}", f"c-{uuid4().hex[:8]}"
    rename(world, ann, f"/stores/{store['id']}", b, c)
    for old in (a, b):
        moved = world.get(f"/public/stores/{old}")
        assert (moved.status_code, moved.headers["location"]) == (301, f"/api/v1/public/stores/{c}")
        assert world.get(f"/public/stores/{old}/collections/x").headers["location"].endswith(f"{c}/collections/x")
    # What products' addresses say moves along.
    assert world.get(f"/public/stores/{c}/products/mug").headers["location"].endswith("/products/cup")
    assert world.get(f"/public/stores/{c}/products/gone").status_code == 410
    rename(world, ann, f"/stores/{store['id']}", a)
    assert world.get(f"/public/stores/{a}/products/cup").status_code == 200
    assert [world.get(f"/public/stores/{old}").headers["location"][-len(a) :] for old in (b, c)] == [a, a]
