"""The walking slice: from an empty platform to a confirmed order."""

from tests.stripe_events import session_event
from tests.world import World


def test_a_shopper_buys_what_a_merchant_listed(world: World) -> None:
    merchant = world.merchant()
    store = merchant.open_store(name="Mug Shop")
    product = merchant.add_product(store)
    world.drain()

    listed = world.get(f"/public/stores/{store['slug']}/products").json()
    assert [card["title"] for card in listed["items"]] == ["Blue mug"]

    checkout = world.start_checkout(store, (product, 2), key="k1")
    assert checkout.status_code == 201, checkout.text
    world.deliver(session_event(checkout.json(), store_id=store["id"], amount=5000))
    world.drain()

    orders = merchant.get(f"/stores/{store['id']}/orders").json()
    assert orders["total"] == 1
    assert orders["items"][0]["number"] == 1
    order = merchant.get(f"/stores/{store['id']}/orders/{orders['items'][0]['id']}").json()
    assert order["total"] == {"amount": 5000, "currency": "USD"}
    assert [mail.to for mail in world.mail.sent] == ["ann@example.com"]
    stock = merchant.get(f"/stores/{store['id']}/products/{product['id']}").json()["variants"][0]
    assert (stock["inventory_count"], stock["reserved_count"]) == (3, 0)
