"""Stores: names in the address bar, renames, tenants, life."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.world import World


def test_create_get_list_change_and_delete(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store(name="Harbour Lamps", niche="home-garden", currency="eur", timezone="Europe/Berlin")
    assert (store["slug"], store["currency"], store["status"]) == ("harbour-lamps", "EUR", "active")
    assert "user_id" not in store
    changed = ann.patch(f"/stores/{store['id']}", {"description": "Light."}).json()
    assert (changed["description"], changed["version"], changed["slug"]) == ("Light.", 2, store["slug"])
    assert ann.get("/stores").json()["total"] == 1
    assert ann.delete(f"/stores/{store['id']}").status_code == 204
    assert ann.get(f"/stores/{store['id']}").json()["code"] == "store_not_found"
    assert ann.get("/stores").json()["items"] == []


def test_the_same_name_gets_the_next_free_slug(world: World) -> None:
    ann, name = world.merchant(), f"Mugs {uuid4().hex[:6]}"
    slugs = [ann.open_store(name=name)["slug"] for _ in range(3)]
    assert slugs == [slugs[0], f"{slugs[0]}-2", f"{slugs[0]}-3"]


def test_parallel_creates_with_one_name_get_distinct_slugs(world: World) -> None:
    ann, name = world.merchant(), f"Race {uuid4().hex[:6]}"
    with ThreadPoolExecutor(6) as pool:
        slugs = list(pool.map(lambda _: ann.open_store(name=name)["slug"], range(6)))
    assert len(set(slugs)) == 6


@pytest.mark.parametrize("name", ["www", "API", "Admin", "🎉🎉", "x", "xn--mnchen-3ya", "a" * 80])
def test_awkward_names_still_get_a_usable_slug(world: World, name: str) -> None:
    slug = world.merchant().open_store(name=name)["slug"]
    assert slug not in {"www", "api", "admin"}
    assert 2 <= len(slug) <= 50
    assert not slug.startswith("xn-")


@pytest.mark.parametrize(
    ("slug", "code"), [("www", "slug_reserved"), ("Two Words", "slug_malformed"), ("-x-", "slug_malformed")]
)
def test_unusable_slugs_are_refused_with_the_field(world: World, slug: str, code: str) -> None:
    ann = world.merchant()
    store = ann.open_store()
    answer = ann.patch(f"/stores/{store['id']}", {"slug": slug})
    assert answer.status_code == 422
    assert answer.json()["errors"][0] == {**answer.json()["errors"][0], "field": "slug", "code": code}


def test_a_rename_redirects_the_old_address_and_keeps_it_taken(world: World) -> None:
    ann, bob = world.merchant(), world.merchant()
    store = ann.open_store()
    ann.add_product(store)
    world.drain()
    new_slug = f"new-{uuid4().hex[:8]}"
    assert ann.patch(f"/stores/{store['id']}", {"slug": new_slug}).status_code == 200
    world.drain()
    moved = world.get(f"/public/stores/{store['slug']}/products", page=1)
    assert moved.status_code == 301
    assert moved.headers["location"] == f"/api/v1/public/stores/{new_slug}/products?page=1"
    assert world.get(f"/public/stores/{new_slug}/products").json()["total"] == 1
    other = bob.open_store()
    taken = bob.patch(f"/stores/{other['id']}", {"slug": store["slug"]})
    assert (taken.status_code, taken.json()["code"]) == (409, "slug_taken")


def test_renaming_there_and_back_leaves_no_loop(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    other = f"b-{uuid4().hex[:8]}"
    for slug in (other, store["slug"]):
        ann.patch(f"/stores/{store['id']}", {"slug": slug})
        world.drain()
    assert world.get(f"/public/stores/{store['slug']}").status_code == 200
    assert world.get(f"/public/stores/{other}").headers["location"].endswith(store["slug"])


def test_a_stale_edit_answers_with_the_current_copy(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    ann.patch(f"/stores/{store['id']}", {"name": "First", "version": 1})
    stale = ann.patch(f"/stores/{store['id']}", {"name": "Second", "version": 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    assert stale.json()["current"]["name"] == "First"
    assert "user_id" not in stale.json()["current"]


def test_currency_is_locked_by_the_first_product(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    assert ann.patch(f"/stores/{store['id']}", {"currency": "EUR"}).status_code == 200
    ann.add_product({**store, "currency": "EUR"})
    locked = ann.patch(f"/stores/{store['id']}", {"currency": "USD"})
    assert (locked.status_code, locked.json()["code"]) == (409, "currency_locked")


def test_null_is_not_absent(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    answer = ann.patch(f"/stores/{store['id']}", {"name": None})
    assert answer.json()["errors"][0]["field"] == "name"


def test_an_idempotency_key_makes_one_store(world: World) -> None:
    ann = world.merchant()
    body = {"name": "Once", "niche": "pets"}
    first = ann.post("/stores", body, **{"idempotency-key": "k"}).json()
    assert ann.post("/stores", body, **{"idempotency-key": "k"}).json()["id"] == first["id"]
    other = ann.post("/stores", {**body, "name": "Twice"}, **{"idempotency-key": "k"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_lists_page_by_cursor_and_number(world: World) -> None:
    ann = world.merchant()
    names = [ann.open_store(name=f"S{number} {uuid4().hex[:4]}")["name"] for number in range(5)]
    names.reverse()
    seen: list[str] = []
    cursor = None
    while True:
        page = ann.get("/stores", limit=2, **({"cursor": cursor} if cursor else {})).json()
        seen += [store["name"] for store in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert sorted(seen) == sorted(names)
    assert len(ann.get("/stores", page=2, per_page=2).json()["items"]) == 2
    assert ann.get("/stores", page=1, per_page=2).json()["total"] == 5


def test_cursors_of_other_lists_are_refused(world: World) -> None:
    ann, bob = world.merchant(), world.merchant()
    for _ in range(2):
        ann.open_store()
    cursor = ann.get("/stores", limit=1).json()["next_cursor"]
    for forged in (cursor[:-2] + "xx", "nonsense!", ""):
        if forged:
            assert ann.get("/stores", cursor=forged).json()["code"] == "bad_cursor"
    assert bob.get("/stores", cursor=cursor).status_code == 400
