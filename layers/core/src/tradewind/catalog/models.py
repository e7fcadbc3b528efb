"""Products and what belongs to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradewind.kit.money import Money

MAX_VARIANTS = 80
"""One transaction writes the product, a lock per SKU, the stock and the event: at most 100 items."""
MAX_OPTIONS = 3
MAX_IMAGES = 20
MAX_INVENTORY = 1_000_000


class ProductStatus(StrEnum):
    """``draft`` is only the merchant's; ``active`` is for sale; ``archived`` is kept and no longer shown."""

    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class ImageStatus(StrEnum):
    """Life of an upload: waiting for bytes or work, rendered, or refused."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An axis of variants: ``Size`` with ``S``, ``M``, ``L``."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One thing that can be bought.

    Attributes:
        price, compare_at_price, cost: None takes the product's.
        options: one value per option axis, by axis name.
        image_id: picture shown for this variant.
    """

    id: str
    name: str
    sku: str = ""
    price: Money | None = None
    compare_at_price: Money | None = None
    cost: Money | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    image_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductImage:
    """An image in a product's gallery, in order."""

    id: str
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an imported product came from."""

    supplier: str
    reference: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something a store sells. It always has at least one variant."""

    id: str
    store_id: str
    title: str
    slug: str
    description: str
    status: ProductStatus
    price: Money
    variants: tuple[Variant, ...]
    created_at: datetime
    updated_at: datetime
    compare_at_price: Money | None = None
    cost: Money | None = None
    options: tuple[Option, ...] = ()
    images: tuple[ProductImage, ...] = ()
    tags: tuple[str, ...] = ()
    seo_title: str = ""
    seo_description: str = ""
    published_at: datetime | None = None
    former_slugs: tuple[str, ...] = ()
    """Addresses it had, oldest first; they redirect to the present one."""
    source: Source | None = None
    version: int = 1

    def price_of(self, variant: Variant) -> Money:
        """What one of ``variant`` costs the shopper."""
        return variant.price or self.price

    def compare_at_of(self, variant: Variant) -> Money | None:
        """The struck-through price of ``variant``, only where it is above the price."""
        compare = variant.compare_at_price or self.compare_at_price
        return compare if compare and compare.amount > self.price_of(variant).amount else None

    def cost_of(self, variant: Variant) -> Money | None:
        """What one of ``variant`` costs the merchant; None is unknown, not zero."""
        return variant.cost or self.cost

    def find_variant(self, variant_id: str) -> Variant | None:
        """The variant with this id."""
        return next((variant for variant in self.variants if variant.id == variant_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Levels of one product by variant id.

    Attributes:
        available: what may still be sold; a variant that is absent is not tracked and never runs out.
        reserved: held by checkouts that are not decided yet.
        version: counts every movement.
    """

    product_id: str
    available: Mapping[str, int] = field(default_factory=dict)
    reserved: Mapping[str, int] = field(default_factory=dict)
    version: int = 0

    def level(self, variant_id: str) -> int | None:
        """Units for sale; None is not tracked."""
        return self.available.get(variant_id)

    def can_sell(self, variant_id: str, quantity: int = 1) -> bool:
        """Whether ``quantity`` units are for sale now."""
        level = self.available.get(variant_id)
        return level is None or level >= quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An uploaded picture.

    Attributes:
        widths: rendered WebP widths in pixels, ascending; empty until ready.
        width, height: of the largest rendering, after orientation.
        error: why it was refused, for the merchant.
    """

    id: str
    store_id: str
    filename: str
    created_at: datetime
    status: ImageStatus = ImageStatus.PENDING
    product_id: str | None = None
    width: int = 0
    height: int = 0
    widths: tuple[int, ...] = ()
    error: str = ""


def upload_key(store_id: str, image_id: str) -> str:
    """Where the browser puts the bytes; never served."""
    return f"uploads/{store_id}/{image_id}"


def media_key(store_id: str, image_id: str, width: int) -> str:
    """Where a rendering lies; served forever under this name."""
    return f"media/{store_id}/{image_id}/{width}.webp"
