"""One change to many products, each on its own, and the way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tradewind.catalog.bulk_repository import Bulk, BulkRepository, Outcome
from tradewind.catalog.bulk_rules import Before, BulkAction, before_of, changes_of, undo_changes
from tradewind.catalog.errors import AlreadyUndoneError, BulkNotFoundError
from tradewind.catalog.models import Product
from tradewind.catalog.service import CatalogDeps, as_input, get_product, update_product
from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim
from tradewind.db.transactions import Transaction
from tradewind.errors import DomainError
from tradewind.kit.ids import is_id
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.models import Store

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is done to each product: the members it gets (none leave it alone), and what undoes that."""

    changes: Callable[[Product], Mapping[str, Any]]
    before: Callable[[Product], Before]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkDeps:
    """What changing many products needs."""

    catalog: CatalogDeps
    bulks: BulkRepository


def change_products(
    deps: BulkDeps,
    *,
    store: Store,
    product_ids: Sequence[str],
    action: BulkAction,
    once: IdempotencyClaim | None = None,
) -> Bulk:
    """Carry ``action`` out on every product, see ``apply_change``."""
    change = Change(
        changes=lambda product: changes_of(action, product), before=lambda product: before_of(action, product)
    )
    return apply_change(deps, store=store, product_ids=product_ids, change=change, once=once)


def apply_change(
    deps: BulkDeps,
    *,
    store: Store,
    product_ids: Sequence[str],
    change: Change,
    once: IdempotencyClaim | None = None,
) -> Bulk:
    """Apply ``change`` to every product; one that cannot be changed does not stop the others.

    A repeated call with the same ``once`` answers as the first did, or finishes what the first left.
    """
    bulk = Bulk(
        id=deps.catalog.new_id("blk"),
        store_id=store.id,
        product_ids=tuple(dict.fromkeys(product_ids)),
        created_at=deps.catalog.clock(),
    )
    try:
        deps.bulks.start(bulk, once=once)
    except AlreadyDoneError as first:
        earlier = deps.bulks.find(store.id, first.result_id)
        if earlier and earlier.done:
            return earlier
        bulk = earlier or bulk
    target = bulk
    outcomes = [_guarded(each, lambda id: _change(deps, store, target, id, change)) for each in bulk.product_ids]
    bulk = replace(bulk, done=True, outcomes=tuple(outcomes))
    deps.bulks.save(bulk)
    return bulk


def undo(deps: BulkDeps, *, store: Store, bulk_id: str) -> list[Outcome]:
    """Bring back every product that nobody touched since. Those that were are reported and left alone.

    Raises:
        BulkNotFoundError: unknown, another store's, or older than a day. AlreadyUndoneError.
    """
    bulk = deps.bulks.find(store.id, bulk_id) if is_id(bulk_id, "blk") else None
    if bulk is None:
        raise BulkNotFoundError
    if bulk.undone:
        raise AlreadyUndoneError
    changed = [outcome.product_id for outcome in bulk.outcomes if outcome.ok] if bulk.done else bulk.product_ids
    outcomes = [_guarded(product_id, lambda each: _undo(deps, store, bulk, each)) for product_id in changed]
    deps.bulks.save(replace(bulk, undone=True))
    return [outcome for outcome in outcomes if outcome is not None]


def _guarded[T: Outcome | None](product_id: str, work: Callable[[str], T]) -> T | Outcome:
    """The outcome of ``work``, or of its failure."""
    try:
        return work(product_id)
    except DomainError as error:
        return Outcome(product_id=product_id, ok=False, code=error.code, detail=error.detail)


def _change(deps: BulkDeps, store: Store, bulk: Bulk, product_id: str, change: Change) -> Outcome:
    for attempt in range(1, _ATTEMPTS + 1):
        product = get_product(deps.catalog, store_id=store.id, product_id=product_id)
        changes = change.changes(product)
        if not changes or deps.bulks.find_before(store.id, bulk.id, product_id):
            break
        also = deps.bulks.remember(store.id, bulk.id, change.before(product))
        try:
            product = _update(deps, store, product, changes, also)
            break
        except StaleVersionError:
            # Somebody saved this product in between: the change applies to what they saved.
            if attempt == _ATTEMPTS:
                raise
    return Outcome(product_id=product_id, ok=True, version=product.version)


def _undo(deps: BulkDeps, store: Store, bulk: Bulk, product_id: str) -> Outcome | None:
    """None where there is nothing to bring back."""
    before = deps.bulks.find_before(store.id, bulk.id, product_id)
    if before is None:
        return None
    product = get_product(deps.catalog, store_id=store.id, product_id=product_id)
    if product.version != before.version_after:
        raise StaleVersionError("This product was changed afterwards, so it was left as it is.")
    also = deps.bulks.forget(store.id, bulk.id, product_id)
    product = _update(deps, store, product, undo_changes(before, product), also)
    return Outcome(product_id=product_id, ok=True, version=product.version)


def _update(
    deps: BulkDeps, store: Store, product: Product, changes: Mapping[str, Any], also: Callable[[Transaction], None]
) -> Product:
    values = dict(changes)
    if "variants" in values:
        values["variants"] = [as_input(variant) for variant in values["variants"]]
    return update_product(deps.catalog, store=store, product=product, changes=values, also=also)
