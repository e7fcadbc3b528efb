"""Checkouts in the table, and the transactions that move stock with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute

from tradewind.catalog.models import Product, Stock
from tradewind.catalog.repository import ProductItem, StockItem, stock_from
from tradewind.catalog.stock_repository import (
    StockMovedError,
    release_reserved,
    reserve,
    sell_available,
    sell_reserved,
    sum_quantities,
)
from tradewind.checkout.models import HOLDING, Checkout, CheckoutStatus, Line
from tradewind.db import keys
from tradewind.db.idempotency import IdempotencyClaim, IdempotencyItem, check_result, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Gsi1, Item
from tradewind.db.transactions import Transaction
from tradewind.discounts.models import Discount
from tradewind.discounts.repository import DiscountItem, discount_from, hold_use, move_use
from tradewind.kit.clock import Clock, to_rfc3339
from tradewind.kit.ids import IdFactory
from tradewind.messaging.outbox import add_event
from tradewind.orders.models import LedgerEntry, Order
from tradewind.orders.repository import OrderMovedError, OrderRepository, see_event
from tradewind.selling.models import SellingSettings
from tradewind.selling.repository import SellingItem, selling_from
from tradewind.stores.models import Store
from tradewind.stores.repository import SlugLockItem, StoreItem


class CheckoutItem(Item, discriminator="Checkout"):
    """A checkout. ``data`` never changes after creation; status and session are attributes of their own."""

    session_id = UnicodeAttribute(null=True)
    session_url = UnicodeAttribute(null=True)


class DecidedError(Exception):
    """Internal: this event, or another one, decided the checkout first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The truth a cart is priced from, read in one batch.

    ``discount`` is what the code stands for, if it does. ``earlier_checkout_id`` is set when the request's
    Idempotency-Key was used before for the same cart.
    """

    store: Store | None
    products: Mapping[str, Product]
    stock: Mapping[str, Stock]
    settings: SellingSettings
    discount: Discount | None
    earlier_checkout_id: str | None


class CheckoutRepository:
    """Reads the shelf, reserves, settles, releases."""

    def __init__(self, *, clock: Clock, new_id: IdFactory, orders: OrderRepository) -> None:
        self._clock = clock
        self._new_id = new_id
        self._orders = orders

    def find_store_id(self, slug: str) -> str | None:
        """The store that answers to ``slug``, also from before a rename."""
        try:
            return str(SlugLockItem.get(*keys.store_slug_lock(slug)).store_id)
        except SlugLockItem.DoesNotExist:
            return None

    def read_shelf(
        self, store_id: str, product_ids: Iterable[str], *, code: str = "", once: IdempotencyClaim | None = None
    ) -> Shelf:
        """Store, settings, products, levels, discount and idempotency record in one strongly consistent BatchGetItem.

        Raises:
            IdempotencyMismatchError: the key was used for another cart.
        """
        wanted = [keys.store(store_id), keys.selling(store_id)]
        if code:
            wanted.append(keys.discount(store_id, code))
        for product_id in dict.fromkeys(product_ids):
            wanted += [keys.product(store_id, product_id), keys.stock(store_id, product_id)]
        if once:
            wanted.append(once.key)
        store: Store | None = None
        products: dict[str, Product] = {}
        stock: dict[str, Stock] = {}
        settings, discount = SellingSettings(), None
        earlier: str | None = None
        for item in Item.batch_get(wanted, consistent_read=True):
            if isinstance(item, StoreItem):
                store = load(Store, item.data or "")
            elif isinstance(item, ProductItem):
                product = load(Product, item.data or "")
                products[product.id] = product
            elif isinstance(item, StockItem):
                levels = stock_from(item)
                stock[levels.product_id] = levels
            elif isinstance(item, SellingItem):
                settings = selling_from(item)
            elif isinstance(item, DiscountItem):
                discount = discount_from(item)
            elif isinstance(item, IdempotencyItem) and once:
                earlier = check_result(item, once.body_hash)
        return Shelf(
            store=store,
            products=products,
            stock=stock,
            settings=settings,
            discount=discount,
            earlier_checkout_id=earlier,
        )

    def open(self, checkout: Checkout, *, once: IdempotencyClaim | None, per_customer_limit: int | None = None) -> None:
        """Reserve the lines and a use of the discount, and write the checkout, all or nothing.

        Raises:
            OutOfStockError: for the first product that does not cover its lines.
            DiscountLimitError: the code's last use went to somebody else.
            AlreadyDoneError: the same request was faster.
        """
        tx = Transaction()
        if once:
            claim(tx, once, result_id=checkout.id, clock=self._clock)
        reserve(tx, checkout.store_id, tracked_quantities(checkout.lines))
        if checkout.discount:
            hold_use(
                tx,
                checkout.store_id,
                checkout.discount.code,
                email=checkout.customer_email,
                per_customer_limit=per_customer_limit,
            )
        item = CheckoutItem(*keys.checkout(checkout.store_id, checkout.id), data=dump(checkout))
        item.status = checkout.status
        item.gsi1pk, item.gsi1sk = keys.OPEN_CHECKOUTS, f"{to_rfc3339(checkout.expires_at)}#{checkout.id}"
        tx.put(item, condition=CheckoutItem.pk.does_not_exist())
        self._announce(tx, "CheckoutStarted", checkout)
        tx.commit()

    def set_session(self, checkout: Checkout, *, session_id: str, url: str) -> Checkout:
        """Remember the payment page of a checkout."""
        CheckoutItem(*keys.checkout(checkout.store_id, checkout.id)).update(
            actions=[CheckoutItem.session_id.set(session_id), CheckoutItem.session_url.set(url)]
        )
        return replace(checkout, session_id=session_id, session_url=url)

    def find(self, store_id: str, checkout_id: str) -> Checkout | None:
        """A checkout by id, strongly consistent."""
        try:
            item = CheckoutItem.get(*keys.checkout(store_id, checkout_id), consistent_read=True)
        except CheckoutItem.DoesNotExist:
            return None
        return _checkout(item)

    def list_overdue(self, *, before: datetime, limit: int) -> list[Checkout]:
        """Open checkouts whose time was over at ``before``, oldest first."""
        condition = Gsi1.gsi1sk < to_rfc3339(before)
        rows = CheckoutItem.gsi1.query(keys.OPEN_CHECKOUTS, condition, limit=limit, page_size=limit)
        return [_checkout(row) for row in rows]

    def settle(
        self,
        checkout: Checkout,
        order: Order,
        *,
        event_id: str,
        takes_stock: bool,
        previous: Order | None = None,
        entries: Iterable[LedgerEntry] = (),
        events: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Turn a checkout into its paid order: one transaction, at most once.

        From a holding checkout the reserved units leave; from a decided one (a late payment) they are taken from what
        is available, if ``takes_stock``. ``previous`` is the pending order that a bank payment made before.

        Raises:
            DecidedError: this event was seen, or the checkout's status moved meanwhile: read again.
            OutOfStockError: a late payment finds the shelf empty.
        """
        tx = Transaction()
        see_event(tx, event_id, self._clock)
        self._decide(tx, checkout, CheckoutStatus.PAID)
        quantities = tracked_quantities(checkout.lines)
        if checkout.status in HOLDING:
            sell_reserved(tx, checkout.store_id, quantities)
        else:
            if takes_stock:
                sell_available(tx, checkout.store_id, quantities)
            self._move_discount(tx, checkout, 1)
        self._write_order(tx, order, previous, entries)
        self._announce(tx, "OrderPlaced" if order.hold_kind or order.cancelled_at else "OrderPaid", checkout)
        for type_, subject in events:
            self._announce(tx, type_, checkout, subject=subject)
        _commit(tx)

    def release(
        self,
        checkout: Checkout,
        status: CheckoutStatus,
        *,
        event_id: str | None,
        order: Order | None = None,
        previous: Order | None = None,
    ) -> None:
        """Decide a holding checkout without a sale and give its units and its discount back, once.

        ``order`` is the next version of the pending order ``previous`` of a bank payment that failed.

        Raises:
            DecidedError: see ``settle``.
        """
        tx = Transaction()
        if event_id:
            see_event(tx, event_id, self._clock)
        self._decide(tx, checkout, status)
        release_reserved(tx, checkout.store_id, tracked_quantities(checkout.lines))
        self._move_discount(tx, checkout, -1)
        if order and previous:
            self._write_order(tx, order, previous, ())
        self._announce(tx, "CheckoutExpired", checkout)
        _commit(tx)

    def await_payment(self, checkout: Checkout, order: Order, *, event_id: str) -> None:
        """The bank has the payment: keep the reservation out of the sweep, and show the order as pending.

        Raises:
            DecidedError: see ``settle``.
        """
        tx = Transaction()
        see_event(tx, event_id, self._clock)
        self._decide(tx, checkout, CheckoutStatus.AWAITING)
        self._write_order(tx, order, None, ())
        self._announce(tx, "OrderPending", checkout)
        _commit(tx)

    def _write_order(
        self, tx: Transaction, order: Order, previous: Order | None, entries: Iterable[LedgerEntry]
    ) -> None:
        if previous is None:
            self._orders.add_to(tx, order, entries)
        else:
            self._orders.replace_in(tx, order, entries)

    def _move_discount(self, tx: Transaction, checkout: Checkout, by: int) -> None:
        if checkout.discount:
            move_use(
                tx,
                checkout.store_id,
                checkout.discount.code,
                by,
                email=checkout.customer_email,
                per_customer=checkout.discount.per_customer,
            )

    def _decide(self, tx: Transaction, checkout: Checkout, status: CheckoutStatus) -> None:
        tx.update(
            CheckoutItem(*keys.checkout(checkout.store_id, checkout.id)),
            [CheckoutItem.status.set(status), CheckoutItem.gsi1pk.remove(), CheckoutItem.gsi1sk.remove()],
            condition=CheckoutItem.status == checkout.status,
            otherwise=lambda _: DecidedError(),
        )

    def _announce(self, tx: Transaction, type_: str, checkout: Checkout, *, subject: str = "") -> None:
        add_event(
            tx,
            type=type_,
            store_id=checkout.store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload={
                "checkout_id": checkout.id,
                "order_id": checkout.order_id,
                "subject": subject,
                "product_ids": sorted({line.product_id for line in checkout.lines if line.tracked}),
            },
        )


def _checkout(item: CheckoutItem) -> Checkout:
    checkout = load(Checkout, item.data or "")
    return replace(
        checkout,
        status=CheckoutStatus(item.status or checkout.status),
        session_id=item.session_id,
        session_url=item.session_url,
    )


def tracked_quantities(lines: Iterable[Line]) -> dict[str, dict[str, int]]:
    """Units of tracked lines by product and variant."""
    return sum_quantities((line.product_id, line.variant_id, line.quantity) for line in lines if line.tracked)


def _commit(tx: Transaction) -> None:
    """Every way of having been overtaken is one: read again."""
    try:
        tx.commit()
    except (OrderMovedError, StockMovedError) as error:
        raise DecidedError from error
