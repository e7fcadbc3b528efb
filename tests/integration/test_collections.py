"""Collections: chosen by hand or by rules, edited, shown, renamed, archived and brought back."""

import pytest

from tests.world import Json, Merchant, World


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def create(ann: Merchant, store: Json, **fields: object) -> Json:
    answer = ann.post(f"/stores/{store['id']}/collections", {"title": "Mugs", "status": "active", **fields})
    assert answer.status_code == 201, answer.text
    collection: Json = answer.json()
    return collection


def path(collection: Json) -> str:
    return f"/stores/{collection['store_id']}/collections/{collection['id']}"


def titles(answer: Json) -> list[str]:
    return [item["title"] for item in answer["items"]]


def usd(amount: int) -> Json:
    return {"amount": amount, "currency": "USD"}


def shelf(ann: Merchant, store: Json) -> dict[str, Json]:
    """Four products that rules can tell apart."""
    cheap = {"price": usd(500), "tags": ["Sale"]}
    sizes = {
        "options": [{"name": "Size", "values": ["S", "M"]}],
        "variants": [{"options": {"Size": size}, "inventory_count": 3} for size in "SM"],
    }
    return {
        "cheap": ann.add_product(store, title="Plain mug", **cheap),
        "sized": ann.add_product(store, title="Café shirt", price=usd(3000), **sizes),
        "out": ann.add_product(store, title="Old mug", price=usd(900), variants=[{"inventory_count": 0}]),
        "draft": ann.add_product(store, title="Next mug", price=usd(700), status="draft", tags=["sale"]),
    }


def test_a_manual_collection_keeps_its_order_and_moves(world: World, ann: Merchant, store: Json) -> None:
    made = shelf(ann, store)
    cheap, sized, out = (made[name]["id"] for name in ("cheap", "sized", "out"))
    collection = create(ann, store, product_ids=[out, cheap])
    assert (collection["sort"], collection["product_ids"]) == ("manual", [out, cheap])

    added = ann.post(f"{path(collection)}/products", {"add": [sized, cheap]}).json()
    assert added["product_ids"] == [out, cheap, sized]
    moved = ann.post(f"{path(collection)}/products", {"add": [sized], "position": 0}).json()
    assert moved["product_ids"] == [sized, out, cheap]
    left = ann.post(f"{path(collection)}/products", {"remove": [out]}).json()
    assert left["product_ids"] == [sized, cheap]
    assert ann.post(f"{path(collection)}/products", {"remove": [out]}).json()["version"] == left["version"]

    world.drain()
    public = world.get(f"/public/stores/{store['slug']}/collections/mugs").json()
    assert titles(public) == ["Café shirt", "Plain mug"]
    assert (public["total"], public["pages"]) == (2, 1)


@pytest.mark.parametrize(
    ("rules", "match", "expected"),
    [
        ([{"field": "tag", "value": "SALE"}], "all", {"cheap", "draft"}),
        ([{"field": "title", "value": "cafe"}], "all", {"sized"}),
        ([{"field": "price", "min": usd(600), "max": usd(900)}], "all", {"out", "draft"}),
        ([{"field": "price", "max": usd(500)}], "all", {"cheap"}),
        ([{"field": "option", "name": "size", "value": "m"}], "all", {"sized"}),
        ([{"field": "in_stock"}], "all", {"cheap", "sized", "draft"}),
        ([{"field": "created", "days": 3}], "all", {"cheap", "sized", "out", "draft"}),
        ([{"field": "title", "value": "mug"}, {"field": "in_stock"}], "all", {"cheap", "draft"}),
        ([{"field": "title", "value": "shirt"}, {"field": "tag", "value": "sale"}], "any", {"sized", "cheap", "draft"}),
    ],
)
def test_rules_choose_products(
    world: World, ann: Merchant, store: Json, rules: list[Json], match: str, expected: set[str]
) -> None:
    made = shelf(ann, store)
    body = {"rules": rules, "match": match}
    wanted = {made[name]["title"] for name in expected}
    before = ann.post(f"/stores/{store['id']}/collections/preview", body).json()
    assert set(titles(before)) == wanted, "before anything was rendered"
    world.drain()
    after = ann.post(f"/stores/{store['id']}/collections/preview", body).json()
    assert (set(titles(after)), after["total"]) == (wanted, len(wanted))

    collection = create(ann, store, kind="rules", **body)
    assert collection["rules"] == [
        {"min": None, "max": None, **rule} if rule["field"] == "price" else rule for rule in rules
    ]
    world.drain()
    shown = world.get(f"/public/stores/{store['slug']}/collections/mugs").json()
    assert set(titles(shown)) == wanted - {"Next mug"}


