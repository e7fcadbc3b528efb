"""What differs between a supplier's product then and now. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass

from tradewind.importing.source_models import ImportSource
from tradewind.importing.sync_models import ChangeKind, VariantChange
from tradewind.suppliers.models import SupplierProduct, SupplierVariant


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One kind of change with the variants it concerns."""

    kind: ChangeKind
    variants: tuple[VariantChange, ...]


def differences(source: ImportSource, fresh: SupplierProduct | None) -> list[Difference]:
    """What happened since the last look; ``fresh`` None is a product that the supplier no longer has."""
    if fresh is None:
        everything = tuple(VariantChange(variant_id=variant_id) for variant_id in source.variant_references)
        return [] if source.gone else [Difference(kind=ChangeKind.GONE, variants=everything)]
    if source.facts.variants and not fresh.variants:
        # A source that tells no variants today says nothing about them.
        return []
    old, new = _by_reference(source.facts), _by_reference(fresh)
    found: dict[ChangeKind, list[VariantChange]] = {}
    for variant_id, reference in source.variant_references.items():
        before, after = old.get(reference), new.get(reference)
        if before is None:
            continue
        if after is None:
            found.setdefault(ChangeKind.VARIANT_GONE, []).append(
                VariantChange(variant_id=variant_id, cost_before=before.cost)
            )
            continue
        change = VariantChange(
            variant_id=variant_id, cost_before=before.cost, cost_after=after.cost, stock_after=after.stock
        )
        if after.cost != before.cost:
            same = after.cost.currency == before.cost.currency
            cheaper = same and after.cost.amount < before.cost.amount
            kind = ChangeKind.PRICE_DOWN if cheaper else ChangeKind.PRICE_UP
            found.setdefault(kind, []).append(change)
        if after.stock is not None and before.stock is not None and (after.stock > 0) != (before.stock > 0):
            kind = ChangeKind.BACK_IN_STOCK if after.stock > 0 else ChangeKind.OUT_OF_STOCK
            found.setdefault(kind, []).append(change)
    return [Difference(kind=kind, variants=tuple(variants)) for kind, variants in found.items()]


def _by_reference(product: SupplierProduct) -> Mapping[str, SupplierVariant]:
    """Variants by the supplier's name; a product without any is its own only one."""
    if not product.variants:
        return {"": SupplierVariant(reference="", cost=product.cost)}
    return {variant.reference: variant for variant in product.variants}
