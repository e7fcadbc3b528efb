"""Products: variants, slugs, SKUs, lists, edits, pictures."""

import io
import urllib.request
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from tests.world import Json, Merchant, World

RED_AND_BLUE = {
    "options": [{"name": "Colour", "values": ["Red", "Blue"]}],
    "variants": [
        {"name": "Red", "sku": "M-R", "options": {"Colour": "Red"}, "inventory_count": 3},
        {
            "name": "Blue",
            "sku": "M-B",
            "options": {"Colour": "Blue"},
            "inventory_count": None,
            "price": {"amount": 2700, "currency": "USD"},
        },
    ],
}


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def products(ann: Merchant, store: Json, **params: Any) -> Json:
    answer: Json = ann.get(f"/stores/{store['id']}/products", **params).json()
    return answer


def test_a_product_with_two_variants(ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, **RED_AND_BLUE)
    assert [variant["inventory_count"] for variant in product["variants"]] == [3, None]
    assert product["price_min"]["amount"], product["price_max"]["amount"] == (2500, 2700)
    assert product["inventory_total"] is None
    assert product["published_url"].endswith("/products/blue-mug")


def test_without_variants_it_gets_a_default_one(ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, variants=[])
    assert [variant["name"] for variant in product["variants"]] == ["Default"]


def test_variant_names_alone_are_matched_to_the_options(ann: Merchant, store: Json) -> None:
    product = ann.add_product(
        store,
        options=[{"name": "Colour", "values": ["Red"]}, {"name": "Size", "values": ["S", "M"]}],
        variants=[{"name": "Red / S", "sku": "1", "inventory_count": 1}],
    )
    assert product["variants"][0]["options"] == {"Colour": "Red", "Size": "S"}


def test_equal_titles_get_distinct_slugs(ann: Merchant, store: Json) -> None:
    slugs = [ann.add_product(store)["slug"] for _ in range(3)]
    assert slugs == ["blue-mug", "blue-mug-2", "blue-mug-3"]
    assert ann.add_product(ann.open_store())["slug"] == "blue-mug"


def test_titles_of_any_script_get_a_slug(ann: Merchant, store: Json) -> None:
    assert ann.add_product(store, title="귀여운 고양이 인형")["slug"].isascii()
    assert ann.add_product(store, title="🎉")["slug"] == "product"


def test_a_title_edit_keeps_the_slug_and_a_slug_edit_redirects(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    path = f"/stores/{store['id']}/products/{product['id']}"
    assert ann.patch(path, {"title": "Green mug"}).json()["slug"] == "blue-mug"
    assert ann.patch(path, {"slug": "green-mug"}).json()["slug"] == "green-mug"
    world.drain()
    public = f"/public/stores/{store['slug']}/products"
    moved = world.get(f"{public}/blue-mug")
    assert (moved.status_code, moved.headers["location"]) == (301, f"/api/v1{public}/green-mug")
    ann.patch(path, {"slug": "blue-mug"})
    world.drain()
    assert world.get(f"{public}/blue-mug").status_code == 200
    assert world.get(f"{public}/green-mug").status_code == 301


def test_a_slug_of_another_product_is_refused(ann: Merchant, store: Json) -> None:
    ann.add_product(store)
    other = ann.add_product(store, title="Other")
    answer = ann.patch(f"/stores/{store['id']}/products/{other['id']}", {"slug": "blue-mug"})
    assert (answer.status_code, answer.json()["code"]) == (409, "product_slug_taken")


def test_a_sku_is_unique_in_its_store(ann: Merchant, store: Json) -> None:
    ann.add_product(store, variants=[{"sku": "ABC-1", "inventory_count": 1}])
    body = {
        "title": "Copy",
        "price": {"amount": 100, "currency": "USD"},
        "variants": [{"sku": "abc-1", "inventory_count": 1}],
    }
    taken = ann.post(f"/stores/{store['id']}/products", body)
    assert (taken.status_code, taken.json()["code"]) == (409, "sku_taken")
    assert taken.json()["errors"][0]["field"] == "variants.0.sku"
    ann.add_product(ann.open_store(), variants=[{"sku": "ABC-1", "inventory_count": 1}])


def test_a_freed_sku_can_be_used_again(ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, variants=[{"sku": "ABC-1", "inventory_count": 1}])
    variant = {"id": product["variants"][0]["id"], "sku": "ABC-2"}
    ann.patch(f"/stores/{store['id']}/products/{product['id']}", {"variants": [variant]})
    ann.add_product(store, variants=[{"sku": "ABC-1", "inventory_count": 1}])


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"price": {"amount": 0, "currency": "USD"}}, "price"),
        ({"price": {"amount": -1, "currency": "USD"}}, "price"),
        ({"price": {"amount": 10.5, "currency": "USD"}}, "price.amount"),
        ({"price": {"amount": 100, "currency": "EUR"}}, "price"),
        ({"price": {"amount": 100, "currency": "XXX"}}, "price.currency"),
        ({"title": "   "}, "title"),
        ({"status": "gone"}, "status"),
        ({"surprise": 1}, "surprise"),
        ({"title": "two\nlines"}, "title"),
        ({"variants": [{"id": "var_made_up", "inventory_count": 1}]}, "variants.0.id"),
        ({"variants": [{"sku": "a"}, {"sku": "A"}]}, "variants.1.sku"),
        ({"variants": [{"inventory_count": -1}]}, "variants.0.inventory_count"),
        ({"options": [{"name": "Size", "values": ["S", "s"]}]}, "options.0.values"),
        ({"options": [{"name": "Size", "values": ["S"]}], "variants": [{"name": "XL"}]}, "variants.0.options"),
    ],
)
def test_wrong_fields_are_named(ann: Merchant, store: Json, fields: Json, field: str) -> None:
    body = {"title": "Mug", "price": {"amount": 100, "currency": "USD"}, **fields}
    answer = ann.post(f"/stores/{store['id']}/products", body)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in [error["field"] for error in answer.json()["errors"]]
    assert answer.json()["instance"] == answer.headers["x-request-id"]


