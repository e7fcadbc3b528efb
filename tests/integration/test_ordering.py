"""Purchase orders that are ordered from the supplier automatically: money is spent once, within bounds, and told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from functions.purchase_schedule.handler import handler as tick
from tests.stripe_events import session_event
from tests.world import Json, World
from tradewind.catalog.inputs import NewProduct
from tradewind.catalog.models import ProductStatus, Source
from tradewind.catalog.service import create_product
from tradewind.importing.source_models import ImportSource
from tradewind.kit.money import Money
from tradewind.purchasing.repository import PurchaseRepository
from tradewind.suppliers.errors import SupplierUnavailableError, ThrottledError
from tradewind.suppliers.models import SupplierProduct, SupplierVariant
from tradewind.suppliers.ordering import (
    Placed,
    Rejected,
    SupplierOrder,
    SupplierOrderState,
    SupplierOrderStatus,
)


def usd(amount: int) -> Json:
    return {"amount": amount, "currency": "USD"}


class FakeCj:
    """Keeps every call; ``orders`` is what was really bought, by key. It does not protect itself: a second call with
    the same key would buy again.
    """

    code = "cj"

    def __init__(self) -> None:
        self.bought: list[tuple[str, SupplierOrder]] = []
        self.asked = 0
        self.before: Callable[[], None] = lambda: None
        self.after: Callable[[], None] = lambda: None
        self.answer: Rejected | None = None
        self.charged = Money(1200, "USD")
        self.state = SupplierOrderStatus(state=SupplierOrderState.ORDERED)

    def place(self, order: SupplierOrder, *, key: str) -> Placed | Rejected:
        self.before()
        if self.answer:
            return self.answer
        self.bought.append((key, order))
        self.after()
        return self._placed(key)

    def find(self, key: str) -> Placed | None:
        self.before()
        return self._placed(key) if any(known == key for known, _ in self.bought) else None

    def status(self, reference: str) -> SupplierOrderStatus:
        self.asked += 1
        return self.state

    def _placed(self, key: str) -> Placed:
        return Placed(reference=f"CJ-{key}", charged=self.charged)


class CrashError(BaseException):
    """The process dies."""


class Shop:
    """A store that orders automatically, with an imported tray of CJ's that costs 7.00, and a paid order of two."""

    def __init__(self, world: World, *, cost: int | None = 700, **settings: Any) -> None:
        self.world, self.ann = world, world.merchant()
        self.cj = FakeCj()
        world.container.ordering_suppliers = {"cj": self.cj}
        self.store = self.ann.open_store()
        self.base = f"/stores/{self.store['id']}"
        self.settings(**({"automatic": True, "ceiling": usd(5000), "buffer_minutes": 60} | settings))
        self.tray = self.imported(cost)
        self.checkout = world.start_checkout(self.store, (self.tray, 2)).json()
        self.order_id = self.checkout["order_id"]
        world.deliver(session_event(self.checkout, store_id=self.store["id"], amount=4000))
        world.drain()

    def settings(self, **body: Any) -> None:
        answer = self.ann.put(f"{self.base}/purchasing-settings", body)
        assert answer.status_code == 200, answer.text

    def imported(self, cost: int | None) -> Json:
        container = self.world.container
        store = container.stores.find(self.store["id"])
        assert store
        new = NewProduct(
            title="Tray",
            price=Money(2000, "USD"),
            cost=Money(cost, "USD") if cost else None,
            status=ProductStatus.ACTIVE,
            source=Source(supplier="cj", reference="CJ1", url="https://supplier.test/CJ1"),
        )
        made = create_product(container.catalog_deps, store=store, new=new)
        self.source = ImportSource(
            product_id=made.id,
            store_id=store.id,
            facts=SupplierProduct(
                supplier="cj",
                reference="CJ1",
                title="Tray",
                url="https://supplier.test/CJ1",
                cost=Money(650, "USD"),
                image_urls=(),
                variants=(SupplierVariant(reference="CJ1-0", cost=Money(650, "USD")),),
            ),
            checked_at=self.world.clock(),
            variant_references={made.variants[0].id: "CJ1-0"},
        )
        container.import_sources.save(self.source)
        found: Json = self.ann.get(f"{self.base}/products/{made.id}").json()
        return found

    def purchase(self) -> Json:
        found: Json = self.ann.get(f"{self.base}/purchase-orders").json()["items"][0]
        return found

    def step(self, what: str, body: Json | None = None) -> Any:
        return self.ann.post(f"{self.base}/purchase-orders/{self.purchase()['id']}/{what}", body or {})

    def to_order(self, what: str, body: Json) -> None:
        answer = self.ann.post(f"{self.base}/orders/{self.order_id}/{what}", body)
        assert answer.is_success, answer.text
        self.world.drain()

    def later(self, **parts: float) -> dict[str, dict[str, int]]:
        self.world.clock.advance(**parts)
        return tick({}, None)

    def bought(self) -> list[int]:
        """Units of each order at the supplier."""
        return [order.lines[0].quantity for _, order in self.cj.bought]


