"""What an imported product was made from, kept beside it for as long as it exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tradewind.catalog.models import Product
from tradewind.copywriting.models import Claim, CopyField, Provenance
from tradewind.suppliers.models import SupplierProduct

MERCHANT_TEXTS = (CopyField.TITLE, CopyField.DESCRIPTION, CopyField.SEO_TITLE, CopyField.SEO_DESCRIPTION)
"""Texts that stand on the product itself; alternative texts stand at its pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSource:
    """Facts, provenance and claims of one product.

    Attributes:
        facts: the supplier's product as it was last seen.
        variant_references: the supplier's name of each of our variants, needed to order them.
        written: each text as it was written by machine; a text that differs now is the merchant's.
        checked_at: when price and stock were last asked.
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


def open_claims(source: ImportSource, product: Product) -> list[Claim]:
    """Claims that stand in the product's texts word for word and that nobody vouched for."""
    return [
        claim
        for claim in source.claims
        if not claim.approved and claim.text.casefold() in text_of(product, claim.field).casefold()
    ]