def test_an_edit_keeps_variant_ids_and_unmentioned_stock(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, **RED_AND_BLUE)
    red, blue = product["variants"]
    world.start_checkout(store, (product, 2))
    edited = ann.patch(
        f"/stores/{store['id']}/products/{product['id']}",
        {
            "variants": [
                {"id": red["id"], "sku": "M-R", "options": {"Colour": "Red"}, "name": "Crimson"},
                {"id": blue["id"], "sku": "M-B", "options": {"Colour": "Blue"}, "inventory_count": 9},
            ]
        },
    ).json()
    assert [variant["id"] for variant in edited["variants"]] == [red["id"], blue["id"]]
    assert [variant["inventory_count"] for variant in edited["variants"]] == [1, 9]
    assert edited["variants"][0]["reserved_count"] == 2


def test_a_stale_edit_answers_409_with_the_current_copy(ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    path = f"/stores/{store['id']}/products/{product['id']}"
    ann.patch(path, {"title": "First", "version": 1})
    stale = ann.patch(path, {"title": "Second", "version": 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    assert (stale.json()["current"]["title"], stale.json()["current"]["version"]) == ("First", 2)


def test_archive_and_bring_back(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    path = f"/stores/{store['id']}/products/{product['id']}"
    public = f"/public/stores/{store['slug']}/products/blue-mug"
    assert ann.delete(path).status_code == 204
    world.drain()
    assert (world.get(public).status_code, world.get(public).json()["code"]) == (410, "product_gone")
    ann.patch(path, {"status": "active"})
    world.drain()
    assert world.get(public).status_code == 200


def test_lists_filter_search_and_count(ann: Merchant, store: Json) -> None:
    for title in ("Café crème", "Tea pot", "Tea cup"):
        ann.add_product(store, title=title, tags=["kitchen"])
    ann.add_product(store, title="Draft tea", status="draft")
    assert products(ann, store)["total"] == 4
    assert products(ann, store, status="active")["total"] == 3
    found = products(ann, store, search="CAFE")
    assert ([item["title"] for item in found["items"]], found["total"]) == (["Café crème"], 1)
    assert products(ann, store, search="tea", status="draft")["total"] == 1
    assert products(ann, store, search="kitchen cup")["total"] == 1
    empty = products(ann, store, search="nothing like it")
    assert (empty["items"], empty["next_cursor"], empty["total"]) == ([], None, 0)


@pytest.mark.parametrize(
    "params", [{}, {"status": "active"}, {"search": "item"}, {"search": "item", "status": "active"}]
)
def test_cursors_give_no_duplicates_or_gaps_while_products_come_and_go(
    ann: Merchant, store: Json, params: Json
) -> None:
    titles = [ann.add_product(store, title=f"Item {number}")["title"] for number in range(7)]
    seen: list[str] = []
    cursor = None
    while True:
        page = products(ann, store, limit=2, **params, **({"cursor": cursor} if cursor else {}))
        seen += [item["title"] for item in page["items"]]
        ann.add_product(store, title=f"Item late {uuid4().hex[:4]}")
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert seen == list(reversed(titles))


def test_pages_by_number(ann: Merchant, store: Json) -> None:
    for number in range(5):
        ann.add_product(store, title=f"Item {number}")
    page = products(ann, store, page=2, per_page=2)
    assert ([item["title"] for item in page["items"]], page["total"]) == (["Item 2", "Item 1"], 5)
    found = products(ann, store, page=3, per_page=2, search="item")
    assert ([item["title"] for item in found["items"]], found["total"]) == (["Item 0"], 5)
    assert products(ann, store, page=9, per_page=2)["items"] == []


def test_an_idempotency_key_makes_one_product(ann: Merchant, store: Json) -> None:
    body = {"title": "Once", "price": {"amount": 100, "currency": "USD"}}
    path = f"/stores/{store['id']}/products"
    first = ann.post(path, body, **{"idempotency-key": "k"}).json()
    assert ann.post(path, body, **{"idempotency-key": "k"}).json()["id"] == first["id"]
    assert products(ann, store)["total"] == 1


# Pictures


def picture(width: int = 900, height: int = 600, kind: str = "JPEG", **options: Any) -> bytes:
    body = io.BytesIO()
    Image.new("RGB", (width, height), (20, 120, 110)).save(body, kind, **options)
    return body.getvalue()


def post_form(url: str, fields: dict[str, str], body: bytes) -> int:
    boundary = uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'.encode()
    request = urllib.request.Request(
        url,
        data=b"".join(parts) + head + body + f"\r\n--{boundary}--\r\n".encode(),
        headers={"content-type": f"multipart/form-data; boundary={boundary}"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return int(answer.status)


def upload(world: World, ann: Merchant, store: Json, body: bytes, content_type: str = "image/jpeg") -> Json:
    answer = ann.post(
        f"/stores/{store['id']}/products/upload",
        {"filename": "photo.jpg", "content_type": content_type, "size": len(body)},
    )
    assert answer.status_code == 201, answer.text
    target = answer.json()
    assert post_form(target["upload"]["url"], target["upload"]["fields"], body) in (200, 201, 204)
    world.drain()
    image: Json = ann.get(f"/stores/{store['id']}/products/images/{target['image_id']}").json()
    return image


def test_an_upload_becomes_webp_sizes_on_the_storefront(world: World, ann: Merchant, store: Json) -> None:
    image = upload(world, ann, store, picture())
    assert image["status"] == "ready"
    assert [source["width"] for source in image["sources"]] == [160, 400, 800, 900]
    product = ann.add_product(store, images=[{"id": image["id"], "alt": "A mug"}])
    assert product["images"][0]["alt"] == "A mug"
    world.drain()
    public = world.get(f"/public/stores/{store['slug']}/products/blue-mug").json()
    assert public["images"][0]["sources"] == image["sources"]
    key = image["sources"][0]["url"].removeprefix("http://media.test/")
    stored = world.container.image_storage.read(key)
    assert stored is not None
    assert stored[8:12] == b"WEBP"
    assert world.container.image_storage.read(f"uploads/{store['id']}/{image['id']}") is None


def test_a_picture_that_gets_ready_after_the_product_still_appears(world: World, ann: Merchant, store: Json) -> None:
    path = f"/stores/{store['id']}/products/upload"
    body = picture()
    target = ann.post(path, {"filename": "x.jpg", "content_type": "image/jpeg", "size": len(body)}).json()
    ann.add_product(store, images=[{"id": target["image_id"]}])
    world.drain()
    public = f"/public/stores/{store['slug']}/products/blue-mug"
    assert world.get(public).json()["images"] == []
    post_form(target["upload"]["url"], target["upload"]["fields"], body)
    world.drain()
    assert len(world.get(public).json()["images"]) == 1


def test_html_named_as_a_picture_is_refused_with_the_reason(world: World, ann: Merchant, store: Json) -> None:
    image = upload(world, ann, store, b"<html><script>alert(1)</script></html>")
    assert (image["status"], image["sources"]) == ("failed", [])
    assert "not a JPEG, PNG, WebP or AVIF" in image["error"]


@pytest.mark.parametrize(
    ("content_type", "size"), [("image/svg+xml", 100), ("text/html", 100), ("image/png", 21 * 1024 * 1024)]
)
def test_uploads_are_sieved_before_any_byte(ann: Merchant, store: Json, content_type: str, size: int) -> None:
    body = {"filename": "x.png", "content_type": content_type, "size": size}
    answer = ann.post(f"/stores/{store['id']}/products/upload", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "upload_refused")


def test_an_image_of_another_store_cannot_be_attached(world: World, ann: Merchant, store: Json) -> None:
    image = upload(world, ann, store, picture())
    other = ann.open_store()
    body = {"title": "Mug", "price": {"amount": 1, "currency": "USD"}, "images": [{"id": image["id"]}]}
    answer = ann.post(f"/stores/{other['id']}/products", body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "image_not_found")
