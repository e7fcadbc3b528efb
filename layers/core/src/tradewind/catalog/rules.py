"""What makes a product acceptable. Pure functions; every problem names its field and the remedy."""

from collections.abc import Sequence

from tradewind.catalog.inputs import Unset, VariantInput
from tradewind.catalog.models import MAX_OPTIONS, MAX_VARIANTS, Option, Product, ProductStatus, Variant
from tradewind.errors import FieldProblem, InvalidInputError
from tradewind.kit.ids import IdFactory
from tradewind.kit.money import Money, charge_step, to_decimal_text
from tradewind.kit.slug import fold, slugify
from tradewind.stores.models import Store

MAX_PRICE = 99_999_999
"""Stripe's largest charge in minor units."""


def complete_variants(
    inputs: Sequence[VariantInput], options: Sequence[Option], new_id: IdFactory
) -> list[tuple[Variant, int | Unset | None]]:
    """Variants with ids and names, each with its stock count; a product without any gets a default one."""
    given = list(inputs) or [VariantInput(name="Default")]
    completed: list[tuple[Variant, int | Unset | None]] = []
    for number, entry in enumerate(given, start=1):
        chosen = _choices(entry, options)
        joined = " / ".join(chosen[option.name] for option in options if option.name in chosen)
        variant = Variant(
            id=entry.id or new_id("var"),
            name=entry.name.strip() or joined or ("Default" if len(given) == 1 else f"Variant {number}"),
            sku=entry.sku.strip(),
            price=entry.price,
            compare_at_price=entry.compare_at_price,
            cost=entry.cost,
            options=chosen,
            image_id=entry.image_id,
        )
        completed.append((variant, entry.inventory_count))
    return completed


def _choices(entry: VariantInput, options: Sequence[Option]) -> dict[str, str]:
    """The variant's option values; where only a name like ``Red / M`` is given, it is read from that."""
    if entry.options or not options:
        return dict(entry.options)
    parts = [part.strip() for part in entry.name.split("/")]
    if len(parts) == len(options) and all(part in option.values for part, option in zip(parts, options, strict=True)):
        return {option.name: part for part, option in zip(parts, options, strict=True)}
    return {}


def check_product(product: Product, store: Store) -> None:
    """Raise InvalidInputError with every problem at once."""
    problems = [*_price_problems(product, store), *_option_problems(product), *_variant_problems(product)]
    slug = product.slug
    if slug and slugify(slug, max_length=100) != slug:
        problems.append(FieldProblem("slug", "Use lower-case letters, digits and single hyphens.", "slug_malformed"))
    gallery = [image.id for image in product.images]
    if len(set(gallery)) != len(gallery):
        problems.append(FieldProblem("images", "An image appears twice. Keep one of them.", "duplicate"))
    if problems:
        raise InvalidInputError(problems[0].message, fields=problems)


def _price_problems(product: Product, store: Store) -> list[FieldProblem]:
    problems: list[FieldProblem] = []
    amounts: list[tuple[str, Money | None]] = [
        ("price", product.price),
        ("compare_at_price", product.compare_at_price),
        ("cost", product.cost),
    ]
    for index, variant in enumerate(product.variants):
        amounts += [
            (f"variants.{index}.price", variant.price),
            (f"variants.{index}.compare_at_price", variant.compare_at_price),
            (f"variants.{index}.cost", variant.cost),
        ]
    for name, money in amounts:
        if money is None:
            continue
        if money.currency != store.currency:
            message = f"The store sells in {store.currency}; this amount is in {money.currency}."
            problems.append(FieldProblem(name, message, "currency_mismatch"))
        elif money.amount < 0 or money.amount > MAX_PRICE:
            largest = to_decimal_text(Money(MAX_PRICE, money.currency))
            problems.append(FieldProblem(name, f"Use an amount from 0 to {largest}.", "out_of_range"))
        elif name.endswith("price") and "compare" not in name:
            problems += _charge_problems(name, money)
    return problems


