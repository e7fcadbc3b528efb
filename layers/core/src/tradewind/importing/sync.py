"""Looks at suppliers again, does what the store's policies say, and lets the merchant decide and undo."""

from dataclasses import replace

from tradewind.catalog.models import Product, ProductStatus
from tradewind.catalog.service import get_product, update_product
from tradewind.copywriting.language import language_of
from tradewind.db.transactions import Transaction
from tradewind.errors import RETRYABLE, DomainError, InvalidInputError
from tradewind.importing.job_deps import ship_to
from tradewind.importing.job_errors import ChangeDecidedError, ChangeNotFoundError, SourceNotFoundError
from tradewind.importing.job_models import MANUAL
from tradewind.importing.source_models import ImportSource, Lock
from tradewind.importing.source_repository import costs_of
from tradewind.importing.sync_apply import SyncDeps, back, carry_out
from tradewind.importing.sync_models import (
    ACCEPTED,
    ALLOWED,
    ChangeKind,
    ChangeStatus,
    Policy,
    SupplierChange,
    SyncSettings,
)
from tradewind.importing.sync_rules import Difference, differences
from tradewind.kit.ids import is_id
from tradewind.kit.pagination import Page
from tradewind.pricing.models import PricingRules
from tradewind.pricing.rates import RateBook
from tradewind.pricing.rules import margin_basis_points
from tradewind.pricing.service import get_rules, landed_costs, rate_book, reprice
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.models import Store
from tradewind.suppliers.errors import SupplierProductGoneError
from tradewind.suppliers.models import SupplierProduct
from tradewind.suppliers.ports import Supplier

PREFIX = "chg"
PAGE = 20
"""Products a message: suppliers are asked one by one."""
_PRICES = (ChangeKind.PRICE_UP, ChangeKind.PRICE_DOWN)


def check_store(deps: SyncDeps, store: Store, *, after: str | None) -> int:
    """Check one page of a store's imported products and announce the next; how many were checked.

    A product that cannot be checked does not stop the others: the next day looks again.
    """
    if not deps.changes.settings(store.id).enabled:
        return 0
    ids, following = deps.sources.list_ids(store.id, after=after, limit=PAGE)
    checked = 0
    for product_id in ids:
        try:
            check_product(deps, store, product_id)
            checked += 1
        except DomainError as error:
            if error.kind in RETRYABLE and not checked:
                # Nothing works yet: let the whole message come back.
                raise
    if following:
        deps.changes.announce(store.id, after=following)
    return checked


def check_product(deps: SyncDeps, store: Store, product_id: str, *, strict: bool = False) -> list[SupplierChange]:
    """Ask the supplier once and do what the policies say about each change.

    With ``strict`` (the product was just published) a price that leaves less than the margin floor holds the product,
    whatever the policy says.

    Raises:
        a retryable DomainError: the supplier does not answer now.
    """
    source = deps.sources.find(store.id, product_id)
    if source is None or source.facts.supplier == MANUAL:
        return []
    product = get_product(deps.catalog, store_id=store.id, product_id=product_id)
    if product.status is ProductStatus.ARCHIVED:
        return []
    supplier = deps.suppliers().get(source.facts.supplier)
    if supplier is None:
        return []
    fresh = _ask(supplier, store, source)
    found = differences(source, fresh)
    source = replace(source, facts=_merged(source, fresh), checked_at=deps.clock(), gone=fresh is None)
    if not found:
        deps.sources.save(replace(source, version=source.version + 1))
        return []
    policies = deps.changes.settings(store.id)
    done = []
    for difference in found:
        change = _described(deps, store, product, source, difference)
        policy = policies.policy(difference.kind)
        if strict and difference.kind is ChangeKind.PRICE_UP and _below_floor(deps, store, change):
            policy = Policy.HOLD
        product, source, change = carry_out(deps, store, product, source, change, policy)
        done.append(change)
    return done


def save_settings(
    deps: SyncDeps, *, store_id: str, settings: SyncSettings, expected_version: int | None
) -> SyncSettings:
    """Replace the policies.

    Raises:
        InvalidInputError: a policy that makes no sense for its kind. StaleVersionError.
    """
    for kind, policy in settings.policies.items():
        if policy not in ALLOWED[kind]:
            known = ", ".join(each for each in Policy if each in ALLOWED[kind])
            raise InvalidInputError.field(f"policies.{kind}", f"For this kind use one of {known}.", "not_allowed")
    current = deps.changes.settings(store_id).version
    if expected_version is not None and expected_version != current:
        raise StaleVersionError
    saved = replace(settings, version=current + 1)
    deps.changes.save_settings(store_id, saved)
    return saved


def save_locks(deps: SyncDeps, *, store_id: str, product_id: str, locks: frozenset[Lock]) -> ImportSource:
    """Say what checks leave alone on a product.

    Raises:
        ProductNotFoundError, SourceNotFoundError, StaleVersionError.
    """
    product = get_product(deps.catalog, store_id=store_id, product_id=product_id)
    source = deps.sources.find(store_id, product.id)
    if source is None:
        raise SourceNotFoundError
    locked = replace(source, locks=locks, version=source.version + 1)
    deps.sources.save(locked)
    return locked


