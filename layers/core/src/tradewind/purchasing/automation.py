"""When a purchase order is ordered automatically, and when not. Pure functions: each refusal is a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tradewind.kit.money import Money, format_plain
from tradewind.orders.models import Order
from tradewind.purchasing.models import PurchaseOrder, PurchasingSettings
from tradewind.suppliers.ordering import ORDERING, Recipient, SupplierLine, SupplierOrder

_BY_HAND = "Order it by hand."


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantName:
    """What a supplier calls one of our variants, and what it last asked for it."""

    supplier: str
    reference: str
    cost: Money


def planned(purchase: PurchaseOrder, settings: PurchasingSettings, at: datetime) -> PurchaseOrder:
    """A new purchase order with the moment at which it is ordered, or with why it is not."""
    if not settings.automatic or purchase.supplier not in ORDERING:
        return purchase
    problem = too_dear(purchase, settings, {})
    if problem:
        return replace(purchase, problem=problem)
    return replace(purchase, place_at=at + timedelta(minutes=settings.buffer_minutes))


def too_dear(purchase: PurchaseOrder, settings: PurchasingSettings, names: Mapping[str, VariantName]) -> str:
    """Why it costs more than may be spent, or nothing.

    What the order froze as the cost counts, or what the supplier asks now where that is more.
    """
    cost = _dearest(purchase, names)
    if cost is None:
        return f"What it costs is not known, so it was not ordered automatically. {_BY_HAND}"
    ceiling = settings.ceiling
    if ceiling is None or cost.currency != ceiling.currency:
        return f"There is no ceiling in {cost.currency}, so it was not ordered automatically. {_BY_HAND}"
    if cost.amount > ceiling.amount:
        return (
            f"It costs {format_plain(cost)}, more than your ceiling of {format_plain(ceiling)}, "
            f"so it was not ordered automatically. {_BY_HAND}"
        )
    return ""


def _dearest(purchase: PurchaseOrder, names: Mapping[str, VariantName]) -> Money | None:
    """The cost at the higher of both prices of each line; None where it is not known."""
    lines = []
    for line in purchase.lines:
        name = names.get(line.variant_id)
        now, then = name.cost if name else None, line.unit_cost
        is_dearer = now and then and now.currency == then.currency and now.amount > then.amount
        lines.append(replace(line, unit_cost=now) if is_dearer else line)
    return replace(purchase, lines=tuple(lines)).cost


def supplier_order(purchase: PurchaseOrder, order: Order, names: Mapping[str, VariantName]) -> SupplierOrder | str:
    """What the supplier is told, or why it cannot be told."""
    address = order.shipping_address
    if address is None or not (address.line1 and address.city and address.country):
        return f"The order has no complete address, so it was not ordered automatically. {_BY_HAND}"
    lines = []
    for line in purchase.lines:
        name = names.get(line.variant_id)
        if name is None or name.supplier != purchase.supplier or not name.reference:
            return f"What the supplier calls {line.title} is not known, so it was not ordered automatically. {_BY_HAND}"
        lines.append(SupplierLine(reference=name.reference, quantity=line.quantity))
    recipient = Recipient(
        name=address.name,
        line1=address.line1,
        line2=address.line2,
        city=address.city,
        state=address.state,
        postal_code=address.postal_code,
        country=address.country,
        phone=address.phone,
    )
    return SupplierOrder(lines=tuple(lines), recipient=recipient)
