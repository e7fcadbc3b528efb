"""What payment events do, in any order and any number."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.checkout_schedule.handler import handler as sweep
from tests.stripe_events import session_event
from tests.world import Json, Merchant, World
from tradewind.bootstrap import get_container
from tradewind.checkout.models import CheckoutStatus
from tradewind.checkout.repository import DecidedError
from tradewind.db import keys
from tradewind.mailing.ports import MailUnavailableError


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store()


def orders(ann: Merchant, store: Json) -> list[Json]:
    rows: list[Json] = ann.get(f"/stores/{store['id']}/orders").json()["items"]
    return rows


def stock_of(ann: Merchant, store: Json, product: Json) -> tuple[int | None, int]:
    stock = get_container().catalog.find_stock(store["id"], product["id"])
    variant_id = product["variants"][0]["id"]
    return stock.level(variant_id), stock.reserved.get(variant_id, 0)


def started(world: World, ann: Merchant, store: Json, quantity: int = 2, **fields: Any) -> tuple[Json, Json]:
    product = ann.add_product(store, **fields)
    return product, world.start_checkout(store, (product, quantity)).json()


def test_the_same_event_twice_is_one_order_and_one_mail(world: World, ann: Merchant, store: Json) -> None:
    product, checkout = started(world, ann, store)
    event = session_event(checkout, store_id=store["id"], amount=5000)
    for _ in range(3):
        world.deliver(event)
    world.deliver(session_event(checkout, store_id=store["id"], amount=5000))
    world.drain()
    assert len(orders(ann, store)) == 1
    assert len(world.mail.sent) == 1
    assert stock_of(ann, store, product) == (3, 0)


def test_a_bank_debit_waits_for_its_money(world: World, ann: Merchant, store: Json) -> None:
    product, checkout = started(world, ann, store)
    ids = {"store_id": store["id"], "amount": 5000}
    world.deliver(session_event(checkout, payment_status="unpaid", **ids))
    assert [order["status"] for order in orders(ann, store)] == ["pending"]
    world.clock.advance(hours=3)
    sweep({}, None)
    assert stock_of(ann, store, product) == (3, 2)
    world.deliver(session_event(checkout, kind="async_payment_succeeded", **ids))
    assert [order["status"] for order in orders(ann, store)] == ["paid"]
    assert stock_of(ann, store, product) == (3, 0)
    world.drain()
    assert [mail.subject.rpartition(" is ")[2] for mail in world.mail.sent] == ["confirmed"]


def test_a_failed_bank_debit_gives_the_stock_back(world: World, ann: Merchant, store: Json) -> None:
    product, checkout = started(world, ann, store)
    ids = {"store_id": store["id"], "amount": 5000}
    world.deliver(session_event(checkout, payment_status="unpaid", **ids))
    world.deliver(session_event(checkout, kind="async_payment_failed", payment_status="unpaid", **ids))
    assert stock_of(ann, store, product) == (5, 0)
    order = orders(ann, store)[0]
    assert (order["status"], order["payment_status"]) == ("cancelled", "failed")


def test_an_expired_session_gives_the_stock_back_once(world: World, ann: Merchant, store: Json) -> None:
    product, checkout = started(world, ann, store)
    for _ in range(3):
        world.deliver(
            session_event(checkout, store_id=store["id"], kind="expired", payment_status="unpaid", amount=5000)
        )
    assert stock_of(ann, store, product) == (5, 0)


def test_a_late_payment_takes_stock_again(world: World, ann: Merchant, store: Json) -> None:
    product, checkout = started(world, ann, store)
    ids = {"store_id": store["id"], "amount": 5000}
    world.deliver(session_event(checkout, kind="expired", payment_status="unpaid", **ids))
    world.deliver(session_event(checkout, **ids))
    assert orders(ann, store)[0]["status"] == "paid"
    assert stock_of(ann, store, product) == (3, 0)


def test_a_late_payment_for_sold_stock_is_held_never_lost(world: World, ann: Merchant, store: Json) -> None:
    product, checkout = started(world, ann, store, quantity=5)
    ids = {"store_id": store["id"], "amount": 12_500}
    world.deliver(session_event(checkout, kind="expired", payment_status="unpaid", **ids))
    assert world.start_checkout(store, (product, 5)).status_code == 201
    world.deliver(session_event(checkout, **ids))
    world.drain()
    held = orders(ann, store)[0]
    assert held["status"] == "on_hold"
    detail = ann.get(f"/stores/{store['id']}/orders/{held['id']}").json()
    assert "stock is gone" in detail["hold_reason"]
    assert [mail.to for mail in world.mail.sent] == ["ann@example.com", ann.email]
    assert stock_of(ann, store, product) == (0, 5)


def test_a_payment_of_another_amount_is_held(world: World, ann: Merchant, store: Json) -> None:
    _, checkout = started(world, ann, store)
    world.deliver(session_event(checkout, store_id=store["id"], amount=1))
    assert orders(ann, store)[0]["status"] == "on_hold"


def test_payment_counts_after_the_store_was_paused_or_the_product_archived(
    world: World, ann: Merchant, store: Json
) -> None:
    product, checkout = started(world, ann, store)
    ann.delete(f"/stores/{store['id']}/products/{product['id']}")
    ann.patch(f"/stores/{store['id']}", {"status": "paused"})
    world.deliver(session_event(checkout, store_id=store["id"], amount=5000))
    order = orders(ann, store)[0]
    assert order["status"] == "paid"
    detail = ann.get(f"/stores/{store['id']}/orders/{order['id']}").json()
    assert detail["lines"][0]["title"] == "Blue mug"


def test_a_completed_event_before_our_session_is_stored(world: World, ann: Merchant, store: Json) -> None:
    product = ann.add_product(store)

    def pay_at_once() -> None:
        world.payments.before_answer = None
        request = world.payments.requests[0]
        session = {"order_id": request.order_id, "session_id": "cs_test_early"}
        world.deliver(session_event(session, store_id=store["id"], amount=2500))

    world.payments.before_answer = pay_at_once
    assert world.start_checkout(store, (product, 1)).status_code == 201
    assert len(orders(ann, store)) == 1
    assert stock_of(ann, store, product) == (4, 0)


def test_variants_that_stopped_being_tracked_get_nothing_back(world: World, ann: Merchant, store: Json) -> None:
    product, checkout = started(world, ann, store)
    variant = {"id": product["variants"][0]["id"], "inventory_count": None}
    ann.patch(f"/stores/{store['id']}/products/{product['id']}", {"variants": [variant]})
    world.deliver(session_event(checkout, store_id=store["id"], kind="expired", payment_status="unpaid", amount=5000))
    assert stock_of(ann, store, product) == (None, 0)


def test_the_sweep_asks_the_provider_first(world: World, ann: Merchant, store: Json) -> None:
    product, checkout = started(world, ann, store)
    world.clock.advance(minutes=42)
    world.payments.states[checkout["session_id"]] = "complete"
    assert sweep({}, None) == {"released": 0, "left": 1}
    world.payments.states[checkout["session_id"]] = "expired"
    assert sweep({}, None) == {"released": 1, "left": 0}
    assert sweep({}, None) == {"released": 0, "left": 0}
    assert stock_of(ann, store, product) == (5, 0)


def test_events_that_are_not_ours_are_let_through(world: World) -> None:
    world.deliver({"id": "evt_1", "type": "charge.succeeded", "data": {"object": {"id": "ch_1"}}})
    checkout = {"order_id": "ord_01JD0000000000000000000000", "session_id": "cs_x"}
    world.deliver(session_event(checkout, store_id="str_01JD0000000000000000000000", amount=1))


def test_order_numbers_count_per_store(world: World, ann: Merchant, store: Json) -> None:
    other = ann.open_store()
    for shop in (store, other, store):
        _, checkout = started(world, ann, shop, quantity=1)
        world.deliver(session_event(checkout, store_id=shop["id"], amount=2500))
    assert [order["number"] for order in orders(ann, store)] == [2, 1]
    assert [order["number"] for order in orders(ann, other)] == [1]


def test_a_refused_mail_is_tried_again_and_a_lost_outcome_is_not(world: World, ann: Merchant, store: Json) -> None:
    _, checkout = started(world, ann, store, quantity=1)
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    from functions.email_worker.handler import handle_body
    from tradewind.messaging.events import Event

    event = Event(
        id="evt_1",
        type="OrderPaid",
        store_id=store["id"],
        at=world.clock(),
        payload={"order_id": checkout["order_id"]},
    ).to_json()
    world.mail.faults.append(MailUnavailableError())
    with pytest.raises(MailUnavailableError):
        handle_body(event)
    world.mail.faults.append(KeyboardInterrupt("the worker dies while sending"))  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        handle_body(event)
    handle_body(event)
    assert world.mail.sent == []
    claim = world.container.mail_deps.claims.find_status(
        keys.mail_claim(store["id"], checkout["order_id"], "order_confirmation")
    )
    assert claim == "sending"


def test_a_worker_with_an_old_view_changes_nothing(world: World, ann: Merchant, store: Json) -> None:
    """What two workers at once come down to: one decides, the other's write must fail."""
    product, checkout = started(world, ann, store)
    repository = world.container.checkouts
    old_view = repository.find(store["id"], checkout["order_id"].replace("ord_", "chk_"))
    assert old_view is not None
    world.deliver(session_event(checkout, store_id=store["id"], amount=5000))
    order = world.container.orders.find(store["id"], checkout["order_id"])
    assert order is not None
    with pytest.raises(DecidedError):
        repository.release(old_view, CheckoutStatus.EXPIRED, event_id="evt_late")
    with pytest.raises(DecidedError):
        repository.await_payment(old_view, order, event_id="evt_later")
    assert stock_of(ann, store, product) == (3, 0)

    other, expired = started(world, ann, store)
    old_view = repository.find(store["id"], expired["order_id"].replace("ord_", "chk_"))
    assert old_view is not None
    repository.release(old_view, CheckoutStatus.EXPIRED, event_id=None)
    with pytest.raises(DecidedError):
        repository.release(old_view, CheckoutStatus.EXPIRED, event_id=None)
    assert stock_of(ann, store, other) == (5, 0)


