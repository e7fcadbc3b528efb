"""Products as merchants and importers send them, before ids, names and slugs are settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tradewind.catalog.models import Option, ProductImage, ProductStatus, Source
from tradewind.kit.money import Money


class Unset:
    """Marks a stock count that the caller did not mention."""


UNSET = Unset()


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantInput:
    """A variant as the merchant sends it; without ``id`` it is new."""

    id: str | None = None
    name: str = ""
    sku: str = ""
    price: Money | None = None
    compare_at_price: Money | None = None
    cost: Money | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    inventory_count: int | Unset | None = UNSET
    image_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProduct:
    """Input of ``create_product``."""

    title: str
    price: Money
    description: str = ""
    status: ProductStatus = ProductStatus.DRAFT
    slug: str | None = None
    compare_at_price: Money | None = None
    cost: Money | None = None
    options: Sequence[Option] = ()
    variants: Sequence[VariantInput] = ()
    images: Sequence[ProductImage] = ()
    tags: Sequence[str] = ()
    seo_title: str = ""
    seo_description: str = ""
    source: Source | None = None
