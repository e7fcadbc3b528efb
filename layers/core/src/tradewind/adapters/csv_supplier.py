"""A merchant's own list of products as a source: rows of a CSV sheet."""

import csv
import io
from collections.abc import Mapping

from tradewind.adapters.aliexpress_catalog import read_price
from tradewind.errors import InvalidInputError
from tradewind.kit.slug import fold
from tradewind.suppliers.errors import SupplierProductGoneError
from tradewind.suppliers.models import SupplierPage, SupplierProduct, SupplierQuery, SupplierRef
from tradewind.suppliers.ports import Capability

SUPPLIER = "csv"
COLUMNS = ("reference", "title", "cost", "currency", "url", "images", "category", "description", "shipping")
"""``reference``, ``title``, ``cost`` and ``currency`` are needed; ``images`` are addresses separated by spaces."""
PAGE_SIZE = 50
_MAX_ROWS = 5_000


class CsvSupplier:
    """Implements ``suppliers.ports.Supplier`` over the text of one sheet."""

    code = SUPPLIER
    capabilities = frozenset({Capability.SEARCH, Capability.DETAIL})

    def __init__(self, text: str) -> None:
        """Reads the sheet; rows that make no sense are kept as sentences.

        Raises:
            InvalidInputError: a needed column is missing, or there are too many rows.
        """
        reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
        names = [fold(name.strip()) for name in reader.fieldnames or []]
        missing = [name for name in COLUMNS[:4] if name not in names]
        if missing:
            raise InvalidInputError.field("file", f"The sheet has no column {', '.join(missing)}. Add it.")
        reader.fieldnames = names
        self._products: dict[str, SupplierProduct] = {}
        self._unreadable: list[str] = []
        for number, row in enumerate(reader, start=2):
            if number > _MAX_ROWS + 1:
                raise InvalidInputError.field("file", f"The sheet has more than {_MAX_ROWS} rows. Split it.")
            try:
                product = _product({name: (value or "").strip() for name, value in row.items() if name in COLUMNS})
            except ValueError as error:
                self._unreadable.append(f"line {number}: {error}")
            else:
                self._products.setdefault(product.reference, product)

    def search(self, query: SupplierQuery, cursor: str | None = None) -> SupplierPage:
        """See the port: every word must be in the title or category."""
        words = fold(query.keywords).split()
        start = int(cursor) if cursor and cursor.isdecimal() else 0
        found = [product for product in self._products.values() if _matches(product, words, query)]
        more = start + PAGE_SIZE < len(found)
        return SupplierPage(
            products=tuple(found[start : start + PAGE_SIZE]),
            next_cursor=str(start + PAGE_SIZE) if more else None,
            unreadable=tuple(self._unreadable) if start == 0 else (),
        )

    def product(self, ref: SupplierRef, *, ship_to: str, currency: str, language: str = "en") -> SupplierProduct:
        """See the port."""
        found = self._products.get(ref.reference)
        if found is None:
            raise SupplierProductGoneError(f"The sheet has no row with the reference {ref.reference}.")
        return found

    def reference_of(self, url: str) -> SupplierRef | None:
        """See the port: the row that names this address."""
        for product in self._products.values():
            if url and product.url == url.strip():
                return product.ref
        return None


def _matches(product: SupplierProduct, words: list[str], query: SupplierQuery) -> bool:
    text = fold(f"{product.title} {product.category}")
    if not all(word in text for word in words):
        return False
    same = [bound for bound in (query.min_cost, query.max_cost) if bound and bound.currency == product.cost.currency]
    low = query.min_cost if query.min_cost in same else None
    high = query.max_cost if query.max_cost in same else None
    return (low is None or product.cost.amount >= low.amount) and (high is None or product.cost.amount <= high.amount)


def _product(row: Mapping[str, str]) -> SupplierProduct:
    if not row.get("reference") or not row.get("title"):
        raise ValueError("reference and title are needed")
    cost = read_price(row.get("cost"), row.get("currency", "").upper())
    if cost is None or cost.amount <= 0:
        raise ValueError("cost is not an amount above zero")
    return SupplierProduct(
        supplier=SUPPLIER,
        reference=row["reference"][:80],
        title=" ".join(row["title"].split())[:200],
        url=row.get("url", ""),
        cost=cost,
        image_urls=tuple(dict.fromkeys(row.get("images", "").split())),
        category=row.get("category", ""),
        description=row.get("description", ""),
        shipping=read_price(row.get("shipping"), cost.currency),
    )
