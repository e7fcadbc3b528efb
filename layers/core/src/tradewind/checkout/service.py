"""Start a checkout from a cart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from tradewind.catalog.models import Product, ProductStatus, Stock, Variant, media_key
from tradewind.checkout.errors import (
    CartProblemError,
    CheckoutNotFoundError,
    LineProblem,
    PaymentRefusedError,
    StoreClosedError,
)
from tradewind.checkout.models import MAX_LINES, MAX_QUANTITY, CartLine, Checkout, CheckoutStatus, Line
from tradewind.checkout.ports import PaymentGateway, SessionRequest
from tradewind.checkout.repository import CheckoutRepository, OutOfStockError, Shelf
from tradewind.db import keys
from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim, request_hash
from tradewind.errors import BusyError, FieldProblem, InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id, same_ulid
from tradewind.kit.money import format_plain, zero
from tradewind.stores.errors import StoreNotFoundError
from tradewind.stores.models import Store, StoreStatus

HOLD = timedelta(minutes=31)
"""Stripe's shortest session is 30 minutes from its own clock; a minute covers the way there."""
LINE_IMAGE_WIDTH = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutDeps:
    """What the checkout use cases need. ``store_url`` makes a store's address from its slug."""

    checkouts: CheckoutRepository
    payments: PaymentGateway
    clock: Clock
    new_id: IdFactory
    storefront_url_template: str
    media_base_url: str
    return_hosts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CartInput:
    """The shopper's request."""

    lines: Sequence[CartLine]
    email: str | None = None
    success_url: str | None = None
    cancel_url: str | None = None


def start_checkout(deps: CheckoutDeps, *, slug: str, cart: CartInput, idempotency_key: str | None) -> Checkout:
    """Re-price the cart from the catalog, reserve its stock and open a payment page.

    Three requests before the provider: slug, shelf, reservation. The same key with the same cart answers with the
    same page; a crash between reservation and page is finished by the retry.

    Raises:
        StoreNotFoundError, StoreClosedError, CartProblemError, InvalidInputError, IdempotencyMismatchError,
        PaymentRefusedError, PaymentUnavailableError.
    """
    lines = _merge(cart.lines)
    store_id = deps.checkouts.find_store_id(slug)
    if store_id is None:
        raise StoreNotFoundError
    once = _claim(store_id, cart, lines, idempotency_key)
    shelf = deps.checkouts.read_shelf(store_id, [line.product_id for line in lines], once)
    store = _open_store(shelf)
    if shelf.earlier_checkout_id:
        return _resume(deps, store, shelf.earlier_checkout_id)
    checkout = _priced(deps, store, cart, lines, shelf)
    try:
        deps.checkouts.open(checkout, once=once)
    except AlreadyDoneError as done:
        return _resume(deps, store, done.result_id)
    except OutOfStockError as error:
        # An empty list means that tracking was switched meanwhile; then the honest word is "try again".
        shortages = _shortages(checkout.lines, error.stock)
        raise (CartProblemError(shortages) if shortages else BusyError()) from error
    return _open_page(deps, store, checkout)


def get_checkout(deps: CheckoutDeps, *, slug: str, order_id: str, session_id: str) -> Checkout:
    """A checkout by its order id, for the shopper who also knows the payment session.

    Raises:
        CheckoutNotFoundError: unknown, another store's, or the session does not belong to it.
    """
    store_id = deps.checkouts.find_store_id(slug) if is_id(order_id, "ord") else None
    checkout = deps.checkouts.find(store_id, same_ulid(order_id, "chk")) if store_id else None
    if checkout is None or not checkout.session_id or checkout.session_id != session_id:
        raise CheckoutNotFoundError
    return checkout


def _merge(lines: Sequence[CartLine]) -> list[CartLine]:
    merged: dict[tuple[str, str], CartLine] = {}
    for line in lines:
        key = (line.product_id, line.variant_id)
        known = merged.get(key)
        merged[key] = replace(line, quantity=line.quantity + known.quantity) if known else line
    problems = [
        FieldProblem(f"items.{index}.quantity", f"Order at most {MAX_QUANTITY} of one item.", "out_of_range")
        for index, line in enumerate(merged.values())
        if line.quantity > MAX_QUANTITY
    ]
    if len(merged) > MAX_LINES:
        problems.append(FieldProblem("items", f"A cart holds at most {MAX_LINES} different items.", "too_many"))
    if problems:
        raise InvalidInputError(problems[0].message, fields=problems)
    return list(merged.values())


def _claim(
    store_id: str, cart: CartInput, lines: Sequence[CartLine], idempotency_key: str | None
) -> IdempotencyClaim | None:
    if not idempotency_key:
        return None
    body = [
        [[line.product_id, line.variant_id, line.quantity] for line in lines],
        cart.email,
        cart.success_url,
        cart.cancel_url,
    ]
    return IdempotencyClaim(keys.idempotency(store_id, "checkout", idempotency_key), request_hash(body))


