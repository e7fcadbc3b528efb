"""What a merchant does with orders, and what Stripe says of them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.payment_worker.handler import FeeNotKnownYetError
from functions.payment_worker.handler import handle_body as handle_payment
from tests.stripe_events import dispute_event, payment_intent_of, refund_event, session_event
from tests.world import Json, Merchant, World
from tradewind.bootstrap import get_container
from tradewind.messaging.events import Event


def usd(amount: int) -> Json:
    return {"amount": amount, "currency": "USD"}


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


class Shop:
    """A store with one paid order of two mugs and a hat."""

    def __init__(self, world: World, ann: Merchant, store: Json) -> None:
        self.world, self.ann, self.store = world, ann, store
        self.mug = ann.add_product(store, cost=usd(1000))
        self.hat = ann.add_product(store, title="Hat", price=usd(1500), cost=usd(600))
        self.checkout = world.start_checkout(store, (self.mug, 2), (self.hat, 1)).json()
        self.id = self.checkout["order_id"]
        self.payment = payment_intent_of(self.checkout)
        world.deliver(session_event(self.checkout, store_id=store["id"], amount=6500))

    @property
    def path(self) -> str:
        return f"/stores/{self.store['id']}/orders/{self.id}"

    def order(self) -> Json:
        order: Json = self.ann.get(self.path).json()
        return order

    def post(self, what: str, body: Json, **headers: str) -> Any:
        return self.ann.post(f"{self.path}/{what}", body, **headers)

    def line(self, product: Json, quantity: int, **more: Any) -> Json:
        return {"variant_id": product["variants"][0]["id"], "quantity": quantity, **more}

    def stock(self, product: Json) -> int | None:
        return get_container().catalog.find_stock(self.store["id"], product["id"]).level(product["variants"][0]["id"])

    def mails(self) -> list[str]:
        self.world.drain()
        return [mail.message_id.split(".")[0] for mail in self.world.mail.sent]


@pytest.fixture
def shop(world: World, ann: Merchant, store: Json) -> Shop:
    return Shop(world, ann, store)


# Shipping


def test_an_order_goes_out_in_several_shipments(shop: Shop) -> None:
    tracking = {"carrier": "DHL", "tracking_number": "JD0123", "tracking_url": "https://dhl.example/JD0123"}
    first = shop.post("fulfillments", {"lines": [shop.line(shop.mug, 1)], **tracking})
    assert first.status_code == 201
    order = first.json()
    assert (order["status"], [line["open_quantity"] for line in order["lines"]]) == ("partially_fulfilled", [1, 1])
    order = shop.post("fulfillments", {"status": "fulfilled"}).json()
    assert (order["status"], order["actions"]["fulfill"]) == ("fulfilled", False)
    second = order["fulfillments"][1]
    assert [line["quantity"] for line in second["lines"]] == [1, 1]
    shipped = shop.ann.patch(f"{shop.path}/fulfillments/{second['id']}", {"status": "shipped", **tracking}).json()
    assert shipped["status"] == "shipped"
    for fulfillment in shipped["fulfillments"]:
        shipped = shop.ann.patch(f"{shop.path}/fulfillments/{fulfillment['id']}", {"status": "delivered"}).json()
    assert shipped["status"] == "delivered"
    assert shop.mails() == ["order_confirmation", *["order_shipped"] * 2, *["order_delivered"] * 2]
    assert "https://dhl.example/JD0123" in shop.world.mail.sent[1].html


def test_no_more_goes_out_than_was_bought(shop: Shop) -> None:
    answer = shop.post("fulfillments", {"lines": [shop.line(shop.mug, 3)]})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "lines.0.quantity")
    twice = shop.post("fulfillments", {"lines": [shop.line(shop.mug, 1), shop.line(shop.mug, 1)]})
    assert twice.json()["errors"][0]["field"] == "lines.1.variant_id"
    shop.post("fulfillments", {})
    again = shop.post("fulfillments", {})
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_fulfill")


def test_parallel_shipments_of_one_line_are_one(shop: Shop) -> None:
    body = {"lines": [shop.line(shop.hat, 1)]}
    headers = shop.ann.headers
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(
                lambda _: shop.world.client.post(f"/api/v1{shop.path}/fulfillments", json=body, headers=headers),
                range(6),
            )
        )
    assert sorted(answer.status_code for answer in answers) == [201, 422, 422, 422, 422, 422]
    assert len(shop.order()["fulfillments"]) == 1


def test_a_repeated_shipment_is_one_and_one_mail(shop: Shop) -> None:
    body, key = {"lines": [shop.line(shop.mug, 1)]}, {"idempotency-key": "ship-1"}
    shop.post("fulfillments", body, **key)
    again = shop.post("fulfillments", body, **key)
    assert (again.status_code, len(again.json()["fulfillments"])) == (201, 1)
    other = shop.post("fulfillments", {"lines": [shop.line(shop.hat, 1)]}, **key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert shop.mails() == ["order_confirmation", "order_shipped"]


def test_a_shipment_never_goes_back_but_can_be_cancelled(shop: Shop) -> None:
    id = shop.post("fulfillments", {}).json()["fulfillments"][0]["id"]
    back = shop.ann.patch(f"{shop.path}/fulfillments/{id}", {"status": "fulfilled"})
    assert (back.status_code, back.json()["code"]) == (409, "order_state")
    gone = shop.ann.delete(f"{shop.path}/fulfillments/{id}").json()
    assert (gone["status"], gone["fulfillments"]) == ("paid", [])
    missing = shop.ann.delete(f"{shop.path}/fulfillments/{id}")
    assert (missing.status_code, missing.json()["code"]) == (404, "fulfillment_not_found")


# Holds, notes, costs


def test_a_held_order_is_not_shipped_until_it_is_released(shop: Shop) -> None:
    assert shop.post("hold", {"reason": "Address looks odd"}).json()["status"] == "on_hold"
    refused = shop.post("fulfillments", {})
    assert (refused.status_code, "Address looks odd" in refused.json()["detail"]) == (409, True)
    assert shop.post("release", {}).json()["status"] == "paid"
    assert shop.post("release", {}).status_code == 409


def test_notes_are_for_the_merchant_only(shop: Shop) -> None:
    shop.post("notes", {"text": "Called, wants it by Friday"})
    assert ("note", "Called, wants it by Friday") in [
        (entry["kind"], entry["detail"]) for entry in shop.order()["timeline"]
    ]
    token = shop.order()["customer_url"].partition("token=")[2]
    public = shop.world.get(f"/public/stores/{shop.store['slug']}/orders/{shop.id}", token=token)
    assert "Friday" not in public.text


def test_the_real_cost_of_a_line_changes_the_profit(shop: Shop) -> None:
    shop.world.drain()
    before = shop.order()
    costs = {shop.mug["variants"][0]["id"]: usd(1250)}
    after = shop.ann.put(f"{shop.path}/costs", {"costs": costs, "version": before["version"]}).json()
    assert after["profit"]["profit"]["amount"] == before["profit"]["profit"]["amount"] - 500
    assert after["lines"][0]["unit_cost"] == usd(1250)
    again = shop.ann.put(f"{shop.path}/costs", {"costs": costs}).json()
    assert len(again["ledger"]) == len(after["ledger"])
    stale = shop.ann.put(f"{shop.path}/costs", {"costs": costs, "version": before["version"]})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    assert stale.json()["current"]["lines"] == again["lines"]
    unknown = shop.ann.put(f"{shop.path}/costs", {"costs": {"var_x": usd(1)}})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "costs")


def test_an_unknown_cost_is_unknown_not_zero(world: World, ann: Merchant, store: Json) -> None:
    checkout = world.start_checkout(store, (ann.add_product(store), 1)).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    profit = ann.get(f"/stores/{store['id']}/orders/{checkout['order_id']}").json()["profit"]
    assert (profit["cost"], profit["fees"], profit["profit"], profit["complete"]) == (None, None, None, False)


# Disputes


def test_a_dispute_holds_the_order_and_tells_the_merchant(shop: Shop) -> None:
    taken = (("txn_1", -6500, 1500),)
    shop.world.deliver(dispute_event(shop.payment, amount=6500))
    shop.world.deliver(dispute_event(shop.payment, amount=6500, kind="funds_withdrawn", movements=taken))
    shop.world.deliver(dispute_event(shop.payment, amount=6500, kind="funds_withdrawn", movements=taken))
    order = shop.order()
    assert (order["status"], order["payment_status"], order["hold_kind"]) == ("on_hold", "disputed", "dispute")
    assert (order["profit"]["disputes"], order["disputes"][0]["reason"]) == (usd(6500), "fraudulent")
    for what, body in (("refunds", {"amount": usd(1)}), ("cancel", {}), ("release", {}), ("fulfillments", {})):
        assert shop.post(what, body).status_code == 409
    assert shop.mails() == ["order_confirmation", "merchant_dispute"]
    assert shop.world.mail.sent[1].to == shop.ann.email


@pytest.mark.parametrize(
    ("outcome", "back", "status", "payment_status"),
    [("won", 6500, "paid", "paid"), ("lost", 0, "paid", "charged_back")],
)
def test_a_dispute_ends_won_or_lost_in_any_order_of_events(
    shop: Shop, outcome: str, back: int, status: str, payment_status: str
) -> None:
    taken = ("txn_1", -6500, 1500)
    movements = (taken, ("txn_2", 6500, 0)) if outcome == "won" else (taken,)
    closed = dispute_event(
        shop.payment, amount=6500, kind="closed", status=outcome, movements=movements, created=1_763_900_900
    )
    opened = dispute_event(shop.payment, amount=6500, movements=(taken,))
    for event in (closed, opened, closed):
        shop.world.deliver(event)
    order = shop.order()
    assert (order["status"], order["payment_status"], len(order["disputes"])) == (status, payment_status, 1)
    assert order["profit"]["disputes"] == usd(6500 - back)
    assert order["refundable"] == (usd(0) if outcome == "lost" else usd(6500))
    assert sorted(shop.mails()) == ["merchant_dispute", "merchant_dispute_closed", "order_confirmation"]


# Fees


def test_the_fee_comes_from_stripe_and_is_booked_once(shop: Shop) -> None:
    assert shop.order()["profit"]["fees"] is None
    shop.world.drain()
    event = Event(
        id="evt_1", type="OrderPaid", store_id=shop.store["id"], at=shop.world.clock(), payload={"order_id": shop.id}
    ).to_json()
    handle_payment(event)
    order = shop.order()
    assert order["profit"]["fees"] == usd(103)
    assert [entry["name"] for entry in order["ledger"]] == ["sale", "fee#payment"]


def test_a_fee_that_is_not_known_yet_is_asked_for_again(shop: Shop) -> None:
    fee, shop.world.order_payments.fee = shop.world.order_payments.fee, None
    event = Event(
        id="evt_1", type="OrderPaid", store_id=shop.store["id"], at=shop.world.clock(), payload={"order_id": shop.id}
    ).to_json()
    with pytest.raises(FeeNotKnownYetError):
        handle_payment(event)
    shop.world.order_payments.fee = fee
    handle_payment(event)
    assert shop.order()["profit"]["fees"] == usd(103)


# Finding, and the shopper's page


def test_orders_are_found_by_number_name_and_address(shop: Shop) -> None:
    base = f"/stores/{shop.store['id']}/orders"
    other = shop.world.start_checkout(shop.store, (shop.hat, 1)).json()
    shop.world.deliver(session_event(other, store_id=shop.store["id"], amount=1500, email="Zoë@example.com"))

    def found(search: str) -> list[int]:
        return [order["number"] for order in shop.ann.get(base, search=search).json()["items"]]

    assert found("#1") == found("1") == [1]
    assert found("zoe@EXAMPLE.com") == [2]
    assert found("ann example") == [2, 1]
    assert found("nobody") == []


def test_a_shopper_sees_the_order_behind_its_signed_link_only(shop: Shop) -> None:
    shop.post("fulfillments", {"carrier": "DHL", "tracking_number": "JD0123"})
    url = shop.order()["customer_url"]
    assert url.startswith(f"http://{shop.store['slug']}.shop.test/orders/{shop.id}?token=")
    token = url.partition("token=")[2]
    path = f"/public/stores/{shop.store['slug']}/orders/{shop.id}"
    answer = shop.world.get(path, token=token)
    assert (answer.status_code, answer.json()["status"], answer.headers["cache-control"]) == (
        200,
        "shipped",
        "no-store",
    )
    assert answer.json()["fulfillments"][0]["tracking_number"] == "JD0123"
    for word in ("cost", "ledger", "timeline", "profit", "payment_intent", "hold"):
        assert word not in answer.text
    assert shop.world.get(path, token=token[:-1] + "x").json()["code"] == "order_not_found"
    assert shop.world.get(path).status_code == 422
    elsewhere = shop.ann.open_store()
    foreign = f"/public/stores/{elsewhere['slug']}/orders/{shop.id}"
    assert shop.world.get(foreign, token=token).json()["code"] == "order_not_found"
    assert url in shop.world.mail.sent[0].text if shop.mails() else False


def test_an_order_keeps_what_was_bought_when_the_product_changes(shop: Shop) -> None:
    product = f"/stores/{shop.store['id']}/products/{shop.mug['id']}"
    shop.ann.patch(product, {"title": "Red mug", "price": usd(9900), "cost": usd(1)})
    line = shop.order()["lines"][0]
    assert (line["title"], line["unit_price"], line["unit_cost"]) == ("Blue mug", usd(2500), usd(1000))


def test_a_payment_for_gone_goods_goes_back_where_the_store_says_so(world: World, ann: Merchant, store: Json) -> None:
    ann.put(f"/stores/{store['id']}/checkout-policy", {"impossible_orders": "refund"})
    product = ann.add_product(store, variants=[{"inventory_count": 1}])
    checkout = world.start_checkout(store, (product, 1)).json()
    ids = {"store_id": store["id"], "amount": 2500}
    world.deliver(session_event(checkout, kind="expired", payment_status="unpaid", **ids))
    assert world.start_checkout(store, (product, 1)).status_code == 201
    world.deliver(session_event(checkout, **ids))
    world.drain()
    order = ann.get(f"/stores/{store['id']}/orders/{checkout['order_id']}").json()
    assert (order["status"], order["payment_status"]) == ("cancelled", "refunded")
    assert len(world.order_payments.refunds) == 1
    assert {(mail.to, mail.message_id.partition(".")[0]) for mail in world.mail.sent} == {
        ("ann@example.com", "order_cancelled"),
        (ann.email, "merchant_attention"),
    }
    assert len(world.mail.sent) == 2
    stock = get_container().catalog.find_stock(store["id"], product["id"])
    assert (stock.level(product["variants"][0]["id"]), sum(stock.reserved.values())) == (0, 1)


def test_refunds_work_while_the_store_is_paused(shop: Shop) -> None:
    shop.ann.patch(f"/stores/{shop.store['id']}", {"status": "paused"})
    assert shop.post("refunds", {"amount": usd(1000)}).json()["refunded"] == usd(1000)
    shop.world.deliver(refund_event(shop.payment, amount=500))
    assert shop.order()["refunded"] == usd(1500)