def test_time_takes_products_out_of_a_collection(world: World, ann: Merchant, store: Json) -> None:
    ann.add_product(store)
    create(ann, store, kind="rules", title="New in", rules=[{"field": "created", "days": 7}])
    world.drain()
    url = f"/public/stores/{store['slug']}/collections/new-in"
    assert titles(world.get(url).json()) == ["Blue mug"]
    world.clock.advance(days=8)
    assert titles(world.get(url).json()) == []
    summary = world.get(f"/public/stores/{store['slug']}/collections").json()["items"][0]
    assert summary["product_count"] is None


def test_the_preview_marks_drafts(world: World, ann: Merchant, store: Json) -> None:
    made = shelf(ann, store)
    collection = create(ann, store, product_ids=[made["draft"]["id"], made["cheap"]["id"]])
    world.drain()
    listed = ann.get(f"{path(collection)}/products").json()
    assert [(item["title"], item["status"]) for item in listed["items"]] == [
        ("Next mug", "draft"),
        ("Plain mug", "active"),
    ]
    assert listed["total"] == 2
    paged = ann.get(f"{path(collection)}/products", page=2, limit=1).json()
    assert titles(paged) == ["Plain mug"]
    assert titles(world.get(f"/public/stores/{store['slug']}/collections/mugs").json()) == ["Plain mug"]


def test_a_product_names_its_collections_and_follows_their_changes(world: World, ann: Merchant, store: Json) -> None:
    made = shelf(ann, store)
    product = f"/public/stores/{store['slug']}/products/{made['cheap']['slug']}"
    by_rule = create(ann, store, title="Sale", kind="rules", rules=[{"field": "tag", "value": "sale"}])
    by_hand = create(ann, store, title="Best", product_ids=[made["cheap"]["id"]])
    world.drain()
    assert world.get(product).json()["collections"] == [
        {"slug": "best", "title": "Best"},
        {"slug": "sale", "title": "Sale"},
    ]
    ann.patch(path(by_rule), {"title": "Last chance"})
    ann.post(f"{path(by_hand)}/products", {"remove": [made["cheap"]["id"]]})
    world.drain()
    assert world.get(product).json()["collections"] == [{"slug": "sale", "title": "Last chance"}]
    ann.patch(f"/stores/{store['id']}/products/{made['cheap']['id']}", {"tags": []})
    world.drain()
    assert world.get(product).json()["collections"] == []
    assert titles(world.get(f"/public/stores/{store['slug']}/collections/sale").json()) == []


def test_a_stale_edit_answers_409_with_the_current_copy(ann: Merchant, store: Json) -> None:
    collection = create(ann, store)
    ann.patch(path(collection), {"title": "First", "version": 1})
    for stale in (
        ann.patch(path(collection), {"title": "Second", "version": 1}),
        ann.post(f"{path(collection)}/products", {"add": [], "remove": ["prd_x"], "position": 0, "version": 1}),
    ):
        assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
        assert (stale.json()["current"]["title"], stale.json()["current"]["version"]) == ("First", 2)


def test_equal_titles_get_distinct_slugs_and_a_taken_one_is_refused(ann: Merchant, store: Json) -> None:
    assert [create(ann, store)["slug"] for _ in range(3)] == ["mugs", "mugs-2", "mugs-3"]
    other = create(ann, store, title="Cups")
    answer = ann.patch(path(other), {"slug": "mugs"})
    assert (answer.status_code, answer.json()["code"]) == (409, "collection_slug_taken")
    assert create(ann, ann.open_store())["slug"] == "mugs"


def test_an_idempotency_key_makes_one_collection(ann: Merchant, store: Json) -> None:
    body = {"title": "Once"}
    url = f"/stores/{store['id']}/collections"
    first = ann.post(url, body, **{"idempotency-key": "k"}).json()
    assert ann.post(url, body, **{"idempotency-key": "k"}).json()["id"] == first["id"]
    assert ann.get(url).json()["total"] == 1
    assert ann.post(url, {"title": "Other"}, **{"idempotency-key": "k"}).status_code == 422


