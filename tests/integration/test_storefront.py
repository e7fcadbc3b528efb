"""What shoppers see: rendered documents, one request each, nothing private."""

import json
from typing import Any

import pytest

from tests.requests_seen import count_requests
from tests.world import World

PRIVATE = ("user_id", "cost", "inventory", "stock", "supplier", "sku", "secret-cost", "draft")


def test_nothing_private_is_public(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    cost = {"amount": 77_777, "currency": "USD"}
    product = ann.add_product(store, cost=cost, variants=[{"sku": "HIDDEN-SKU", "cost": cost, "inventory_count": 4321}])
    draft = ann.add_product(store, title="Unfinished", status="draft", tags=["Unfinished"])
    chosen = {"title": "Chosen", "status": "active", "product_ids": [draft["id"], product["id"]]}
    ann.post(f"/stores/{store['id']}/collections", chosen)
    ann.post(f"/stores/{store['id']}/collections", {"title": "Unfinished too"})
    world.drain()
    base = f"/public/stores/{store['slug']}"
    searches = ("/search", "/search?q=unfinished", "/search?q=hidden-sku", "/search?collection=chosen")
    for path in ("", "/products", "/products/blue-mug", "/collections", "/collections/chosen", *searches):
        answer = world.get(base + path)
        assert answer.status_code == 200
        text = answer.text
        for word in ("77777", "HIDDEN-SKU", "4321", "Unfinished", "user_id", "usr_", ann.email):
            assert word not in text
        keys = _keys(answer.json())
        assert not keys & {"cost", "inventory_count", "sku", "user_id", "source", "version"}


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in _keys(part)}
    if isinstance(value, list):
        return {key for part in value for key in _keys(part)}
    return set()


