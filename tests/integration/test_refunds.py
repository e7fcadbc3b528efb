"""Money goes back: refunds made here and at Stripe, and orders that are cancelled."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.integration.test_orders import Shop, usd
from tests.stripe_events import dispute_event, payment_intent_of, refund_event, session_event
from tests.world import Json, Merchant, World
from tradewind.checkout.errors import PaymentRefusedError, PaymentUnavailableError
from tradewind.orders.models import RefundStatus


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


@pytest.fixture
def shop(world: World, ann: Merchant, store: Json) -> Shop:
    return Shop(world, ann, store)


# Refunds


def test_a_part_goes_back_with_its_stock_and_its_profit(shop: Shop) -> None:
    shop.world.drain()
    body = {"lines": [shop.line(shop.mug, 1)], "reason": "Chipped"}
    order = shop.post("refunds", body).json()
    assert (order["status"], order["payment_status"]) == ("paid", "partially_refunded")
    assert (order["refunded"], order["refundable"]) == (usd(2500), usd(4000))
    assert shop.stock(shop.mug) == 4
    assert [line["open_quantity"] for line in order["lines"]] == [1, 1]
    order = shop.order()
    assert order["profit"]["complete"] is True
    assert order["profit"]["profit"] == usd(6500 - 2600 - 103 - 2500 + 1000)
    assert shop.mails() == ["order_confirmation", "order_refunded"]


def test_a_refund_without_restock_leaves_the_shelf_alone(shop: Shop) -> None:
    order = shop.post("refunds", {"lines": [shop.line(shop.mug, 2, restock=False)]}).json()
    assert (order["refunded"], shop.stock(shop.mug)) == (usd(5000), 3)


def test_everything_back_is_refunded(shop: Shop) -> None:
    shop.post("refunds", {"amount": usd(2000)})
    order = shop.post("refunds", {"amount": usd(4500)}).json()
    assert (order["status"], order["payment_status"], order["refundable"]) == ("refunded", "refunded", usd(0))


def test_no_more_goes_back_than_came_in(shop: Shop) -> None:
    answer = shop.post("refunds", {"amount": usd(6501)})
    assert (answer.status_code, answer.json()["refundable"]) == (422, usd(6500))
    assert shop.post("refunds", {"amount": usd(0)}).status_code == 422
    assert shop.post("refunds", {"amount": {"amount": 5, "currency": "EUR"}}).status_code == 422
    many = shop.post("refunds", {"lines": [shop.line(shop.mug, 3)]})
    assert many.json()["errors"][0]["field"] == "lines.0.quantity"
    headers = shop.ann.headers
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(
                lambda _: shop.world.client.post(
                    f"/api/v1{shop.path}/refunds", json={"amount": usd(4000)}, headers=headers
                ),
                range(6),
            )
        )
    assert sorted(answer.status_code for answer in answers) == [201, 422, 422, 422, 422, 422]
    assert len(shop.world.order_payments.refunds) == 1


def test_a_repeated_refund_is_paid_once(shop: Shop) -> None:
    body, key = {"amount": usd(1000)}, {"idempotency-key": "refund-1"}
    shop.post("refunds", body, **key)
    order = shop.post("refunds", body, **key).json()
    assert (order["refunded"], len(shop.world.order_payments.refunds)) == (usd(1000), 1)
    assert shop.post("refunds", {"amount": usd(2000)}, **key).json()["code"] == "idempotency_key_reused"


def test_a_crash_after_stripe_refunded_is_finished_by_the_worker(shop: Shop) -> None:
    shop.world.order_payments.answers_lost = 1
    crashed = shop.post("refunds", {"lines": [shop.line(shop.hat, 1)]})
    assert crashed.status_code == 500
    assert shop.order()["refunds"][0]["status"] == "pending"
    shop.world.drain()
    order = shop.order()
    assert (order["refunds"][0]["status"], order["refunded"]) == ("succeeded", usd(1500))
    assert (len(shop.world.order_payments.refunds), shop.stock(shop.hat)) == (1, 5)


def test_stripe_that_does_not_answer_is_asked_again(shop: Shop) -> None:
    shop.world.order_payments.faults.append(PaymentUnavailableError())
    answer = shop.post("refunds", {"amount": usd(1000)})
    assert (answer.status_code, answer.json()["code"]) == (502, "payment_unavailable")
    shop.world.drain()
    assert shop.order()["refunded"] == usd(1000)


def test_a_refusal_is_said_kept_and_can_be_tried_again(shop: Shop) -> None:
    shop.world.order_payments.faults.append(PaymentRefusedError("Insufficient funds in your Stripe balance."))
    answer = shop.post("refunds", {"lines": [shop.line(shop.mug, 2)]})
    assert (answer.status_code, answer.json()["code"]) == (502, "refund_failed")
    assert "Insufficient funds" in answer.json()["detail"]
    order = shop.order()
    assert (order["refunds"][0]["status"], order["refundable"]) == ("failed", usd(6500))
    assert shop.stock(shop.mug) == 3
    assert shop.mails() == ["order_confirmation", "merchant_refund_failed"]
    assert shop.post("refunds", {"lines": [shop.line(shop.mug, 2)]}).json()["refunded"] == usd(5000)


def test_a_refund_made_at_stripe_flows_back_once_however_often_it_is_told(shop: Shop) -> None:
    for kind in ("created", "updated", "created"):
        shop.world.deliver(refund_event(shop.payment, amount=1500, kind=kind))
    order = shop.order()
    assert (order["refunded"], order["payment_status"]) == (usd(1500), "partially_refunded")
    assert [refund["at_stripe"] for refund in order["refunds"]] == [True]
    assert shop.mails() == ["order_confirmation", "order_refunded"]


def test_our_own_refund_s_events_change_nothing(shop: Shop) -> None:
    shop.post("refunds", {"amount": usd(1000)})
    made = next(iter(shop.world.order_payments.refunds.values()))
    shop.world.deliver(
        refund_event(shop.payment, amount=1000, refund=made.provider_id, metadata={"refund_id": made.refund_id or ""})
    )
    assert (len(shop.order()["refunds"]), shop.order()["refunded"]) == (1, usd(1000))


def test_a_refund_that_fails_at_the_bank_gives_the_money_back_to_the_books(shop: Shop) -> None:
    shop.world.order_payments.status = RefundStatus.PENDING
    shop.post("refunds", {"amount": usd(1000)})
    made = next(iter(shop.world.order_payments.refunds.values()))
    failed = refund_event(
        shop.payment,
        amount=1000,
        refund=made.provider_id,
        kind="failed",
        status="failed",
        failure="lost_or_stolen_card",
    )
    shop.world.deliver(failed)
    shop.world.deliver(refund_event(shop.payment, amount=1000, refund=made.provider_id, status="pending"))
    order = shop.order()
    assert (order["refunds"][0]["status"], order["refunds"][0]["failure"]) == ("failed", "lost or stolen card")
    assert (order["refundable"], order["profit"]["refunds"]) == (usd(6500), usd(0))
    assert "merchant_refund_failed" in shop.mails()


def test_a_refund_faster_than_its_order_waits_for_it(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)
    checkout = world.start_checkout(store, (product, 1)).json()
    world.deliver(refund_event(payment_intent_of(checkout), amount=2500))
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    order = ann.get(f"/stores/{store['id']}/orders/{checkout['order_id']}").json()
    assert (order["status"], order["refunded"]) == ("refunded", usd(2500))
    assert world.container.orders.list_early(payment_intent_of(checkout)) == []


def test_events_of_another_account_are_not_booked(shop: Shop) -> None:
    shop.world.deliver(refund_event(shop.payment, amount=1500, account="acct_stranger"))
    shop.world.deliver(dispute_event(shop.payment, amount=1500, account="acct_stranger"))
    assert (shop.order()["refunded"], shop.order()["disputes"]) == (usd(0), [])


# Cancelling


def test_cancelling_refunds_restocks_and_tells(shop: Shop) -> None:
    shop.world.drain()
    order = shop.post("cancel", {"reason": "Changed my mind"}).json()
    assert (order["status"], order["payment_status"], order["refunded"]) == ("cancelled", "refunded", usd(6500))
    assert (shop.stock(shop.mug), shop.stock(shop.hat)) == (5, 5)
    assert shop.mails() == ["order_confirmation", "order_cancelled"]
    again = shop.post("cancel", {})
    assert (again.status_code, again.json()["code"]) == (409, "order_state")
    assert shop.post("fulfillments", {}).status_code == 409


def test_what_went_out_is_not_cancelled(shop: Shop) -> None:
    shop.post("fulfillments", {"lines": [shop.line(shop.hat, 1)]})
    answer = shop.post("cancel", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "order_state")
    assert shop.world.order_payments.refunds == {}


def test_a_cancel_whose_refund_has_to_wait_is_finished(shop: Shop) -> None:
    shop.world.order_payments.faults.append(PaymentUnavailableError())
    assert shop.post("cancel", {}).status_code == 502
    assert shop.order()["status"] == "cancelled"
    shop.world.drain()
    assert (shop.order()["refunded"], shop.stock(shop.mug)) == (usd(6500), 5)


def test_a_pending_order_cannot_be_cancelled_or_shipped(world: World, ann: Merchant, store: Json) -> None:
    checkout = world.start_checkout(store, (ann.add_product(store), 1)).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500, payment_status="unpaid"))
    path = f"/stores/{store['id']}/orders/{checkout['order_id']}"
    for what, body in (("cancel", {}), ("fulfillments", {}), ("refunds", {"amount": usd(1)})):
        answer = ann.post(f"{path}/{what}", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "order_state")
