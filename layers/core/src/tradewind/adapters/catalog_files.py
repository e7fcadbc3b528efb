"""Recorded answers of AliExpress as a source: a JSON answer, or a sheet of products with a sheet of their days."""

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from tradewind.adapters.aliexpress_catalog import SUPPLIER, read_percent, read_price, read_products
from tradewind.errors import InvalidInputError
from tradewind.suppliers.errors import SupplierProductGoneError
from tradewind.suppliers.models import SupplierPage, SupplierProduct, SupplierQuery, SupplierRef
from tradewind.suppliers.ports import Capability
from tradewind.suppliers.references import aliexpress_reference

type Row = Mapping[str, str]


class RecordedSupplier:
    """Implements ``suppliers.ports.Supplier``: its list of what sells is everything there is, on one page."""

    code = SUPPLIER
    capabilities = frozenset({Capability.SEARCH, Capability.HOT, Capability.DETAIL})

    def __init__(self, products: Iterator[SupplierProduct], unreadable: tuple[str, ...] = ()) -> None:
        self._products = {product.reference: product for product in products}
        self._unreadable = unreadable

    def search(self, query: SupplierQuery, cursor: str | None = None) -> SupplierPage:
        """See the port. Words find nothing: recorded titles are in the language of whoever recorded them."""
        if not query.hot:
            return SupplierPage(products=())
        return SupplierPage(products=tuple(self._products.values()), unreadable=self._unreadable)

    def product(self, ref: SupplierRef, *, ship_to: str, currency: str, language: str = "en") -> SupplierProduct:
        """See the port."""
        found = self._products.get(ref.reference)
        if found is None:
            raise SupplierProductGoneError(f"The files have no product {ref.reference}.")
        return found

    def reference_of(self, url: str) -> SupplierRef | None:
        """See the port."""
        return aliexpress_reference(url)


def read_answer(path: Path) -> RecordedSupplier:
    """A file that is an answer of ``product.query``.

    Raises:
        InvalidInputError: it is something else.
    """
    try:
        rows = list(read_products(json.loads(path.read_text())))
    except (OSError, ValueError) as error:
        raise InvalidInputError(f"{path}: {error}") from error
    products = (row for row in rows if isinstance(row, SupplierProduct))
    unreadable = tuple(f"row {row.position}: {row.reason}" for row in rows if not isinstance(row, SupplierProduct))
    return RecordedSupplier(products, unreadable)


def read_sheets(products: Path, daily: Path, *, on: date) -> RecordedSupplier:
    """Products with the last of their days up to ``on``; those without one by then are left out.

    Raises:
        InvalidInputError: a file cannot be read, or lacks a column.
    """
    try:
        last: dict[str, Row] = {}
        for row in _rows(daily):
            if row["date"] <= on.isoformat() and row["date"] >= last.get(row["product_id"], row)["date"]:
                last[row["product_id"]] = row
        titles = {row["product_id"]: row for row in _rows(products)}
        return RecordedSupplier(_product(titles[id], row) for id, row in last.items() if id in titles)
    except (OSError, ValueError, KeyError) as error:
        raise InvalidInputError(f"{products} and {daily} cannot be read: {error!r}") from error


def _rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", newline="") if path.suffix == ".gz" else path.open(newline="") as file:
        yield from csv.DictReader(file)


def _product(product: Row, day: Row) -> SupplierProduct:
    cost = read_price(day["sale_price"], day["currency"])
    if cost is None:
        raise ValueError(f"product {day['product_id']} has no price on {day['date']}")
    before = read_price(day["original_price"], day["currency"])
    words = product.get("ship_to_days", "").split()
    days = next((int(word) for word in words if word.isdecimal()), None)
    return SupplierProduct(
        supplier=SUPPLIER,
        reference=day["product_id"],
        title=" ".join(product["product_title"].split())[:200],
        url=f"https://www.aliexpress.com/item/{day['product_id']}.html",
        cost=cost,
        image_urls=(),
        category=product.get("second_level_category_name", ""),
        list_price=before if before and before.amount > cost.amount else None,
        orders_30d=int(day["lastest_volume"]) if day["lastest_volume"] else None,
        rating_basis_points=read_percent(day["evaluate_rate"]),
        commission_basis_points=read_percent(day["commission_rate"]),
        delivery_days=days,
        shop=product.get("shop_id", ""),
    )
