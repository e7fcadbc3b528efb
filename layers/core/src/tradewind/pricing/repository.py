"""Pricing rules in the table: one item a store."""

from pynamodb.expressions.condition import Condition

from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.pricing.models import PricingRules
from tradewind.stores.errors import StaleVersionError


class PricingItem(Item, discriminator="Pricing"):
    """The rules; ``data`` is the model."""


class PricingRepository:
    """Reads and replaces rules."""

    def find(self, store_id: str) -> PricingRules | None:
        """What the merchant saved last. Strongly consistent."""
        try:
            item = PricingItem.get(*keys.pricing(store_id), consistent_read=True)
        except PricingItem.DoesNotExist:
            return None
        return load(PricingRules, item.data or "")

    def save(self, store_id: str, rules: PricingRules, *, previous_version: int) -> None:
        """Replace the rules, which carry their next version.

        Raises:
            StaleVersionError: somebody else changed them first.
        """
        item = PricingItem(*keys.pricing(store_id), data=dump(rules))
        item.version = rules.version
        condition: Condition = PricingItem.version == previous_version
        if previous_version == 0:
            condition = PricingItem.pk.does_not_exist()
        tx = Transaction()
        tx.put(item, condition=condition, otherwise=lambda _: StaleVersionError())
        tx.commit()
