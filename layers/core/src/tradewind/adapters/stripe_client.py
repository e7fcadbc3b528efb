"""One way to reach Stripe: the client, the account a call is made for, and its errors in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import stripe

from tradewind.checkout.errors import BelowMinimumError, PaymentRefusedError, PaymentUnavailableError
from tradewind.settings import StripeSettings


def make_client(settings: StripeSettings) -> stripe.StripeClient:
    """A client that repeats lost calls; every create of ours carries an idempotency key."""
    bases: Any = {"api": settings.stripe_api_base} if settings.stripe_api_base else {}
    return stripe.StripeClient(
        settings.stripe_secret_key.get_secret_value(), base_addresses=bases, max_network_retries=2
    )


def call_options(account_id: str | None, *, key: str | None = None) -> Any:
    """Request options: the connected account a call is made for (None is the platform's own), an idempotency key."""
    options: dict[str, Any] = {}
    if account_id:
        options["stripe_account"] = account_id
    if key:
        options["idempotency_key"] = key
    return options


@contextmanager
def in_our_words() -> Iterator[None]:
    """Translates the SDK's errors.

    Raises:
        BelowMinimumError, PaymentRefusedError (never as asked), PaymentUnavailableError (may work later).
    """
    try:
        yield
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise PaymentUnavailableError from error
    except stripe.AuthenticationError as error:
        raise PaymentUnavailableError("The store's payments are not set up correctly yet.") from error
    except (stripe.InvalidRequestError, stripe.PermissionError, stripe.CardError) as error:
        if error.code == "amount_too_small":
            raise BelowMinimumError from error
        raise PaymentRefusedError(
            error.user_message, provider_code=error.code or "", param=getattr(error, "param", "") or ""
        ) from error
    except stripe.StripeError as error:
        raise PaymentUnavailableError from error


def stripe_amount(amount: int, currency: str) -> int:
    """Our minor units in Stripe's: the same, but UGX (zero-decimal in ISO) is sent with two decimals.

    Source: docs.stripe.com/currencies#special-cases.
    """
    return amount * 100 if currency == "UGX" else amount


def our_amount(amount: int, currency: str) -> int:
    """Stripe's minor units in ours; the way back of ``stripe_amount``."""
    return amount // 100 if currency == "UGX" else amount
