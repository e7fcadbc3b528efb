"""Signature check of incoming events, by the SDK's own verifier, over the raw bytes."""

import orjson
import stripe

from tradewind.checkout.errors import BadSignatureError
from tradewind.settings import WebhookSettings


class StripeSignatures:
    """Verifies against every configured secret, so that a secret can be rotated without losing an event.

    The platform's endpoint and the one for connected accounts have secrets of their own. An event that names an
    account must be signed by the second: who knows only the first must not speak for a store's account.
    """

    def __init__(self, settings: WebhookSettings) -> None:
        self._platform = _split(settings.stripe_webhook_secrets.get_secret_value())
        self._connect = _split(settings.stripe_connect_webhook_secrets.get_secret_value())
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
        if self._fits(text, header, self._connect):
            return
        if not self._fits(text, header, self._platform) or _names_account(text):
            raise BadSignatureError

    def _fits(self, text: str, header: str, secrets: list[str]) -> bool:
        for secret in secrets:
            try:
                stripe.WebhookSignature.verify_header(text, header, secret, self._tolerance)
            except stripe.SignatureVerificationError:
                continue
            return True
        return False


def _split(raw: str) -> list[str]:
    return [secret.strip() for secret in raw.split(",") if secret.strip()]


def _names_account(text: str) -> bool:
    try:
        return bool(orjson.loads(text).get("account"))
    except (orjson.JSONDecodeError, AttributeError):
        return False