def test_it_is_ordered_when_the_buffer_ends_and_not_before(world: World) -> None:
    shop = Shop(world)
    assert shop.purchase()["place_at"]
    shop.later(minutes=59)
    assert shop.bought() == []
    shop.later(minutes=2)
    key, order = shop.cj.bought[0]
    purchase = shop.purchase()
    assert key == purchase["id"]
    assert [(line.reference, line.quantity) for line in order.lines] == [("CJ1-0", 2)]
    assert order.recipient.country
    assert (purchase["status"], purchase["supplier_reference"]) == ("ordered", f"CJ-{key}")
    assert (purchase["charged"], purchase["place_at"], purchase["is_placing"]) == (usd(1200), None, False)
    shop.later(minutes=30)
    assert shop.bought() == [2]
    entries = shop.ann.get(f"{shop.base}/audit-log", action="ordered_from_supplier").json()["items"]
    assert [(entry["actor"]["kind"], entry["targets"]["purchase_id"]) for entry in entries] == [("system", key)]


def test_switched_off_nothing_happens(world: World) -> None:
    shop = Shop(world, automatic=False)
    shop.later(hours=30)
    assert (shop.bought(), shop.purchase()["status"], shop.purchase()["place_at"]) == ([], "to_order", None)


def test_switched_off_within_the_buffer_nothing_is_ordered(world: World) -> None:
    shop = Shop(world)
    shop.settings(automatic=False, buffer_minutes=60)
    shop.later(minutes=61)
    assert (shop.bought(), shop.purchase()["place_at"]) == ([], None)


@pytest.mark.parametrize(("ceiling", "units"), [(1399, []), (1400, [2])])
def test_nothing_above_the_ceiling_is_ordered(world: World, ceiling: int, units: list[int]) -> None:
    shop = Shop(world, ceiling=usd(ceiling))
    shop.later(minutes=61)
    assert shop.bought() == units
    assert ("more than your ceiling of 13.99 USD" in shop.purchase()["problem"]) is (not units)


def test_a_ceiling_that_was_lowered_within_the_buffer_counts(world: World) -> None:
    shop = Shop(world)
    shop.settings(automatic=True, ceiling=usd(100), buffer_minutes=60)
    shop.later(minutes=61)
    assert shop.bought() == []
    assert "ceiling" in shop.purchase()["problem"]


def test_a_supplier_that_became_dearer_counts_at_its_new_price(world: World) -> None:
    shop = Shop(world, ceiling=usd(1400))
    facts = replace(shop.source.facts, variants=(SupplierVariant(reference="CJ1-0", cost=Money(701, "USD")),))
    world.container.import_sources.save(replace(shop.source, facts=facts, version=2))
    shop.later(minutes=61)
    assert shop.bought() == []
    assert "It costs 14.02 USD" in shop.purchase()["problem"]


def test_an_unknown_cost_is_left_to_the_merchant(world: World) -> None:
    shop = Shop(world, cost=None)
    shop.later(minutes=61)
    assert (shop.bought(), shop.purchase()["status"]) == ([], "to_order")
    assert "not known" in shop.purchase()["problem"]


def test_a_bill_over_the_ceiling_is_called_out(world: World) -> None:
    shop = Shop(world, ceiling=usd(1400))
    shop.cj.charged = Money(1850, "USD")
    shop.later(minutes=61)
    assert "With shipping it costs 18.50 USD" in shop.purchase()["problem"]


