"""Movements of stock as parts of transactions: every rule is a condition of the product's one stock item."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pynamodb.expressions.update import Action

from tradewind.catalog.models import Stock
from tradewind.catalog.repository import StockItem, stock_from
from tradewind.db import keys
from tradewind.db.transactions import Transaction

type Quantities = Mapping[str, Mapping[str, int]]
"""Units by product id and variant id."""
type _Move = Callable[[str, int], tuple[list[Action], Any]]


class OutOfStockError(Exception):
    """Internal: a product's levels do not cover what was asked; carries the levels as they are."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        super().__init__(stock.product_id)


class StockMovedError(Exception):
    """Internal: the levels changed between reading and writing; read again."""


def sum_quantities(units: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """(product, variant, quantity) summed: two lines of one variant are one movement."""
    sums: dict[str, dict[str, int]] = {}
    for product_id, variant_id, quantity in units:
        variants = sums.setdefault(product_id, {})
        variants[variant_id] = variants.get(variant_id, 0) + quantity
    return sums


def reserve(tx: Transaction, store_id: str, quantities: Quantities) -> None:
    """Hold units for an open checkout; committing raises OutOfStockError where they are not there."""
    _move(tx, store_id, quantities, _reserved)


def sell_reserved(tx: Transaction, store_id: str, quantities: Quantities) -> None:
    """Held units leave."""
    _move(tx, store_id, quantities, _sold_reserved)


def sell_available(tx: Transaction, store_id: str, quantities: Quantities) -> None:
    """Units that nobody held leave; committing raises OutOfStockError where they are not there."""
    _move(tx, store_id, quantities, _sold_available)


def release_reserved(tx: Transaction, store_id: str, quantities: Quantities) -> None:
    """Held units can be sold again; committing raises StockMovedError when the levels moved since they were read."""
    _give_back(tx, store_id, quantities, held=True)


def return_units(tx: Transaction, store_id: str, quantities: Quantities) -> None:
    """Sold units come back on the shelf; see ``release_reserved``."""
    _give_back(tx, store_id, quantities, held=False)


def _give_back(tx: Transaction, store_id: str, quantities: Quantities, *, held: bool) -> None:
    for product_id, variants in quantities.items():
        item = StockItem(*keys.stock(store_id, product_id))
        try:
            levels = stock_from(StockItem.get(item.pk, item.sk, consistent_read=True))
        except StockItem.DoesNotExist:
            continue
        actions: list[Action] = []
        for variant_id, quantity in variants.items():
            if held:
                actions.append(StockItem.reserved[variant_id].set(StockItem.reserved[variant_id] - quantity))
            # A variant the merchant stopped tracking meanwhile must not start with the returned units.
            if variant_id in levels.available:
                actions.append(StockItem.available[variant_id].set(StockItem.available[variant_id] + quantity))
        if actions:
            condition = StockItem.moves == levels.version
            actions.append(StockItem.moves.add(1))
            tx.update(item, actions, condition=condition, otherwise=lambda _: StockMovedError())


def _move(tx: Transaction, store_id: str, quantities: Quantities, move: _Move) -> None:
    for product_id, variants in quantities.items():
        actions: list[Action] = [StockItem.moves.add(1)]
        condition = StockItem.pk.exists()
        for variant_id, quantity in variants.items():
            more, requires = move(variant_id, quantity)
            actions += more
            condition = condition if requires is None else condition & requires

        def short(old: dict[str, Any] | None, product_id: str = product_id) -> Exception:
            return OutOfStockError(_raw_stock(product_id, old))

        tx.update(StockItem(*keys.stock(store_id, product_id)), actions, condition=condition, otherwise=short)


def _reserved(variant_id: str, quantity: int) -> tuple[list[Action], Any]:
    return [
        StockItem.available[variant_id].set(StockItem.available[variant_id] - quantity),
        StockItem.reserved[variant_id].set(StockItem.reserved[variant_id] + quantity),
    ], StockItem.available[variant_id] >= quantity


def _sold_reserved(variant_id: str, quantity: int) -> tuple[list[Action], Any]:
    return [StockItem.reserved[variant_id].set(StockItem.reserved[variant_id] - quantity)], None


def _sold_available(variant_id: str, quantity: int) -> tuple[list[Action], Any]:
    return [StockItem.available[variant_id].set(StockItem.available[variant_id] - quantity)], StockItem.available[
        variant_id
    ] >= quantity


def _raw_stock(product_id: str, raw: dict[str, Any] | None) -> Stock:
    levels = raw["available"]["M"] if raw else {}
    return Stock(product_id=product_id, available={key: int(value["N"]) for key, value in levels.items()})
