"""Search over HTTP, the merchant's filtered lists, and how the snapshot behind both is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest

from tests.requests_seen import count_requests
from tests.world import Json, Merchant, World
from tradewind.db import documents, keys


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def usd(amount: int) -> Json:
    return {"amount": amount, "currency": "USD"}


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer.json()["items"]]


def search(world: World, store: Json, **params: Any) -> Any:
    return world.get(f"/public/stores/{store['slug']}/search", **params)


def shirt(ann: Merchant, store: Json, title: str, price: int, *, stock: int = 3, **fields: Any) -> Json:
    return ann.add_product(
        store,
        title=title,
        price=usd(price),
        options=[{"name": "Size", "values": ["S", "M"]}],
        variants=[{"options": {"Size": size}, "inventory_count": stock} for size in "SM"],
        **fields,
    )


@contextmanager
def objects_read(world: World) -> Iterator[list[str]]:
    """Keys of snapshot objects fetched inside the block."""
    seen: list[str] = []
    storage = world.container.snapshot_storage
    original = storage.read

    def read(key: str) -> bytes | None:
        seen.append(key)
        return original(key)

    storage.read = read  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        storage.read = original  # type: ignore[method-assign]


def test_a_search_with_facets(world: World, ann: Merchant, store: Json) -> None:
    red = shirt(ann, store, "Crème shirt", 2000)
    shirt(ann, store, "Blue shirt", 3000, stock=0)
    ann.add_product(store, title="Shirt care", price=usd(500))
    ann.add_product(store, title="Shirt of tomorrow", status="draft")
    ann.post(f"/stores/{store['id']}/collections", {"title": "New", "status": "active", "product_ids": [red["id"]]})
    world.drain()
    answer = search(world, store, q="CREME shirt").json()
    assert [item["title"] for item in answer["items"]] == ["Crème shirt"]
    answer = search(world, store, q="shirt", sort="price_desc").json()
    assert [item["title"] for item in answer["items"]] == ["Blue shirt", "Crème shirt", "Shirt care"]
    assert (answer["total"], answer["page"], answer["pages"], answer["did_you_mean"]) == (3, 1, 1, None)
    assert answer["facets"] == {
        "collections": [{"slug": "new", "title": "New", "count": 1}],
        "price": {"min": usd(500), "max": usd(3000)},
        "options": [{"name": "Size", "values": [{"value": "S", "count": 2}, {"value": "M", "count": 2}]}],
        "in_stock": 2,
    }
    assert titles(search(world, store, option=["size:m"], in_stock=True)) == ["Crème shirt"]
    assert titles(search(world, store, price_min=501, price_max=2000)) == ["Crème shirt"]
    assert titles(search(world, store, collection="new")) == ["Crème shirt"]
    assert search(world, store, q="shrit").json()["did_you_mean"] == "shirt"
    page = search(world, store, q="shirt", sort="title", page=2, limit=2).json()
    assert ([item["title"] for item in page["items"]], page["page"], page["pages"]) == (["Shirt care"], 2, 2)
    assert search(world, store, page=9).json()["items"] == []


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"price_min": "x"}, "price_min"),
        ({"price_min": -1}, "price_min"),
        ({"price_min": 5, "price_max": 4}, "price_min"),
        ({"option": "Size"}, "option"),
        ({"option": ":M"}, "option"),
        ({"option": ["a:b"] * 21}, "option"),
        ({"sort": "cheapest"}, "sort"),
        ({"page": 0}, "page"),
        ({"limit": 49}, "limit"),
        ({"in_stock": "perhaps"}, "in_stock"),
        ({"collection": "nowhere"}, "collection"),
        ({"q": "x" * 101}, "q"),
    ],
)
def test_bad_parameters_are_named(world: World, ann: Merchant, store: Json, params: Json, field: str) -> None:
    ann.add_product(store)
    world.drain()
    answer = search(world, store, **params)
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_search_is_at_most_two_reads_and_then_one(world: World, ann: Merchant, store: Json) -> None:
    ann.add_product(store)
    world.drain()
    for expected in (1, 0):
        with count_requests() as requests, objects_read(world) as objects:
            assert search(world, store, q="mug", in_stock=True).status_code == 200
        assert (len(requests), len(objects)) == (1, expected)
    ann.add_product(store, title="Red mug")
    world.drain()
    with objects_read(world) as objects:
        assert titles(search(world, store, q="red")) == ["Red mug"]
    assert len(objects) == 1


def test_search_has_validators_and_moves_with_the_store(world: World, ann: Merchant, store: Json) -> None:
    ann.add_product(store)
    world.drain()
    first = search(world, store, q="mug")
    again = world.get(f"/public/stores/{store['slug']}/search?q=mug", {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    new = f"moved-{uuid4().hex[:8]}"
    ann.patch(f"/stores/{store['id']}", {"slug": new})
    world.drain()
    moved = search(world, store, q="mug", option="Size:M")
    assert moved.status_code == 301
    assert moved.headers["location"] == f"/api/v1/public/stores/{new}/search?q=mug&option=Size%3AM"
    assert titles(search(world, {"slug": new}, q="mug")) == ["Blue mug"]


@pytest.mark.parametrize(("change", "status"), [("pause", 503), ("delete", 410)])
def test_closed_stores_are_not_searched(world: World, ann: Merchant, store: Json, change: str, status: int) -> None:
    ann.add_product(store)
    world.drain()
    if change == "pause":
        ann.patch(f"/stores/{store['id']}", {"status": "paused"})
    else:
        ann.delete(f"/stores/{store['id']}")
    world.drain()
    for path in ("search?q=mug", "collections", "collections/x", "products?page=9"):
        assert world.get(f"/public/stores/{store['slug']}/{path}").status_code == status


def test_an_empty_store_answers_empty(world: World, store: Json) -> None:
    world.drain()
    answer = search(world, store, q="mug").json()
    assert (answer["items"], answer["total"], answer["pages"]) == ([], 0, 0)
    assert world.get("/public/stores/nobody/search").status_code == 404


def test_a_deep_grid_continues_where_rendered_pages_end(
    world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradewind.storefront.rendering.LIST_PAGES", 1)
    for number in range(30):
        ann.add_product(store, title=f"Item {number:02}")
    world.drain()
    assert documents.find_document(keys.public_list(store["slug"], 2)) is None
    expected = [f"Item {number:02}" for number in reversed(range(30))]
    for size in (7, 24):
        seen: list[str] = []
        cursor = None
        while True:
            params: Json = {"limit": size, **({"cursor": cursor} if cursor else {})}
            with count_requests() as requests:
                answer = world.get(f"/public/stores/{store['slug']}/products", **params).json()
            assert (len(requests), answer["total"]) == (1, 30)
            seen += [card["title"] for card in answer["items"]]
            cursor = answer["next_cursor"]
            if not cursor:
                break
        assert seen == expected


# The merchant's list


def listed(ann: Merchant, store: Json, **params: Any) -> Any:
    return ann.get(f"/stores/{store['id']}/products", **params)


@pytest.mark.parametrize("drained", [True, False])
def test_the_merchant_filters_and_sorts(world: World, ann: Merchant, store: Json, drained: bool) -> None:
    ann.add_product(store, title="Apple", price=usd(300), tags=["Fruit"], variants=[{"inventory_count": 50}])
    ann.add_product(store, title="Pear", price=usd(100), tags=["fruit"], variants=[{"inventory_count": 2}])
    ann.add_product(store, title="Stone", price=usd(200), variants=[{"inventory_count": 0}])
    last = ann.add_product(store, title="Air", price=usd(400), status="draft", variants=[{"inventory_count": None}])
    collection = ann.post(f"/stores/{store['id']}/collections", {"title": "C", "product_ids": [last["id"]]}).json()
    if drained:
        world.drain()
    assert titles(listed(ann, store, sort="price_asc")) == ["Pear", "Stone", "Apple", "Air"]
    assert titles(listed(ann, store, sort="title", status="active")) == ["Apple", "Pear", "Stone"]
    assert titles(listed(ann, store, tag="FRUIT")) == ["Pear", "Apple"]
    assert [titles(listed(ann, store, stock=level)) for level in ("in", "low", "out", "untracked")] == [
        ["Apple"],
        ["Pear"],
        ["Stone"],
        ["Air"],
    ]
    assert titles(listed(ann, store, collection_id=collection["id"])) == ["Air"]
    assert titles(listed(ann, store, collection_id="col_01JD0000000000000000000000")) == []
    assert ann.get(f"/stores/{store['id']}/products/tags").json()["items"] == [{"tag": "Fruit", "count": 2}]
    found = listed(ann, store, search="pear", stock="low").json()
    assert (found["total"], found["items"][0]["variants"][0]["inventory_count"]) == (1, 2)


def test_a_filtered_list_is_three_requests(world: World, ann: Merchant, store: Json) -> None:
    for number in range(6):
        ann.add_product(store, title=f"Item {number}")
    world.drain()
    headers = ann.headers
    listed(ann, store, search="item")
    with count_requests() as seen:
        world.client.get(f"/api/v1/stores/{store['id']}/products?search=item&limit=25", headers=headers)
    assert seen == ["GetItem", "GetItem", "BatchGetItem"], "access, manifest, products with stock and pictures"


@pytest.mark.parametrize("sort", ["newest", "price_asc", "price_desc", "title"])
def test_filtered_cursors_give_no_duplicates_or_gaps_while_products_come_and_go(
    world: World, ann: Merchant, store: Json, sort: str
) -> None:
    kept = [
        ann.add_product(store, title=f"Item {number}", price=usd(100 + number % 3), tags=["x"]) for number in range(7)
    ]
    world.drain()
    seen: list[str] = []
    cursor = None
    gone: set[str] = set()
    while True:
        page = listed(ann, store, limit=2, tag="x", sort=sort, **({"cursor": cursor} if cursor else {})).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
        ann.add_product(store, title="Item 3 late", price=usd(101), tags=["x"])
        ann.patch(f"/stores/{store['id']}/products/{seen[-1]}", {"tags": []})
        gone.add(seen[-1])
        world.drain()
    original = {product["id"] for product in kept}
    assert len(seen) == len(set(seen))
    assert original <= set(seen)


def test_foreign_and_tampered_cursors_are_400(world: World, ann: Merchant, store: Json) -> None:
    other = ann.open_store()
    for target in (store, other):
        for number in range(3):
            ann.add_product(target, title=f"Item {number}", tags=["x"])
    world.drain()
    cursor = listed(ann, store, limit=1, tag="x").json()["next_cursor"]
    plain = listed(ann, store, limit=1).json()["next_cursor"]
    for target, params in (
        (other, {"tag": "x", "cursor": cursor}),
        (store, {"tag": "y", "cursor": cursor}),
        (store, {"tag": "x", "cursor": plain}),
        (store, {"cursor": cursor}),
        (store, {"tag": "x", "cursor": cursor[:-2] + "AA"}),
    ):
        answer = listed(ann, target, **params)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")
