"""Texts made from facts alone: never wrong, never witty, and labelled as what they are."""

import re
from collections.abc import Mapping

from tradewind.copywriting.claims import Facts, without_claims
from tradewind.copywriting.cleaning import cut, one_line, without_supplier
from tradewind.copywriting.language import is_in
from tradewind.copywriting.models import LENGTHS, CopyField
from tradewind.suppliers.models import SupplierProduct

_AVAILABLE = {
    "en": "Available in",
    "de": "Erhältlich in",
    "fr": "Disponible en",
    "es": "Disponible en",
    "it": "Disponibile in",
    "nl": "Verkrijgbaar in",
    "pt": "Disponível em",
}
_NEW = {
    "en": "New product",
    "de": "Neues Produkt",
    "fr": "Nouveau produit",
    "es": "Nuevo producto",
    "it": "Nuovo prodotto",
    "nl": "Nieuw product",
    "pt": "Novo produto",
}
_NOT_FOR_SHOPPERS = re.compile(
    r"(?i)supplier|seller|shop|store|contact|phone|tel\b|wechat|whats|e-?mail|website|url|brand|model|certif|warrant|"
    r"guarant|ship|deliver|return|high-concerned|choice|origin|hign|item (?:no|id|number)|sku|moq"
)
_MAX_FACTS = 12


def write(product: SupplierProduct, *, language: str, options: Mapping[str, tuple[str, ...]]) -> dict[CopyField, str]:
    """Every text of a product in ``language`` from its facts; ``options`` are the axes as the shop shows them."""
    facts = Facts(product)
    title = _title(product, facts, language)
    shown = _facts(product, language)
    lines = [f"- {name}: {value}" for name, value in shown]
    axes = "; ".join(f"{name}: {', '.join(values)}" for name, values in options.items())
    if axes:
        lines.append(f"- {_AVAILABLE.get(language, _AVAILABLE['en'])} {axes}")
    description = "\n\n".join(part for part in (f"{title}.", "\n".join(lines)) if part)
    summary = ", ".join([title, *(f"{name.lower()} {value}" for name, value in shown[:3])])
    words = dict.fromkeys(word for word in re.findall(r"[^\W\d_]{3,}", title.casefold()))
    return {
        CopyField.TITLE: title,
        CopyField.DESCRIPTION: cut(description, LENGTHS[CopyField.DESCRIPTION]),
        CopyField.SEO_TITLE: cut(title, LENGTHS[CopyField.SEO_TITLE]),
        CopyField.SEO_DESCRIPTION: cut(summary, LENGTHS[CopyField.SEO_DESCRIPTION]),
        CopyField.KEYWORDS: cut(", ".join(words), LENGTHS[CopyField.KEYWORDS]),
        CopyField.ALT: cut(title, LENGTHS[CopyField.ALT]),
    }


def _title(product: SupplierProduct, facts: Facts, language: str) -> str:
    for candidate in (product.title, product.category):
        text = without_claims(without_supplier(one_line(candidate), shop=product.shop), facts)
        text = cut(text, LENGTHS[CopyField.TITLE])
        if len(text) >= 3 and is_in(text, language):
            return text[:1].upper() + text[1:]
    return _NEW.get(language, _NEW["en"])


def _facts(product: SupplierProduct, language: str) -> list[tuple[str, str]]:
    """Attributes that a shopper is helped by, in the supplier's order."""
    shown = []
    for name, value in product.attributes.items():
        label, text = one_line(name), without_supplier(one_line(value), shop=product.shop)
        if not label or not text or len(text) > 120 or len(label) > 40 or _NOT_FOR_SHOPPERS.search(label):
            continue
        if is_in(f"{label} {text}", language):
            shown.append((label, text))
    return shown[:_MAX_FACTS]
