"""Opens purchase orders for paid orders, one for each supplier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tradewind.catalog.models import Product
from tradewind.catalog.repository import CatalogRepository
from tradewind.checkout.models import Line
from tradewind.orders.models import Order
from tradewind.orders.service.deps import get_order
from tradewind.purchasing import automation
from tradewind.purchasing.models import PurchaseLine, PurchaseOrder, PurchaseStatus, purchase_id
from tradewind.purchasing.service import PurchaseDeps


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningDeps:
    """What opening needs."""

    purchases: PurchaseDeps
    catalog: CatalogRepository


def open_purchases(deps: OpeningDeps, *, store_id: str, order_id: str) -> list[PurchaseOrder]:
    """Split a paid order by supplier; where the store orders automatically, with the moment of that. Repeating it
    opens nothing twice.

    Raises:
        OrderNotFoundError.
    """
    order = get_order(deps.purchases.orders, store_id=store_id, order_id=order_id)
    if order.cancelled_at is not None:
        return []
    products = {
        product.id: product
        for product in deps.catalog.find_many(store_id, dict.fromkeys(line.product_id for line in order.lines))
    }
    at = deps.purchases.orders.clock()
    wanted = split(order, products, at)
    if not wanted:
        return []
    settings = deps.purchases.settings.get(store_id)
    planned = [automation.planned(purchase, settings, at) for purchase in wanted]
    return [purchase for purchase in planned if deps.purchases.purchases.create(purchase)]


def split(order: Order, products: Mapping[str, Product], at: datetime) -> list[PurchaseOrder]:
    """One purchase order for each supplier of the order's lines. Lines without a supplier are the merchant's own."""
    by_supplier: dict[str, list[PurchaseLine]] = {}
    for line in order.lines:
        product = products.get(line.product_id)
        quantity = order.open_of(line)
        if product and product.source and quantity:
            by_supplier.setdefault(product.source.supplier, []).append(_line(line, product, quantity))
    return [
        PurchaseOrder(
            id=purchase_id(order.id, supplier),
            store_id=order.store_id,
            order_id=order.id,
            order_number=order.number,
            supplier=supplier,
            status=PurchaseStatus.TO_ORDER,
            lines=tuple(lines),
            created_at=at,
            updated_at=at,
        )
        for supplier, lines in by_supplier.items()
    ]


def _line(line: Line, product: Product, quantity: int) -> PurchaseLine:
    return PurchaseLine(
        product_id=line.product_id,
        variant_id=line.variant_id,
        title=line.title,
        variant_name=line.variant_name,
        sku=line.sku,
        quantity=quantity,
        reference=product.source.reference if product.source else "",
        url=product.source.url if product.source else "",
        unit_cost=line.unit_cost,
    )
