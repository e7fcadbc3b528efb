"""Random lives of subscriptions: Stripe goes its way, and its events arrive doubled, late and shuffled.

However they arrive: what is stored in the end is what Stripe says, an account has one subscription, every other one is
given back, and every store is held exactly as the plan then stands.
"""

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.billing_schedule.handler import handler as look
from tests.billing_world import Subscriber
from tests.world import Json, World
from tradewind.billing.entitlement import entitlement_of, hold_of, kept
from tradewind.billing.models import ENDED, RUNNING, Subscription, SubscriptionStatus
from tradewind.billing.plans import PlanCode, plan_of
from tradewind.billing.sync import sync_account
from tradewind.stores.models import HoldReason

S = SubscriptionStatus
STORES = 3
PLANS = [PlanCode.STARTER, PlanCode.GROWTH, PlanCode.PRO]


class Story:
    """An account with three stores, Stripe beside it, and events that are still on their way."""

    def __init__(self, world: World) -> None:
        world.mail.sent.clear()
        self.world = world
        self.ann = Subscriber(world)
        self.stripe = self.ann.stripe
        for kept_from_before in (self.stripe.events, self.stripe.subscriptions, self.stripe.refunded):
            kept_from_before.clear()
        self.customer_id = "cus_" + self.ann.user_id[-10:]
        container = world.container
        plans = container.plans
        blank = plans.get(self.ann.user_id)
        plans.save(replace(blank, customer_id=self.customer_id, customer_email=self.ann.merchant.email), previous=blank)
        self.stripe.subscribe(self.customer_id, PlanCode.GROWTH, card=f"card_{self.ann.user_id}")
        sync_account(container.billing_deps, self.ann.user_id)
        self.stores = self.ann.open_stores(STORES)
        self.taken = 0
        self.in_flight: list[Json] = []
        self.delivered: list[Json] = []
        self.failures = 0

    @property
    def mine(self) -> list[Subscription]:
        return [each for each in self.stripe.subscriptions.values() if each.customer_id == self.customer_id]

    def collect(self) -> None:
        """What Stripe has sent since."""
        self.in_flight += self.stripe.events[self.taken :]
        self.taken = len(self.stripe.events)

    def act(self, name: str, first: int, second: int) -> None:
        live = [each for each in self.mine if each.status not in ENDED]
        one = live[first % len(live)] if live else None
        plan = PLANS[second % len(PLANS)]
        self.world.clock.advance(minutes=1)
        match name:
            case "subscribe" if len(live) < 3:
                self.stripe.subscribe(self.customer_id, plan, card=f"card_{self.ann.user_id}")
            case "change" if one:
                self.stripe.move(one.id, plan=plan)
            case "ends" if one:
                self.stripe.move(one.id, cancel_at=one.current_period_end if second % 2 else None)
            case "fail" if one and one.status is S.ACTIVE:
                self.failures += 1
                self.stripe.fail_renewal(one.id)
            case "pay" if one and one.status in (S.PAST_DUE, S.UNPAID, S.PAUSED):
                self.stripe.pay_again(one.id)
            case "give_up" if one and one.status is S.PAST_DUE:
                self.stripe.move(one.id, status=S.UNPAID)
            case "pause" if one and one.status is S.ACTIVE:
                self.stripe.move(one.id, status=S.PAUSED)
            case "end" if one:
                self.stripe.move(one.id, kind="deleted", status=S.CANCELED)
            case "deliver" if self.in_flight:
                event = self.in_flight.pop(first % len(self.in_flight))
                self.delivered.append(event)
                self.deliver(event, race=second % 4 == 0)
            case "repeat" if self.delivered:
                self.deliver(self.delivered[first % len(self.delivered)], race=False)
            case "wait":
                self.world.clock.advance(hours=first * 12)
                look({}, None)
            case _:
                pass
        self.collect()

    def deliver(self, event: Json, *, race: bool) -> None:
        """Hand an event over; in a race somebody else reads and writes between its reading and its writing."""
        if race:
            deps = self.world.container.billing_deps
            self.stripe.after_reading = lambda: bool(sync_account(deps, self.ann.user_id))
        self.world.deliver(event)
        self.stripe.after_reading = None

    def check_end(self) -> None:
        stored, now = self.ann.stored, self.world.clock()
        running = [each for each in self.mine if each.status in RUNNING]
        assert len(running) <= 1, running
        true = self.stripe.subscriptions[stored.subscription_id]
        if running:
            assert true == running[0]
        elif any(each.status is S.PAUSED for each in self.mine):
            assert true.status is S.PAUSED
        assert (stored.status, stored.plan, stored.cancel_at) == (true.status, true.plan, true.cancel_at)
        assert stored.current_period_end == true.current_period_end
        assert stored.doubles == ()
        assert stored.hold is hold_of(stored, now)
        self._check_stores()
        # What is given back was paid, and nothing else is.
        assert all(self.stripe.subscriptions[each].status is S.CANCELED for each in self.stripe.refunded)
        assert true.id not in self.stripe.refunded
        self._check_mails()

    def _check_stores(self) -> None:
        stored, now = self.ann.stored, self.world.clock()
        ids = [store["id"] for store in self.stores]
        stay = kept(ids, stored.kept_stores, entitlement_of(stored, now).limits.stores)
        for store_id in ids:
            store = self.world.container.stores.find(store_id)
            assert store
            expected = stored.hold
            if stored.hold is HoldReason.OVER_LIMIT and store_id in stay:
                expected = None
            assert store.held is expected, (store_id, stored)

    def _check_mails(self) -> None:
        self.world.drain()
        subjects = Counter(self.ann.mails())
        failed = sum(count for subject, count in subjects.items() if subject.startswith("A payment for"))
        assert failed <= self.failures
        refunded = subjects["Your second subscription was cancelled and refunded"]
        assert refunded == len(self.stripe.refunded)


NAMES = [
    "subscribe",
    "change",
    "ends",
    "fail",
    "pay",
    "give_up",
    "pause",
    "end",
    "deliver",
    "deliver",
    "repeat",
    "wait",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    actions=st.lists(
        st.tuples(st.sampled_from(NAMES), st.integers(0, 20), st.integers(0, 11)), min_size=4, max_size=24
    ),
    data=st.data(),
)
def test_any_history_in_any_order_ends_in_stripes_own_state(
    world: World, actions: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    story = Story(world)
    for name, first, second in actions:
        story.act(name, first, second)
    # What was given back on the way has events of its own.
    for event in data.draw(st.permutations([*story.in_flight, *story.delivered])):
        world.deliver(event)
    if not story.in_flight:
        sync_account(world.container.billing_deps, story.ann.user_id)
    story.check_end()


def test_the_price_of_a_double_is_what_goes_back(world: World) -> None:
    story = Story(world)
    story.act("subscribe", 0, 2)
    story.act("deliver", 0, 1)
    assert list(story.stripe.refunded.values()) == [plan_of(PlanCode.PRO).monthly_price.amount]
