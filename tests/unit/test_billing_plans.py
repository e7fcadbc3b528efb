"""Plans and what every state of a subscription comes to."""

import typing
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import stripe

from tradewind.billing.choosing import choose
from tradewind.billing.entitlement import STANDINGS, Standing, entitlement_of, hold_of, kept
from tradewind.billing.models import AccountPlan, Subscription, SubscriptionStatus
from tradewind.billing.plans import PlanCode, all_plans, find_plan, grace, paid_plans, plan_of
from tradewind.billing.standing import reckoned, with_reading
from tradewind.stores.models import HoldReason

S = SubscriptionStatus
NOW = datetime(2046, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def account(status: SubscriptionStatus | None, **fields: typing.Any) -> AccountPlan:
    return AccountPlan(user_id="usr_1", plan=PlanCode.GROWTH, status=status, **fields)


def subscription(status: SubscriptionStatus | None, number: int = 1, **fields: typing.Any) -> Subscription:
    return Subscription(
        id=f"sub_{number}",
        customer_id="cus_1",
        status=status,
        created_at=NOW + number * DAY,
        **{"plan": PlanCode.GROWTH, **fields},
    )


# Plans


def test_a_dearer_plan_allows_more_of_everything() -> None:
    plans = all_plans()
    assert [plan.code for plan in plans] == list(PlanCode)
    for smaller, larger in pairwise(plans):
        assert smaller.monthly_price.amount < larger.monthly_price.amount
        for name in ("stores", "products", "ai_credits"):
            assert getattr(smaller.limits, name) < getattr(larger.limits, name), (larger.code, name)


def test_a_price_is_found_by_the_plans_code_or_its_lookup_key() -> None:
    for plan in paid_plans():
        assert find_plan(plan.code.value, None) is plan.code
        assert find_plan(None, plan.lookup_key) is plan.code
    assert find_plan(None, "somebody_elses") is None


# States


def test_every_state_stripe_has_is_in_the_table() -> None:
    union = stripe.Subscription.__annotations__["status"]
    states = {value for arm in typing.get_args(union) for value in typing.get_args(arm)}
    assert states == {status.value for status in SubscriptionStatus} == {status.value for status in STANDINGS}


@pytest.mark.parametrize(
    ("status", "plan", "standing", "hold"),
    [
        (None, PlanCode.FREE, Standing.NONE, None),
        (S.TRIALING, PlanCode.GROWTH, Standing.GOOD, None),
        (S.ACTIVE, PlanCode.GROWTH, Standing.GOOD, None),
        (S.PAST_DUE, PlanCode.GROWTH, Standing.GRACE, None),
        (S.UNPAID, PlanCode.GROWTH, Standing.UNPAID, HoldReason.UNPAID),
        (S.PAUSED, PlanCode.GROWTH, Standing.UNPAID, HoldReason.UNPAID),
        (S.INCOMPLETE, PlanCode.FREE, Standing.NONE, None),
        (S.INCOMPLETE_EXPIRED, PlanCode.FREE, Standing.NONE, None),
        (S.CANCELED, PlanCode.FREE, Standing.NONE, None),
    ],
)
def test_each_state_has_its_entitlement(
    status: SubscriptionStatus | None, plan: PlanCode, standing: Standing, hold: HoldReason | None
) -> None:
    changed, _ = reckoned(account(status), open_stores=1, now=NOW)
    entitlement = entitlement_of(changed, NOW)
    assert (entitlement.plan.code, entitlement.standing, changed.hold) == (plan, standing, hold)
    assert entitlement.limits.stores == plan_of(plan).limits.stores
    assert (entitlement.limits.ai_credits == 0) is (standing is Standing.UNPAID)


def test_a_subscription_that_will_end_holds_until_then() -> None:
    ending = account(S.ACTIVE, cancel_at=NOW + DAY, current_period_end=NOW + DAY)
    assert entitlement_of(ending, NOW).plan.code is PlanCode.GROWTH


def test_grace_ends_to_the_second() -> None:
    late, notices = reckoned(account(S.PAST_DUE), open_stores=1, now=NOW)
    assert late.grace_until == NOW + grace()
    assert [notice.template for notice in notices] == ["account_plan_payment_failed"]
    assert hold_of(late, NOW + grace() - timedelta(seconds=1)) is None
    assert hold_of(late, NOW + grace()) is HoldReason.UNPAID
    again, notices = reckoned(late, open_stores=1, now=NOW + DAY)
    assert (again.grace_until, notices) == (late.grace_until, [])


def test_more_stores_than_the_plan_has_are_warned_of_before_they_are_held() -> None:
    over, notices = reckoned(account(S.CANCELED), open_stores=3, now=NOW)
    assert over.over_limit_until is not None
    assert over.hold is None
    assert [notice.template for notice in notices] == ["account_plan_over_limit"]
    held, notices = reckoned(over, open_stores=3, now=over.over_limit_until)
    assert (held.hold, [notice.template for notice in notices]) == (HoldReason.OVER_LIMIT, ["account_plan_held"])
    back, notices = reckoned(held, open_stores=1, now=over.over_limit_until)
    assert (back.hold, back.over_limit_until) == (None, None)
    assert [notice.template for notice in notices] == ["account_plan_restored"]


def test_the_end_of_a_trial_is_told_once_three_days_before() -> None:
    trial = account(S.TRIALING, trial_end=NOW + 14 * DAY)
    early, notices = reckoned(trial, open_stores=1, now=NOW)
    assert (notices, early.check_at) == ([], NOW + DAY)
    soon, notices = reckoned(early, open_stores=1, now=NOW + 11 * DAY)
    assert [notice.template for notice in notices] == ["account_plan_trial_ending"]
    assert reckoned(soon, open_stores=1, now=NOW + 12 * DAY)[1] == []
    ending = account(S.TRIALING, trial_end=NOW + DAY, cancel_at=NOW + DAY)
    assert reckoned(ending, open_stores=1, now=NOW)[1] == []


def test_a_price_or_state_we_do_not_know_leaves_the_last_known() -> None:
    strange = subscription(None, plan=None, price_id="price_strange")
    read = with_reading(account(S.ACTIVE), strange, NOW)
    assert (read.plan, read.status, read.price_id) == (PlanCode.GROWTH, S.ACTIVE, "price_strange")


# Which of several


def test_the_known_one_stays_and_what_runs_beside_it_is_given_back() -> None:
    both = [subscription(S.ACTIVE, 1), subscription(S.ACTIVE, 2)]
    assert choose(both, known="sub_2") == (both[1], [both[0]])
    assert choose(both, known="") == (both[0], [both[1]])


def test_a_paused_one_gives_way_and_an_unfinished_one_does_not_count() -> None:
    paused, active = subscription(S.PAUSED, 1), subscription(S.ACTIVE, 2)
    assert choose([paused, active], known="sub_1") == (active, [paused])
    assert choose([paused], known="") == (paused, [])
    waiting = subscription(S.INCOMPLETE, 3)
    assert choose([active, waiting], known="sub_2") == (active, [])


def test_where_all_have_ended_the_known_one_counts_else_the_latest_that_ran() -> None:
    ended = [subscription(S.CANCELED, 1), subscription(S.CANCELED, 2), subscription(S.INCOMPLETE_EXPIRED, 3)]
    assert choose(ended, known="sub_1") == (ended[0], [])
    assert choose(ended, known="") == (ended[1], [])
    assert choose([], known="") == (None, [])


def test_the_chosen_stores_stay_then_the_oldest() -> None:
    stores = ["a", "b", "c", "d"]
    assert kept(stores, (), 2) == {"a", "b"}
    assert kept(stores, ("d",), 2) == {"d", "a"}
    assert kept(stores, ("gone", "c"), 1) == {"c"}
    assert kept(stores, (), 9) == set(stores)
