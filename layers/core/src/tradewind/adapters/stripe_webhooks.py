"""Signature check of incoming events, by the SDK's own verifier, over the raw bytes."""

import stripe

from tradewind.checkout.errors import BadSignatureError
from tradewind.settings import WebhookSettings


class StripeSignatures:
    """Verifies against every configured secret, so that a secret can be rotated without losing an event."""

    def __init__(self, settings: WebhookSettings) -> None:
        raw = settings.stripe_webhook_secrets.get_secret_value()
        self._secrets = [secret.strip() for secret in raw.split(",") if secret.strip()]
        self._tolerance = settings.stripe_tolerance_seconds

    def verify(self, payload: bytes, header: str) -> None:
        """Accept or raise.

        Raises:
            BadSignatureError: no secret fits, or the timestamp is outside the tolerance (a replay).
        """
        try:
            text = payload.decode()
        except UnicodeDecodeError as error:
            raise BadSignatureError from error
        for secret in self._secrets:
            try:
                stripe.WebhookSignature.verify_header(text, header, secret, self._tolerance)
            except stripe.SignatureVerificationError:
                continue
            return
        raise BadSignatureError
