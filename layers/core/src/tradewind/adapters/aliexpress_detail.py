"""Reads ``aliexpress.ds.product.get``: a product with its variants, stock, pictures and attributes."""

from collections.abc import Mapping
from typing import Any

from tradewind.adapters.aliexpress_catalog import SUPPLIER, read_percent, read_price
from tradewind.kit.money import Money
from tradewind.suppliers.models import SupplierProduct, SupplierVariant

_SKUS, _PROPERTIES = "ae_item_sku_info_d_t_o", "ae_sku_property_d_t_o"


def read_detail(result: Any) -> SupplierProduct | None:
    """The product of an answer's result; None when it is not on sale (any more).

    Raises:
        ValueError, KeyError, TypeError: the result has not the form we know.
    """
    if not result:
        return None
    base = result["ae_item_base_info_dto"]
    if str(base.get("product_status_type", "onSelling")) != "onSelling":
        return None
    reference = str(base["product_id"])
    variants = tuple(
        variant for row in _rows(result.get("ae_item_sku_info_dtos"), _SKUS) if (variant := _variant(row)) is not None
    )
    if not variants:
        raise ValueError("no variant with a price")
    cheapest = min(variants, key=lambda variant: variant.cost.amount)
    shop = result.get("ae_store_info") or {}
    logistics = result.get("logistics_info_dto") or {}
    media = result.get("ae_multimedia_info_dto") or {}
    attributes = {
        str(row["attr_name"]): str(row["attr_value"])
        for row in _rows(result.get("ae_item_properties"), "ae_item_property")
        if row.get("attr_name") and row.get("attr_value")
    }
    days = str(logistics.get("delivery_time", ""))
    return SupplierProduct(
        supplier=SUPPLIER,
        reference=reference,
        title=" ".join(str(base["subject"]).split())[:200],
        url=f"https://www.aliexpress.com/item/{reference}.html",
        cost=cheapest.cost,
        image_urls=tuple(dict.fromkeys(url for url in str(media.get("image_urls", "")).split(";") if url)),
        category=str(base.get("category_name", "")),
        description=str(base.get("detail", "")),
        variants=variants,
        attributes=attributes,
        list_price=_before(result, cheapest.cost),
        orders_30d=None,
        rating_basis_points=read_percent(base.get("evaluate_rate")),
        delivery_days=int(days) if days.isdecimal() else None,
        shop=str(shop.get("store_name", "")),
    )


def _rows(value: Any, name: str) -> list[Mapping[str, Any]]:
    """A list, or ``{name: [...]}`` as answers have it that are not simplified."""
    if isinstance(value, Mapping):
        value = value.get(name)
    return [row for row in value or [] if isinstance(row, Mapping)]


def _variant(row: Mapping[str, Any]) -> SupplierVariant | None:
    currency = str(row.get("currency_code", ""))
    cost = read_price(_text(row.get("offer_sale_price")), currency) or read_price(_text(row.get("sku_price")), currency)
    if cost is None or cost.amount <= 0:
        return None
    options: dict[str, str] = {}
    image = ""
    for part in _rows(row.get("ae_sku_property_dtos"), _PROPERTIES):
        name = str(part.get("sku_property_name", ""))
        # The seller's own word for a value wins over AliExpress' list of values.
        options[name] = str(part.get("property_value_definition_name") or part.get("sku_property_value") or "")
        image = image or str(part.get("sku_image") or "")
    stock = row.get("sku_available_stock")
    return SupplierVariant(
        reference=str(row.get("sku_attr") or row.get("id") or row.get("sku_id") or ""),
        cost=cost,
        options=options,
        stock=int(stock) if stock is not None and str(stock).isdecimal() else None,
        image_url=image,
    )


def _before(result: Mapping[str, Any], cost: Money) -> Money | None:
    """The highest price a variant is said to have had, if it was above what it costs now."""
    found = [
        price
        for row in _rows(result.get("ae_item_sku_info_dtos"), _SKUS)
        if (price := read_price(_text(row.get("sku_price")), str(row.get("currency_code", "")))) is not None
    ]
    highest = max(found, key=lambda price: price.amount, default=None)
    return highest if highest and highest.currency == cost.currency and highest.amount > cost.amount else None


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
