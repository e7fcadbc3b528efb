"""Hosted Checkout Sessions through the stripe SDK (16.x). Imported only by functions that create payments."""

from typing import Any

import stripe

from tradewind.checkout.errors import BelowMinimumError, PaymentRefusedError, PaymentUnavailableError
from tradewind.checkout.models import Line
from tradewind.checkout.ports import PaymentSession, SessionRequest
from tradewind.kit.clock import to_epoch
from tradewind.settings import StripeSettings

# Locales Stripe's page speaks; anything else lets Stripe decide by the browser.
_LOCALES = frozenset(
    [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fi",
        "fil",
        "fr",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "lt",
        "lv",
        "ms",
        "mt",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sv",
        "th",
        "tr",
        "vi",
        "zh",
    ]
)


class StripePayments:
    """Implements ``checkout.ports.PaymentGateway``."""

    def __init__(self, settings: StripeSettings) -> None:
        bases: Any = {"api": settings.stripe_api_base} if settings.stripe_api_base else {}
        self._client = stripe.StripeClient(
            settings.stripe_secret_key.get_secret_value(), base_addresses=bases, max_network_retries=2
        )

    def create_session(self, request: SessionRequest, *, key: str) -> PaymentSession:
        """See the port. Lost answers are safe: ``key`` is Stripe's idempotency key."""
        parameters = _session_parameters(request)
        try:
            session = self._client.v1.checkout.sessions.create(parameters, {"idempotency_key": key})
        except (stripe.APIConnectionError, stripe.RateLimitError) as error:
            raise PaymentUnavailableError from error
        except stripe.InvalidRequestError as error:
            if error.code == "amount_too_small":
                raise BelowMinimumError from error
            raise PaymentRefusedError(provider_code=error.code or "", param=error.param or "") from error
        except stripe.AuthenticationError as error:
            raise PaymentUnavailableError("The store's payments are not set up correctly yet.") from error
        except stripe.StripeError as error:
            raise PaymentUnavailableError from error
        return _payment_session(session)

    def get_session(self, session_id: str) -> PaymentSession:
        """See the port."""
        try:
            return _payment_session(self._client.v1.checkout.sessions.retrieve(session_id))
        except stripe.InvalidRequestError as error:
            raise PaymentRefusedError(provider_code=error.code or "") from error
        except stripe.StripeError as error:
            raise PaymentUnavailableError from error


def _payment_session(session: stripe.checkout.Session) -> PaymentSession:
    return PaymentSession(
        id=session.id,
        url=session.url or "",
        state=session.status or "open",
        is_paid=session.payment_status == "paid",
    )


def _session_parameters(request: SessionRequest) -> Any:
    metadata = {"store_id": request.store_id, "checkout_id": request.checkout_id, "order_id": request.order_id}
    language = request.locale.split("-")[0].lower()
    parameters: dict[str, Any] = {
        "mode": "payment",
        "line_items": [_line_item(line) for line in request.lines],
        "client_reference_id": request.checkout_id,
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
        "expires_at": to_epoch(request.expires_at),
        "locale": language if language in _LOCALES else "auto",
        "billing_address_collection": "auto",
    }
    if request.customer_email:
        parameters["customer_email"] = request.customer_email
    return parameters


def _line_item(line: Line) -> dict[str, Any]:
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
        },
    }


def stripe_amount(amount: int, currency: str) -> int:
    """Our minor units in Stripe's: the same, but ISK and UGX (zero-decimal in ISO) are sent with two decimals.

    Source: docs.stripe.com/currencies#special-cases.
    """
    return amount * 100 if currency == "UGX" else amount
