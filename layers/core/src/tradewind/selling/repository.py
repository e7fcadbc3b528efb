"""Selling settings in the table: one item a store, each part under a version of its own."""

from collections.abc import Sequence
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.messaging.outbox import add_event
from tradewind.selling.models import (
    CheckoutSettings,
    PaymentAccount,
    SellingSettings,
    ShippingSettings,
    TaxSettings,
)
from tradewind.stores.errors import StaleVersionError


class SellingItem(Item, discriminator="Selling"):
    """Each part as JSON text. ``account_id`` stands beside its text, so that a condition can see it."""

    shipping = UnicodeAttribute(null=True)
    shipping_version = NumberAttribute(null=True)
    taxes = UnicodeAttribute(null=True)
    taxes_version = NumberAttribute(null=True)
    checkout = UnicodeAttribute(null=True)
    checkout_version = NumberAttribute(null=True)
    account = UnicodeAttribute(null=True)
    account_id = UnicodeAttribute(null=True)


type Part = ShippingSettings | TaxSettings | CheckoutSettings


class SellingRepository:
    """Reads all parts at once, writes one at a time."""

    def __init__(self, *, clock: Clock, new_id: IdFactory) -> None:
        self._clock = clock
        self._new_id = new_id

    def get(self, store_id: str) -> SellingSettings:
        """The store's settings; the defaults where nothing was set. Strongly consistent."""
        try:
            return selling_from(SellingItem.get(*keys.selling(store_id), consistent_read=True))
        except SellingItem.DoesNotExist:
            return SellingSettings()

    def save(self, store_id: str, part: Part, *, previous_version: int) -> None:
        """Replace one part, which carries its next version.

        Raises:
            StaleVersionError: somebody else changed it first.
        """
        text, version = _attributes(part)
        condition = version == previous_version
        if previous_version == 0:
            condition = version.does_not_exist() | condition
        tx = Transaction()
        tx.update(
            SellingItem(*keys.selling(store_id)),
            [text.set(dump(part)), version.set(part.version), SellingItem.type.set(SellingItem)],
            condition=condition,
            otherwise=lambda _: StaleVersionError(),
        )
        add_event(
            tx,
            type="StoreUpdated",
            store_id=store_id,
            clock=self._clock,
            new_id=self._new_id,
            payload={"part": type(part).__name__},
        )
        tx.commit()

    def connect(self, store_id: str, account: PaymentAccount) -> bool:
        """Remember the store's new account; False if it has one already."""
        return self._put_account(store_id, account, SellingItem.account_id.does_not_exist())

    def refresh_account(self, store_id: str, account: PaymentAccount) -> bool:
        """Remember what Stripe says of the account; False if it is not (or no longer) this store's."""
        return self._put_account(store_id, account, SellingItem.account_id == account.account_id)

    def _put_account(self, store_id: str, account: PaymentAccount, condition: Any) -> bool:
        tx = Transaction()
        tx.update(
            SellingItem(*keys.selling(store_id)),
            [
                SellingItem.account.set(dump(account)),
                SellingItem.account_id.set(account.account_id),
                SellingItem.type.set(SellingItem),
            ],
            condition=condition,
            otherwise=lambda _: _NotOursError(),
        )
        try:
            tx.commit()
        except _NotOursError:
            return False
        return True


class _NotOursError(Exception):
    """Internal: the account condition failed."""


def _attributes(part: Part) -> Sequence[Any]:
    match part:
        case ShippingSettings():
            return SellingItem.shipping, SellingItem.shipping_version
        case TaxSettings():
            return SellingItem.taxes, SellingItem.taxes_version
        case CheckoutSettings():
            return SellingItem.checkout, SellingItem.checkout_version


def selling_from(item: SellingItem) -> SellingSettings:
    """The settings of a stored item."""
    return SellingSettings(
        shipping=load(ShippingSettings, item.shipping) if item.shipping else ShippingSettings(),
        taxes=load(TaxSettings, item.taxes) if item.taxes else TaxSettings(),
        checkout=load(CheckoutSettings, item.checkout) if item.checkout else CheckoutSettings(),
        account=load(PaymentAccount, item.account) if item.account else None,
    )
