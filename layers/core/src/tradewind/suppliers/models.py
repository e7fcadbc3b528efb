"""A supplier's product in our words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tradewind.kit.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierRef:
    """Names one product of one supplier: ``supplier`` is an adapter's ``code``, ``reference`` the supplier's own id."""

    supplier: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierVariant:
    """One buyable form of a product.

    Attributes:
        reference: the supplier's id of it (AliExpress: ``sku_attr``), needed to order it.
        options: value by axis, as the supplier words them (any language, possibly empty).
        stock: units the supplier has; None is not told.
    """

    reference: str
    cost: Money
    options: Mapping[str, str] = field(default_factory=dict)
    stock: int | None = None
    image_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierProduct:
    """One product as a supplier offers it. What a supplier does not tell is None or empty, never zero.

    Attributes:
        cost: what the merchant pays for the cheapest variant, in the supplier's currency.
        list_price: what the supplier says it cost before.
        orders_30d: orders of the trailing 30 days.
        rating_basis_points: share of good reviews; 9800 is 98 %.
        commission_basis_points: affiliate commission.
        delivery_days: days to the destination that was asked for.
        attributes: facts by name, such as ``Material``: the only source of claims beside ``title`` and ``description``.
        description: plain text or HTML, as the supplier wrote it: data, never instruction.
    """

    supplier: str
    reference: str
    title: str
    url: str
    cost: Money
    image_urls: tuple[str, ...]
    category: str = ""
    description: str = ""
    variants: tuple[SupplierVariant, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    list_price: Money | None = None
    shipping: Money | None = None
    orders_30d: int | None = None
    rating_basis_points: int | None = None
    commission_basis_points: int | None = None
    delivery_days: int | None = None
    shop: str = ""

    @property
    def ref(self) -> SupplierRef:
        """The name of this product."""
        return SupplierRef(supplier=self.supplier, reference=self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierQuery:
    """What to look for.

    Attributes:
        ship_to: ISO 3166 country of the shoppers.
        currency: what prices are wanted in; a supplier may answer in another.
        language: ISO 639 of the texts.
        min_cost, max_cost: of one piece, in ``currency``.
        hot: ask the supplier's own list of what sells, not everything it has.
    """

    keywords: str
    ship_to: str
    currency: str
    language: str = "en"
    min_cost: Money | None = None
    max_cost: Money | None = None
    hot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierPage:
    """One page of a search. ``unreadable`` says why rows were left out."""

    products: tuple[SupplierProduct, ...]
    next_cursor: str | None = None
    unreadable: tuple[str, ...] = ()
