"""``/api/v1/public/stores/{slug}``: quote, checkout, and the shopper's view of an order (spec feature 6)."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from tradewind.bootstrap import Container
from tradewind.checkout import carts, service
from tradewind.checkout.models import CheckoutStatus, SavedCart
from tradewind.checkout.schemas import (
    CheckoutRequest,
    CheckoutResponse,
    CheckoutState,
    QuoteRequest,
    QuoteResponse,
    SaveCartRequest,
    SavedCartResponse,
)
from tradewind.discounts.rules import normal_code
from tradewind.http.problems import responses
from tradewind.http.public import IdempotencyKey, Services
from tradewind.orders.errors import OrderNotFoundError
from tradewind.orders.public_schemas import PublicOrder

router = APIRouter(prefix="/public/stores/{slug}", tags=["checkout"])

Slug = Annotated[str, Path(max_length=60)]
OrderId = Annotated[str, Path(max_length=40)]
CartId = Annotated[str, Path(max_length=40)]


@router.post("/checkout", status_code=201, responses=responses(404, 409, 502, 503))
def start_checkout(
    slug: Slug, body: CheckoutRequest, services: Services, idempotency_key: IdempotencyKey = None
) -> CheckoutResponse:
    """Re-price the cart, hold its stock for half an hour and open a payment page."""
    checkout = service.start_checkout(
        services.checkout_deps, slug=slug, cart=body.to_cart(), idempotency_key=idempotency_key
    )
    return CheckoutResponse.of(checkout)


@router.post("/checkout/quote", responses=responses(404, 503))
def quote_cart(slug: Slug, body: QuoteRequest, services: Services, response: Response) -> QuoteResponse:
    """What the cart comes to now, and what keeps it from being bought. Holds nothing."""
    response.headers["cache-control"] = "no-store"
    return QuoteResponse.of(service.quote_cart(services.checkout_deps, slug=slug, cart=body.to_cart()))


@router.get("/checkout/{order_id}", responses=responses(404))
def get_checkout(
    slug: Slug,
    order_id: OrderId,
    session_id: Annotated[str, Query(max_length=200)],
    services: Services,
    response: Response,
) -> CheckoutState:
    """What became of a checkout, for the shopper who holds its payment session's id."""
    response.headers["cache-control"] = "no-store"
    checkout = service.get_checkout(services.checkout_deps, slug=slug, order_id=order_id, session_id=session_id)
    order = None
    if checkout.status in (CheckoutStatus.PAID, CheckoutStatus.AWAITING):
        order = services.orders.find(checkout.store_id, checkout.order_id)
    return CheckoutState.of(
        checkout,
        order_number=order.number if order else None,
        order_token=services.order_links.token(order.id) if order else None,
        email=(order.customer_email if order else checkout.customer_email) or None,
    )


@router.post("/carts", status_code=201, responses=responses(404))
def save_cart(slug: Slug, body: SaveCartRequest, services: Services) -> SavedCartResponse:
    """Keep a cart for a month, to open it on another device."""
    cart = carts.save_cart(services.cart_deps, slug=slug, lines=body.to_lines(), code=normal_code(body.discount_code))
    return _cart(services, slug, cart)


@router.put("/carts/{cart_id}", responses=responses(404))
def replace_cart(slug: Slug, cart_id: CartId, body: SaveCartRequest, services: Services) -> SavedCartResponse:
    """Put other lines into a saved cart."""
    cart = carts.save_cart(
        services.cart_deps,
        slug=slug,
        lines=body.to_lines(),
        code=normal_code(body.discount_code),
        cart_id=cart_id,
    )
    return _cart(services, slug, cart)


@router.get("/carts/{cart_id}", responses=responses(404))
def open_cart(slug: Slug, cart_id: CartId, services: Services, response: Response) -> SavedCartResponse:
    """A saved cart, for whoever has its link."""
    response.headers["cache-control"] = "no-store"
    return _cart(services, slug, carts.open_cart(services.cart_deps, slug=slug, cart_id=cart_id))


@router.get("/orders/{order_id}", responses=responses(404))
def get_public_order(
    slug: Slug,
    order_id: OrderId,
    token: Annotated[str, Query(max_length=100)],
    services: Services,
    response: Response,
) -> PublicOrder:
    """An order for whoever holds its signed link; any other token answers as if there were none."""
    response.headers["cache-control"] = "no-store"
    response.headers["referrer-policy"] = "no-referrer"
    if not services.order_links.is_valid(order_id, token):
        raise OrderNotFoundError
    return PublicOrder.of(service.get_order_of(services.checkout_deps, services.orders, slug=slug, order_id=order_id))


def _cart(services: Container, slug: str, cart: SavedCart) -> SavedCartResponse:
    home = services.storefront_settings.storefront_url_template.format(slug=slug)
    return SavedCartResponse.of(cart, url=f"{home}/cart?saved={cart.id}")
