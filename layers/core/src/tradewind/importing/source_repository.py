"""Sources of imported products in the table."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import batched

from pynamodb.expressions.condition import Condition

from tradewind.db import keys
from tradewind.db.records import dump, load
from tradewind.db.table import Item
from tradewind.db.transactions import Transaction
from tradewind.importing.source_models import ImportSource
from tradewind.kit.money import Money
from tradewind.pricing.service import SupplierCosts
from tradewind.purchasing.automation import VariantName
from tradewind.stores.errors import StaleVersionError


class ImportSourceItem(Item, discriminator="ImportSource"):
    """A source; ``data`` is the model."""


class SourceRepository:
    """Reads and writes sources; implements ``pricing.service.CostSource``."""

    def find(self, store_id: str, product_id: str) -> ImportSource | None:
        """A product's source, if it was imported. Strongly consistent."""
        try:
            item = ImportSourceItem.get(*keys.import_source(store_id, product_id), consistent_read=True)
        except ImportSourceItem.DoesNotExist:
            return None
        return load(ImportSource, item.data or "")

    def find_many(self, store_id: str, product_ids: Sequence[str]) -> dict[str, ImportSource]:
        """Those that exist, by product: one request per hundred."""
        found = {}
        for batch in batched(dict.fromkeys(product_ids), 100, strict=False):
            for item in ImportSourceItem.batch_get([keys.import_source(store_id, each) for each in batch]):
                source = load(ImportSource, item.data or "")
                found[source.product_id] = source
        return found

    def list_ids(self, store_id: str, *, after: str | None, limit: int) -> tuple[list[str], str | None]:
        """Up to ``limit`` imported products by id, and where the next page starts after (worker side)."""
        base = keys.import_source(store_id, "")
        start = None
        if after:
            pk, sk = keys.import_source(store_id, after)
            start = {"pk": {"S": pk}, "sk": {"S": sk}}
        rows = ImportSourceItem.query(
            base.pk,
            ImportSourceItem.sk.startswith(base.sk),
            limit=limit,
            page_size=limit,
            last_evaluated_key=start,
        )
        found = [row.sk.removeprefix(base.sk) for row in rows]
        return found, found[-1] if rows.last_evaluated_key and found else None

    def find_costs(self, store_id: str, product_ids: Sequence[str]) -> Mapping[str, SupplierCosts]:
        """See ``CostSource``."""
        return {product_id: costs_of(source) for product_id, source in self.find_many(store_id, product_ids).items()}

    def remember_prices(self, store_id: str, prices: Mapping[str, Mapping[str, Money]]) -> None:
        """See ``CostSource``. Of a source that a check writes at this moment, the check's prices stand."""
        for product_id, source in self.find_many(store_id, list(prices)).items():
            if dict(source.priced) != dict(prices[product_id]):
                with suppress(StaleVersionError):
                    self.save(replace(source, priced=dict(prices[product_id]), version=source.version + 1))

    def find_names(self, store_id: str, product_ids: Sequence[str]) -> Mapping[str, VariantName]:
        """See ``purchasing.placing.VariantNames``."""
        found: dict[str, VariantName] = {}
        for source in self.find_many(store_id, product_ids).values():
            costs = costs_of(source).variants
            for variant_id, reference in source.variant_references.items():
                found[variant_id] = VariantName(
                    supplier=source.facts.supplier, reference=reference, cost=costs[variant_id]
                )
        return found

    def add(self, tx: Transaction, source: ImportSource) -> None:
        """Put a source into the transaction that makes or changes its product.

        Raises on commit:
            StaleVersionError: somebody else changed it first.
        """
        item = _item(source)
        condition: Condition = ImportSourceItem.version == source.version - 1
        if source.version == 1:
            condition = ImportSourceItem.pk.does_not_exist()
        tx.put(item, condition=condition, otherwise=lambda _: StaleVersionError())

    def save(self, source: ImportSource) -> None:
        """Write the next version alone.

        Raises:
            StaleVersionError.
        """
        tx = Transaction()
        self.add(tx, source)
        tx.commit()


def costs_of(source: ImportSource) -> SupplierCosts:
    """The supplier's prices by our variants."""
    asked: dict[str, Money] = {variant.reference: variant.cost for variant in source.facts.variants}
    return SupplierCosts(
        variants={
            variant_id: asked.get(reference, source.facts.cost)
            for variant_id, reference in source.variant_references.items()
        },
        shipping=source.facts.shipping,
        list_price=source.facts.list_price,
    )


def _item(source: ImportSource) -> ImportSourceItem:
    item = ImportSourceItem(*keys.import_source(source.store_id, source.product_id), data=dump(source))
    item.version = source.version
    return item
