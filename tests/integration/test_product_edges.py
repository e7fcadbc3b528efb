"""Products at the edges: what is still in carts, reservations and orders; levels; uploads that go wrong first."""

from typing import Any

import pytest

from tests.integration.test_products import RED_AND_BLUE, picture, post_form
from tests.stripe_events import session_event
from tests.world import Json, Merchant, World


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def without_red(ann: Merchant, store: Json, product: Json) -> Json:
    """The product with its red variant removed."""
    blue = product["variants"][1]
    body = {
        "options": [{"name": "Colour", "values": ["Blue"]}],
        "variants": [{"id": blue["id"], "sku": "M-B", "options": {"Colour": "Blue"}}],
    }
    answer = ann.patch(f"/stores/{store['id']}/products/{product['id']}", body)
    assert answer.status_code == 200, answer.text
    changed: Json = answer.json()
    return changed


def test_a_variant_removed_while_in_a_cart_is_a_problem_of_the_cart(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, **RED_AND_BLUE)
    without_red(ann, store, product)
    refused = world.start_checkout(store, (product, 1))
    assert (refused.status_code, refused.json()["code"]) == (409, "cart_problem")
    assert refused.json()["problems"][0]["code"] == "unavailable"


def test_a_variant_removed_while_reserved_can_still_be_paid(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, **RED_AND_BLUE)
    checkout = world.start_checkout(store, (product, 2)).json()
    without_red(ann, store, product)
    world.deliver(session_event(checkout, store_id=store["id"], amount=5000))
    order = ann.get(f"/stores/{store['id']}/orders/{checkout['order_id']}").json()
    (line,) = order["lines"]
    assert (order["status"], line["variant_name"], line["sku"], line["quantity"]) == ("paid", "Red", "M-R", 2)
    levels = world.container.catalog.find_stock(store["id"], product["id"])
    assert sum(levels.reserved.values()) == 0


def test_a_variant_removed_while_reserved_comes_back_nowhere_on_expiry(
    world: World, ann: Merchant, store: Json
) -> None:
    product = ann.add_product(store, **RED_AND_BLUE)
    checkout = world.start_checkout(store, (product, 2)).json()
    changed = without_red(ann, store, product)
    world.deliver(session_event(checkout, store_id=store["id"], kind="expired", payment_status="unpaid", amount=5000))
    levels = world.container.catalog.find_stock(store["id"], product["id"])
    assert sum(levels.reserved.values()) == 0
    assert [variant["id"] for variant in changed["variants"]] == [product["variants"][1]["id"]]


def test_an_order_keeps_what_was_sold_when_its_variant_goes(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, **RED_AND_BLUE)
    checkout = world.start_checkout(store, (product, 1)).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    path = f"/stores/{store['id']}/orders/{checkout['order_id']}"
    before = ann.get(path).json()
    without_red(ann, store, product)
    ann.patch(f"/stores/{store['id']}/products/{product['id']}", {"title": "Other", "price": usd(1)})
    assert ann.get(path).json() == before


def usd(amount: int) -> Json:
    return {"amount": amount, "currency": "USD"}


def test_stock_null_is_unlimited_and_zero_is_none(world: World, ann: Merchant, store: Json) -> None:
    unlimited = ann.add_product(store, variants=[{"inventory_count": None}])
    none = ann.add_product(store, title="Gone", variants=[{"inventory_count": 0}])
    assert world.start_checkout(store, (unlimited, 900)).status_code == 201
    refused = world.start_checkout(store, (none, 1))
    assert (refused.status_code, refused.json()["code"]) == (409, "sold_out")
    world.drain()
    shown = {
        slug: world.get(f"/public/stores/{store['slug']}/products/{slug}").json()["available"]
        for slug in ("blue-mug", "gone")
    }
    assert shown == {"blue-mug": True, "gone": False}


def test_warnings_come_with_the_product(ann: Merchant, store: Json) -> None:
    product = ann.add_product(store, compare_at_price=usd(2000), cost=usd(3000))
    codes = {(warning["field"], warning["code"]) for warning in product["warnings"]}
    assert codes == {
        ("images", "no_image"),
        ("compare_at_price", "compare_at_not_above"),
        ("cost", "cost_not_below"),
    }
    assert ann.get(f"/stores/{store['id']}/products").json()["items"][0]["warnings"] == product["warnings"]


def test_a_price_cards_cannot_take_is_refused(ann: Merchant) -> None:
    store = ann.open_store(currency="KWD")
    body: Json = {"title": "Mug", "price": {"amount": 1234, "currency": "KWD"}}
    refused = ann.post(f"/stores/{store['id']}/products", body)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "not_chargeable")
    body["price"]["amount"] = 1230
    assert ann.post(f"/stores/{store['id']}/products", body).status_code == 201


# Uploads


def start_upload(ann: Merchant, store: Json) -> Json:
    body = {"filename": "photo.jpg", "content_type": "image/jpeg", "size": 5000}
    target: Json = ann.post(f"/stores/{store['id']}/products/upload", body).json()
    return target


def send(world: World, target: Json, body: bytes) -> None:
    assert post_form(target["upload"]["url"], target["upload"]["fields"], body) in (200, 201, 204)
    world.drain()


def image_of(ann: Merchant, store: Json, target: Json) -> Any:
    return ann.get(f"/stores/{store['id']}/products/images/{target['image_id']}").json()


def test_a_refused_upload_can_be_sent_again(world: World, ann: Merchant, store: Json) -> None:
    target = start_upload(ann, store)
    send(world, target, b"GIF89a" + b"\0" * 40)
    assert image_of(ann, store, target)["status"] == "failed"
    send(world, target, picture())
    ready = image_of(ann, store, target)
    assert (ready["status"], ready["error"]) == ("ready", "")


def test_a_ready_picture_never_changes_under_its_address(world: World, ann: Merchant, store: Json) -> None:
    target = start_upload(ann, store)
    send(world, target, picture(900, 600))
    first = image_of(ann, store, target)
    key = first["sources"][0]["url"].removeprefix("http://media.test/")
    before = world.container.image_storage.read(key)
    send(world, target, picture(300, 300))
    assert image_of(ann, store, target) == first
    assert world.container.image_storage.read(key) == before


def test_a_notification_that_comes_twice_renders_once(world: World, ann: Merchant, store: Json) -> None:
    from tradewind.catalog.images import render_upload

    target = start_upload(ann, store)
    send(world, target, picture())
    key = f"uploads/{store['id']}/{target['image_id']}"
    assert render_upload(world.container.image_deps, world.container.renderer, key=key) is None
    assert image_of(ann, store, target)["status"] == "ready"


@pytest.mark.parametrize("name", ["<svg xmlns='http://www.w3.org/2000/svg'/>", "<html></html>", "not a picture"])
def test_what_only_claims_to_be_a_png_is_refused(world: World, ann: Merchant, store: Json, name: str) -> None:
    body = {"filename": "x.png", "content_type": "image/png", "size": 100}
    target = ann.post(f"/stores/{store['id']}/products/upload", body).json()
    send(world, target, name.encode())
    image = image_of(ann, store, target)
    assert (image["status"], image["sources"]) == ("failed", [])
