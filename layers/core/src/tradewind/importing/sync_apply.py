"""What a policy does to a product, and what brings it back. Product, source and inbox change in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tradewind.access.journal import SYSTEM, Journal
from tradewind.catalog.inputs import UNSET
from tradewind.catalog.models import MAX_INVENTORY, Product, ProductStatus
from tradewind.catalog.service import CatalogDeps, as_input, update_product
from tradewind.db.transactions import Transaction
from tradewind.importing.source_models import ImportSource, Lock, price_is_merchants
from tradewind.importing.source_repository import SourceRepository, costs_of
from tradewind.importing.sync_models import Before, ChangeKind, ChangeStatus, Policy, SupplierChange
from tradewind.importing.sync_repository import SyncRepository
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.kit.money import Money
from tradewind.pricing.service import PricingDeps, get_rules, landed_costs, rate_book, reprice
from tradewind.stores.models import Store
from tradewind.suppliers.ports import Supplier


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncDeps:
    """What checking suppliers needs."""

    changes: SyncRepository
    sources: SourceRepository
    catalog: CatalogDeps
    pricing: PricingDeps
    suppliers: Callable[[], Mapping[str, Supplier]]
    journal: Journal
    clock: Clock
    new_id: IdFactory


def carry_out(
    deps: SyncDeps,
    store: Store,
    product: Product,
    source: ImportSource,
    change: SupplierChange,
    policy: Policy,
    *,
    accepted: bool = False,
) -> tuple[Product, ImportSource, SupplierChange]:
    """Do what ``policy`` says, as far as locks, rates and the rules of pricing let it; the rest stays in the inbox.

    With ``accepted`` the merchant decided: a price they set gives way, a lock does not.
    """
    source = replace(source, version=source.version + 1)
    if accepted:
        change = replace(change, version=change.version + 1)
    if policy is Policy.NOTHING:
        deps.sources.save(source)
        return product, source, replace(change, status=ChangeStatus.DISMISSED)
    changes, note = _wanted(deps, store, product, source, change, policy, accepted=accepted)
    if policy is Policy.NOTIFY or note:
        waiting = replace(change, note=note or change.note)
        _write(deps, source, waiting)
        return product, source, waiting
    done = replace(change, status=ChangeStatus.APPLIED, did=policy)
    if not changes:
        _write(deps, source, done)
        return product, source, done
    done = replace(done, before=_before(deps, product, source, change))
    priced = _prices(product, changes) if "price" in changes or "cost" in changes else source.priced
    result: list[ImportSource] = []

    def also(tx: Transaction) -> None:
        deps.changes.add(tx, done)
        result[:] = [replace(source, priced=priced)]
        deps.sources.add(tx, result[0])
        if not accepted:
            deps.journal.add(
                tx,
                SYSTEM,
                "followed_supplier",
                store_id=store.id,
                label=product.title,
                targets={"product_id": product.id, "change_id": change.id},
                fields=tuple(sorted(changes)),
            )

    changed = update_product(deps.catalog, store=store, product=product, changes=changes, also=also)
    if not result:
        # The product was as it should be already.
        done = replace(done, before=None)
        _write(deps, source, done)
        return product, source, done
    return changed, result[0], done


def back(product: Product, before: Before) -> dict[str, Any]:
    """The members that bring ``product`` to what it was."""
    inputs = [
        replace(
            as_input(variant),
            price=before.prices.get(variant.id),
            cost=before.costs.get(variant.id),
            compare_at_price=before.compares.get(variant.id),
            inventory_count=before.stock.get(variant.id, UNSET),
        )
        for variant in product.variants
    ]
    return {
        "status": before.status,
        "price": before.price,
        "cost": before.cost,
        "compare_at_price": before.compare_at,
        "variants": inputs,
    }


def _wanted(
    deps: SyncDeps,
    store: Store,
    product: Product,
    source: ImportSource,
    change: SupplierChange,
    policy: Policy,
    *,
    accepted: bool,
) -> tuple[dict[str, Any], str]:
    """Members the product gets, or a note why it does not."""
    if policy is Policy.HOLD:
        return ({"status": ProductStatus.DRAFT} if product.status is ProductStatus.ACTIVE else {}), ""
    if policy is Policy.ZERO_STOCK or change.kind is ChangeKind.BACK_IN_STOCK:
        if Lock.STOCK in source.locks:
            return {}, "locked"
        levels = {
            each.variant_id: 0 if policy is Policy.ZERO_STOCK else min(each.stock_after or 0, MAX_INVENTORY)
            for each in change.variants
        }
        return _levels(product, levels), ""
    if policy is not Policy.UPDATE:
        return {}, ""
    if Lock.PRICE in source.locks or (price_is_merchants(source, product) and not accepted):
        return {}, "locked"
    rules = get_rules(deps.pricing, store)
    book = rate_book(deps.pricing, store, rules)
    costs = costs_of(source)
    row = reprice(rules, book, product, costs)
    plain = landed_costs(rules, book, product, costs)
    if plain is None or row.note in ("needs_rate", "no_cost", "beyond_max_change"):
        return {}, row.note or "needs_rate"
    lowest = min(plain.values(), key=lambda money: money.amount)
    variants = row.changes.get("variants", product.variants)
    inputs = [replace(as_input(each), cost=plain[each.id] if plain[each.id] != lowest else None) for each in variants]
    return {**row.changes, "cost": lowest, "variants": inputs}, ""


def _levels(product: Product, levels: Mapping[str, int]) -> dict[str, Any]:
    inputs = [
        replace(as_input(variant), inventory_count=levels[variant.id]) if variant.id in levels else as_input(variant)
        for variant in product.variants
    ]
    return {"variants": inputs}


def _before(deps: SyncDeps, product: Product, source: ImportSource, change: SupplierChange) -> Before:
    stock = deps.catalog.catalog.find_stock(product.store_id, product.id)
    touched = {} if change.kind in (ChangeKind.PRICE_UP, ChangeKind.PRICE_DOWN) else change.variants
    return Before(
        version_after=product.version + 1,
        status=product.status,
        price=product.price,
        cost=product.cost,
        compare_at=product.compare_at_price,
        prices={each.id: each.price for each in product.variants if each.price},
        costs={each.id: each.cost for each in product.variants if each.cost},
        compares={each.id: each.compare_at_price for each in product.variants if each.compare_at_price},
        priced=source.priced,
        stock={each.variant_id: stock.level(each.variant_id) for each in touched},
    )


def _prices(product: Product, changes: Mapping[str, Any]) -> dict[str, Money]:
    common: Money = changes.get("price", product.price)
    return {each.id: each.price or common for each in changes.get("variants", product.variants) if each.id}


def _write(deps: SyncDeps, source: ImportSource, change: SupplierChange) -> None:
    tx = Transaction()
    deps.changes.add(tx, change)
    deps.sources.add(tx, source)
    tx.commit()
