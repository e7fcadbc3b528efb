"""A product with its stock and pictures as a snapshot's entry. What is not named here never enters the file."""

from collections.abc import Mapping
from typing import Any

from tradewind.catalog.models import Image, Product, Stock
from tradewind.kit.clock import to_epoch
from tradewind.search.models import Entry, EntryVariant, StockLevel
from tradewind.storefront import rendering


def entry_of(product: Product, stock: Stock, images: Mapping[str, Image], *, version: int) -> Entry:
    """The entry of a product in any status; costs, suppliers and stock counts stay behind."""
    return Entry(
        product_id=product.id,
        version=version,
        status=product.status,
        title=product.title,
        description=product.description,
        tags=product.tags,
        options=[(option.name, option.values) for option in product.options],
        variants=[
            EntryVariant(
                price=product.price_of(variant).amount,
                available=stock.can_sell(variant.id),
                options=variant.options,
            )
            for variant in product.variants
        ],
        skus=[variant.sku for variant in product.variants if variant.sku],
        stock=stock_level(product, stock),
        created=to_epoch(product.created_at),
        card=compact_card(product, stock, images),
    )


def stock_level(product: Product, stock: Stock) -> StockLevel:
    """The product's stock in one word."""
    if not any(stock.can_sell(variant.id) for variant in product.variants):
        return StockLevel.OUT
    levels = [stock.level(variant.id) for variant in product.variants]
    if all(level is None for level in levels):
        return StockLevel.UNTRACKED
    return StockLevel.LOW if rendering.is_low(product, stock) else StockLevel.IN


def compact_card(product: Product, stock: Stock, images: Mapping[str, Image]) -> dict[str, Any]:
    """The grid's card with the widths of pictures instead of their addresses, which repeat in every one."""
    card = rendering.card_of(rendering.product_document(product, stock, images, ""))
    for name in ("image", "second_image"):
        if card[name]:
            card[name] = compact_image(card[name], images)
    return card


def compact_image(shown: Mapping[str, Any], images: Mapping[str, Image]) -> dict[str, Any]:
    """A shown picture without addresses."""
    kept = {name: value for name, value in shown.items() if name != "sources"}
    return {**kept, "widths": list(images[shown["id"]].widths)}