def _charge_problems(name: str, price: Money) -> list[FieldProblem]:
    if price.amount == 0:
        return [FieldProblem(name, "A price must be above zero.", "price_zero")]
    step = charge_step(price.currency)
    if price.amount % step:
        near = to_decimal_text(Money(max(step, (price.amount + step // 2) // step * step), price.currency))
        message = f"Cards cannot be charged this exact amount in {price.currency}. Use {near} {price.currency} instead."
        return [FieldProblem(name, message, "not_chargeable")]
    return []


def warnings_of(product: Product) -> list[FieldProblem]:
    """What is allowed and probably a mistake, in the order of the form."""
    warnings: list[FieldProblem] = []

    def warn(field: str, code: str, message: str) -> None:
        warnings.append(FieldProblem(field, message, code))

    if not product.images:
        warn("images", "no_image", "The product has no picture. Add one.")
    if product.compare_at_price and product.compare_at_price.amount <= product.price.amount:
        warn("compare_at_price", "compare_at_not_above", "It is not above the price, so shoppers do not see it.")
    if product.cost and product.cost.amount >= product.price.amount:
        warn("cost", "cost_not_below", "The cost is not below the price: every sale loses money.")
    unknown = False
    for index, variant in enumerate(product.variants):
        price = product.price_of(variant).amount
        unknown = unknown or product.cost_of(variant) is None
        own = variant.price or variant.compare_at_price
        compare = variant.compare_at_price or product.compare_at_price
        if own and compare and compare.amount <= price:
            field = f"variants.{index}.compare_at_price"
            warn(
                field, "compare_at_not_above", f"{variant.name}: it is not above the price, so shoppers do not see it."
            )
        cost = product.cost_of(variant)
        if (variant.price or variant.cost) and cost and cost.amount >= price:
            message = f"{variant.name}: the cost is not below the price, so every sale loses money."
            warn(f"variants.{index}.cost", "cost_not_below", message)
    if unknown and product.status is ProductStatus.ACTIVE:
        warn("cost", "no_cost", "The cost is not known, so the profit of its orders will not be either.")
    return warnings


def _option_problems(product: Product) -> list[FieldProblem]:
    problems: list[FieldProblem] = []
    if len(product.options) > MAX_OPTIONS:
        problems.append(FieldProblem("options", f"Use at most {MAX_OPTIONS} option axes.", "too_many"))
    names = [fold(option.name) for option in product.options]
    if len(set(names)) != len(names):
        problems.append(FieldProblem("options", "Two options have the same name. Rename one.", "duplicate"))
    for index, option in enumerate(product.options):
        values = [fold(value) for value in option.values]
        if not values:
            problems.append(FieldProblem(f"options.{index}.values", "Add at least one value.", "empty"))
        elif len(set(values)) != len(values):
            message = "A value appears twice. Remove one of them."
            problems.append(FieldProblem(f"options.{index}.values", message, "duplicate"))
    return problems


def _variant_problems(product: Product) -> list[FieldProblem]:
    problems: list[FieldProblem] = []
    if len(product.variants) > MAX_VARIANTS:
        problems.append(FieldProblem("variants", f"Use at most {MAX_VARIANTS} variants a product.", "too_many"))
    skus: set[str] = set()
    ids: set[str] = set()
    choices: set[tuple[str, ...]] = set()
    axes = {option.name: option.values for option in product.options}
    for index, variant in enumerate(product.variants):
        if variant.id in ids:
            problems.append(FieldProblem(f"variants.{index}.id", "This variant appears twice.", "duplicate"))
        ids.add(variant.id)
        sku = fold(variant.sku)
        if sku and sku in skus:
            message = "Two variants share this SKU. Give each its own."
            problems.append(FieldProblem(f"variants.{index}.sku", message, "sku_taken"))
        skus.add(sku)
        if not axes:
            continue
        if set(variant.options) != set(axes) or any(
            variant.options[name] not in axes[name] for name in variant.options
        ):
            message = f"Choose one value for each of: {', '.join(axes)}."
            problems.append(FieldProblem(f"variants.{index}.options", message, "options_mismatch"))
            continue
        choice = tuple(variant.options[name] for name in axes)
        if choice in choices:
            message = "Another variant has the same options. Change or remove one."
            problems.append(FieldProblem(f"variants.{index}.options", message, "duplicate"))
        choices.add(choice)
    return problems
