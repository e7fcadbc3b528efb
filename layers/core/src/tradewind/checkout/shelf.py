"""Cart lines against the shelf: what can be sold, at what price, and what is in the way. Pure functions."""

from collections.abc import Sequence

from tradewind.catalog.models import Product, ProductStatus, Stock, Variant, media_key
from tradewind.checkout.errors import CartProblem
from tradewind.checkout.models import CartLine, Line
from tradewind.checkout.repository import Shelf
from tradewind.kit.money import format_plain

LINE_IMAGE_WIDTH = 400


def find_lines(
    cart_lines: Sequence[CartLine], shelf: Shelf, *, store_id: str, media_base_url: str
) -> tuple[list[Line], list[CartProblem]]:
    """The lines that are for sale at their present price, and every problem; a line may be both."""
    lines: list[Line] = []
    problems: list[CartProblem] = []
    for wanted in cart_lines:
        product = shelf.products.get(wanted.product_id)
        variant = product.find_variant(wanted.variant_id) if product else None
        if product is None or variant is None or product.status is not ProductStatus.ACTIVE:
            problems.append(_problem("unavailable", wanted, "This item is no longer sold. Remove it to go on."))
            continue
        stock = shelf.stock.get(product.id, Stock(product_id=product.id))
        line = _line(store_id, media_base_url, product, variant, wanted, tracked=stock.level(variant.id) is not None)
        if wanted.seen_price and wanted.seen_price != line.unit_price:
            message = f"{product.title} now costs {format_plain(line.unit_price)}."
            problems.append(_problem("price_changed", wanted, message))
        problems += find_shortages([line], stock)
        lines.append(line)
    return lines, problems


def find_shortages(lines: Sequence[Line], stock: Stock) -> list[CartProblem]:
    """Lines of the product of ``stock`` that its levels do not cover."""
    problems: list[CartProblem] = []
    for line in lines:
        if line.product_id != stock.product_id or stock.can_sell(line.variant_id, line.quantity):
            continue
        left = max(stock.level(line.variant_id) or 0, 0)
        name = f"{line.title} ({line.variant_name})" if line.variant_name else line.title
        problems.append(
            CartProblem(
                code="not_enough_stock" if left else "sold_out",
                product_id=line.product_id,
                variant_id=line.variant_id,
                available=left,
                message=f"Only {left} of {name} left." if left else f"{name} is sold out.",
            )
        )
    return problems


def _line(
    store_id: str, media_base_url: str, product: Product, variant: Variant, wanted: CartLine, *, tracked: bool
) -> Line:
    image_id = variant.image_id or (product.images[0].id if product.images else None)
    return Line(
        product_id=product.id,
        variant_id=variant.id,
        title=product.title,
        variant_name="" if len(product.variants) == 1 and not product.options else variant.name,
        sku=variant.sku,
        quantity=wanted.quantity,
        unit_price=product.price_of(variant),
        unit_cost=product.cost_of(variant),
        image_url=f"{media_base_url}/{media_key(store_id, image_id, LINE_IMAGE_WIDTH)}" if image_id else "",
        tracked=tracked,
    )


def _problem(code: str, line: CartLine, message: str) -> CartProblem:
    return CartProblem(code=code, product_id=line.product_id, variant_id=line.variant_id, message=message)
