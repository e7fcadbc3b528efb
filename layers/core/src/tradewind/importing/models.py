"""A supplier's product in our words."""

from dataclasses import dataclass

from tradewind.kit.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierProduct:
    """One product as a supplier offers it. ``cost`` is what the merchant pays, in the supplier's currency."""

    supplier: str
    reference: str
    title: str
    url: str
    cost: Money
    image_urls: tuple[str, ...]
    category: str = ""
