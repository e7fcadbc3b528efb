"""What one change does to each of many products. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from tradewind.catalog.models import Product, ProductStatus, Variant
from tradewind.errors import InvalidInputError
from tradewind.kit.money import Money, charge_step, exponent

MAX_TAGS = 40


class BulkKind(StrEnum):
    """The changes there are."""

    STATUS = "status"
    ADD_TAGS = "add_tags"
    REMOVE_TAGS = "remove_tags"
    PRICE = "price"
    REPRICE = "reprice"
    """Prices and struck-through prices by the store's pricing rules."""


class PriceMode(StrEnum):
    """``percent`` moves by basis points, ``amount`` by minor units, ``set`` replaces."""

    PERCENT = "percent"
    AMOUNT = "amount"
    SET = "set"


class Rounding(StrEnum):
    """``ninety_nine``: up to the next amount that ends in .99, where the currency has cents."""

    NONE = "none"
    NINETY_NINE = "ninety_nine"


class PriceTarget(StrEnum):
    """The amount that moves."""

    PRICE = "price"
    COMPARE_AT = "compare_at_price"
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAction:
    """One change. Only the members of its kind count."""

    kind: BulkKind
    status: ProductStatus = ProductStatus.DRAFT
    tags: tuple[str, ...] = ()
    mode: PriceMode = PriceMode.PERCENT
    value: int = 0
    rounding: Rounding = Rounding.NONE
    target: PriceTarget = PriceTarget.PRICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a product was before a change of ``kind``.

    Attributes:
        version_after: the product's version right after the change; another one means that it was edited since.
        amount, variant_amounts: of ``target``; variants without an own amount are absent.
        compare_at, variant_compare_at: the same of the struck-through price, for ``reprice``.
    """

    product_id: str
    kind: BulkKind
    version_after: int
    status: ProductStatus = ProductStatus.DRAFT
    tags: tuple[str, ...] = ()
    target: PriceTarget = PriceTarget.PRICE
    amount: Money | None = None
    variant_amounts: Mapping[str, Money] = field(default_factory=dict)
    compare_at: Money | None = None
    variant_compare_at: Mapping[str, Money] = field(default_factory=dict)


def changes_of(action: BulkAction, product: Product) -> dict[str, Any]:
    """The members of ``product`` that ``action`` gives another value; empty if there are none.

    Raises:
        InvalidInputError: too many tags.
    """
    if action.kind is BulkKind.STATUS:
        changes: dict[str, Any] = {"status": action.status}
    elif action.kind is BulkKind.PRICE:
        changes = _amounts(action, product)
    elif action.kind is BulkKind.ADD_TAGS:
        tags = tuple(dict.fromkeys((*product.tags, *action.tags)))
        if len(tags) > MAX_TAGS:
            raise InvalidInputError.field("tags", f"A product can have {MAX_TAGS} tags. Remove some first.", "too_many")
        changes = {"tags": tags}
    else:
        changes = {"tags": tuple(tag for tag in product.tags if tag not in action.tags)}
    return {name: value for name, value in changes.items() if getattr(product, name) != value}


def before_of(action: BulkAction, product: Product) -> Before:
    """What has to be remembered of ``product`` to undo ``action``."""
    own = {variant.id: getattr(variant, action.target) for variant in product.variants}
    return Before(
        product_id=product.id,
        kind=action.kind,
        version_after=product.version + 1,
        status=product.status,
        tags=product.tags,
        target=action.target,
        amount=getattr(product, action.target),
        variant_amounts={variant_id: money for variant_id, money in own.items() if money is not None},
    )


def before_repricing(product: Product) -> Before:
    """What has to be remembered of ``product`` to undo new prices."""
    return Before(
        product_id=product.id,
        kind=BulkKind.REPRICE,
        version_after=product.version + 1,
        amount=product.price,
        variant_amounts={each.id: each.price for each in product.variants if each.price},
        compare_at=product.compare_at_price,
        variant_compare_at={each.id: each.compare_at_price for each in product.variants if each.compare_at_price},
    )


def undo_changes(before: Before, product: Product) -> dict[str, Any]:
    """The members that bring ``product`` back."""
    if before.kind is BulkKind.REPRICE:
        variants = tuple(
            replace(
                variant,
                price=before.variant_amounts.get(variant.id),
                compare_at_price=before.variant_compare_at.get(variant.id),
            )
            for variant in product.variants
        )
        return {"price": before.amount, "compare_at_price": before.compare_at, "variants": variants}
    if before.kind is BulkKind.STATUS:
        return {"status": before.status}
    if before.kind is not BulkKind.PRICE:
        return {"tags": before.tags}
    variants = tuple(
        _with(variant, before.target, before.variant_amounts.get(variant.id)) for variant in product.variants
    )
    return {before.target.value: before.amount, "variants": variants}


def _amounts(action: BulkAction, product: Product) -> dict[str, Any]:
    """Product's and variants' own amounts moved; a variant that takes the product's follows it by itself."""
    target = action.target

    def moved(money: Money | None) -> Money | None:
        return _moved(money, action) if money else None

    own = getattr(product, target)
    if own is None and action.mode is PriceMode.SET:
        own = Money(action.value, product.price.currency)
    variants = tuple(_with(variant, target, moved(getattr(variant, target))) for variant in product.variants)
    return {target.value: moved(own), "variants": variants}


def _with(variant: Variant, target: PriceTarget, money: Money | None) -> Variant:
    amount: dict[str, Any] = {target.value: money}
    return replace(variant, **amount)


def _moved(money: Money, action: BulkAction) -> Money:
    if action.mode is PriceMode.SET:
        amount = action.value
    elif action.mode is PriceMode.AMOUNT:
        amount = money.amount + action.value
    else:
        # Half up, like every rounding of money here.
        amount = (money.amount * (10_000 + action.value) * 2 + 10_000) // 20_000
    step = charge_step(money.currency)
    if action.rounding is Rounding.NINETY_NINE and exponent(money.currency) == 2 and step == 1 and amount > 0:
        amount = -(-(amount + 1) // 100) * 100 - 1
    if action.target is PriceTarget.PRICE and action.mode is not PriceMode.SET:
        amount = (amount + step // 2) // step * step
    return Money(amount, money.currency)
