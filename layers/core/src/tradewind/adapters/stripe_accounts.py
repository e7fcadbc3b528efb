"""Connected accounts through the stripe SDK (16.x)."""

from typing import Any

import stripe

from tradewind.adapters.stripe_client import in_our_words, make_client
from tradewind.adapters.stripe_events import read_account
from tradewind.selling.models import PaymentAccount
from tradewind.settings import StripeSettings


class StripeAccounts:
    """Implements ``selling.ports.PaymentAccounts`` with Express accounts: Stripe's pages ask for everything."""

    def __init__(self, settings: StripeSettings) -> None:
        self._client = make_client(settings)

    def create_account(self, *, store_id: str, country: str, email: str, url: str) -> PaymentAccount:
        """See the port. Direct charges want the merchant to be the one who is charged fees and bears losses."""
        profile: dict[str, Any] = {"url": url} if url.startswith("https://") else {}
        parameters: Any = {
            "type": "express",
            "country": country,
            "email": email,
            "business_profile": profile,
            "capabilities": {"card_payments": {"requested": True}, "transfers": {"requested": True}},
            "metadata": {"store_id": store_id},
        }
        with in_our_words():
            account = self._client.v1.accounts.create(parameters, {"idempotency_key": f"account:{store_id}"})
        return _account(account)

    def get_account(self, account_id: str) -> PaymentAccount:
        """See the port."""
        with in_our_words():
            return _account(self._client.v1.accounts.retrieve(account_id))

    def onboarding_url(self, account_id: str, *, return_url: str, refresh_url: str) -> str:
        """See the port."""
        with in_our_words():
            link = self._client.v1.account_links.create(
                {
                    "account": account_id,
                    "type": "account_onboarding",
                    "return_url": return_url,
                    "refresh_url": refresh_url,
                }
            )
        return link.url

    def dashboard_url(self, account_id: str) -> str:
        """See the port."""
        with in_our_words():
            return self._client.v1.accounts.login_links.create(account_id).url


def _account(account: stripe.Account) -> PaymentAccount:
    return read_account(account.to_dict())
