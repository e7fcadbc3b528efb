"""Hosted Checkout Sessions through the stripe SDK (16.x). Imported only by functions that create payments."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import stripe

from tradewind.adapters.stripe_client import call_options, in_our_words, make_client, stripe_amount
from tradewind.adapters.stripe_events import read_paid_session
from tradewind.checkout.models import Line, PaymentNotice, ShippingChoice
from tradewind.checkout.ports import PaymentSession, SessionRequest
from tradewind.kit.clock import to_epoch
from tradewind.kit.countries import COUNTRIES
from tradewind.selling.models import TaxMode
from tradewind.settings import StripeSettings

# Locales Stripe's page speaks; anything else lets Stripe decide by the browser.
_LOCALES = frozenset(
    "bg cs da de el en es et fi fil fr hr hu id it ja ko lt lv ms mt nb nl pl pt ro ru sk sl sv th tr vi zh".split()
)


class StripePayments:
    """Implements ``checkout.ports.PaymentGateway``."""

    def __init__(self, settings: StripeSettings) -> None:
        self._client = make_client(settings)

    def create_session(self, request: SessionRequest, *, key: str) -> PaymentSession:
        """See the port. Lost answers are safe: ``key`` is Stripe's idempotency key."""
        with in_our_words():
            coupon = self._coupon(request, key)
            parameters = _session_parameters(request, coupon)
            session = self._client.v1.checkout.sessions.create(parameters, call_options(request.account_id, key=key))
        return _payment_session(session)

    def _coupon(self, request: SessionRequest, key: str) -> str | None:
        """A coupon for just this session: sessions take discounts only by coupon."""
        discount = request.discount
        if discount is None or discount.amount.amount == 0:
            return None
        currency = discount.amount.currency
        coupon = self._client.v1.coupons.create(
            {
                "amount_off": stripe_amount(discount.amount.amount, currency),
                "currency": currency.lower(),
                "duration": "once",
                "max_redemptions": 1,
                "name": discount.code[:40],
            },
            call_options(request.account_id, key=f"{key}:coupon"),
        )
        return coupon.id

    def get_session(self, session_id: str, *, account_id: str | None) -> PaymentSession:
        """See the port."""
        with in_our_words():
            return _payment_session(
                self._client.v1.checkout.sessions.retrieve(session_id, options=call_options(account_id))
            )

    def expire_session(self, session_id: str, *, account_id: str | None) -> PaymentSession:
        """See the port. Stripe refuses to expire a session that is not open: then its state is asked for."""
        try:
            session = self._client.v1.checkout.sessions.expire(session_id, options=call_options(account_id))
        except stripe.InvalidRequestError:
            return self.get_session(session_id, account_id=account_id)
        except stripe.StripeError:
            with in_our_words():
                raise
        return _payment_session(session)

    def list_paid_sessions(self, *, account_id: str | None, since: datetime) -> Iterable[PaymentNotice]:
        """See the port; a hundred a request."""
        parameters: Any = {
            "created": {"gte": to_epoch(since)},
            "status": "complete",
            "limit": 100,
            "expand": ["data.payment_intent.latest_charge"],
        }
        with in_our_words():
            listing = self._client.v1.checkout.sessions.list(parameters, call_options(account_id))
            for session in listing.auto_paging_iter():
                notice = read_paid_session(session.to_dict(), account_id=account_id)
                if notice:
                    yield notice


def _payment_session(session: stripe.checkout.Session) -> PaymentSession:
    return PaymentSession(
        id=session.id,
        url=session.url or "",
        state=session.status or "open",
        is_paid=session.payment_status in ("paid", "no_payment_required"),
    )


def _session_parameters(request: SessionRequest, coupon: str | None) -> Any:
    metadata = {"store_id": request.store_id, "checkout_id": request.checkout_id, "order_id": request.order_id}
    language = request.locale.split("-")[0].lower()
    intent: dict[str, Any] = {"metadata": metadata}
    if request.platform_fee and request.platform_fee.amount:
        fee = request.platform_fee
        intent["application_fee_amount"] = stripe_amount(fee.amount, fee.currency)
    parameters: dict[str, Any] = {
        "mode": "payment",
        "line_items": [*(_line_item(line, request) for line in request.lines), *_tax_item(request)],
        "client_reference_id": request.checkout_id,
        "metadata": metadata,
        "payment_intent_data": intent,
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
        "expires_at": to_epoch(request.expires_at),
        "locale": language if language in _LOCALES else "auto",
        "billing_address_collection": "auto",
        "shipping_address_collection": {"allowed_countries": sorted(request.allowed_countries or COUNTRIES)},
    }
    if request.customer_email:
        parameters["customer_email"] = request.customer_email
    if coupon:
        parameters["discounts"] = [{"coupon": coupon}]
    if request.shipping:
        parameters["shipping_options"] = [{"shipping_rate_data": _shipping_rate(request.shipping, request)}]
    if _is_taxed_by_stripe(request):
        parameters["automatic_tax"] = {"enabled": True}
    return parameters


def _is_taxed_by_stripe(request: SessionRequest) -> bool:
    return request.tax is not None and request.tax.mode is TaxMode.STRIPE


def _tax_behavior(request: SessionRequest) -> dict[str, str]:
    """How Stripe Tax is to read our prices; nothing where it does not tax."""
    if not _is_taxed_by_stripe(request) or request.tax is None:
        return {}
    return {"tax_behavior": "inclusive" if request.tax.included else "exclusive"}


def _line_item(line: Line, request: SessionRequest) -> dict[str, Any]:
    name = f"{line.title} ({line.variant_name})" if line.variant_name else line.title
    product: dict[str, Any] = {"name": name[:250]}
    # Stripe fetches pictures itself: only public https addresses are of use to it.
    if line.image_url.startswith("https://"):
        product["images"] = [line.image_url]
    return {
        "quantity": line.quantity,
        "price_data": {
            "currency": line.unit_price.currency.lower(),
            "unit_amount": stripe_amount(line.unit_price.amount, line.unit_price.currency),
            "product_data": product,
            **_tax_behavior(request),
        },
    }


def _tax_item(request: SessionRequest) -> list[dict[str, Any]]:
    """Tax of the store's own rates that comes on top, as a line: so the page's total is exactly ours."""
    tax = request.tax
    if tax is None or tax.mode is not TaxMode.MANUAL or tax.included or tax.amount.amount == 0:
        return []
    percent = f"{tax.basis_points / 100:.2f}".rstrip("0").rstrip(".")
    currency = tax.amount.currency
    return [
        {
            "quantity": 1,
            "price_data": {
                "currency": currency.lower(),
                "unit_amount": stripe_amount(tax.amount.amount, currency),
                "product_data": {"name": f"{tax.name} {percent} %"},
            },
        }
    ]


def _shipping_rate(shipping: ShippingChoice, request: SessionRequest) -> dict[str, Any]:
    currency = shipping.price.currency
    rate: dict[str, Any] = {
        "type": "fixed_amount",
        "display_name": shipping.name[:100],
        "fixed_amount": {"amount": stripe_amount(shipping.price.amount, currency), "currency": currency.lower()},
        **_tax_behavior(request),
    }
    estimate = {
        bound: {"unit": "business_day", "value": days}
        for bound, days in (("minimum", shipping.min_days), ("maximum", shipping.max_days))
        if days
    }
    if estimate:
        rate["delivery_estimate"] = estimate
    return rate