def list_changes(deps: SyncDeps, *, store_id: str, limit: int, cursor: str | None) -> Page[SupplierChange]:
    """The inbox, newest first."""
    return deps.changes.list_of_store(store_id, limit=limit, cursor=cursor)


def accept(deps: SyncDeps, *, store: Store, change_id: str) -> SupplierChange:
    """Do what an open change asks for.

    Raises:
        ChangeNotFoundError. ChangeDecidedError: it is not open.
    """
    change = _get(deps, store.id, change_id)
    if change.status is not ChangeStatus.OPEN:
        raise _decided(change, "accepted")
    product = get_product(deps.catalog, store_id=store.id, product_id=change.product_id)
    source = deps.sources.find(store.id, product.id)
    if source is None:
        raise ChangeNotFoundError
    # Accepting is the merchant's word: a price of theirs gives way, a lock does not.
    _, _, decided = carry_out(deps, store, product, source, change, ACCEPTED[change.kind], accepted=True)
    return decided


def dismiss(deps: SyncDeps, *, store_id: str, change_id: str) -> SupplierChange:
    """Leave everything as it is.

    Raises:
        ChangeNotFoundError. ChangeDecidedError.
    """
    change = _get(deps, store_id, change_id)
    if change.status is ChangeStatus.DISMISSED:
        return change
    if change.status is not ChangeStatus.OPEN:
        raise _decided(change, "dismissed")
    return deps.changes.update(replace(change, status=ChangeStatus.DISMISSED))


def undo(deps: SyncDeps, *, store: Store, change_id: str) -> SupplierChange:
    """Bring the product back to what it was before a change was applied.

    Raises:
        ChangeNotFoundError. ChangeDecidedError: nothing was applied. StaleVersionError: edited since.
    """
    change = _get(deps, store.id, change_id)
    if change.status is ChangeStatus.UNDONE:
        return change
    if change.status is not ChangeStatus.APPLIED or change.before is None:
        raise _decided(change, "undone")
    product = get_product(deps.catalog, store_id=store.id, product_id=change.product_id)
    source = deps.sources.find(store.id, product.id)
    before = change.before
    if product.version != before.version_after or source is None:
        raise StaleVersionError("This product was changed afterwards, so it was left as it is.")
    kept = source
    undone = replace(change, status=ChangeStatus.UNDONE, version=change.version + 1)

    def also(tx: Transaction) -> None:
        deps.changes.add(tx, undone)
        deps.sources.add(tx, replace(kept, priced=before.priced, version=kept.version + 1))

    update_product(deps.catalog, store=store, product=product, changes=back(product, before), also=also)
    return undone


def _ask(supplier: Supplier, store: Store, source: ImportSource) -> SupplierProduct | None:
    try:
        return supplier.product(
            source.facts.ref, ship_to=ship_to(store), currency=store.currency, language=language_of(store.locale)
        )
    except SupplierProductGoneError:
        return None


def _merged(source: ImportSource, fresh: SupplierProduct | None) -> SupplierProduct:
    """Facts with today's prices and stock; texts stay those that the claims were checked against."""
    if fresh is None:
        return source.facts
    return replace(
        source.facts,
        cost=fresh.cost,
        variants=fresh.variants or source.facts.variants,
        shipping=fresh.shipping,
        list_price=fresh.list_price,
        delivery_days=fresh.delivery_days,
    )


def _described(
    deps: SyncDeps, store: Store, product: Product, source: ImportSource, difference: Difference
) -> SupplierChange:
    change = SupplierChange(
        id=deps.new_id(PREFIX),
        store_id=store.id,
        product_id=product.id,
        title=product.title,
        kind=difference.kind,
        found_at=deps.clock(),
        status=ChangeStatus.OPEN,
        variants=difference.variants,
    )
    if difference.kind not in _PRICES:
        return change
    rules = get_rules(deps.pricing, store)
    book = rate_book(deps.pricing, store, rules)
    row = reprice(rules, book, product, costs_of(source))
    return replace(
        change,
        price_before=row.before.price,
        price_after=row.after.price,
        margin_before=row.before.margin_basis_points,
        margin_after=_margin_now(rules, book, product, source),
        note=row.note if row.note in ("needs_rate", "beyond_max_change") else "",
    )


def _margin_now(rules: PricingRules, book: RateBook, product: Product, source: ImportSource) -> int | None:
    """The thinnest margin at today's prices and the supplier's new ones."""
    costs = landed_costs(rules, book, product, costs_of(source))
    if costs is None:
        return None
    return min(margin_basis_points(rules, product.price_of(variant), costs[variant.id]) for variant in product.variants)


def _below_floor(deps: SyncDeps, store: Store, change: SupplierChange) -> bool:
    floor = get_rules(deps.pricing, store).margin_floor_basis_points
    return change.margin_after is None or change.margin_after < floor


def _get(deps: SyncDeps, store_id: str, change_id: str) -> SupplierChange:
    found = deps.changes.find(store_id, change_id) if is_id(change_id, PREFIX) else None
    if found is None:
        raise ChangeNotFoundError
    return found


def _decided(change: SupplierChange, verb: str) -> ChangeDecidedError:
    return ChangeDecidedError(
        f"This change is {change.status.value} and cannot be {verb} now.", extra={"state": change.status.value}
    )
