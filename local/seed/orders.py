"""Sixty days of orders for the demo store: paid, shipped, delivered, a few of them refunded, held or disputed."""

import random
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from local.world import DEMO_SLUG
from tradewind.bootstrap import Container
from tradewind.catalog.models import Product, ProductStatus
from tradewind.checkout.models import Address, CartLine, Destination, NoticeKind, PaymentNotice
from tradewind.checkout.ports import PaymentSession, SessionRequest
from tradewind.checkout.service import CartInput, start_checkout
from tradewind.checkout.settlement import settle_notice
from tradewind.db import keys
from tradewind.kit.clock import utc_now
from tradewind.kit.ids import id_factory, same_ulid
from tradewind.kit.money import Money, portion
from tradewind.mailing.content import CONFIRMATION
from tradewind.mailing.repository import MailClaims
from tradewind.orders.models import FulfillmentStatus, Order, Refund, RefundedLine, RefundStatus
from tradewind.orders.notices import DisputeNotice, Movement, RefundNotice
from tradewind.orders.ports import PaymentFee
from tradewind.orders.service.handling import add_note, fulfill_order, hold_order, update_fulfillment
from tradewind.orders.service.notices import book_dispute, record_fee
from tradewind.orders.service.refunds import cancel_order, refund_order
from tradewind.orders.transitions import Tracking
from tradewind.stores.models import Store

DAYS = 60
SHIPS_AFTER = timedelta(days=2)
ARRIVES_AFTER = timedelta(days=9)
SHOPPERS = (
    ("Maya Lindqvist", "Lindsborg", "KS", "67456"),
    ("Tom Okafor", "Portland", "OR", "97205"),
    ("Ines Duarte", "Fall River", "MA", "02720"),
    ("Harvey Stone", "Duluth", "MN", "55802"),
    ("Priya Raman", "Fremont", "CA", "94536"),
    ("Lena Vogel", "New Braunfels", "TX", "78130"),
    ("Chris Walker", "Asheville", "NC", "28801"),
    ("Sofia Conti", "Providence", "RI", "02903"),
)


class TravellingClock:
    """The seed's clock."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class SettledPayments:
    """A provider whose pages nobody opens: the seed's orders were paid in the past."""

    def create_session(self, request: SessionRequest, *, key: str) -> PaymentSession:
        """A session by the checkout's id."""
        return PaymentSession(id=f"cs_seed_{key}", url="")


class SettledOrderPayments:
    """Stripe's usual fee, and refunds that went through long ago."""

    def refund(self, order: Order, refund: Refund) -> RefundNotice:
        """Done at once."""
        return RefundNotice(
            event_id="",
            payment_intent=order.payment.payment_intent,
            account_id=None,
            provider_id=f"re_seed_{refund.id}",
            refund_id=refund.id,
            amount=refund.amount,
            status=RefundStatus.SUCCEEDED,
            told_at=refund.created_at,
        )

    def find_fee(self, order: Order) -> PaymentFee:
        """2.9 % and 30 cents."""
        return PaymentFee(amount=portion(order.total, 290) + Money(30, order.total.currency))


def place_orders(container: Container, clock: TravellingClock, store: Store, products: list[Product]) -> int:
    """Place them all and bring each as far as its age says; returns how many."""
    chance = random.Random(7)  # noqa: S311 (a demo that looks the same every time)
    sellable = [product for product in products if product.status is ProductStatus.ACTIVE]
    order_ids = []
    for moment in sorted(_moments(chance, utc_now() - timedelta(days=DAYS))):
        clock.now = moment
        chosen = chance.sample(sellable, chance.choice((1, 1, 1, 2, 2, 3)))
        lines = [
            CartLine(product_id=product.id, variant_id=chance.choice(product.variants).id, quantity=1)
            for product in chosen
        ]
        available = [line for line in lines if _in_stock(container, store, line)]
        if available and clock.now < utc_now():
            order_ids.append(_place_order(container, clock, chance, available))
    for number, order_id in enumerate(order_ids):
        _live_on(container, clock, store, order_id, from_the_end=len(order_ids) - number)
    return len(order_ids)


