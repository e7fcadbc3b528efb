"""A product of a sheet held against the catalog: made new, changed, or left as it is."""

from collections.abc import Mapping
from typing import Any

from tradewind.catalog.inputs import UNSET, NewProduct, Unset, VariantInput
from tradewind.catalog.models import Option, Product, ProductImage, Source, Stock, Variant
from tradewind.importing.csv_products import SheetProduct, SheetVariant
from tradewind.kit.money import Money

_STOCK_COLUMNS = ("variant inventory qty", "variant inventory tracker")


def new_product(sheet: SheetProduct, *, source: Source, slug: str | None, images: Mapping[str, str]) -> NewProduct:
    """Input for a product that does not exist yet; ``images`` are fetched image ids by address."""
    price = sheet.variants[0].price
    assert price is not None  # noqa: S101 (checked by problems_of_new)
    compare, cost = (
        _common([each.compare_at_price for each in sheet.variants]),
        _common([each.cost for each in sheet.variants]),
    )
    gallery = [ProductImage(id=images[image.url], alt=image.alt) for image in sheet.images if image.url in images]
    variants = [
        VariantInput(
            name=each.name,
            sku=each.sku,
            price=each.price if each.price != price else None,
            compare_at_price=each.compare_at_price if each.compare_at_price != compare else None,
            cost=each.cost if each.cost != cost else None,
            options=_choices(sheet.options, each),
            inventory_count=each.inventory if each.inventory is not None else UNSET,
            image_id=images.get(each.image_url),
        )
        for each in sheet.variants
    ]
    return NewProduct(
        title=sheet.title,
        price=price,
        description=sheet.description,
        status=sheet.status,
        slug=slug,
        compare_at_price=compare,
        cost=cost,
        options=sheet.options,
        variants=variants,
        images=gallery,
        tags=sheet.tags,
        seo_title=sheet.seo_title,
        seo_description=sheet.seo_description,
        source=source,
    )


def missing_for_new(sheet: SheetProduct) -> list[tuple[int, str, str]]:
    """What a new product needs and the sheet does not say: line, column, message."""
    missing = []
    if not sheet.title:
        missing.append((sheet.line, "Title", "A new product needs a title on its first line."))
    missing += [
        (variant.line, "Variant Price", "A new product needs a price on every variant line.")
        for variant in sheet.variants
        if variant.price is None
    ]
    return missing


def changes_of(sheet: SheetProduct, product: Product, stock: Stock) -> dict[str, Any]:
    """What the sheet changes of ``product``: only what its columns name. Variants it does not name stay."""
    given: dict[str, Any] = {}
    if sheet.has("title") and sheet.title:
        given["title"] = sheet.title
    if sheet.has("body (html)"):
        given["description"] = sheet.description
    if sheet.has("status", "published"):
        given["status"] = sheet.status
    if sheet.has("tags"):
        given["tags"] = sheet.tags
    if sheet.has("seo title"):
        given["seo_title"] = sheet.seo_title
    if sheet.has("seo description"):
        given["seo_description"] = sheet.seo_description
    changes = {name: value for name, value in given.items() if getattr(product, name) != value}
    options, variants = _variants(sheet, product)
    if facts_of_variants(product, stock) != _facts_of_inputs(product, variants, stock):
        changes["variants"] = variants
    if options != product.options:
        changes["options"] = options
        changes["variants"] = variants
    return changes


def facts_of_variants(product: Product, stock: Stock) -> list[tuple[Any, ...]]:
    """What can be bought and for how much, whichever way it is written down."""
    return [
        (
            variant.name,
            variant.sku,
            tuple(variant.options.get(option.name, "") for option in product.options),
            product.price_of(variant),
            variant.compare_at_price or product.compare_at_price,
            product.cost_of(variant),
            stock.level(variant.id),
        )
        for variant in product.variants
    ]


def _facts_of_inputs(product: Product, inputs: list[VariantInput], stock: Stock) -> list[tuple[Any, ...]]:
    facts = []
    for each in inputs:
        level = stock.level(each.id or "") if isinstance(each.inventory_count, Unset) else each.inventory_count
        options = tuple(each.options.get(option.name, "") for option in product.options)
        price = each.price or product.price
        compare = each.compare_at_price or product.compare_at_price
        facts.append((each.name, each.sku, options, price, compare, each.cost or product.cost, level))
    return facts


def _variants(sheet: SheetProduct, product: Product) -> tuple[tuple[Option, ...], list[VariantInput]]:
    """The product's variants with the sheet's values, then those that are new."""
    options = _merged_options(sheet, product)
    by_choice = {tuple(variant.options.get(each.name, "") for each in options): variant for variant in product.variants}
    by_sku = {variant.sku: variant for variant in product.variants if variant.sku}
    by_name = {variant.name: variant for variant in product.variants}
    named: dict[str, VariantInput] = {}
    new: list[VariantInput] = []
    for row in sheet.variants:
        choices = _choices(options, row)
        match = by_sku.get(row.sku)
        if sheet.options:
            match = by_choice.get(tuple(choices.get(each.name, "") for each in options))
        elif len(product.variants) == 1 or match is None:
            match = product.variants[0] if len(product.variants) == 1 else by_name.get(row.name)
        if match is None:
            new.append(_input(sheet, row, None, choices))
        else:
            named[match.id] = _input(sheet, row, match, dict(match.options))
    kept = [named.get(variant.id) or _unchanged(variant) for variant in product.variants]
    # Without option columns a line that fits nothing names no variant of its own.
    return options, [*kept, *(new if sheet.options else [])]


def _merged_options(sheet: SheetProduct, product: Product) -> tuple[Option, ...]:
    if not sheet.options or [each.name for each in sheet.options] != [each.name for each in product.options]:
        return product.options
    return tuple(
        Option(name=old.name, values=tuple(dict.fromkeys((*old.values, *new.values))))
        for old, new in zip(product.options, sheet.options, strict=True)
    )


def _choices(options: tuple[Option, ...], row: SheetVariant) -> dict[str, str]:
    return {option.name: value for option, value in zip(options, row.options, strict=False)}


def _input(sheet: SheetProduct, row: SheetVariant, old: Variant | None, choices: dict[str, str]) -> VariantInput:
    def amount(column: str, given: Money | None, before: Money | None) -> Money | None:
        return given if sheet.has(column) and given else before

    count: int | Unset | None = row.inventory if sheet.has(*_STOCK_COLUMNS) else UNSET
    return VariantInput(
        id=old.id if old else None,
        name=old.name if old else row.name,
        sku=row.sku if sheet.has("variant sku") else (old.sku if old else ""),
        price=amount("variant price", row.price, old.price if old else None),
        compare_at_price=amount(
            "variant compare at price", row.compare_at_price, old.compare_at_price if old else None
        ),
        cost=amount("cost per item", row.cost, old.cost if old else None),
        options=choices,
        inventory_count=count,
        image_id=old.image_id if old else None,
    )


def _unchanged(variant: Variant) -> VariantInput:
    return VariantInput(
        id=variant.id,
        name=variant.name,
        sku=variant.sku,
        price=variant.price,
        compare_at_price=variant.compare_at_price,
        cost=variant.cost,
        options=dict(variant.options),
        image_id=variant.image_id,
    )


def _common(amounts: list[Money | None]) -> Money | None:
    """The amount that all share, if they do."""
    return amounts[0] if len(set(amounts)) == 1 else None
