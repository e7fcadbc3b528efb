"""What an imported product was made from, kept beside it for as long as it exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradewind.catalog.models import Product
from tradewind.copywriting.models import Claim, CopyField, Provenance
from tradewind.kit.money import Money
from tradewind.suppliers.models import SupplierProduct


class Lock(StrEnum):
    """What checks of the supplier leave alone on a product."""

    PRICE = "price"
    STOCK = "stock"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSource:
    """Facts, provenance and claims of one product.

    Attributes:
        facts: the supplier's product as it was last seen.
        variant_references: the supplier's name of each of our variants, needed to order them.
        written: each text as it was written by machine; a text that differs now is the merchant's.
        checked_at: when price and stock were last asked.
        priced: price by variant as it was set by machine; another price now is the merchant's and stays.
        locks: what no check may change.
        gone: the supplier did not have it when last asked.
        version: counts writes.
    """

    product_id: str
    store_id: str
    facts: SupplierProduct
    checked_at: datetime
    variant_references: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[CopyField, str] = field(default_factory=dict)
    provenance: Mapping[CopyField, Provenance] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    keywords: str = ""
    priced: Mapping[str, Money] = field(default_factory=dict)
    locks: frozenset[Lock] = frozenset()
    gone: bool = False
    version: int = 1


def text_of(product: Product, field_: CopyField) -> str:
    """What a product says now."""
    match field_:
        case CopyField.TITLE:
            return product.title
        case CopyField.DESCRIPTION:
            return product.description
        case CopyField.SEO_TITLE:
            return product.seo_title
        case CopyField.SEO_DESCRIPTION:
            return product.seo_description
        case CopyField.ALT:
            return product.images[0].alt if product.images else ""
        case CopyField.KEYWORDS:
            return ""


def price_is_merchants(source: ImportSource, product: Product) -> bool:
    """Whether somebody else set a price since a machine last did: it survives every check."""
    return Lock.PRICE in source.locks or any(
        source.priced.get(variant.id) not in (None, product.price_of(variant)) for variant in product.variants
    )


def open_claims(source: ImportSource, product: Product) -> list[Claim]:
    """Claims that stand in the product's texts word for word and that nobody vouched for."""
    return [
        claim
        for claim in source.claims
        if not claim.approved and claim.text.casefold() in text_of(product, claim.field).casefold()
    ]
