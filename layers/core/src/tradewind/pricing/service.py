"""Read and save pricing rules; see what they would do to products that exist, and do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from tradewind.catalog.bulk import BulkDeps, Change, apply_change
from tradewind.catalog.bulk_repository import Bulk
from tradewind.catalog.bulk_rules import before_repricing
from tradewind.catalog.models import Product, ProductStatus
from tradewind.catalog.service import list_products
from tradewind.db.idempotency import IdempotencyClaim
from tradewind.kit.clock import Clock
from tradewind.kit.money import Money
from tradewind.kit.pagination import Page
from tradewind.pricing.errors import NeedsRateError
from tradewind.pricing.models import CompareAt, PricingRules, default_rules
from tradewind.pricing.rates import OperatorRates, RateBook
from tradewind.pricing.repository import PricingRepository
from tradewind.pricing.rules import check_rules, compare_at, floor_price, landed, limited, margin_basis_points, price
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.models import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierCosts:
    """What a product's supplier asked when last seen, in the supplier's currency, by our variant id."""

    variants: Mapping[str, Money] = field(default_factory=dict)
    shipping: Money | None = None
    list_price: Money | None = None


class CostSource(Protocol):
    """Where supplier prices of imported products are kept."""

    def find_costs(self, store_id: str, product_ids: Sequence[str]) -> Mapping[str, SupplierCosts]:
        """By product id; products that were not imported are absent."""

    def remember_prices(self, store_id: str, prices: Mapping[str, Mapping[str, Money]]) -> None:
        """Note prices by product and variant as set by these rules, so that checks may follow them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PricingDeps:
    """What pricing needs."""

    rules: PricingRepository
    costs: CostSource
    bulk: BulkDeps
    operator_rates: OperatorRates
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A product's prices before or after: the lowest and highest of its variants, and their thinnest margin."""

    price: Money
    price_max: Money
    compare_at: Money | None
    margin_basis_points: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repricing:
    """What the rules make of one product.

    Attributes:
        note: why it stays as it is (``no_cost``, ``needs_rate``, ``beyond_max_change``, ``unchanged``), or ``limited``
            where the price moved only as far as one run may.
        changes: members of the product; empty where it stays.
    """

    product: Product
    cost: Money | None
    before: Quote
    after: Quote
    note: str = ""
    detail: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)


def get_rules(deps: PricingDeps, store: Store) -> PricingRules:
    """The store's rules, or the defaults."""
    return deps.rules.find(store.id) or default_rules(store.currency)


def save_rules(deps: PricingDeps, *, store: Store, rules: PricingRules, expected_version: int | None) -> PricingRules:
    """Replace the rules. Products keep their prices until the rules are applied.

    Raises:
        InvalidInputError. StaleVersionError: ``expected_version`` is not the stored one.
    """
    check_rules(rules)
    current = get_rules(deps, store).version
    if expected_version is not None and expected_version != current:
        raise StaleVersionError
    saved = replace(rules, version=current + 1)
    deps.rules.save(store.id, saved, previous_version=current)
    return saved


def rate_book(deps: PricingDeps, store: Store, rules: PricingRules) -> RateBook:
    """What the store may convert with today."""
    return RateBook(
        currency=store.currency,
        today=deps.clock().date(),
        max_age_days=rules.rate_max_age_days,
        own=rules.rates,
        operator=deps.operator_rates,
    )


def preview(
    deps: PricingDeps,
    *,
    store: Store,
    rules: PricingRules | None,
    limit: int,
    cursor: str | None,
    status: ProductStatus | None = None,
) -> Page[Repricing]:
    """What ``rules`` (the saved ones without) would make of a page of products. Nothing is changed.

    Raises:
        InvalidInputError: ``rules`` make no sense.
    """
    if rules is not None:
        check_rules(rules)
    used = rules or get_rules(deps, store)
    page = list_products(deps.bulk.catalog, store_id=store.id, status=status, limit=limit, cursor=cursor)
    products = [view.product for view in page.items]
    costs = deps.costs.find_costs(store.id, [product.id for product in products])
    book = rate_book(deps, store, used)
    return Page(
        [reprice(used, book, product, costs.get(product.id)) for product in products], page.next_cursor, page.total
    )


