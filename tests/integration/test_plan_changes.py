"""Another plan: upgrades, cancelling, downgrades and what they hold."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.billing_world import Subscriber
from tests.integration.test_subscriptions import S, crash, shown
from tests.world import World
from tradewind.billing.errors import PlanMovedError
from tradewind.billing.plans import PlanCode
from tradewind.billing.sync import sync_account


@pytest.fixture
def ann(world: World) -> Subscriber:
    return Subscriber(world)


def test_an_upgrade_is_charged_at_once_and_a_declined_card_changes_nothing(ann: Subscriber) -> None:
    ann.subscribe("starter")
    ann.stripe.declines = True
    refused = ann.merchant.post("/subscriptions/change", {"plan": "pro"})
    assert (refused.status_code, refused.json()["code"]) == (409, "plan_payment_failed")
    assert ann.current["plan"]["code"] == "starter"
    ann.stripe.declines = False
    assert ann.merchant.post("/subscriptions/change", {"plan": "pro"}).json()["plan"]["code"] == "pro"
    assert ann.merchant.post("/subscriptions/change", {"plan": "starter"}).json()["plan"]["code"] == "starter"
    assert [call for call in ann.stripe.calls if call.startswith("change")] == [
        "change_plan now_due=True",
        "change_plan now_due=True",
        "change_plan now_due=False",
    ]


def test_cancelling_keeps_the_plan_until_it_is_used_up_and_can_be_taken_back(ann: Subscriber) -> None:
    made = ann.subscribe("growth")
    ending = ann.merchant.post("/subscriptions/change", {"plan": "free"}).json()
    assert (ending["plan"]["code"], ending["cancel_at"] is not None) == ("growth", True)
    assert ann.merchant.get("/subscriptions/preview", plan="growth").json()["kind"] == "resume"
    resumed = ann.merchant.post("/subscriptions/change", {"plan": "growth"}).json()
    assert (resumed["plan"]["code"], resumed["cancel_at"]) == ("growth", None)
    assert ann.stripe.subscriptions[made.id].status is S.ACTIVE


def test_without_a_subscription_there_is_nothing_to_change(ann: Subscriber) -> None:
    answer = ann.merchant.post("/subscriptions/change", {"plan": "pro"})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_subscribed")


def test_a_downgrade_is_previewed_warned_of_held_and_undone_by_an_upgrade(ann: Subscriber) -> None:
    ann.subscribe("growth")
    stores = ann.open_stores(5)
    product = ann.merchant.add_product(stores[4])
    preview = ann.merchant.get("/subscriptions/preview", plan="starter").json()
    assert (preview["kind"], preview["effective_at"], preview["held_after"] is not None) == ("downgrade", None, True)
    assert [store["stays"] for store in preview["stores"]] == [True, True, False, False, False]
    ann.merchant.post("/subscriptions/change", {"plan": "starter"})
    ann.world.drain()
    assert ann.mails() == ["You have more stores than Starter has room for"]
    assert ann.held(stores) == [None] * 5
    refused = ann.merchant.post("/stores", {"name": "Sixth", "niche": "pets"})
    assert (refused.status_code, refused.json()["limit"]) == (409, 2)
    chosen = ann.merchant.put("/subscriptions/kept-stores", {"store_ids": [stores[3]["id"]]}).json()
    assert [store["stays"] for store in chosen["usage"]["stores"]] == [True, False, False, True, False]
    ann.wait(days=7, minutes=1)
    assert ann.held(stores) == [None, "over_limit", "over_limit", None, "over_limit"]
    # Everything can be read, nothing is gone, and orders of old are finished.
    assert ann.merchant.get(f"/stores/{stores[4]['id']}/products/{product['id']}").status_code == 200
    assert shown(ann.world, stores[4]) == 503
    assert shown(ann.world, stores[3]) == 200
    # Another choice takes effect at once.
    ann.merchant.put("/subscriptions/kept-stores", {"store_ids": [stores[4]["id"], stores[1]["id"]]})
    assert ann.held(stores) == ["over_limit", None, "over_limit", "over_limit", None]
    ann.merchant.post("/subscriptions/change", {"plan": "growth"})
    ann.world.drain()
    assert ann.held(stores) == [None] * 5
    assert shown(ann.world, stores[0]) == 200
    assert ann.mails()[1:] == ["Some of your stores are read-only", "Your stores are open again"]


def test_from_five_stores_to_the_free_one(ann: Subscriber) -> None:
    made = ann.subscribe("growth")
    stores = ann.open_stores(5)
    ann.stripe.move(made.id, kind="deleted", status=S.CANCELED)
    ann.deliver()
    ann.wait(days=8)
    assert ann.held(stores) == [None] + ["over_limit"] * 4
    # Closing stores until the rest fits opens them again, without waiting for anything.
    for store in stores[:4]:
        assert ann.merchant.delete(f"/stores/{store['id']}").status_code == 204
    assert ann.held(stores[4:]) == [None]
    back = ann.merchant.post(f"/stores/{stores[0]['id']}/restore", {})
    assert (back.status_code, back.json()["code"]) == (409, "store_limit_reached")


def test_more_stores_than_the_plan_has_cannot_be_kept_nor_those_of_others(ann: Subscriber, world: World) -> None:
    made = ann.subscribe("growth")
    stores = ann.open_stores(3)
    ann.stripe.move(made.id, plan=PlanCode.STARTER)
    ann.deliver()
    ids = [store["id"] for store in stores]
    assert ann.merchant.put("/subscriptions/kept-stores", {"store_ids": ids}).status_code == 422
    foreign = world.merchant().open_store()["id"]
    assert ann.merchant.put("/subscriptions/kept-stores", {"store_ids": [foreign]}).status_code == 422


def test_holds_of_an_old_reading_are_not_put_on(ann: Subscriber) -> None:
    """A worker that is slow to hold stores meets a plan that was paid in between."""
    made = ann.subscribe("growth")
    (store,) = ann.open_stores(1)
    ann.stripe.move(made.id, status=S.UNPAID)
    deps, stale = ann.world.container.billing_deps, None
    sync_account(deps, ann.user_id)
    stale = ann.stored
    ann.stripe.pay_again(made.id)
    sync_account(deps, ann.user_id)
    from tradewind.billing.holding import apply_holds

    with pytest.raises(PlanMovedError):
        apply_holds(deps, stale)
    assert ann.held([store]) == [None]


def test_a_crash_while_holding_is_made_up_for(ann: Subscriber, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ann.subscribe("growth")
    stores = ann.open_stores(2)
    ann.stripe.move(made.id, status=S.UNPAID)
    monkeypatch.setattr("tradewind.billing.sync.apply_holds", crash)
    with pytest.raises(AssertionError, match="batchItemFailures"):
        ann.deliver()
    monkeypatch.undo()
    ann.wait(days=1, minutes=1)
    assert ann.held(stores) == ["unpaid"] * 2
    ann.stripe.pay_again(made.id)
    monkeypatch.setattr("tradewind.billing.sync.apply_holds", crash)
    with pytest.raises(AssertionError, match="batchItemFailures"):
        ann.deliver()
    monkeypatch.undo()
    ann.wait(minutes=1)
    assert ann.held(stores) == [None] * 2


def test_events_at_the_same_moment_hold_and_free_every_store(ann: Subscriber) -> None:
    made = ann.subscribe("growth")
    stores = ann.open_stores(3)
    deps = ann.world.container.billing_deps
    for status, held in ((S.UNPAID, "unpaid"), (S.ACTIVE, None)):
        ann.stripe.move(made.id, status=status)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: sync_account(deps, ann.user_id), range(4)))
        assert ann.held(stores) == [held] * 3