@pytest.mark.parametrize("drained", [True, False])
def test_an_order_cancelled_within_the_buffer_is_not_ordered(world: World, drained: bool) -> None:
    shop = Shop(world)
    body = {"reason": "Changed mind", "restock": True, "notify": False}
    if drained:
        shop.to_order("cancel", body)
    else:
        assert shop.ann.post(f"{shop.base}/orders/{shop.order_id}/cancel", body).is_success
    shop.later(minutes=61)
    shop.later(minutes=11)
    assert (shop.bought(), shop.purchase()["status"]) == ([], "cancelled")


def test_an_order_on_hold_is_ordered_after_its_release(world: World) -> None:
    shop = Shop(world)
    shop.to_order("hold", {"reason": "Address looks wrong."})
    shop.later(minutes=61)
    shop.later(hours=5)
    assert shop.bought() == []
    shop.to_order("release", {})
    shop.later(minutes=31)
    assert shop.bought() == [2]


@pytest.mark.parametrize("drained", [True, False])
def test_what_was_refunded_is_not_ordered(world: World, drained: bool) -> None:
    shop = Shop(world)
    lines = [{"variant_id": shop.tray["variants"][0]["id"], "quantity": 1, "restock": False}]
    if drained:
        shop.to_order("refunds", {"lines": lines})
    else:
        assert shop.ann.post(f"{shop.base}/orders/{shop.order_id}/refunds", {"lines": lines}).is_success
    shop.later(minutes=61)
    shop.later(minutes=5)
    assert shop.bought() == [1]


def test_what_was_ordered_by_hand_is_not_ordered_again(world: World) -> None:
    shop = Shop(world)
    assert shop.step("ordered", {"supplier_reference": "S-1"}).status_code == 200
    shop.later(minutes=61)
    assert (shop.bought(), shop.purchase()["supplier_reference"]) == ([], "S-1")


def test_ten_rounds_at_once_order_once(world: World) -> None:
    shop = Shop(world)
    world.clock.advance(minutes=61)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: tick({}, None), range(10)))
    assert (shop.bought(), shop.purchase()["status"]) == ([2], "ordered")


def test_a_crash_before_the_note_orders_nothing_twice(world: World) -> None:
    shop = Shop(world)

    def crash() -> None:
        raise CrashError

    shop.cj.after = crash
    with pytest.raises(CrashError):
        shop.later(minutes=61)
    shop.cj.after = lambda: None
    assert shop.purchase()["is_placing"]
    refused = shop.step("ordered")
    assert (refused.status_code, refused.json()["code"]) == (409, "purchase_order_state")
    shop.later(minutes=5)
    assert shop.purchase()["is_placing"]
    shop.later(minutes=6)
    purchase = shop.purchase()
    assert (shop.bought(), purchase["status"]) == ([2], "ordered")
    assert purchase["supplier_reference"] == f"CJ-{purchase['id']}"


