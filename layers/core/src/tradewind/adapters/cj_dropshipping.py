"""CJ Dropshipping, API 2.0 (developers.cjdropshipping.com): searching and product detail. Prices are in US dollars."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tradewind.adapters.aliexpress_catalog import read_price
from tradewind.adapters.cj_api import CjApi, TokenKeeper
from tradewind.kit.clock import Clock
from tradewind.kit.money import to_decimal_text
from tradewind.settings import CjSettings
from tradewind.suppliers.errors import SupplierProductGoneError, SupplierUnavailableError
from tradewind.suppliers.limits import CallGate
from tradewind.suppliers.models import SupplierPage, SupplierProduct, SupplierQuery, SupplierRef, SupplierVariant
from tradewind.suppliers.ports import Capability
from tradewind.suppliers.references import CJ, cj_reference

PAGE_SIZE = 50
_CURRENCY = "USD"


class CjDropshipping:
    """Implements ``suppliers.ports.Supplier``."""

    code = CJ
    capabilities = frozenset({Capability.SEARCH, Capability.DETAIL})

    def __init__(
        self, settings: CjSettings, gate: CallGate, tokens: TokenKeeper, clock: Clock, *, timeout_seconds: float = 15
    ) -> None:
        self._api = CjApi(settings, gate, tokens, clock, timeout_seconds=timeout_seconds)

    def search(self, query: SupplierQuery, cursor: str | None = None) -> SupplierPage:
        """See the port. ``cursor`` is the page's number; bounds in another currency than dollars are left out."""
        number = int(cursor) if cursor and cursor.isdecimal() else 1
        params = {"keyWord": query.keywords, "page": str(number), "size": str(PAGE_SIZE), "features": "enable_category"}
        for name, bound in (("startSellPrice", query.min_cost), ("endSellPrice", query.max_cost)):
            if bound is not None and bound.currency == _CURRENCY:
                params[name] = to_decimal_text(bound)
        data = self._api.ask("product/listV2", params)
        products, unreadable = [], []
        try:
            rows = list(_listed(data))
            pages = int(data.get("totalPages") or 0)
        except (TypeError, ValueError, AttributeError) as error:
            raise SupplierUnavailableError("CJ Dropshipping answered something we do not know.") from error
        for position, row in enumerate(rows, start=1):
            try:
                products.append(_from_list(row))
            except (ValueError, KeyError, TypeError) as error:
                unreadable.append(f"row {position}: {error}")
        return SupplierPage(
            products=tuple(products),
            next_cursor=str(number + 1) if number < pages else None,
            unreadable=tuple(unreadable),
        )

    def product(self, ref: SupplierRef, *, ship_to: str, currency: str, language: str = "en") -> SupplierProduct:
        """See the port. CJ answers in English and dollars whatever is asked for."""
        data = self._api.ask("product/query", {"pid": ref.reference})
        if not data:
            raise SupplierProductGoneError(f"CJ Dropshipping does not have the product {ref.reference} (any more).")
        try:
            return _from_detail(data)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SupplierUnavailableError("CJ Dropshipping's answer about this product makes no sense.") from error

    def reference_of(self, url: str) -> SupplierRef | None:
        """See the port."""
        return cj_reference(url)


def _listed(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Rows of ``listV2``: groups of ``productList``."""
    for group in data.get("content") or []:
        yield from group.get("productList") or []


def _from_list(row: Mapping[str, Any]) -> SupplierProduct:
    reference = str(row["id"])
    title = str(row["nameEn"])
    price = read_price(str(row.get("nowPrice") or row["sellPrice"]), _CURRENCY)
    before = read_price(str(row["sellPrice"]), _CURRENCY)
    if price is None or price.amount <= 0:
        raise ValueError("no price")
    image = str(row.get("bigImage") or "")
    return SupplierProduct(
        supplier=CJ,
        reference=reference,
        title=" ".join(title.split())[:200],
        url=_url(title, reference),
        cost=price,
        image_urls=(image,) if image else (),
        category=str(row.get("threeCategoryName") or row.get("twoCategoryName") or ""),
        list_price=before if before and before.amount > price.amount else None,
        shop="CJ Dropshipping",
    )


def _from_detail(data: Mapping[str, Any]) -> SupplierProduct:
    axes = [axis for axis in str(data.get("productKeyEn") or "").split("-") if axis]
    variants = tuple(_variant(row, axes) for row in data.get("variants") or [])
    title, reference = str(data["productNameEn"]), str(data["pid"])
    listed = read_price(str(data.get("sellPrice") or ""), _CURRENCY)
    costs = [variant.cost for variant in variants] + ([listed] if listed else [])
    images = _images(data.get("productImageSet")) or _images(data.get("productImage") or data.get("bigImage"))
    materials = [str(each) for each in data.get("materialNameEnSet") or []]
    attributes = {"Material": ", ".join(materials)} if materials else {}
    if data.get("productWeight"):
        attributes["Weight (g)"] = str(data["productWeight"])
    return SupplierProduct(
        supplier=CJ,
        reference=reference,
        title=" ".join(title.split())[:200],
        url=_url(title, reference),
        cost=min(costs, key=lambda cost: cost.amount),
        image_urls=images,
        category=str(data.get("categoryName") or "").rpartition("/")[2].strip(),
        description=str(data.get("description") or ""),
        variants=variants,
        attributes=attributes,
        shop="CJ Dropshipping",
    )


def _variant(row: Mapping[str, Any], axes: list[str]) -> SupplierVariant:
    cost = read_price(str(row["variantSellPrice"]), _CURRENCY)
    if cost is None:
        raise ValueError("a variant without a price")
    values = str(row.get("variantKey") or "").split("-")
    names = axes if len(axes) == len(values) else ["Option"] if len(values) == 1 else axes[:1] or ["Option"]
    options = dict(zip(names, values if len(names) == len(values) else ["-".join(values)], strict=True))
    stock = row.get("inventoryNum")
    return SupplierVariant(
        reference=str(row["vid"]),
        cost=cost,
        options={name: value for name, value in options.items() if value},
        stock=int(stock) if stock is not None else None,
        image_url=str(row.get("variantImage") or ""),
    )


def _images(value: Any) -> tuple[str, ...]:
    """A list, a list written as JSON text, or one address: CJ answers all three."""
    if isinstance(value, str) and value.startswith("["):
        value = json.loads(value)
    if isinstance(value, str):
        value = [value] if value else []
    return tuple(dict.fromkeys(str(url) for url in value or []))


def _url(title: str, reference: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return f"https://cjdropshipping.com/product/{words}-p-{reference}.html"
