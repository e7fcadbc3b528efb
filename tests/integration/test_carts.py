"""Carts on the server: saved on one device, opened on another."""

import pytest

from tests.world import Json, Merchant, World


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def path(store: Json) -> str:
    return f"/public/stores/{store['slug']}/carts"


def lines(product: Json, quantity: int = 2) -> list[Json]:
    return [{"product_id": product["id"], "variant_id": product["variants"][0]["id"], "quantity": quantity}]


def test_a_saved_cart_opens_elsewhere_and_is_priced_anew(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    saved = world.post(path(store), {"items": lines(product), "discount_code": "save"}).json()
    assert saved["url"] == f"http://{store['slug']}.shop.test/cart?saved={saved['id']}"
    ann.patch(f"/stores/{store['id']}/products/{product['id']}", {"price": {"amount": 9900, "currency": "USD"}})
    opened = world.get(f"{path(store)}/{saved['id']}")
    assert (opened.json()["items"], opened.json()["discount_code"]) == (lines(product), "SAVE")
    assert opened.headers["cache-control"] == "no-store"
    quote = world.post(f"/public/stores/{store['slug']}/checkout/quote", {"items": opened.json()["items"]}).json()
    assert quote["total"]["amount"] == 19_800


def test_a_cart_can_change_and_ends_after_a_month(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    saved = world.post(path(store), {"items": lines(product)}).json()
    place = f"{path(store)}/{saved['id']}"
    world.client.put(f"/api/v1{place}", json={"items": lines(product, 3)}).raise_for_status()
    assert world.get(place).json()["items"][0]["quantity"] == 3
    world.clock.advance(hours=30 * 24 + 1)
    assert world.get(place).json()["code"] == "cart_not_found"


def test_a_cart_belongs_to_its_store_and_cannot_be_made_up(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    saved = world.post(path(store), {"items": lines(product)}).json()
    other = ann.open_store()
    assert world.get(f"{path(other)}/{saved['id']}").status_code == 404
    made_up = f"{path(store)}/crt_01JD0000000000000000000000"
    assert world.get(made_up).status_code == 404
    assert world.client.put(f"/api/v1{made_up}", json={"items": lines(product)}).status_code == 404
    priced = [{**lines(product)[0], "price": 1}]
    assert world.post(path(store), {"items": priced}).json()["errors"][0]["field"] == "items.0.price"