def apply(
    deps: PricingDeps, *, store: Store, product_ids: Sequence[str], version: int, once: IdempotencyClaim | None
) -> Bulk:
    """Give products the prices of the saved rules; undone like every change of many products.

    Raises:
        StaleVersionError: ``version`` is not that of the saved rules: what was previewed would not be what happens.
    """
    rules = get_rules(deps, store)
    if rules.version != version:
        raise StaleVersionError
    costs = deps.costs.find_costs(store.id, product_ids)
    book = rate_book(deps, store, rules)
    change = Change(
        changes=lambda product: reprice(rules, book, product, costs.get(product.id)).changes, before=before_repricing
    )
    done = apply_change(deps.bulk, store=store, product_ids=product_ids, change=change, once=once)
    imported = [each.product_id for each in done.outcomes if each.ok and each.product_id in costs]
    products = deps.bulk.catalog.catalog.find_many(store.id, imported)
    deps.costs.remember_prices(
        store.id,
        {product.id: {each.id: product.price_of(each) for each in product.variants} for product in products},
    )
    return done


def reprice(rules: PricingRules, book: RateBook, product: Product, costs: SupplierCosts | None) -> Repricing:
    """What ``rules`` make of a product, from its supplier's prices where those are known, else from its own costs."""
    before = _quote(rules, product, {each.id: product.cost_of(each) for each in product.variants})
    stays = Repricing(product=product, cost=product.cost, before=before, after=before)
    prices: dict[str, Money] = {}
    compares: dict[str, Money | None] = {}
    plain: dict[str, Money | None] = {}
    capped = False
    for variant in product.variants:
        asked = costs.variants.get(variant.id) if costs else None
        cost = asked or product.cost_of(variant)
        if cost is None:
            return replace(stays, note="no_cost", detail="The cost is not known. Enter it, then apply the rules.")
        try:
            full = landed(rules, book, cost=cost, shipping=costs.shipping if costs and asked else None)
            wanted = price(rules, full.guarded)
            listed = costs.list_price if costs else None
            current = product.price_of(variant)
            allowed = limited(rules, current, wanted, least=floor_price(rules, full.guarded))
            if allowed is None:
                detail = "Within the most one run may change, the price would be below the margin floor."
                return replace(stays, note="beyond_max_change", detail=detail)
            compares[variant.id] = compare_at(rules, book, allowed, listed)
        except NeedsRateError as error:
            return replace(stays, note="needs_rate", detail=error.detail)
        prices[variant.id], plain[variant.id] = allowed, full.cost
        capped = capped or allowed != wanted
    changes = _changes(rules, product, prices, compares)
    if not changes:
        return replace(stays, note="beyond_max_change" if capped else "unchanged")
    repriced = replace(product, **changes)
    return replace(
        stays,
        cost=min((cost for cost in plain.values() if cost), key=lambda money: money.amount),
        after=_quote(rules, repriced, plain),
        note="limited" if capped else "",
        changes=changes,
    )


def landed_costs(
    rules: PricingRules, book: RateBook, product: Product, costs: SupplierCosts
) -> dict[str, Money] | None:
    """What each variant costs by its supplier's prices, else by its own; None where something is not known."""
    found: dict[str, Money] = {}
    for variant in product.variants:
        asked = costs.variants.get(variant.id)
        cost = asked or product.cost_of(variant)
        if cost is None:
            return None
        try:
            found[variant.id] = landed(rules, book, cost=cost, shipping=costs.shipping if asked else None).cost
        except NeedsRateError:
            return None
    return found


def _changes(
    rules: PricingRules, product: Product, prices: Mapping[str, Money], compares: Mapping[str, Money | None]
) -> dict[str, Any]:
    """The members that differ: the product takes its lowest price, variants keep an own one where theirs is another."""
    lowest = min(prices.values(), key=lambda money: money.amount)
    lowest_id = next(variant_id for variant_id, money in prices.items() if money == lowest)
    touches_compare = rules.compare_at is not CompareAt.NONE
    common = compares[lowest_id] if touches_compare else product.compare_at_price
    variants = tuple(
        replace(
            variant,
            price=prices[variant.id] if prices[variant.id] != lowest else None,
            compare_at_price=(compares[variant.id] if compares[variant.id] != common else None)
            if touches_compare
            else variant.compare_at_price,
        )
        for variant in product.variants
    )
    given = {"price": lowest, "compare_at_price": common, "variants": variants}
    return {name: value for name, value in given.items() if getattr(product, name) != value}


def _quote(rules: PricingRules, product: Product, costs: Mapping[str, Money | None]) -> Quote:
    prices = {variant.id: product.price_of(variant) for variant in product.variants}
    known = [
        margin_basis_points(rules, prices[variant_id], cost) for variant_id, cost in costs.items() if cost is not None
    ]
    ordered = sorted(prices.values(), key=lambda money: money.amount)
    return Quote(
        price=ordered[0],
        price_max=ordered[-1],
        compare_at=product.compare_at_price,
        margin_basis_points=min(known) if known else None,
    )