def test_archive_answers_410_and_restore_brings_it_back(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    collection = create(ann, store, product_ids=[product["id"]])
    world.drain()
    public = f"/public/stores/{store['slug']}/collections"
    assert ann.delete(path(collection)).status_code == 204
    world.drain()
    gone = world.get(f"{public}/mugs")
    assert (gone.status_code, gone.json()["code"]) == (410, "collection_gone")
    assert world.get(public).json() == {"items": [], "total": 0}
    assert ann.get(f"/stores/{store['id']}/collections").json()["total"] == 0
    assert ann.get(f"/stores/{store['id']}/collections", status="archived").json()["total"] == 1
    assert world.get(f"/public/stores/{store['slug']}/search").json()["facets"]["collections"] == []

    ann.patch(path(collection), {"status": "active"})
    world.drain()
    assert titles(world.get(f"{public}/mugs").json()) == ["Blue mug"]
    assert world.get(public).json()["items"][0]["product_count"] == 1


def test_drafts_are_404_and_not_listed(world: World, ann: Merchant, store: Json) -> None:
    create(ann, store, status="draft")
    world.drain()
    answer = world.get(f"/public/stores/{store['slug']}/collections/mugs")
    assert (answer.status_code, answer.json()["code"]) == (404, "collection_not_found")
    assert world.get(f"/public/stores/{store['slug']}/collections").json()["items"] == []
    assert world.get(f"/public/stores/{store['slug']}/search", collection="mugs").status_code == 422


def test_lists_page_search_and_refuse_foreign_cursors(ann: Merchant, store: Json) -> None:
    for number in range(5):
        create(ann, store, title=f"Été {number}")
    url = f"/stores/{store['id']}/collections"
    seen: list[str] = []
    cursor = None
    while True:
        page = ann.get(url, limit=2, **({"cursor": cursor} if cursor else {})).json()
        seen += titles(page)
        create(ann, store, title="Late")
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert seen == [f"Été {number}" for number in reversed(range(5))]
    assert ann.get(url, search="ETE 3").json()["total"] == 1
    assert ann.get(url, page=2, per_page=5).json()["items"] != []
    assert ann.get(url, cursor="forged").status_code == 400


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"kind": "rules"}, "rules"),
        ({"rules": [{"field": "in_stock"}]}, "rules"),
        ({"kind": "rules", "rules": [{"field": "price"}]}, "rules.0.min"),
        ({"kind": "rules", "rules": [{"field": "price", "min": usd(2), "max": usd(1)}]}, "rules.0.min"),
        ({"kind": "rules", "rules": [{"field": "price", "min": {"amount": 1, "currency": "EUR"}}]}, "rules.0.min"),
        ({"kind": "rules", "sort": "manual", "rules": [{"field": "in_stock"}]}, "sort"),
        ({"kind": "rules", "rules": [{"field": "colour", "value": "x"}]}, "rules.0"),
        ({"product_ids": ["prd_01JD0000000000000000000000"]}, "product_ids.0"),
        ({"product_ids": ["nonsense"]}, "product_ids.0"),
        ({"product_ids": [f"prd_{number}" for number in range(501)]}, "product_ids"),
        ({"image_id": "img_01JD0000000000000000000000"}, "image_id"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_wrong_fields_are_named(ann: Merchant, store: Json, fields: Json, field: str) -> None:
    answer = ann.post(f"/stores/{store['id']}/collections", {"title": "Mugs", **fields})
    assert answer.status_code == 422, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]


def test_products_of_another_store_cannot_be_chosen(world: World, ann: Merchant, store: Json) -> None:
    bob = world.merchant()
    foreign = bob.add_product(bob.open_store())
    collection = create(ann, store)
    answer = ann.post(f"{path(collection)}/products", {"add": [foreign["id"]]})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "product_not_found")


def test_rules_choose_so_nothing_is_added_by_hand(ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    collection = create(ann, store, kind="rules", rules=[{"field": "in_stock"}])
    answer = ann.post(f"{path(collection)}/products", {"add": [product["id"]]})
    assert (answer.status_code, answer.json()["code"]) == (409, "collection_not_manual")


def test_a_store_has_a_limited_number_of_collections(
    ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradewind.collections.repository.MAX_COLLECTIONS", 2)
    create(ann, store)
    create(ann, store)
    answer = ann.post(f"/stores/{store['id']}/collections", {"title": "Third"})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_collections")