def _open_store(shelf: Shelf) -> Store:
    if shelf.store is None or shelf.store.status is StoreStatus.DELETED:
        raise StoreNotFoundError
    if shelf.store.status is not StoreStatus.ACTIVE:
        raise StoreClosedError
    return shelf.store


def _priced(
    deps: CheckoutDeps, store: Store, cart: CartInput, cart_lines: Sequence[CartLine], shelf: Shelf
) -> Checkout:
    lines: list[Line] = []
    problems: list[LineProblem] = []
    for wanted in cart_lines:
        product = shelf.products.get(wanted.product_id)
        variant = product.find_variant(wanted.variant_id) if product else None
        if product is None or variant is None or product.status is not ProductStatus.ACTIVE:
            problems.append(_problem("unavailable", wanted, "This item is no longer sold. Remove it to go on."))
            continue
        stock = shelf.stock.get(product.id, Stock(product_id=product.id))
        line = _line(deps, store, product, variant, wanted, tracked=stock.level(variant.id) is not None)
        if wanted.seen_price and wanted.seen_price != line.unit_price:
            message = f"{product.title} now costs {format_plain(line.unit_price)}."
            problems.append(_problem("price_changed", wanted, message))
        problems += _shortages([line], stock)
        lines.append(line)
    if problems:
        raise CartProblemError(problems)
    now = deps.clock()
    checkout_id = deps.new_id("chk")
    home = deps.storefront_url_template.format(slug=store.slug)
    order_id = same_ulid(checkout_id, "ord")
    return Checkout(
        id=checkout_id,
        order_id=order_id,
        store_id=store.id,
        store_name=store.name,
        status=CheckoutStatus.OPEN,
        lines=tuple(lines),
        total=sum((line.total for line in lines), zero(store.currency)),
        created_at=now,
        expires_at=(now + HOLD).replace(microsecond=0),
        success_url=_return_url(
            deps, home, "success_url", cart.success_url or f"{home}/checkout/success", order_id=order_id
        ),
        cancel_url=_return_url(deps, home, "cancel_url", cart.cancel_url or f"{home}/cart"),
        customer_email=cart.email,
    )


def _line(
    deps: CheckoutDeps, store: Store, product: Product, variant: Variant, wanted: CartLine, *, tracked: bool
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
        image_url=f"{deps.media_base_url}/{media_key(store.id, image_id, LINE_IMAGE_WIDTH)}" if image_id else "",
        tracked=tracked,
    )


def _shortages(lines: Sequence[Line], stock: Stock) -> list[LineProblem]:
    problems: list[LineProblem] = []
    for line in lines:
        if line.product_id != stock.product_id or stock.can_sell(line.variant_id, line.quantity):
            continue
        left = max(stock.level(line.variant_id) or 0, 0)
        name = f"{line.title} ({line.variant_name})" if line.variant_name else line.title
        problems.append(
            LineProblem(
                code="not_enough_stock" if left else "sold_out",
                product_id=line.product_id,
                variant_id=line.variant_id,
                available=left,
                message=f"Only {left} of {name} left." if left else f"{name} is sold out.",
            )
        )
    return problems


def _problem(code: str, line: CartLine, message: str) -> LineProblem:
    return LineProblem(code=code, product_id=line.product_id, variant_id=line.variant_id, message=message)


def _return_url(deps: CheckoutDeps, home: str, field: str, url: str, *, order_id: str | None = None) -> str:
    """``url`` if it leads back to the store (no open redirect), with what the success page needs appended."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or (host != urlsplit(home).hostname and host not in deps.return_hosts):
        raise InvalidInputError.field(field, f"Use an address of the store itself, such as {home}/cart.", "foreign_url")
    if order_id is None:
        return url
    joiner = "&" if parts.query else "?"
    session = "" if "{CHECKOUT_SESSION_ID}" in url else "&session_id={CHECKOUT_SESSION_ID}"
    return f"{url}{joiner}order_id={order_id}{session}"


def _resume(deps: CheckoutDeps, store: Store, checkout_id: str) -> Checkout:
    checkout = deps.checkouts.find(store.id, checkout_id)
    if checkout is None:
        raise CheckoutNotFoundError
    return checkout if checkout.session_id else _open_page(deps, store, checkout)


def _open_page(deps: CheckoutDeps, store: Store, checkout: Checkout) -> Checkout:
    request = SessionRequest(
        store_id=store.id,
        checkout_id=checkout.id,
        order_id=checkout.order_id,
        lines=checkout.lines,
        locale=store.locale,
        success_url=checkout.success_url,
        cancel_url=checkout.cancel_url,
        expires_at=checkout.expires_at,
        customer_email=checkout.customer_email,
    )
    try:
        session = deps.payments.create_session(request, key=checkout.id)
    except PaymentRefusedError:
        # For good: nobody will ever pay this one, so its units go back now.
        deps.checkouts.release(checkout, CheckoutStatus.REFUSED, event_id=None)
        raise
    return deps.checkouts.set_session(checkout, session_id=session.id, url=session.url)
