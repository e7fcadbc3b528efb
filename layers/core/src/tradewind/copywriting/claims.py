"""The claim check: a statement passes only if a supplier's fact says it too. Pure functions.

What a supplier puts into titles and descriptions is advertising (and may be an attempt to steer the writer), so it
backs plain description only: numbers and materials. Certifications, medical effects, warranties, shipping promises,
brands and qualities such as "waterproof" need an attribute of the product.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from tradewind.copywriting.cleaning import plain
from tradewind.copywriting.models import Claim, ClaimKind, CopyField
from tradewind.copywriting.numbers import amounts_of_money, is_backed, quantities
from tradewind.suppliers.models import SupplierProduct

_REASONS = {
    ClaimKind.NUMBER: "The supplier's facts do not have this number.",
    ClaimKind.MATERIAL: "The supplier's facts do not name this material.",
    ClaimKind.CERTIFICATION: "No attribute of the product shows this certificate or approval.",
    ClaimKind.MEDICAL: "Health effects need proof that the supplier does not give.",
    ClaimKind.WARRANTY: "This is a promise of your store. Approve it only if you keep it.",
    ClaimKind.SHIPPING: "Delivery is promised by your shipping settings, not by product texts.",
    ClaimKind.BRAND: "No attribute of the product names this brand.",
    ClaimKind.PROPERTY: "No attribute of the product says this.",
}
_PRICE_REASON = "Prices change and stand beside the text. Take the amount out."
_MATTER = (ClaimKind.SHIPPING, ClaimKind.WARRANTY, ClaimKind.MEDICAL, ClaimKind.CERTIFICATION)
"""Where two kinds find the same words, the first of these names them; then the order of ``ClaimKind``."""


class Facts:
    """What may be said of a product: its attributes, and for plain description also title, text and options."""

    def __init__(self, product: SupplierProduct) -> None:
        attributes = [f"{name}: {value}" for name, value in product.attributes.items()]
        options = [f"{name}: {value}" for each in product.variants for name, value in each.options.items()]
        self.attributes = plain(" ; ".join(attributes))
        described = (product.title, product.category, product.description)
        self.described = plain(" ; ".join((*described, *attributes, *dict.fromkeys(options))))
        self.numbers = list(quantities(self.described))


def find_claims(field: CopyField, text: str, facts: Facts) -> list[Claim]:
    """Statements of ``text`` that ``facts`` do not back, in order, none inside another."""
    found = sorted(_candidates(field, text, facts), key=lambda claim: (claim.start, -claim.end))
    kept: list[Claim] = []
    for claim in found:
        if not kept or claim.start >= kept[-1].end:
            kept.append(claim)
        elif claim.end > kept[-1].end:
            # Two that overlap are one statement: it is named by the first and shown whole.
            last = kept.pop()
            kept.append(_claim(field, last.kind, text, last.start, claim.end, last.reason))
    return kept


def without_claims(text: str, facts: Facts) -> str:
    """``text`` without the words that nothing backs; for templates, which say less rather than ask."""
    for claim in reversed(find_claims(CopyField.TITLE, text, facts)):
        text = text[: claim.start] + text[claim.end :]
    return re.sub(r"\s+([,.;])", r"\1", " ".join(text.split())).strip(" ,;:-–&+/")


def _candidates(field: CopyField, text: str, facts: Facts) -> Iterator[Claim]:
    ordered = (*_MATTER, *(kind for kind in _patterns() if kind not in _MATTER))
    for kind in ordered:
        for match in _patterns()[kind].finditer(text):
            backing = facts.described if kind is ClaimKind.MATERIAL else facts.attributes
            if not _says(backing, match[0]):
                yield _claim(field, kind, text, *match.span(), _REASONS[kind])
    for start, end in amounts_of_money(text):
        yield _claim(field, ClaimKind.NUMBER, text, start, end, _PRICE_REASON)
    for quantity in quantities(text):
        if not is_backed(quantity, facts.numbers):
            yield _claim(field, ClaimKind.NUMBER, text, quantity.start, quantity.end, _REASONS[ClaimKind.NUMBER])


def _says(backing: str, words: str) -> bool:
    """Whether the facts have these words, however they are joined."""
    parts = [re.escape(part) for part in re.split(r"[\s\-‐-–.]+", words) if part]
    pattern = rf"(?<!\w){_JOINT.join(parts)}s?(?!\w)"
    for match in re.finditer(pattern, backing, re.IGNORECASE):
        before = backing[max(0, match.start() - 12) : match.start()].casefold()
        if not re.search(r"\b(?:no|not|non|without|faux|fake|imitation|artificial|pu)[\s-]*$", before):
            return True
    return False


_JOINT = r"[\s\-‐-–.]*"


@cache
def _patterns() -> Mapping[ClaimKind, re.Pattern[str]]:
    listed = json.loads(resources.files("tradewind.copywriting").joinpath("claim_words.json").read_text())
    return {
        kind: re.compile(r"(?<!\w)(?:" + "|".join(_pattern(phrase) for phrase in listed[kind.value]) + r")(?!\w)", re.I)
        for kind in ClaimKind
        if kind.value in listed
    }


def _pattern(phrase: str) -> str:
    return phrase.replace("*", r"\w*").replace(" ", _JOINT)


def _claim(field: CopyField, kind: ClaimKind, text: str, start: int, end: int, reason: str) -> Claim:
    words = text[start:end]
    digest = hashlib.sha256(f"{field}|{kind}|{words.casefold()}".encode()).hexdigest()[:20]
    return Claim(id=f"clm_{digest}", field=field, kind=kind, start=start, end=end, text=words, reason=reason)
