"""Paid orders split by supplier into purchase orders, and what becomes of these."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.purchase_worker.handler import handle_body
from tests.stripe_events import session_event
from tests.world import Json, World
from tradewind.catalog.inputs import NewProduct
from tradewind.catalog.models import ProductStatus, Source
from tradewind.catalog.service import create_product
from tradewind.kit.money import Money
from tradewind.messaging.events import Event


def usd(amount: int) -> Json:
    return {"amount": amount, "currency": "USD"}


class Shop:
    """A store with wares of two suppliers and of its own, and one paid order of all of them."""

    def __init__(self, world: World) -> None:
        self.world, self.ann = world, world.merchant()
        self.store = self.ann.open_store()
        self.lamp = self.sourced("Lamp", "aliexpress", "1005001")
        self.cable = self.sourced("Cable", "aliexpress", "1005002")
        self.tray = self.sourced("Tray", "cj", "CJ1")
        self.own = self.ann.add_product(self.store, title="Own mug")
        wares = ((self.lamp, 2), (self.cable, 1), (self.tray, 1), (self.own, 1))
        self.checkout = world.start_checkout(self.store, *wares).json()
        self.order_id = self.checkout["order_id"]
        total = 2 * 2000 + 2000 + 2000 + 2500
        world.deliver(session_event(self.checkout, store_id=self.store["id"], amount=total))

    def sourced(self, title: str, supplier: str, reference: str) -> Json:
        container = self.world.container
        store = container.stores.find(self.store["id"])
        assert store
        url = f"https://supplier.test/{reference}"
        new = NewProduct(
            title=title,
            price=Money(2000, "USD"),
            cost=Money(700, "USD"),
            status=ProductStatus.ACTIVE,
            source=Source(supplier=supplier, reference=reference, url=url),
        )
        made = create_product(container.catalog_deps, store=store, new=new)
        found: Json = self.ann.get(f"/stores/{store.id}/products/{made.id}").json()
        return found

    @property
    def base(self) -> str:
        return f"/stores/{self.store['id']}"

    def purchases(self, **params: Any) -> dict[str, Json]:
        items = self.ann.get(f"{self.base}/purchase-orders", **params).json()["items"]
        return {item["supplier"]: item for item in items}

    def step(self, supplier: str, what: str, body: Json | None = None) -> Any:
        id = self.purchases()[supplier]["id"]
        return self.ann.post(f"{self.base}/purchase-orders/{id}/{what}", body or {})

    def order(self) -> Json:
        found: Json = self.ann.get(f"{self.base}/orders/{self.order_id}").json()
        return found

    def to_order(self, what: str, body: Json) -> Any:
        answer = self.ann.post(f"{self.base}/orders/{self.order_id}/{what}", body)
        assert answer.is_success, answer.text
        self.world.drain()
        return answer

    def line(self, ware: Json, quantity: int) -> Json:
        return {"variant_id": ware["variants"][0]["id"], "quantity": quantity}


@pytest.fixture
def shop(world: World) -> Shop:
    shop = Shop(world)
    world.drain()
    return shop


def test_a_paid_order_is_split_by_supplier(shop: Shop) -> None:
    purchases = shop.purchases()
    assert set(purchases) == {"aliexpress", "cj"}
    lines = [(line["title"], line["quantity"], line["reference"]) for line in purchases["aliexpress"]["lines"]]
    assert lines == [("Lamp", 2, "1005001"), ("Cable", 1, "1005002")]
    assert (purchases["aliexpress"]["cost"], purchases["aliexpress"]["status"]) == (usd(2100), "to_order")
    detail = shop.ann.get(f"{shop.base}/purchase-orders/{purchases['cj']['id']}").json()
    assert detail["order_status"] == "paid"
    assert detail["address_text"].splitlines()[0] == detail["address"]["name"]
    assert detail["lines"][0]["url"] == "https://supplier.test/CJ1"


def test_an_event_told_twice_opens_nothing_twice(shop: Shop) -> None:
    shop.step("cj", "ordered", {"supplier_reference": "S-1"})
    event = Event(
        id="evt_1",
        type="OrderPaid",
        store_id=shop.store["id"],
        at=shop.world.clock(),
        payload={"order_id": shop.order_id},
    )
    handle_body(event.to_json())
    assert {supplier: one["status"] for supplier, one in shop.purchases().items()} == {
        "aliexpress": "to_order",
        "cj": "ordered",
    }


def test_a_shipment_of_the_supplier_ships_its_part_of_the_order_and_mails_the_shopper(shop: Shop) -> None:
    shop.world.mail.sent.clear()
    ordered = shop.step("cj", "ordered", {"supplier_reference": "S-1"}).json()
    assert (ordered["status"], ordered["supplier_reference"]) == ("ordered", "S-1")
    tracking = {"carrier": "YunExpress", "tracking_number": "YT1", "tracking_url": "https://track.test/YT1"}
    shipped = shop.step("cj", "shipped", tracking).json()
    assert shipped["status"] == "shipped"
    order = shop.order()
    assert order["status"] == "partially_fulfilled"
    assert [parcel["id"] for parcel in order["fulfillments"]] == [shipped["fulfillment_id"]]
    assert order["fulfillments"][0]["tracking_number"] == "YT1"
    shop.world.drain()
    assert len(shop.world.mail.sent) == 1
    again = shop.step("cj", "shipped", tracking).json()
    assert (again["status"], len(shop.order()["fulfillments"])) == ("shipped", 1)
    assert shop.step("cj", "delivered").json()["status"] == "delivered"
    assert shop.order()["fulfillments"][0]["status"] == "delivered"


def test_a_double_click_ships_once(shop: Shop) -> None:
    shop.step("aliexpress", "ordered")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: shop.step("aliexpress", "shipped", {"tracking_number": "A1"}), range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(shop.order()["fulfillments"]) == 1


def test_what_is_shipped_by_hand_is_seen_on_the_purchase_order(shop: Shop) -> None:
    silent = {"lines": [shop.line(shop.lamp, 2), shop.line(shop.cable, 1)], "status": "shipped", "notify": False}
    order = shop.to_order("fulfillments", silent).json()
    purchase = shop.purchases()["aliexpress"]
    assert (purchase["status"], purchase["fulfillment_id"]) == ("shipped", order["fulfillments"][0]["id"])
    assert shop.purchases()["cj"]["status"] == "to_order"


def test_a_refund_shrinks_what_is_not_ordered_and_calls_out_what_is(shop: Shop) -> None:
    shop.step("cj", "ordered")
    refund = [{**shop.line(shop.lamp, 1), "restock": False}, {**shop.line(shop.tray, 1), "restock": False}]
    shop.to_order("refunds", {"lines": refund})
    purchases = shop.purchases()
    assert [(line["title"], line["quantity"]) for line in purchases["aliexpress"]["lines"]] == [
        ("Lamp", 1),
        ("Cable", 1),
    ]
    assert purchases["cj"]["status"] == "ordered"
    assert "refunded in part after you had ordered" in purchases["cj"]["problem"]


@pytest.mark.parametrize("notify", [True, False])
def test_a_cancelled_order_needs_no_ordering(shop: Shop, notify: bool) -> None:
    shop.step("cj", "ordered")
    shop.to_order("cancel", {"reason": "Changed mind", "restock": True, "notify": notify})
    purchases = shop.purchases()
    assert (purchases["aliexpress"]["status"], purchases["cj"]["status"]) == ("cancelled", "ordered")
    assert "cancelled after you had ordered" in purchases["cj"]["problem"]
    refused = shop.step("aliexpress", "ordered")
    assert (refused.status_code, refused.json()["code"]) == (409, "purchase_order_state")


def test_nothing_is_ordered_for_an_order_on_hold(shop: Shop) -> None:
    shop.to_order("hold", {"reason": "Address looks wrong."})
    refused = shop.step("cj", "ordered")
    assert refused.status_code == 409
    assert "on hold" in refused.json()["detail"]
    shop.to_order("release", {})
    assert shop.step("cj", "ordered").status_code == 200


def test_a_failed_one_says_why_and_can_be_tried_again(shop: Shop) -> None:
    failed = shop.step("cj", "failed", {"problem": "Out of stock at the supplier."}).json()
    assert (failed["status"], failed["problem"]) == ("failed", "Out of stock at the supplier.")
    assert shop.step("cj", "delivered").status_code == 409
    reopened = shop.step("cj", "reopen").json()
    assert (reopened["status"], reopened["problem"]) == ("to_order", "")


def test_lists_by_status_and_page(shop: Shop) -> None:
    shop.step("cj", "ordered")
    assert set(shop.purchases(status="to_order")) == {"aliexpress"}
    assert set(shop.purchases(status="ordered")) == {"cj"}
    first = shop.ann.get(f"{shop.base}/purchase-orders", limit=1).json()
    rest = shop.ann.get(f"{shop.base}/purchase-orders", limit=1, cursor=first["next_cursor"]).json()
    assert {first["items"][0]["supplier"], rest["items"][0]["supplier"]} == {"aliexpress", "cj"}


def test_a_refund_told_before_the_payment_is_not_lost(world: World) -> None:
    shop = Shop(world)
    answer = shop.ann.post(
        f"{shop.base}/orders/{shop.order_id}/refunds",
        {"lines": [{**shop.line(shop.lamp, 2), "restock": False}]},
    )
    assert answer.status_code == 201, answer.text
    world.drain()
    assert [line["title"] for line in shop.purchases()["aliexpress"]["lines"]] == ["Cable"]
