"""Orders and their ledgers in the table. New orders enter in the checkout's settling transaction."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import orjson
from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition

from tradewind.catalog.stock_repository import return_units, sum_quantities
from tradewind.db import keys
from tradewind.db.counters import CountersItem
from tradewind.db.idempotency import IdempotencyClaim, claim, find_result
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock, to_epoch
from tradewind.kit.ids import IdFactory
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.kit.slug import fold
from tradewind.messaging.outbox import add_event
from tradewind.orders.models import LedgerEntry, Order, OrderStatus, RefundedLine
from tradewind.orders.refunding import Change
from tradewind.orders.state import status_of

_EVENT_KEPT_SECONDS = 30 * 86_400
_EARLY_KEPT_SECONDS = 14 * 86_400


class OrderItem(Item, discriminator="Order"):
    """An order with its lines; ``data`` is the model, ``search`` the folded text that the list's filter looks into."""

    search = UnicodeAttribute(null=True)


class LedgerItem(Item, discriminator="Ledger"):
    """One entry of an order's ledger, written once; ``data`` is the entry."""


class PaymentItem(Item, discriminator="StripePayment"):
    """The order that a payment at Stripe became."""

    store_id = UnicodeAttribute()
    order_id = UnicodeAttribute()


class EarlyNoticeItem(Item, discriminator="EarlyNotice"):
    """A verified event that arrived before its order; ``data`` is the event as it came."""


class StripeEventItem(Item, discriminator="StripeEvent"):
    """An event that had its effect; ``ttl`` removes it after 30 days."""


class OrderMovedError(Exception):
    """Internal: the order, its stock or the event was written by somebody else meanwhile; read again."""


