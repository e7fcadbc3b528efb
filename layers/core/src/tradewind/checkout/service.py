"""Price a cart, and start a checkout from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlsplit

from tradewind.catalog.stock_repository import OutOfStockError
from tradewind.checkout.errors import (
    BelowMinimumError,
    CartProblem,
    CartProblemError,
    CheckoutNotFoundError,
    PaymentRefusedError,
    StoreClosedError,
)
from tradewind.checkout.giving_up import give_up_earlier
from tradewind.checkout.models import (
    MAX_LINES,
    MAX_QUANTITY,
    CartLine,
    Checkout,
    CheckoutStatus,
    Consent,
    Destination,
    Line,
)
from tradewind.checkout.ports import PaymentGateway, SessionRequest
from tradewind.checkout.pricing import Cart, Pricing, price_cart
from tradewind.checkout.repository import CheckoutRepository, Shelf
from tradewind.checkout.shelf import find_lines, find_shortages
from tradewind.db import keys
from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim, request_hash
from tradewind.discounts.repository import DiscountLimitError
from tradewind.errors import BusyError, FieldProblem, InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory, is_id, same_ulid
from tradewind.kit.money import Money, portion
from tradewind.orders.errors import OrderNotFoundError
from tradewind.orders.models import Order
from tradewind.orders.repository import OrderRepository
from tradewind.selling.errors import PaymentsNotReadyError
from tradewind.selling.rules import ships_to
from tradewind.stores.errors import StoreNotFoundError
from tradewind.stores.models import Store, StoreStatus

HOLD = timedelta(minutes=31)
"""Stripe's shortest session is 30 minutes from its own clock; a minute covers the way there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutDeps:
    """What the checkout use cases need.

    Attributes:
        connects: stores are paid into connected accounts; otherwise all into the platform's.
        is_test: the platform's key is a test key: a store without an account can be tried out with test cards.
        fee_basis_points: what the platform keeps of a payment into a connected account.
    """

    checkouts: CheckoutRepository
    payments: PaymentGateway
    clock: Clock
    new_id: IdFactory
    storefront_url_template: str
    media_base_url: str
    return_hosts: frozenset[str]
    connects: bool = False
    is_test: bool = True
    fee_basis_points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCheckout:
    """A checkout the same shopper gives up, with the session id that proves it is theirs."""

    order_id: str
    session_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CartInput:
    """The shopper's request."""

    lines: Sequence[CartLine]
    email: str | None = None
    success_url: str | None = None
    cancel_url: str | None = None
    code: str = ""
    destination: Destination = field(default_factory=Destination)
    consents: bool = False
    replaces: EarlierCheckout | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a cart comes to now, with everything that keeps it from being bought."""

    pricing: Pricing
    problems: tuple[CartProblem, ...]
    currency: str
    ships_to: tuple[str, ...]
    consent_text: str


def quote_cart(deps: CheckoutDeps, *, slug: str, cart: CartInput) -> Quote:
    """Price a cart without holding anything: two requests.

    Raises:
        StoreNotFoundError, StoreClosedError, InvalidInputError.
    """
    lines = _merge(cart.lines)
    store_id = _store_id(deps, slug)
    shelf = deps.checkouts.read_shelf(store_id, [line.product_id for line in lines], code=cart.code)
    store = _open_store(shelf)
    sellable, problems = find_lines(lines, shelf, store_id=store.id, media_base_url=deps.media_base_url)
    pricing = price_cart(_cart(store, cart, sellable, shelf), shelf.settings, now=deps.clock())
    return Quote(
        pricing=pricing,
        problems=(*problems, *pricing.problems),
        currency=store.currency,
        ships_to=ships_to(shelf.settings.shipping),
        consent_text=shelf.settings.checkout.consent_text,
    )


def start_checkout(deps: CheckoutDeps, *, slug: str, cart: CartInput, idempotency_key: str | None) -> Checkout:
    """Re-price the cart from the catalog, reserve its stock and open a payment page.

    Three requests before the provider: slug, shelf, reservation. The same key with the same cart answers with the
    same page; a crash between reservation and page is finished by the retry.

    Raises:
        StoreNotFoundError, StoreClosedError, CartProblemError, InvalidInputError, IdempotencyMismatchError,
        PaymentsNotReadyError, AlreadyPaidError, PaymentRefusedError, PaymentUnavailableError.
    """
    lines = _merge(cart.lines)
    store_id = _store_id(deps, slug)
    once = _claim(store_id, cart, lines, idempotency_key)
    if cart.replaces:
        give_up_earlier(deps.checkouts, deps.payments, store_id, cart.replaces.order_id, cart.replaces.session_id)
    shelf = deps.checkouts.read_shelf(store_id, [line.product_id for line in lines], code=cart.code, once=once)
    store = _open_store(shelf)
    if shelf.earlier_checkout_id:
        return _resume(deps, store, shelf.earlier_checkout_id)
    checkout = _priced(deps, store, cart, lines, shelf)
    limit = shelf.discount.per_customer_limit if shelf.discount and checkout.discount else None
    try:
        deps.checkouts.open(checkout, once=once, per_customer_limit=limit)
    except AlreadyDoneError as done:
        return _resume(deps, store, done.result_id)
    except OutOfStockError as error:
        # An empty list means that tracking was switched meanwhile; then the honest word is "try again".
        shortages = find_shortages(checkout.lines, error.stock)
        raise (CartProblemError(shortages) if shortages else BusyError()) from error
    except DiscountLimitError as error:
        raise CartProblemError([_limit_problem(error)]) from error
    return _open_page(deps, store, checkout)


def _store_id(deps: CheckoutDeps, slug: str) -> str:
    store_id = deps.checkouts.find_store_id(slug)
    if store_id is None:
        raise StoreNotFoundError
    return store_id


def _limit_problem(error: DiscountLimitError) -> CartProblem:
    if error.per_customer:
        message = "You have used this discount code as often as it may be used by one customer."
        return CartProblem(code="discount_customer_limit", message=message)
    return CartProblem(code="discount_used_up", message="This discount code has been used as often as it may be.")


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


def get_order_of(deps: CheckoutDeps, orders: OrderRepository, *, slug: str, order_id: str) -> Order:
    """An order of the store that answers to ``slug``. The caller has checked the link.

    Raises:
        OrderNotFoundError.
    """
    store_id = deps.checkouts.find_store_id(slug)
    order = orders.find(store_id, order_id) if store_id and is_id(order_id, "ord") else None
    if order is None:
        raise OrderNotFoundError
    return order


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
        [cart.code, cart.destination.country, cart.destination.state, cart.destination.rate_id, cart.consents],
    ]
    return IdempotencyClaim(keys.idempotency(store_id, "checkout", idempotency_key), request_hash(body))


def _open_store(shelf: Shelf) -> Store:
    if shelf.store is None or shelf.store.status is StoreStatus.DELETED:
        raise StoreNotFoundError
    if not shelf.store.is_selling:
        raise StoreClosedError
    return shelf.store


def _cart(store: Store, cart: CartInput, lines: Sequence[Line], shelf: Shelf) -> Cart:
    return Cart(
        lines=lines,
        currency=store.currency,
        destination=cart.destination,
        email=cart.email,
        code=cart.code,
        discount=shelf.discount,
    )


def _priced(
    deps: CheckoutDeps, store: Store, cart: CartInput, cart_lines: Sequence[CartLine], shelf: Shelf
) -> Checkout:
    account_id = _account(deps, shelf)
    lines, problems = find_lines(cart_lines, shelf, store_id=store.id, media_base_url=deps.media_base_url)
    now = deps.clock()
    pricing = price_cart(_cart(store, cart, lines, shelf), shelf.settings, now=now)
    if problems or pricing.problems:
        raise CartProblemError([*problems, *pricing.problems])
    checkout_id = deps.new_id("chk")
    home = deps.storefront_url_template.format(slug=store.slug)
    order_id = same_ulid(checkout_id, "ord")
    consent_text = shelf.settings.checkout.consent_text
    return Checkout(
        id=checkout_id,
        order_id=order_id,
        store_id=store.id,
        store_name=store.name,
        status=CheckoutStatus.OPEN,
        lines=pricing.lines,
        total=pricing.total,
        created_at=now,
        expires_at=(now + HOLD).replace(microsecond=0),
        success_url=_return_url(
            deps, home, "success_url", cart.success_url or f"{home}/checkout/success", order_id=order_id
        ),
        cancel_url=_return_url(deps, home, "cancel_url", cart.cancel_url or f"{home}/cart"),
        customer_email=cart.email,
        discount=pricing.discount,
        shipping=pricing.shipping,
        tax=pricing.tax,
        account_id=account_id,
        platform_fee=_platform_fee(deps, account_id, pricing.total),
        allowed_countries=pricing.allowed_countries,
        consent=Consent(wording=consent_text, given_at=now) if cart.consents and consent_text else None,
    )


def _account(deps: CheckoutDeps, shelf: Shelf) -> str | None:
    """The account that is paid; None is the platform's own.

    Raises:
        PaymentsNotReadyError: the store's account cannot be paid (yet), and money is real.
    """
    if not deps.connects:
        return None
    account = shelf.settings.account
    if account is None and deps.is_test:
        return None
    if account is None or not account.charges_enabled:
        raise PaymentsNotReadyError
    return account.account_id


def _platform_fee(deps: CheckoutDeps, account_id: str | None, total: Money) -> Money | None:
    if account_id is None or deps.fee_basis_points == 0:
        return None
    return portion(total, deps.fee_basis_points)


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
        discount=checkout.discount,
        shipping=checkout.shipping,
        tax=checkout.tax,
        account_id=checkout.account_id,
        platform_fee=checkout.platform_fee,
        allowed_countries=checkout.allowed_countries,
    )
    try:
        session = deps.payments.create_session(request, key=checkout.id)
    except (PaymentRefusedError, BelowMinimumError):
        # For good: nobody will ever pay this one, so its units go back now.
        deps.checkouts.release(checkout, CheckoutStatus.REFUSED, event_id=None)
        raise
    return deps.checkouts.set_session(checkout, session_id=session.id, url=session.url)
