"""Plans of accounts: subscribing, what events say in whatever order, grace, downgrades, trials, and no plans at all."""

from typing import Any

import pytest

from functions.billing.routes import STRIPE_CALLS
from tests.billing_world import Subscriber
from tests.stripe_events import dispute_event
from tests.world import Json, World
from tradewind.billing.models import SubscriptionStatus
from tradewind.billing.plans import PlanCode
from tradewind.billing.sync import sync_account
from tradewind.checkout.errors import PaymentUnavailableError

S = SubscriptionStatus


@pytest.fixture
def ann(world: World) -> Subscriber:
    return Subscriber(world)


@pytest.fixture
def alarms(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Metrics that call a person."""
    counted: list[str] = []
    for module in ("tradewind.billing.sync", "functions.stripe_worker.handler"):
        monkeypatch.setattr(f"{module}.count_metric", counted.append)
    return counted


# Subscribing


def test_a_merchant_subscribes_and_the_plan_holds(ann: Subscriber) -> None:
    before = ann.current
    assert (before["plan"]["code"], before["status"], before["trial_days"]) == ("free", None, 14)
    ann.subscribe("growth")
    after = ann.current
    assert (after["plan"]["code"], after["status"], after["limits"]["stores"]) == ("growth", "active", 5)
    assert after["is_managed"]
    assert after["current_period_end"] > before["usage"]["ai_resets_at"][:10]


def test_the_plans_are_listed_with_prices_and_limits(ann: Subscriber) -> None:
    plans = ann.merchant.get("/subscriptions/plans").json()
    assert [plan["code"] for plan in plans["items"]] == ["free", "starter", "growth", "pro"]
    assert plans["items"][2]["monthly_price"] == {"amount": 4900, "currency": "USD"}
    assert plans["included"]


def test_one_key_is_one_page_and_a_second_subscription_is_refused(ann: Subscriber) -> None:
    first, again = (ann.checkout(**{"idempotency-key": "k1"}) for _ in range(2))
    assert first.json() == again.json()
    other = ann.checkout("pro", **{"idempotency-key": "k1"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    ann.stripe.pay(first.json()["session_id"])
    # Also before its events are here: Stripe is asked.
    refused = ann.checkout("pro")
    assert (refused.status_code, refused.json()["code"], refused.json()["plan"]) == (
        409,
        "already_subscribed",
        "growth",
    )


def test_pages_lead_back_to_the_dashboard_only(ann: Subscriber) -> None:
    for path in ("//evil.example", "https://evil.example", "/\\evil.example", "/a b"):
        answer = ann.merchant.post("/subscriptions/checkout", {"plan": "pro", "success_path": path})
        assert answer.status_code == 422, path


def test_the_portal_is_the_callers_own(ann: Subscriber, world: World) -> None:
    nobody = ann.merchant.post("/subscriptions/portal", {})
    assert (nobody.status_code, nobody.json()["code"]) == (409, "no_billing_customer")
    ann.subscribe()
    bob = Subscriber(world)
    bob.subscribe()
    pages = [each.merchant.post("/subscriptions/portal", {}).json()["url"] for each in (ann, bob)]
    assert ann.stored.customer_id in pages[0]
    assert bob.stored.customer_id in pages[1]
    refused = ann.merchant.post("/subscriptions/portal", {"customer_id": bob.stored.customer_id})
    assert refused.status_code == 422


def test_invoices_follow_the_accounts_address(ann: Subscriber) -> None:
    ann.subscribe()
    assert ann.stripe.emails[ann.stored.customer_id] == ann.merchant.email
    user = ann.world.container.accounts.find(ann.user_id)
    assert user


# Events


def test_events_in_any_order_and_number_end_in_the_present_state(ann: Subscriber) -> None:
    made = ann.subscribe("starter")
    ann.stripe.move(made.id, plan=PlanCode.PRO)
    ann.stripe.move(made.id, cancel_at=made.current_period_end)
    history = ann.stripe.events[:]
    for event in [*reversed(history), history[0], history[0]]:
        ann.world.deliver(event)
    found = ann.current
    assert (found["plan"]["code"], found["status"], found["cancel_at"] is not None) == ("pro", "active", True)


def test_a_slow_reader_never_overwrites_what_a_later_one_found(ann: Subscriber) -> None:
    """Between a reading and its write a newer state is read and written."""
    made = ann.subscribe("starter")

    def meanwhile() -> None:
        ann.stripe.move(made.id, plan=PlanCode.PRO)
        sync_account(ann.world.container.billing_deps, ann.user_id)

    ann.stripe.move(made.id, plan=PlanCode.GROWTH)
    ann.stripe.after_reading = meanwhile
    ann.deliver()
    assert ann.current["plan"]["code"] == "pro"


def test_a_price_of_nobody_keeps_the_plan_and_calls_a_person(ann: Subscriber, alarms: list[str]) -> None:
    made = ann.subscribe("growth")
    ann.stripe.move(made.id, plan=None, price_id="price_of_nobody")
    ann.deliver()
    assert ann.current["plan"]["code"] == "growth"
    assert ann.stored.price_id == "price_of_nobody"
    assert alarms == ["PaymentNeedsAttention"]


@pytest.mark.parametrize(
    "changes", [{"livemode": True}, {"data": {"object": {"customer": "cus_of_staging"}}}], ids=["mode", "customer"]
)
def test_an_event_for_another_environment_changes_nothing(ann: Subscriber, changes: Json, alarms: list[str]) -> None:
    made = ann.subscribe("growth")
    ann.stripe.move(made.id, plan=PlanCode.PRO)
    calls = len(ann.stripe.calls)
    ann.world.deliver({**ann.stripe.events[-1], **changes})
    assert len(ann.stripe.calls) == calls
    assert ann.current["plan"]["code"] == "growth"
    assert alarms == ["PaymentNeedsAttention"]


def test_a_connected_accounts_own_subscriptions_are_not_plans(ann: Subscriber) -> None:
    ann.subscribe("growth")
    calls = len(ann.stripe.calls)
    ann.world.deliver({**ann.stripe.events[0], "account": "acct_1"})
    assert len(ann.stripe.calls) == calls


def test_an_event_that_never_came_is_made_up_for_within_a_day(ann: Subscriber) -> None:
    made = ann.subscribe("growth")
    ann.stripe.move(made.id, plan=PlanCode.PRO)
    ann.wait(hours=23)
    assert ann.current["plan"]["code"] == "growth"
    ann.wait(hours=2)
    assert ann.current["plan"]["code"] == "pro"


def test_a_provider_that_does_not_answer_is_asked_again(ann: Subscriber) -> None:
    made = ann.subscribe("growth")
    ann.stripe.move(made.id, plan=PlanCode.PRO)
    ann.stripe.faults.append(PaymentUnavailableError())
    with pytest.raises(AssertionError, match="batchItemFailures"):
        ann.deliver()
    ann.deliver()
    assert ann.current["plan"]["code"] == "pro"


def test_a_disputed_payment_of_a_plan_calls_a_person(ann: Subscriber, alarms: list[str]) -> None:
    ann.subscribe("growth")
    ann.world.deliver(dispute_event("pi_of_an_invoice", amount=4900))
    assert alarms == ["PaymentNeedsAttention"]
    ann.world.deliver(dispute_event("pi_of_a_shop", amount=4900, account="acct_1"))
    assert len(alarms) == 1


def test_one_account_does_not_use_up_what_stripe_allows_all(ann: Subscriber, world: World) -> None:
    answers = [ann.merchant.post("/subscriptions/refresh", {}).status_code for _ in range(STRIPE_CALLS)]
    assert set(answers) == {200}
    stopped = ann.merchant.post("/subscriptions/portal", {})
    assert (stopped.status_code, stopped.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(stopped.headers["retry-after"]) <= 900
    assert Subscriber(world).merchant.post("/subscriptions/refresh", {}).status_code == 200
    ann.wait(minutes=15)
    assert ann.merchant.post("/subscriptions/refresh", {}).status_code == 200


# Two at once


def test_of_two_paid_pages_one_stays_and_the_other_is_refunded(ann: Subscriber) -> None:
    pages = [ann.checkout(plan).json()["session_id"] for plan in ("starter", "growth")]
    first = ann.stripe.pages.pop(pages[0])
    ann.stripe.pages.pop(pages[1])
    kept = ann.stripe.subscribe(first.customer_id, PlanCode.STARTER)
    ann.world.clock.advance(seconds=5)
    double = ann.stripe.subscribe(first.customer_id, PlanCode.GROWTH)
    ann.deliver()
    ann.deliver()
    assert ann.stored.subscription_id == kept.id
    assert ann.stripe.subscriptions[double.id].status is S.CANCELED
    assert ann.stripe.refunded == {double.id: 4900}
    assert ann.current["plan"]["code"] == "starter"
    assert ann.mails() == ["Your second subscription was cancelled and refunded"]


def test_a_refund_that_fails_is_said_and_called_out(ann: Subscriber, alarms: list[str]) -> None:
    kept = ann.subscribe("starter")
    ann.world.clock.advance(seconds=5)
    ann.stripe.refund_fails = True
    ann.stripe.subscribe(kept.customer_id, PlanCode.GROWTH)
    ann.deliver()
    assert ann.mails() == ["Your second subscription was cancelled"]
    assert "not be refunded" in ann.world.mail.sent[-1].text
    assert alarms == ["PaymentNeedsAttention"]


def test_giving_back_goes_on_where_a_crash_left_it(ann: Subscriber) -> None:
    kept = ann.subscribe("starter")
    ann.world.clock.advance(seconds=5)
    double = ann.stripe.subscribe(kept.customer_id, PlanCode.GROWTH)
    real, ann.stripe.cancel = ann.stripe.cancel, crash  # type: ignore[method-assign]
    with pytest.raises(AssertionError, match="batchItemFailures"):
        ann.deliver()
    assert ann.stored.doubles == (double.id,)
    ann.stripe.cancel = real  # type: ignore[method-assign]
    ann.wait(minutes=1)
    assert not ann.stored.doubles
    assert ann.stripe.refunded == {double.id: 4900}
    assert ann.stripe.subscriptions[double.id].status is S.CANCELED
    assert ann.mails() == ["Your second subscription was cancelled and refunded"]


def crash(*_: Any, **__: Any) -> None:
    raise RuntimeError("the process died")


# Trials


def test_a_trial_is_had_once_and_told_of_before_it_ends(ann: Subscriber) -> None:
    made = ann.subscribe("growth", trial=True)
    found = ann.current
    assert (found["status"], found["plan"]["code"], found["trial_end"] is not None) == ("trialing", "growth", True)
    ann.wait(days=10, hours=23)
    assert ann.mails() == []
    ann.wait(hours=2)
    ann.wait(hours=25)
    assert ann.mails() == ["Your trial of Growth ends on 7 December 2046"]
    ann.stripe.move(made.id, kind="deleted", status=S.CANCELED)
    ann.deliver()
    assert ann.current["trial_days"] == 0
    ann.checkout("pro")
    assert list(ann.stripe.pages.values())[-1].trial_days == 0


def test_the_trial_of_an_address_is_remembered_without_the_account(ann: Subscriber, world: World) -> None:
    ann.subscribe("growth", trial=True)
    user = world.container.accounts.find(ann.user_id)
    assert user
    from tradewind.accounts.repository import EmailLockItem, fold_email
    from tradewind.db import keys

    EmailLockItem(*keys.email_lock(fold_email(user.email))).delete()
    again = Subscriber(world, world.merchant(ann.merchant.email.upper()))
    assert again.current["trial_days"] == 0


def test_a_second_trial_with_the_same_card_ends_without_a_charge(ann: Subscriber, world: World) -> None:
    ann.subscribe("growth", trial=True, card="card_shared")
    bob = Subscriber(world)
    bob.seen = ann.seen
    made = bob.subscribe("pro", trial=True, card="card_shared")
    bob.deliver()
    assert bob.stripe.subscriptions[made.id].status is S.CANCELED
    found = bob.current
    assert (found["plan"]["code"], found["status"], found["trial_days"], bob.stripe.refunded) == (
        "free",
        "canceled",
        0,
        {},
    )
    assert bob.mails() == ["Your trial of Pro could not begin"]
    # The first one goes on.
    assert ann.current["status"] == "trialing"


def test_a_trial_that_ends_without_a_card_holds_stores_until_a_plan_is_chosen(ann: Subscriber) -> None:
    made = ann.subscribe("growth", trial=True, card="")
    stores = ann.open_stores(2)
    ann.world.clock.advance(days=14)
    ann.stripe.move(made.id, status=S.PAUSED)
    ann.deliver()
    assert ann.held(stores) == ["unpaid", "unpaid"]
    assert ann.mails()[-1] == "Your trial is over and your stores are read-only"
    ann.subscribe("starter")
    assert ann.held(stores) == [None, None]
    assert ann.stripe.subscriptions[made.id].status is S.CANCELED
    assert ann.current["plan"]["code"] == "starter"
    assert ann.mails()[-1] == "Your stores are open again"


# A payment fails


def shown(world: World, store: Json) -> int:
    return int(world.get(f"/public/stores/{store['slug']}").status_code)


def test_a_failed_payment_has_days_of_grace_then_holds_and_paying_restores(ann: Subscriber) -> None:
    made = ann.subscribe("growth")
    (store,) = ann.open_stores(1)
    product = ann.merchant.add_product(store)
    ann.world.drain()
    ann.stripe.fail_renewal(made.id)
    ann.deliver()
    ann.deliver()
    found = ann.current
    assert (found["standing"], found["plan"]["code"], found["grace_until"][:10]) == ("grace", "growth", "2046-11-30")
    assert ann.mails() == ["A payment for Growth failed"]
    # Shoppers notice nothing, and the merchant works on.
    assert shown(ann.world, store) == 200
    assert ann.world.start_checkout(store, (product, 1)).status_code == 201
    assert ann.merchant.post("/stores", {"name": "Second", "niche": "pets"}).status_code == 201
    ann.wait(days=6, hours=23)
    assert ann.held([store]) == [None]
    ann.wait(hours=1, minutes=1)
    assert ann.held([store]) == ["unpaid"]
    assert shown(ann.world, store) == 503
    assert ann.world.start_checkout(store, (product, 1)).json()["code"] == "store_paused"
    refused = ann.merchant.post("/stores", {"name": "Third", "niche": "pets"})
    assert (refused.status_code, refused.json()["code"]) == (403, "plan_unpaid")
    assert ann.merchant.get(f"/stores/{store['id']}/products").json()["total"] == 1
    ann.stripe.pay_again(made.id)
    ann.deliver()
    assert ann.held([store]) == [None]
    assert (shown(ann.world, store), ann.current["grace_until"]) == (200, None)
    assert ann.mails()[1:] == ["Your stores are read-only", "Your stores are open again"]


def test_changing_the_plan_waits_for_what_is_due(ann: Subscriber) -> None:
    made = ann.subscribe("growth")
    ann.stripe.fail_renewal(made.id)
    answer = ann.merchant.post("/subscriptions/change", {"plan": "pro"})
    assert (answer.status_code, answer.json()["code"]) == (409, "payment_due")
    # Giving up is always possible, and ends it at once.
    assert ann.merchant.post("/subscriptions/change", {"plan": "free"}).json()["status"] == "canceled"


# No plans


def test_without_plans_nothing_is_limited_and_nobody_is_asked(world: World, alarms: list[str]) -> None:
    ann = world.merchant()
    for _ in range(3):
        ann.open_store()
    assert ann.get("/subscriptions/current").json()["billing"] == "off"
    assert ann.get("/subscriptions/plans").json() == {"items": [], "included": []}
    calls = (
        ("/subscriptions/checkout", {"plan": "pro"}),
        ("/subscriptions/portal", {}),
        ("/subscriptions/change", {"plan": "pro"}),
        *[("/subscriptions/refresh", {})] * STRIPE_CALLS,
    )
    for path, body in calls:
        answer = ann.post(path, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "billing_off"), path
    assert ann.get("/subscriptions/preview", plan="pro").json()["code"] == "billing_off"
    assert ann.put("/subscriptions/kept-stores", {"store_ids": []}).json()["code"] == "billing_off"
    world.deliver({"id": "evt_1", "type": "invoice.paid", "data": {"object": {"customer": "cus_1"}}})
    from functions.billing_schedule.handler import handler as look

    assert look({}, None) == {"looked_at": 0, "failed": 0}
    assert world.billing.calls == []
    world.deliver(dispute_event("pi_of_something_else", amount=4900))
    assert alarms == []