class OrderRepository:
    """Reads orders, and writes their changes with everything that belongs to them."""

    def __init__(self, *, clock: Clock, new_id: IdFactory, cursors: CursorSigner) -> None:
        self._clock = clock
        self._new_id = new_id
        self._cursors = cursors

    # Parts of the settling transaction

    def add_to(self, tx: Transaction, order: Order, entries: Iterable[LedgerEntry]) -> None:
        """Write a new ``order`` in ``tx`` with its first ledger entries, and count it."""
        tx.put(_order_item(order), condition=OrderItem.pk.does_not_exist(), otherwise=lambda _: OrderMovedError())
        tx.update(CountersItem(*keys.counters(order.store_id)), [CountersItem.orders.add(1)])
        self._beside(tx, order, entries)

    def replace_in(self, tx: Transaction, order: Order, entries: Iterable[LedgerEntry]) -> None:
        """Write the next version of an order in ``tx``."""
        tx.put(
            _order_item(order),
            condition=OrderItem.version == order.version - 1,
            otherwise=lambda _: OrderMovedError(),
        )
        self._beside(tx, order, entries)

    def _beside(self, tx: Transaction, order: Order, entries: Iterable[LedgerEntry]) -> None:
        for entry in entries:
            key = keys.ledger(order.store_id, order.id, entry.name)
            item = LedgerItem(*key, data=dump(entry))
            tx.put(item, condition=LedgerItem.pk.does_not_exist(), otherwise=lambda _: OrderMovedError())
        if order.version == 1 or any(entry.name == "sale" for entry in entries):
            self._lock_payment(tx, order)

    def _lock_payment(self, tx: Transaction, order: Order) -> None:
        if order.payment.payment_intent:
            key = keys.stripe_payment(order.payment.payment_intent)
            tx.put(PaymentItem(*key, store_id=order.store_id, order_id=order.id))

    def next_number(self, store_id: str) -> int:
        """Draw the next order number: one atomic increment, no number is given twice."""
        item = CountersItem(*keys.counters(store_id))
        item.update(actions=[CountersItem.last_order_number.add(1)])
        return int(item.last_order_number)

    # Changes

    def save(
        self, change: Change, previous: Order, *, once: IdempotencyClaim | None = None, result_id: str = ""
    ) -> Order:
        """Write a change of ``previous``: order, ledger, returned stock, events, all or nothing.

        Raises:
            OrderMovedError, StockMovedError: somebody else changed it; read again.
            AlreadyDoneError, IdempotencyMismatchError: of ``once``.
        """
        order = replace(change.order, version=previous.version + 1)
        order = replace(order, status=status_of(order))
        tx = Transaction()
        if once:
            claim(tx, once, result_id=result_id, clock=self._clock)
        self.replace_in(tx, order, change.entries)
        quantities = sum_quantities(self._tracked(order, change.restock))
        return_units(tx, order.store_id, quantities)
        for type_, subject in change.events:
            add_event(
                tx,
                type=type_,
                store_id=order.store_id,
                clock=self._clock,
                new_id=self._new_id,
                payload={"order_id": order.id, "subject": subject, "product_ids": sorted(quantities)},
            )
        tx.commit()
        return order

    def _tracked(self, order: Order, lines: Iterable[RefundedLine]) -> Iterable[tuple[str, str, int]]:
        for returned in lines:
            line = order.find_line(returned.variant_id)
            if line and line.tracked and returned.quantity:
                yield line.product_id, line.variant_id, returned.quantity

    # Reads

    def find_done(self, once: IdempotencyClaim) -> str | None:
        """What an earlier request with this key made, or None.

        Raises:
            IdempotencyMismatchError: the earlier request had another body.
        """
        return find_result(once)

    def find(self, store_id: str, order_id: str) -> Order | None:
        """An order by id, strongly consistent."""
        try:
            item = OrderItem.get(*keys.order(store_id, order_id), consistent_read=True)
        except OrderItem.DoesNotExist:
            return None
        return _order(item)

    def list_ledger(self, store_id: str, order_id: str) -> list[LedgerEntry]:
        """Every entry of an order's ledger in the order of time: one query."""
        base = keys.ledger(store_id, order_id, "")
        rows = LedgerItem.query(base.pk, LedgerItem.sk.startswith(base.sk), consistent_read=True)
        entries = [load(LedgerEntry, row.data or "") for row in rows]
        # Whatever else was written in the same instant, the sale came first.
        return sorted(entries, key=lambda entry: (entry.at, entry.name != "sale"))

    def list_orders(
        self,
        store_id: str,
        *,
        status: OrderStatus | None,
        limit: int,
        cursor: str | None,
        offset: int = 0,
        search: str = "",
    ) -> Page[Order]:
        """Orders newest first: one query; ``offset`` reads and drops the orders before it.

        ``search`` (number, name, e-mail) filters inside the partition: it reads orders until the page is full.
        """
        scope = f"orders:{store_id}:{status or ''}:{search}"
        condition = _search_condition(search)
        options: dict[str, Any] = {
            "filter_condition": condition,
            "scan_index_forward": False,
            "limit": limit + offset,
            "page_size": None if search else limit + offset,
            "last_evaluated_key": self._cursors.unpack(scope, cursor) if cursor else None,
        }
        if status:
            rows = OrderItem.gsi1.query(keys.orders_by_status(store_id, status), **options)
        else:
            base = keys.order(store_id, "")
            rows = OrderItem.query(base.pk, OrderItem.sk.startswith(base.sk), **options)
        items = [_order(row) for row in rows][offset:]
        last = rows.last_evaluated_key
        return Page(items, self._cursors.pack(scope, last) if last else None)

    def count(self, store_id: str) -> int:
        """How many orders the store has."""
        return int(CountersItem.get(*keys.counters(store_id)).orders)

    # Payments at Stripe

    def find_by_payment(self, payment_intent: str) -> tuple[str, str] | None:
        """Store id and order id of a payment, or None while it has no order."""
        try:
            item = PaymentItem.get(*keys.stripe_payment(payment_intent), consistent_read=True)
        except PaymentItem.DoesNotExist:
            return None
        return item.store_id, item.order_id

    def keep_early(self, payment_intent: str, event: dict[str, Any]) -> None:
        """Keep a verified event whose order is not there yet, for ``take_early``."""
        item = EarlyNoticeItem(*keys.early_notice(payment_intent, event["id"]), data=orjson.dumps(event).decode())
        item.ttl = to_epoch(self._clock()) + _EARLY_KEPT_SECONDS
        item.save()

    def list_early(self, payment_intent: str) -> list[dict[str, Any]]:
        """Events that were kept for this payment."""
        base = keys.early_notice(payment_intent, "")
        rows = EarlyNoticeItem.query(base.pk, EarlyNoticeItem.sk.startswith(base.sk), consistent_read=True)
        return [orjson.loads(row.data or "{}") for row in rows]

    def drop_early(self, payment_intent: str, event_id: str) -> None:
        """Forget a kept event that had its effect."""
        EarlyNoticeItem(*keys.early_notice(payment_intent, event_id)).delete()


def see_event(tx: Transaction, event_id: str, clock: Clock) -> None:
    """Remember a Stripe event in the transaction of its effect; committing raises OrderMovedError if it was seen."""
    item = StripeEventItem(*keys.stripe_event(event_id))
    item.ttl = to_epoch(clock()) + _EVENT_KEPT_SECONDS
    tx.put(item, condition=StripeEventItem.pk.does_not_exist(), otherwise=lambda _: OrderMovedError())


def _order_item(order: Order) -> OrderItem:
    item = OrderItem(*keys.order(order.store_id, order.id), data=dump(order))
    item.version = order.version
    item.status = order.status
    item.gsi1pk, item.gsi1sk = keys.orders_by_status(order.store_id, order.status), order.id
    item.search = fold(f"#{order.number} {order.customer_name} {order.customer_email}")
    return item


def _order(row: OrderItem) -> Order:
    return load(Order, row.data or "")


def _search_condition(search: str) -> Condition | None:
    condition: Condition | None = None
    for word in fold(search).split():
        # "#12" and "12" both mean the number when they are all digits; "#1" must not find "#12".
        digits = word.removeprefix("#")
        part = OrderItem.search.startswith(f"#{digits} ") if digits.isdigit() else OrderItem.search.contains(word)
        condition = part if condition is None else condition & part
    return condition