def test_payment_and_expiry_at_once_end_in_one_truth(world: World, ann: Merchant, store: Json) -> None:
    for _ in range(6):
        product, checkout = started(world, ann, store)
        ids = {"store_id": store["id"], "amount": 5000}
        events = [session_event(checkout, **ids) for _ in range(3)]
        events += [session_event(checkout, kind="expired", payment_status="unpaid", **ids) for _ in range(3)]
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(world.deliver, events))
        assert stock_of(ann, store, product) == (3, 0)
    assert {order["status"] for order in orders(ann, store)} == {"paid"}
    assert len(orders(ann, store)) == 6


KINDS = st.sampled_from(
    [("completed", "paid"), ("completed", "unpaid"), ("async_payment_succeeded", "paid")]
    + [("async_payment_failed", "unpaid"), ("expired", "unpaid")]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=st.lists(st.tuples(KINDS, st.integers(0, 1)), min_size=1, max_size=9),
    duplicates=st.integers(0, 3),
    delays=st.lists(st.integers(0, 50), max_size=3),
    data=st.data(),
)
def test_any_history_of_events_ends_in_one_truth(
    world: World, history: list[Any], duplicates: int, delays: list[int], data: st.DataObject
) -> None:
    """Two shoppers, events shuffled, doubled and late, sweeps in between.

    A checkout that was ever paid is exactly one order with one mail; stock is never negative and always adds up.
    """
    ann = world.merchant()
    store = ann.open_store()
    product = ann.add_product(store, variants=[{"inventory_count": 3}])
    checkouts = [world.start_checkout(store, (product, quantity)).json() for quantity in (2, 1)]
    events = [
        session_event(
            checkouts[who],
            store_id=store["id"],
            kind=kind,
            payment_status=status,
            amount=(5000, 2500)[who],
            email=f"shopper{who}@example.com",
        )
        for (kind, status), who in history
    ]
    events += [data.draw(st.sampled_from(events)) for _ in range(duplicates)]
    sent_before = len(world.mail.sent)
    for index, event in enumerate(data.draw(st.permutations(events))):
        world.deliver(event)
        if index < len(delays):
            world.clock.now += timedelta(minutes=delays[index])
            sweep({}, None)
        available, reserved = stock_of(ann, store, product)
        assert available is not None
        assert available >= 0
        assert reserved >= 0
    world.drain()

    paid = {who for (kind, status), who in history if status == "paid"}
    rows = [row for row in orders(ann, store) if row["payment_status"] == "paid"]
    assert sorted(row["customer_email"] for row in rows) == sorted(f"shopper{who}@example.com" for who in paid)
    confirmed = [mail for mail in world.mail.sent[sent_before:] if mail.subject.endswith("is confirmed")]
    assert sorted(mail.to for mail in confirmed) == sorted(f"shopper{who}@example.com" for who in paid)
    sold = sum(row["item_count"] for row in rows if row["status"] == "paid")
    available, reserved = stock_of(ann, store, product)
    assert available is not None
    assert available + reserved + sold == 3