def test_drafts_and_unknown_products_are_404(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    ann.add_product(store, status="draft")
    world.drain()
    for slug in ("blue-mug", "unknown"):
        answer = world.get(f"/public/stores/{store['slug']}/products/{slug}")
        assert (answer.status_code, answer.json()["code"]) == (404, "product_not_found")


@pytest.mark.parametrize(("change", "status", "code"), [("pause", 503, "store_paused"), ("delete", 410, "store_gone")])
def test_closed_stores_say_how(world: World, change: str, status: int, code: str) -> None:
    ann = world.merchant()
    store = ann.open_store()
    ann.add_product(store)
    world.drain()
    if change == "pause":
        ann.patch(f"/stores/{store['id']}", {"status": "paused"})
    else:
        ann.delete(f"/stores/{store['id']}")
    world.drain()
    for path in ("", "/products", "/products/blue-mug"):
        answer = world.get(f"/public/stores/{store['slug']}{path}")
        assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_unknown_stores_are_404(world: World) -> None:
    for path in ("", "/products", "/products/x"):
        assert world.get(f"/public/stores/nobody{path}").json()["code"] == "store_not_found"


def test_answers_carry_validators_and_cache_headers(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    ann.add_product(store)
    world.drain()
    for path in ("", "/products", "/products/blue-mug"):
        url = f"/public/stores/{store['slug']}{path}"
        first = world.get(url)
        assert "s-maxage" in first.headers["cache-control"]
        assert "set-cookie" not in first.headers
        again = world.get(url, {"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_every_public_read_is_one_request(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    for number in range(3):
        ann.add_product(store, title=f"Item {number}")
    world.drain()
    base = f"/public/stores/{store['slug']}"
    for path in ("", "/products", "/products?per_page=2&page=2", "/products/item-1"):
        with count_requests() as seen:
            assert world.get(base + path).status_code == 200
        assert len(seen) == 1, (path, seen)


def test_the_grid_pages_by_number_and_cursor_in_any_size(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    for number in range(30):
        ann.add_product(store, title=f"Item {number:02}")
    world.drain()
    url = f"/public/stores/{store['slug']}/products"
    expected = [f"Item {number:02}" for number in reversed(range(30))]
    for size in (7, 24, 48):
        seen: list[str] = []
        page: dict[str, Any] = {}
        for number in range(1, 7):
            page = world.get(url, page=number, per_page=size).json()
            assert page["total"] == 30
            seen += [card["title"] for card in page["items"]]
        assert seen == expected
        seen, cursor = [], None
        while True:
            answer = world.get(url, limit=size, **({"cursor": cursor} if cursor else {})).json()
            seen += [card["title"] for card in answer["items"]]
            cursor = answer["next_cursor"]
            if not cursor:
                break
        assert seen == expected
    assert world.get(url, cursor="forged").json()["code"] == "bad_cursor"


def test_availability_follows_sales_and_returns(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    product = ann.add_product(store, variants=[{"inventory_count": 2}])
    world.drain()
    url = f"/public/stores/{store['slug']}/products"
    assert world.get(f"{url}/blue-mug").json()["variants"][0]["low_stock"] is True
    world.start_checkout(store, (product, 2))
    world.drain()
    assert world.get(f"{url}/blue-mug").json()["available"] is False
    assert world.get(url).json()["items"][0]["available"] is False


def test_prices_are_final_and_struck_prices_only_when_higher(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store(currency="JPY")
    ann.add_product(
        store,
        price={"amount": 3200, "currency": "JPY"},
        compare_at_price={"amount": 3000, "currency": "JPY"},
    )
    world.drain()
    public = world.get(f"/public/stores/{store['slug']}/products/blue-mug").json()
    assert public["price"] == {"amount": 3200, "currency": "JPY"}
    assert public["compare_at_price"] is None


def test_hostile_names_travel_as_data(world: World) -> None:
    ann = world.merchant()
    name = 'Ann\'s "best" </script><b>\u202e'
    store = ann.open_store(name=name)
    world.drain()
    answer = world.get(f"/public/stores/{store['slug']}")
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.text)["name"] == name


def test_a_rebuild_gives_the_same_documents(world: World) -> None:
    from tradewind.db import documents
    from tradewind.storefront.projection import rebuild_store

    ann = world.merchant()
    store = ann.open_store()
    for number in range(3):
        ann.add_product(store, title=f"Item {number}")
    world.drain()
    before = {prefix: documents.list_documents(store["slug"], prefix) for prefix in ("PRODUCT#", "COLLECTION", "LIST#")}
    assert rebuild_store(world.container.projection_deps, store["id"]) == 3
    after = {prefix: documents.list_documents(store["slug"], prefix) for prefix in ("PRODUCT#", "COLLECTION", "LIST#")}
    assert after == before


def test_two_stores_never_mix_on_the_same_path(world: World) -> None:
    ann, bob = world.merchant(), world.merchant()
    stores = [owner.open_store() for owner in (ann, bob)]
    for owner, store, price in zip((ann, bob), stores, (100, 200), strict=True):
        product = owner.add_product(store, price={"amount": price, "currency": "USD"})
        body = {"title": "Best", "status": "active", "product_ids": [product["id"]]}
        owner.post(f"/stores/{store['id']}/collections", body)
    world.drain()
    for store, price in zip(stores, (100, 200), strict=True):
        public = f"/public/stores/{store['slug']}"
        assert world.get(f"{public}/products/blue-mug").json()["price"]["amount"] == price
        for path in ("products", "search?q=mug", "collections/best"):
            items = world.get(f"{public}/{path}").json()["items"]
            assert [item["price"]["amount"] for item in items] == [price], path


def test_yen_have_no_decimals_in_any_answer(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store(currency="JPY")
    ann.add_product(store, price={"amount": 3200, "currency": "JPY"})
    world.drain()
    public = f"/public/stores/{store['slug']}"
    yen = {"amount": 3200, "currency": "JPY"}
    found = world.get(f"{public}/search", price_min=3200, price_max=3200).json()
    assert found["facets"]["price"] == {"min": yen, "max": yen}
    for item in (found["items"][0], world.get(f"{public}/products").json()["items"][0]):
        assert item["price"] == yen


def test_cards_carry_what_a_grid_shows(world: World) -> None:
    ann = world.merchant()
    store = ann.open_store()
    compare = {"amount": 3000, "currency": "USD"}
    ann.add_product(store, title="Few left", compare_at_price=compare, variants=[{"inventory_count": 2}])
    ann.add_product(store, title="Sold out", variants=[{"inventory_count": 0}])
    world.drain()
    cards = {card["title"]: card for card in world.get(f"/public/stores/{store['slug']}/products").json()["items"]}
    assert (cards["Few left"]["low_stock"], cards["Few left"]["available"]) == (True, True)
    assert cards["Few left"]["compare_at_price"] == compare
    assert (cards["Sold out"]["low_stock"], cards["Sold out"]["available"]) == (False, False)
    assert cards["Sold out"]["second_image"] is None
