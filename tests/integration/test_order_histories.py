"""Random lives of orders: carts, checkouts, payments, expiries, refunds, disputes, events doubled, late and shuffled.

Whatever happens in whatever order: stock is never negative and adds up, each paid session ends as exactly one order or
one refund, the ledger is the money that moved, and nobody gets a mail of one kind twice.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.checkout_schedule.handler import handler as sweep
from tests.stripe_events import dispute_event, payment_intent_of, refund_event, session_event
from tests.world import Json, Merchant, World
from tradewind.bootstrap import get_container
from tradewind.checkout.models import HOLDING
from tradewind.orders.ledger import money_moved

UNITS = 6
PRICE = 2000
FEE, DISPUTE_FEE = 103, 1500


@dataclass
class Session:
    """A payment page as Stripe would know it."""

    checkout: Json
    quantity: int
    amount: int
    is_paid: bool = False
    dispute: str = ""

    @property
    def id(self) -> str:
        order_id: str = self.checkout["order_id"]
        return order_id


@dataclass
class Story:
    """The shop, and Stripe beside it: what truly happened there, and events that are still on their way."""

    world: World
    ann: Merchant
    store: Json
    product: Json
    sessions: list[Session] = field(default_factory=list)
    in_flight: list[Json] = field(default_factory=list)
    delivered: list[Json] = field(default_factory=list)
    withdrawn: dict[str, int] = field(default_factory=dict)

    # What shoppers and Stripe do

    def buy(self, quantity: int, *, with_code: bool) -> None:
        body = {"discount_code": "TEN", "email": f"shopper{len(self.sessions)}@example.com"} if with_code else {}
        answer = self.world.start_checkout(self.store, (self.product, quantity), **body)
        assert answer.status_code in (201, 409), answer.text
        if answer.status_code == 201:
            request = self.world.payments.requests[-1]
            off = request.discount.amount.amount if request.discount else 0
            self.sessions.append(Session(answer.json(), quantity, PRICE * quantity - off))

    def pay(self, session: Session, *, by_bank: bool) -> None:
        if session.is_paid:
            return
        session.is_paid = True
        self.world.payments.states[session.checkout["session_id"]] = "complete"
        if by_bank:
            self._send(session, "completed", "unpaid")
            self._send(session, "async_payment_succeeded", "paid")
        else:
            self._send(session, "completed", "paid")

    def expire(self, session: Session) -> None:
        """Stripe's expiry event; for a paid page it is one that was sent before the payment and got lost on the way."""
        self.world.payments.states.setdefault(session.checkout["session_id"], "expired")
        self._send(session, "expired", "unpaid")

    def refund_at_stripe(self, session: Session, share: int) -> None:
        intent, stripe = payment_intent_of(session.checkout), self.world.order_payments
        left = session.amount - stripe.refunded(intent)
        amount = max(1, left * share // 100)
        if session.is_paid and left and not session.dispute:
            stripe.refunded_elsewhere[intent] = stripe.refunded_elsewhere.get(intent, 0) + amount
            name = f"re_{session.id[-6:]}_{stripe.refunded_elsewhere[intent]}"
            for kind, status in (("created", "pending"), ("updated", "succeeded")):
                self.in_flight.append(refund_event(intent, amount=amount, refund=name, kind=kind, status=status))

    def refund_here(self, session: Session) -> None:
        path = f"/stores/{self.store['id']}/orders/{session.id}"
        order = self.ann.get(path)
        if order.status_code == 404 or not order.json()["actions"]["refund"]:
            return
        # The shop cannot know yet what was refunded at Stripe; Stripe itself would refuse what is too much.
        left = session.amount - self.world.order_payments.refunded(payment_intent_of(session.checkout))
        amount = min(order.json()["refundable"]["amount"], left)
        if amount and not session.dispute:
            money = {"amount": amount, "currency": "USD"}
            assert self.ann.post(f"{path}/refunds", {"amount": money}).status_code == 201

    def dispute(self, session: Session, outcome: str) -> None:
        intent, name = payment_intent_of(session.checkout), f"dp_{session.id[-8:]}"
        if not session.is_paid or session.dispute or self.world.order_payments.refunded(intent):
            return
        session.dispute = outcome
        self.world.order_payments.disputed.add(intent)
        taken = (f"txn_{name}", -session.amount, DISPUTE_FEE)
        moved = -session.amount - DISPUTE_FEE
        self.in_flight.append(dispute_event(intent, amount=session.amount, dispute=name, movements=(taken,)))
        if outcome != "open":
            movements = (taken, (f"txn_{name}_back", session.amount, 0)) if outcome == "won" else (taken,)
            moved += session.amount if outcome == "won" else 0
            self.in_flight.append(
                dispute_event(
                    intent,
                    amount=session.amount,
                    kind="closed",
                    status=outcome,
                    dispute=name,
                    movements=movements,
                    created=1_763_900_500,
                )
            )
        self.withdrawn[session.id] = moved

    def _send(self, session: Session, kind: str, status: str) -> None:
        self.in_flight.append(
            session_event(
                session.checkout,
                store_id=self.store["id"],
                kind=kind,
                payment_status=status,
                amount=session.amount,
                email=f"{session.id[-8:]}@example.com",
            )
        )

    # What must hold

    def check_stock(self) -> None:
        stock = get_container().catalog.find_stock(self.store["id"], self.product["id"])
        variant_id = self.product["variants"][0]["id"]
        level, reserved = stock.level(variant_id), stock.reserved.get(variant_id, 0)
        assert level is not None
        assert level >= 0
        assert reserved >= 0

    def check_end(self) -> None:
        orders = [get_container().orders.find(self.store["id"], session.id) for session in self.sessions]
        for session, order in zip(self.sessions, orders, strict=True):
            if not session.is_paid:
                assert order is None or order.paid_at is None
                continue
            assert order is not None
            assert order.paid_at is not None
            assert order.total.amount == session.amount
            ledger = get_container().orders.list_ledger(self.store["id"], session.id)
            refunded = self.world.order_payments.refunded(payment_intent_of(session.checkout))
            expected = session.amount - refunded + self.withdrawn.get(session.id, 0) - FEE
            assert money_moved(ledger, "USD").amount == expected
            assert order.refunded.amount == refunded
            if order.cancelled_at is not None:
                # Paid, impossible, and refunded by the store's policy, unless Stripe refused: then the order says so.
                refused = any(refund.status == "failed" for refund in order.refunds)
                assert refused or refunded == session.amount
        kinds = Counter((mail.to, mail.message_id) for mail in self.world.mail.sent)
        assert set(kinds.values()) <= {1}
        confirmed = [mail for mail in self.world.mail.sent if mail.subject.endswith("is confirmed")]
        paid = [order for order in orders if order and order.paid_at and not order.cancelled_at]
        assert len(confirmed) >= len(paid)
        assert len(self.ann.get(f"/stores/{self.store['id']}/orders").json()["items"]) == len(
            [order for order in orders if order]
        )
        stock = get_container().catalog.find_stock(self.store["id"], self.product["id"])
        sold = sum(
            session.quantity
            for session, order in zip(self.sessions, orders, strict=True)
            if order and order.paid_at and not order.cancelled_at and order.hold_kind != "impossible"
        )
        held_later = sum(
            session.quantity for session, order in zip(self.sessions, orders, strict=True) if _was_impossible(order)
        )
        variant_id = self.product["variants"][0]["id"]
        reserved = stock.reserved.get(variant_id, 0)
        assert reserved == sum(session.quantity for session in self.sessions if self._holds(session))
        assert (stock.level(variant_id) or 0) + reserved + sold - held_later == UNITS
        uses = self.ann.get(f"/stores/{self.store['id']}/discounts/TEN").json()["uses"]
        with_code = [session for session in self.sessions if session.amount != PRICE * session.quantity]
        assert uses == sum(session.is_paid or self._holds(session) for session in with_code)

    def _holds(self, session: Session) -> bool:
        checkout = get_container().checkouts.find(self.store["id"], session.id.replace("ord_", "chk_"))
        return checkout is not None and checkout.status in HOLDING


def _was_impossible(order: Any) -> bool:
    """Held for want of stock, and since then held for something else: it took no units."""
    said = bool(order) and any("stock is gone" in entry.detail for entry in order.timeline)
    return said and order.cancelled_at is None and order.hold_kind != "impossible"


ACTIONS = st.one_of(
    st.tuples(st.just("buy"), st.integers(1, 3), st.booleans()),
    st.tuples(st.just("pay"), st.integers(0, 9), st.booleans()),
    st.tuples(st.just("expire"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("refund_at_stripe"), st.integers(0, 9), st.integers(1, 100)),
    st.tuples(st.just("refund_here"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("dispute"), st.integers(0, 9), st.sampled_from(["open", "won", "lost"])),
    st.tuples(st.just("deliver"), st.integers(0, 9), st.booleans()),
    st.tuples(st.just("repeat"), st.integers(0, 99), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 50), st.just(0)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    actions=st.lists(ACTIONS, min_size=4, max_size=24),
    policy=st.sampled_from(["hold", "refund"]),
    data=st.data(),
)
def test_any_life_of_orders_ends_in_one_truth(
    world: World, actions: list[Any], policy: str, data: st.DataObject
) -> None:
    story = _open(world, policy)
    for name, first, second in [("buy", 2, False), *actions]:
        _act(story, name, first, second)
        story.check_stock()
    for event in data.draw(st.permutations(story.in_flight)):
        world.deliver(event)
    world.drain()
    story.check_stock()
    story.check_end()


def _open(world: World, policy: str) -> Story:
    world.mail.sent.clear()
    ann = world.merchant()
    store = ann.open_store()
    base = f"/stores/{store['id']}"
    ann.put(f"{base}/checkout-policy", {"impossible_orders": policy})
    ann.post(f"{base}/discounts", {"code": "TEN", "kind": "percent", "basis_points": 1000, "per_customer_limit": 1})
    money = {"amount": PRICE, "currency": "USD"}
    product = ann.add_product(store, price=money, cost=money, variants=[{"inventory_count": UNITS}])
    return Story(world, ann, store, product)


def _act(story: Story, name: str, first: int, second: Any) -> None:
    session = story.sessions[first % len(story.sessions)] if story.sessions else None
    match name:
        case "buy":
            story.buy(first, with_code=bool(second))
        case "pay" if session:
            story.pay(session, by_bank=second)
        case "expire" if session:
            story.expire(session)
        case "refund_at_stripe" if session:
            story.refund_at_stripe(session, second)
        case "refund_here" if session:
            story.refund_here(session)
        case "dispute" if session:
            story.dispute(session, second)
        case "deliver" if story.in_flight:
            event = story.in_flight.pop(first % len(story.in_flight))
            story.delivered.append(event)
            story.world.deliver(event)
            if second:
                story.world.drain()
        case "repeat" if story.delivered:
            story.world.deliver(story.delivered[first % len(story.delivered)])
        case "wait":
            story.world.clock.advance(minutes=first)
            sweep({}, None)
        case _:
            pass