def test_a_crash_while_noting_orders_nothing_twice(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Shop(world)
    update = PurchaseRepository.update

    def crash(self: PurchaseRepository, purchase: Any) -> None:
        if purchase.supplier_reference:
            raise CrashError
        update(self, purchase)

    monkeypatch.setattr(PurchaseRepository, "update", crash)
    with pytest.raises(CrashError):
        shop.later(minutes=61)
    monkeypatch.undo()
    shop.later(minutes=11)
    assert (shop.bought(), shop.purchase()["status"]) == ([2], "ordered")


def test_an_order_cancelled_after_a_crash_is_noted_as_bought(world: World) -> None:
    shop = Shop(world)

    def crash() -> None:
        raise CrashError

    shop.cj.after = crash
    with pytest.raises(CrashError):
        shop.later(minutes=61)
    shop.to_order("cancel", {"reason": "Changed mind", "restock": True, "notify": False})
    shop.later(minutes=11)
    assert (shop.bought(), shop.purchase()["status"]) == ([2], "ordered")
    assert "cancelled after you had ordered" in shop.purchase()["problem"]


def test_an_order_cancelled_after_a_crash_before_the_call_is_not_bought(world: World) -> None:
    shop = Shop(world)

    def crash() -> None:
        raise CrashError

    shop.cj.before = crash
    with pytest.raises(CrashError):
        shop.later(minutes=61)
    shop.cj.before = lambda: None
    shop.to_order("cancel", {"reason": "Changed mind", "restock": True, "notify": False})
    shop.later(minutes=11)
    assert (shop.bought(), shop.purchase()["status"], shop.purchase()["problem"]) == ([], "cancelled", "")


@pytest.mark.parametrize("error", [SupplierUnavailableError("CJ is down."), ThrottledError(retry_after_seconds=2)])
def test_a_supplier_that_is_down_is_asked_again(world: World, error: Exception) -> None:
    shop = Shop(world)

    def fail() -> None:
        raise error

    shop.cj.before = fail
    shop.later(minutes=61)
    shop.later(minutes=11)
    assert (shop.bought(), shop.purchase()["status"]) == ([], "to_order")
    assert ("CJ is down." in shop.purchase()["problem"]) is isinstance(error, SupplierUnavailableError)
    shop.cj.before = lambda: None
    shop.later(minutes=11)
    assert (shop.bought(), shop.purchase()["status"], shop.purchase()["problem"]) == ([2], "ordered", "")


def test_a_rejected_order_says_why_and_is_left_to_the_merchant(world: World) -> None:
    shop = Shop(world)
    shop.cj.answer = Rejected(reason="CJ Dropshipping refused the order: the address is not valid (1603000).")
    shop.later(minutes=61)
    shop.cj.answer = None
    shop.later(hours=3)
    purchase = shop.purchase()
    assert (shop.bought(), purchase["status"]) == ([], "to_order")
    assert "the address is not valid" in purchase["problem"]
    assert shop.step("ordered").status_code == 200


def test_a_supplier_that_is_not_connected_is_told(world: World) -> None:
    shop = Shop(world)
    world.container.ordering_suppliers = {}
    shop.later(minutes=61)
    assert "takes no orders from here" in shop.purchase()["problem"]
    assert shop.purchase()["is_placing"] is False


def test_tracking_comes_in_and_the_shopper_is_told(world: World) -> None:
    shop = Shop(world)
    shop.later(minutes=61)
    shop.later(hours=5)
    assert shop.cj.asked == 0
    shop.cj.state = SupplierOrderStatus(
        state=SupplierOrderState.SHIPPED, carrier="CJPacket", tracking_number="T1", tracking_url="https://track.test/T1"
    )
    world.mail.sent.clear()
    world.clock.advance(hours=2)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: tick({}, None), range(4)))
    world.drain()
    order = shop.ann.get(f"{shop.base}/orders/{shop.order_id}").json()
    assert (shop.cj.asked, shop.purchase()["status"]) == (1, "shipped")
    assert [parcel["tracking_number"] for parcel in order["fulfillments"]] == ["T1"]
    assert len(world.mail.sent) == 1
    shop.cj.state = SupplierOrderStatus(state=SupplierOrderState.DELIVERED)
    shop.later(hours=7)
    assert shop.purchase()["status"] == "delivered"
    shop.later(hours=7)
    assert shop.cj.asked == 2


def test_an_order_the_supplier_gave_up_is_failed(world: World) -> None:
    shop = Shop(world)
    shop.later(minutes=61)
    shop.cj.state = SupplierOrderStatus(state=SupplierOrderState.FAILED, problem="CJ Dropshipping cancelled the order.")
    shop.later(hours=7)
    assert (shop.purchase()["status"], shop.purchase()["problem"]) == ("failed", "CJ Dropshipping cancelled the order.")


def test_the_settings_need_a_ceiling_in_the_stores_currency(world: World) -> None:
    ann = world.merchant()
    base = f"/stores/{ann.open_store()['id']}/purchasing-settings"
    assert ann.get(base).json() == {"automatic": False, "ceiling": None, "buffer_minutes": 60, "version": 0}
    assert ann.put(base, {"automatic": True}).status_code == 422
    assert ann.put(base, {"automatic": True, "ceiling": {"amount": 5, "currency": "EUR"}}).status_code == 422
    for minutes in (14, 1441):
        assert ann.put(base, {"buffer_minutes": minutes}).status_code == 422
    saved = ann.put(base, {"automatic": True, "ceiling": usd(5), "buffer_minutes": 15, "version": 0})
    assert saved.json()["version"] == 1
    stale = ann.put(base, {"automatic": False, "version": 0})
    assert (stale.status_code, stale.json()["current"]) == (409, saved.json())
