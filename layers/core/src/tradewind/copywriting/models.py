"""Texts, where they come from, and the statements in them that no fact backs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CopyField(StrEnum):
    """The texts of a product."""

    TITLE = "title"
    DESCRIPTION = "description"
    SEO_TITLE = "seo_title"
    SEO_DESCRIPTION = "seo_description"
    KEYWORDS = "keywords"
    ALT = "alt"


LENGTHS: Mapping[CopyField, int] = {
    CopyField.TITLE: 80,
    CopyField.DESCRIPTION: 5_000,
    CopyField.SEO_TITLE: 60,
    CopyField.SEO_DESCRIPTION: 155,
    CopyField.KEYWORDS: 200,
    CopyField.ALT: 125,
}
"""Most characters of each text; search results cut titles and descriptions at about these."""


class Origin(StrEnum):
    """Who wrote a text."""

    MODEL = "model"
    TEMPLATE = "template"
    MERCHANT = "merchant"
    SUPPLIER = "supplier"


class ClaimKind(StrEnum):
    """What sort of statement has no fact behind it."""

    NUMBER = "number"
    MATERIAL = "material"
    CERTIFICATION = "certification"
    MEDICAL = "medical"
    WARRANTY = "warranty"
    SHIPPING = "shipping"
    BRAND = "brand"
    PROPERTY = "property"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of one text.

    Attributes:
        id: follows from field, kind and wording, so that the same statement keeps its id.
        start, end: where it stands in the text it was found in, in characters.
        reason: for the merchant: what is missing.
        approved: the merchant vouches for it.
    """

    id: str
    field: CopyField
    kind: ClaimKind
    start: int
    end: int
    text: str
    reason: str
    approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who wrote a text. ``model`` names it; ``note`` says why it was not the model."""

    origin: Origin
    model: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How a store's texts should sound.

    Attributes:
        tone: the merchant's own words, such as ``calm, a little dry``.
        language: ISO 639; empty takes the store's locale.
        avoid: words that never appear.
        use_ai: whether models may be asked for this store at all.
    """

    tone: str = "plain, specific, friendly"
    language: str = ""
    avoid: tuple[str, ...] = ()
    use_ai: bool = True
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The texts of one product with their provenance and the claims found in them."""

    texts: Mapping[CopyField, str]
    provenance: Mapping[CopyField, Provenance]
    claims: tuple[Claim, ...] = ()
    notices: tuple[str, ...] = field(default=())
