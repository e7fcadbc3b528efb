"""``/api/v1/public/stores/{slug}/checkout`` (spec feature 6)."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from tradewind.checkout import service
from tradewind.checkout.models import CheckoutStatus
from tradewind.checkout.schemas import CheckoutRequest, CheckoutResponse, CheckoutState
from tradewind.http.auth import Services
from tradewind.http.deps import IdempotencyKey
from tradewind.http.problems import responses

router = APIRouter(prefix="/public/stores/{slug}/checkout", tags=["checkout"])

Slug = Annotated[str, Path(max_length=60)]


@router.post("", status_code=201, responses=responses(404, 409, 502, 503))
def start_checkout(
    slug: Slug, body: CheckoutRequest, services: Services, idempotency_key: IdempotencyKey = None
) -> CheckoutResponse:
    """Re-price the cart, hold its stock for half an hour and open a payment page."""
    checkout = service.start_checkout(
        services.checkout_deps, slug=slug, cart=body.to_cart(), idempotency_key=idempotency_key
    )
    return CheckoutResponse.of(checkout)


@router.get("/{order_id}", responses=responses(404))
def get_checkout(
    slug: Slug,
    order_id: Annotated[str, Path(max_length=40)],
    session_id: Annotated[str, Query(max_length=200)],
    services: Services,
    response: Response,
) -> CheckoutState:
    """What became of a checkout, for the shopper who holds its payment session's id."""
    response.headers["cache-control"] = "no-store"
    checkout = service.get_checkout(services.checkout_deps, slug=slug, order_id=order_id, session_id=session_id)
    order = None
    if checkout.status is CheckoutStatus.PAID:
        order = services.orders.find(checkout.store_id, checkout.order_id)
    return CheckoutState.of(
        checkout,
        order_number=order.number if order else None,
        email=(order.customer_email if order else checkout.customer_email) or None,
    )
