"""What a run found, one entry a product however many sources have it. Pure functions."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tradewind.kit.slug import fold
from tradewind.research.candidate_models import CandidateSource
from tradewind.research.models import Observation
from tradewind.research.settings_models import ResearchSettings
from tradewind.suppliers.models import SupplierProduct


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One row of one answer. ``via`` is ``search`` or ``hot``."""

    product: SupplierProduct
    via: str
    keyword: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """One product with every source that has it; the first one leads."""

    product: SupplierProduct
    sources: tuple[CandidateSource, ...]
    identities: tuple[str, ...]
    keyword: str


def merge(rows: Iterable[Found]) -> list[Find]:
    """Rows of the same product become one: the same reference, or the same title with the same picture."""
    finds: dict[int, Find] = {}
    owner: dict[str, int] = {}
    for row in rows:
        names = identities_of(row.product)
        at = next((owner[name] for name in names if name in owner), None)
        if at is None:
            at = len(finds)
            finds[at] = Find(product=row.product, sources=(_source(row),), identities=names, keyword=row.keyword)
        else:
            finds[at] = _joined(finds[at], row, names)
        owner.update(dict.fromkeys(names, at))
    return list(finds.values())


def identities_of(product: SupplierProduct) -> tuple[str, ...]:
    """Names a product is known by: its supplier's reference, and its title with its first picture."""
    names = [f"{product.supplier}#{product.reference}"]
    if product.image_urls:
        picture = product.image_urls[0].partition("?")[0].rpartition("/")[2].lower()
        title = " ".join(re.findall(r"\w+", fold(product.title)))
        names.append("look#" + hashlib.sha256(f"{title}\0{picture}".encode()).hexdigest()[:24])
    return tuple(names)


def wanted(find: Find, settings: ResearchSettings) -> bool:
    """Whether a find is within the store's words and prices. Prices in another currency are not judged."""
    title = fold(find.product.title)
    if any(re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", title) for word in settings.excluded if word.strip()):
        return False
    cost = find.product.cost
    low, high = settings.min_cost, settings.max_cost
    if low and low.currency == cost.currency and cost.amount < low.amount:
        return False
    return not (high and high.currency == cost.currency and cost.amount > high.amount)


def observe(product: SupplierProduct, day_of: Observation) -> Observation:
    """What is kept of a product for one day; ``day_of`` names the day."""
    before = product.list_price
    return replace(
        day_of,
        price=product.cost.amount,
        orders=product.orders_30d,
        list_price=before.amount if before and before.currency == product.cost.currency else None,
        rating_basis_points=product.rating_basis_points,
        commission_basis_points=product.commission_basis_points,
    )


def join_sources(earlier: Sequence[CandidateSource], later: Sequence[CandidateSource]) -> tuple[CandidateSource, ...]:
    """Sources of both, each once; what is newer replaces what was known, and the order stays."""
    by_name = {(source.supplier, source.reference): source for source in earlier}
    for source in later:
        name = (source.supplier, source.reference)
        via = tuple(dict.fromkeys((*by_name[name].via, *source.via))) if name in by_name else source.via
        by_name[name] = replace(source, via=via)
    return tuple(by_name.values())


def _source(row: Found) -> CandidateSource:
    product = row.product
    return CandidateSource(
        supplier=product.supplier, reference=product.reference, url=product.url, cost=product.cost, via=(row.via,)
    )


def _joined(find: Find, row: Found, names: tuple[str, ...]) -> Find:
    return replace(
        find,
        sources=join_sources(find.sources, (_source(row),)),
        identities=tuple(dict.fromkeys((*find.identities, *names))),
        keyword=find.keyword or row.keyword,
    )