def _live_on(container: Container, clock: TravellingClock, store: Store, order_id: str, *, from_the_end: int) -> None:
    """Ship, deliver, refund: what happened to an order since, nobody being told of it today."""
    deps = container.order_deps
    order = deps.orders.find(store.id, order_id)
    assert order is not None  # noqa: S101 (placed a moment ago)
    placed = order.placed_at
    if from_the_end == 3:
        clock.now = placed + timedelta(hours=3)
        hold_order(
            deps, store_id=store.id, order_id=order_id, reason="The address has no house number. Asked the shopper."
        )
        return
    if from_the_end == 9:
        clock.now = placed + timedelta(hours=5)
        cancel_order(deps, store_id=store.id, order_id=order_id, reason="Ordered twice", restock=True, notify=False)
        return
    if placed + SHIPS_AFTER > utc_now():
        return
    clock.now = placed + SHIPS_AFTER
    number = f"LX{zlib.crc32(order_id.encode()) % 10**9:09d}CN"
    tracking = Tracking(
        carrier="Cainiao", number=number, url=f"https://global.cainiao.com/newDetail.htm?mailNoList={number}"
    )
    shipped = fulfill_order(
        deps, store_id=store.id, order_id=order_id, lines=(), tracking=tracking, is_shipped=True, notify=False
    )
    if from_the_end == 14:
        clock.now = placed + timedelta(days=3)
        book_dispute(deps, store_id=store.id, order_id=order_id, notice=_dispute(order, clock.now))
        return
    if placed + ARRIVES_AFTER > utc_now():
        return
    clock.now = placed + ARRIVES_AFTER
    update_fulfillment(
        deps,
        store_id=store.id,
        order_id=order_id,
        fulfillment_id=shipped.fulfillments[0].id,
        tracking=None,
        status=FulfillmentStatus.DELIVERED,
        notify=False,
    )
    if from_the_end % 13 == 0:
        clock.now += timedelta(days=2)
        line = order.lines[0]
        returned = RefundedLine(variant_id=line.variant_id, quantity=1, restock=from_the_end % 26 == 0)
        refunded = refund_order(
            deps,
            store_id=store.id,
            order_id=order_id,
            lines=(returned,),
            shipping=None,
            amount=None,
            reason="Arrived chipped",
        )
        MailClaims().claim(
            keys.mail_claim(store.id, order_id, f"order_refunded#{refunded.refunds[0].id}"), message_id="seed"
        )
        add_note(deps, store_id=store.id, order_id=order_id, text="Sent photos, no need to send it back.")


def _dispute(order: Order, at: datetime) -> DisputeNotice:
    return DisputeNotice(
        event_id="",
        payment_intent=order.payment.payment_intent,
        account_id=None,
        dispute_id=same_ulid(order.id, "dp"),
        amount=order.total,
        status="needs_response",
        reason="product_not_received",
        told_at=at,
        due_by=(utc_now() + timedelta(days=6)).astimezone(UTC),
        movements=(
            Movement(
                reference=same_ulid(order.id, "txn"),
                amount=Money(-order.total.amount, order.total.currency),
                fee=Money(1500, order.total.currency),
            ),
        ),
    )


def _moments(chance: random.Random, start: datetime) -> Iterator[datetime]:
    """Order times over DAYS days: a slow rise, weekends busier."""
    for day in range(DAYS):
        date = start + timedelta(days=day)
        expected = 0.6 + day / DAYS * 1.4 + (0.7 if date.weekday() >= 5 else 0)
        for _ in range(round(chance.gauss(expected, 0.8))):
            yield date.replace(hour=chance.randint(8, 22), minute=chance.randint(0, 59))


def _in_stock(container: Container, store: Store, line: CartLine) -> bool:
    """Leaves a few of everything for whoever tries the shop."""
    level = container.catalog.find_stock(store.id, line.product_id).level(line.variant_id)
    return level is None or level > 3


def _place_order(container: Container, clock: TravellingClock, chance: random.Random, lines: list[CartLine]) -> str:
    cart = CartInput(lines=lines, destination=Destination(country="US"))
    checkout = start_checkout(container.checkout_deps, slug=DEMO_SLUG, cart=cart, idempotency_key=None)
    clock.now += timedelta(minutes=4)
    name, city, state, postal_code = chance.choice(SHOPPERS)
    email = name.lower().replace(" ", ".") + "@example.com"
    # These shoppers had their mail long ago.
    confirmation = keys.mail_claim(checkout.store_id, checkout.order_id, CONFIRMATION)
    MailClaims().claim(confirmation, message_id="seed")
    MailClaims().record(confirmation, status="sent")
    notice = PaymentNotice(
        event_id=id_factory(clock)("evt"),
        kind=NoticeKind.PAID,
        store_id=checkout.store_id,
        checkout_id=checkout.id,
        session_id=checkout.session_id or "",
        amount=checkout.total,
        payment_intent=same_ulid(checkout.id, "pi"),
        customer_email=email,
        customer_name=name,
        shipping_address=Address(
            name=name,
            line1=f"{chance.randint(3, 980)} {chance.choice(('Oak', 'Main', 'Harbor', 'Mill'))} Street",
            city=city,
            state=state,
            postal_code=postal_code,
            country="US",
        ),
    )
    settle_notice(container.settlement_deps, notice)
    # At once: the payments worker would look for these payments at the Stripe stand-in.
    record_fee(container.order_deps, store_id=checkout.store_id, order_id=checkout.order_id)
    return checkout.order_id
