"""Checkouts in the table, and the transactions that move stock with them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.update import Action

from tradewind.catalog.models import Product, Stock
from tradewind.catalog.repository import ProductItem, StockItem, stock_from
from tradewind.checkout.models import HOLDING, Checkout, CheckoutStatus, Line
from tradewind.db import keys
from tradewind.db.idempotency import IdempotencyClaim, IdempotencyItem, check_result, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Gsi1, Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock, to_epoch, to_rfc3339
from tradewind.kit.ids import IdFactory
from tradewind.messaging.outbox import add_event
from tradewind.orders.models import Order
from tradewind.orders.repository import OrderRepository
from tradewind.stores.models import Store
from tradewind.stores.repository import SlugLockItem, StoreItem

_EVENT_KEPT_SECONDS = 30 * 86_400


class CheckoutItem(Item, discriminator="Checkout"):
    """A checkout. ``data`` never changes after creation; status and session are attributes of their own."""

    session_id = UnicodeAttribute(null=True)
    session_url = UnicodeAttribute(null=True)


class StripeEventItem(Item, discriminator="StripeEvent"):
    """An event that had its effect; ``ttl`` removes it after 30 days."""


class DecidedError(Exception):
    """Internal: this event, or another one, decided the checkout first."""


class OutOfStockError(Exception):
    """Internal: a product's levels do not cover the lines; carries the levels as they are."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        super().__init__(stock.product_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The truth a cart is priced from, read in one batch.

    ``earlier_checkout_id`` is set when the request's Idempotency-Key was used before for the same cart.
    """

    store: Store | None
    products: Mapping[str, Product]
    stock: Mapping[str, Stock]
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

    def read_shelf(self, store_id: str, product_ids: Iterable[str], once: IdempotencyClaim | None) -> Shelf:
        """Store, products, levels and the idempotency record in one strongly consistent BatchGetItem.

        Raises:
            IdempotencyMismatchError: the key was used for another cart.
        """
        wanted = [keys.store(store_id)]
        for product_id in dict.fromkeys(product_ids):
            wanted += [keys.product(store_id, product_id), keys.stock(store_id, product_id)]
        if once:
            wanted.append(once.key)
        store: Store | None = None
        products: dict[str, Product] = {}
        stock: dict[str, Stock] = {}
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
            elif isinstance(item, IdempotencyItem) and once:
                earlier = check_result(item, once.body_hash)
        return Shelf(store=store, products=products, stock=stock, earlier_checkout_id=earlier)

    def open(self, checkout: Checkout, *, once: IdempotencyClaim | None) -> None:
        """Reserve the lines and write the checkout, all or nothing.

        Raises:
            OutOfStockError: for the first product that does not cover its lines.
            AlreadyDoneError: the same request was faster.
        """
        tx = Transaction()
        if once:
            claim(tx, once, result_id=checkout.id, clock=self._clock)
        self._move_stock(tx, checkout.store_id, checkout.lines, _reserve)
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

    def settle(self, checkout: Checkout, order: Order, *, event_id: str, takes_stock: bool) -> None:
        """Turn a checkout into its paid order: one transaction, at most once.

        From a holding checkout the reserved units leave; from a decided one (a late payment) they are taken from what
        is available, if ``takes_stock``.

        Raises:
            DecidedError: this event was seen, or the checkout's status moved meanwhile: read again.
            OutOfStockError: a late payment finds the shelf empty.
        """
        tx = Transaction()
        self._see_event(tx, event_id)
        self._decide(tx, checkout, CheckoutStatus.PAID)
        if checkout.status in HOLDING:
            self._move_stock(tx, checkout.store_id, checkout.lines, _sell_reserved)
        elif takes_stock:
            self._move_stock(tx, checkout.store_id, checkout.lines, _sell_available)
        self._orders.add_to(tx, order)
        self._announce(tx, "OrderPlaced" if order.hold_reason else "OrderPaid", checkout)
        tx.commit()

    def release(self, checkout: Checkout, status: CheckoutStatus, *, event_id: str | None) -> None:
        """Decide a holding checkout without a sale and give its units back, once.

        Raises:
            DecidedError: see ``settle``.
        """
        tx = Transaction()
        if event_id:
            self._see_event(tx, event_id)
        self._decide(tx, checkout, status)
        for product_id, lines in _by_product(checkout.lines).items():
            item = StockItem(*keys.stock(checkout.store_id, product_id))
            try:
                levels = stock_from(StockItem.get(item.pk, item.sk, consistent_read=True))
            except StockItem.DoesNotExist:
                continue
            actions: list[Action] = [StockItem.moves.add(1)]
            condition = StockItem.moves == levels.version
            for variant_id, quantity in lines.items():
                actions.append(StockItem.reserved[variant_id].set(StockItem.reserved[variant_id] - quantity))
                # A variant the merchant stopped tracking meanwhile must not start with the returned units.
                if variant_id in levels.available:
                    actions.append(StockItem.available[variant_id].set(StockItem.available[variant_id] + quantity))
            tx.update(item, actions, condition=condition, otherwise=lambda _: DecidedError())
        self._announce(tx, "CheckoutExpired", checkout)
        tx.commit()

    def await_payment(self, checkout: Checkout, *, event_id: str) -> None:
        """The bank has the payment: keep the reservation, and out of the sweep.

        Raises:
            DecidedError: see ``settle``.
        """
        tx = Transaction()
        self._see_event(tx, event_id)
        self._decide(tx, checkout, CheckoutStatus.AWAITING)
        tx.commit()

    def _see_event(self, tx: Transaction, event_id: str) -> None:
        item = StripeEventItem(*keys.stripe_event(event_id))
        item.ttl = to_epoch(self._clock()) + _EVENT_KEPT_SECONDS
        tx.put(item, condition=StripeEventItem.pk.does_not_exist(), otherwise=lambda _: DecidedError())

    def _decide(self, tx: Transaction, checkout: Checkout, status: CheckoutStatus) -> None:
        tx.update(
            CheckoutItem(*keys.checkout(checkout.store_id, checkout.id)),
            [CheckoutItem.status.set(status), CheckoutItem.gsi1pk.remove(), CheckoutItem.gsi1sk.remove()],
            condition=CheckoutItem.status == checkout.status,
            otherwise=lambda _: DecidedError(),
        )

    def _move_stock(self, tx: Transaction, store_id: str, lines: Iterable[Line], move: "_Move") -> None:
        for product_id, quantities in _by_product(lines).items():
            actions: list[Action] = [StockItem.moves.add(1)]
            condition = StockItem.pk.exists()
            for variant_id, quantity in quantities.items():
                more, requires = move(variant_id, quantity)
                actions += more
                condition = condition if requires is None else condition & requires

            def short(old: dict[str, Any] | None, product_id: str = product_id) -> Exception:
                return OutOfStockError(_raw_stock(product_id, old))

            tx.update(StockItem(*keys.stock(store_id, product_id)), actions, condition=condition, otherwise=short)

    def _announce(self, tx: Transaction, type_: str, checkout: Checkout) -> None:
        add_event(
            tx,
            type=type_,
            store_id=checkout.store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload={
                "checkout_id": checkout.id,
                "order_id": checkout.order_id,
                "product_ids": sorted({line.product_id for line in checkout.lines if line.tracked}),
            },
        )


type _Move = Callable[[str, int], tuple[list[Action], Any]]


def _reserve(variant_id: str, quantity: int) -> tuple[list[Action], Any]:
    return [
        StockItem.available[variant_id].set(StockItem.available[variant_id] - quantity),
        StockItem.reserved[variant_id].set(StockItem.reserved[variant_id] + quantity),
    ], StockItem.available[variant_id] >= quantity


def _sell_reserved(variant_id: str, quantity: int) -> tuple[list[Action], Any]:
    return [StockItem.reserved[variant_id].set(StockItem.reserved[variant_id] - quantity)], None


def _sell_available(variant_id: str, quantity: int) -> tuple[list[Action], Any]:
    return [StockItem.available[variant_id].set(StockItem.available[variant_id] - quantity)], StockItem.available[
        variant_id
    ] >= quantity


def _by_product(lines: Iterable[Line]) -> dict[str, dict[str, int]]:
    """Tracked quantities by product and variant, summed: two lines of one variant are one movement."""
    sums: dict[str, dict[str, int]] = {}
    for line in lines:
        if line.tracked:
            variants = sums.setdefault(line.product_id, {})
            variants[line.variant_id] = variants.get(line.variant_id, 0) + line.quantity
    return sums


def _checkout(item: CheckoutItem) -> Checkout:
    checkout = load(Checkout, item.data or "")
    return replace(
        checkout,
        status=CheckoutStatus(item.status or checkout.status),
        session_id=item.session_id,
        session_url=item.session_url,
    )


def _raw_stock(product_id: str, raw: dict[str, Any] | None) -> Stock:
    levels = raw["available"]["M"] if raw else {}
    return Stock(product_id=product_id, available={key: int(value["N"]) for key, value in levels.items()})
