"""Discount codes in the table, and the counts that their limits hold on."""

import hashlib
from dataclasses import replace
from typing import Any

from pynamodb.attributes import NumberAttribute

from tradewind.db import keys
from tradewind.db.idempotency import IdempotencyClaim, claim
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.discounts.errors import DiscountCodeTakenError
from tradewind.discounts.models import Discount, DiscountStatus
from tradewind.kit.clock import Clock
from tradewind.kit.pagination import CursorSigner, Page
from tradewind.kit.slug import fold
from tradewind.stores.errors import StaleVersionError


class DiscountItem(Item, discriminator="Discount"):
    """A code; ``data`` is the model. ``uses`` moves with checkouts, ``usage_limit`` stands beside it for conditions."""

    uses = NumberAttribute(default_for_new=0)
    usage_limit = NumberAttribute(null=True)


class DiscountUseItem(Item, discriminator="DiscountUse"):
    """How often one customer holds or has used a code."""

    uses = NumberAttribute(default_for_new=0)


class DiscountLimitError(Exception):
    """Internal: somebody else took the last use; ``per_customer`` says of which limit."""

    def __init__(self, *, per_customer: bool) -> None:
        self.per_customer = per_customer
        super().__init__()


class DiscountRepository:
    """Codes of a store."""

    def __init__(self, *, clock: Clock, cursors: CursorSigner) -> None:
        self._clock = clock
        self._cursors = cursors

    def create(self, discount: Discount, *, once: IdempotencyClaim | None = None) -> None:
        """Write a new code.

        Raises:
            DiscountCodeTakenError. AlreadyDoneError: ``once`` was used by the same request before.
        """
        tx = Transaction()
        if once:
            claim(tx, once, result_id=discount.code, clock=self._clock)
        item = DiscountItem(*keys.discount(discount.store_id, discount.code), data=dump(discount))
        item.version, item.status = discount.version, discount.status
        item.usage_limit = discount.usage_limit
        # A deleted code may be made anew and counts from zero; what open checkouts give back later makes it lenient.
        free = DiscountItem.pk.does_not_exist() | (DiscountItem.status == DiscountStatus.DELETED)
        tx.put(item, condition=free, otherwise=lambda _: DiscountCodeTakenError())
        tx.commit()

    def find(self, store_id: str, code: str) -> Discount | None:
        """A code with its present count, strongly consistent; a deleted one is None."""
        try:
            discount = discount_from(DiscountItem.get(*keys.discount(store_id, code), consistent_read=True))
        except DiscountItem.DoesNotExist:
            return None
        return None if discount.status is DiscountStatus.DELETED else discount

    def update(self, discount: Discount, *, previous: Discount) -> None:
        """Replace the terms; the count of uses is left alone.

        Raises:
            StaleVersionError: someone else edited it first.
        """
        limit: Any = DiscountItem.usage_limit
        tx = Transaction()
        tx.update(
            DiscountItem(*keys.discount(discount.store_id, discount.code)),
            [
                DiscountItem.data.set(dump(discount)),
                DiscountItem.version.set(discount.version),
                DiscountItem.status.set(discount.status),
                limit.remove() if discount.usage_limit is None else limit.set(discount.usage_limit),
            ],
            condition=DiscountItem.version == previous.version,
            otherwise=lambda _: StaleVersionError(),
        )
        tx.commit()

    def list_discounts(self, store_id: str, *, limit: int, cursor: str | None) -> Page[Discount]:
        """Codes in alphabetical order: one query."""
        scope = f"discounts:{store_id}"
        base = keys.discount(store_id, "")
        rows = DiscountItem.query(
            base.pk,
            DiscountItem.sk.startswith(base.sk),
            DiscountItem.status != DiscountStatus.DELETED,
            limit=limit,
            page_size=limit,
            last_evaluated_key=self._cursors.unpack(scope, cursor) if cursor else None,
        )
        items = [discount_from(row) for row in rows]
        last = rows.last_evaluated_key
        return Page(items, self._cursors.pack(scope, last) if last else None)


def hold_use(tx: Transaction, store_id: str, code: str, *, email: str | None, per_customer_limit: int | None) -> None:
    """Count one use of a code in the transaction that starts a checkout.

    Committing raises DiscountLimitError when a limit is reached: the counters decide, whatever was read before.
    """
    tx.update(
        DiscountItem(*keys.discount(store_id, code)),
        [DiscountItem.uses.add(1)],
        condition=(DiscountItem.status == DiscountStatus.ACTIVE)
        & (DiscountItem.usage_limit.does_not_exist() | (DiscountItem.uses < DiscountItem.usage_limit)),
        otherwise=lambda _: DiscountLimitError(per_customer=False),
    )
    if email and per_customer_limit is not None:
        tx.update(
            DiscountUseItem(*keys.discount_use(store_id, code, customer_of(email))),
            [DiscountUseItem.uses.add(1), DiscountUseItem.type.set(DiscountUseItem)],
            condition=DiscountUseItem.uses.does_not_exist() | (DiscountUseItem.uses < per_customer_limit),
            otherwise=lambda _: DiscountLimitError(per_customer=True),
        )


def move_use(tx: Transaction, store_id: str, code: str, by: int, *, email: str | None, per_customer: bool) -> None:
    """Give a use back (``by`` -1), or take it again without asking (1): a payment that came late keeps its price."""
    tx.update(DiscountItem(*keys.discount(store_id, code)), [DiscountItem.uses.add(by)])
    if email and per_customer:
        item = DiscountUseItem(*keys.discount_use(store_id, code, customer_of(email)))
        tx.update(item, [DiscountUseItem.uses.add(by)])


def customer_of(email: str) -> str:
    """A customer in a key: no address, the same for every spelling of it."""
    return hashlib.sha256(fold(email.strip()).encode()).hexdigest()[:32]


def discount_from(item: DiscountItem) -> Discount:
    """The code of a stored item."""
    return replace(load(Discount, item.data or ""), uses=int(item.uses))
