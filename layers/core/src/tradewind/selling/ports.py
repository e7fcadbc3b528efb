"""The payment provider's accounts, as a store's settings see them."""

from typing import Protocol

from tradewind.selling.models import PaymentAccount


class PaymentAccounts(Protocol):
    """Makes connected accounts and leads merchants through Stripe's own pages."""

    def create_account(self, *, store_id: str, country: str, email: str, url: str) -> PaymentAccount:
        """A new connected account; asking again for the same store gives the same one.

        Raises:
            PaymentRefusedError, PaymentUnavailableError.
        """

    def get_account(self, account_id: str) -> PaymentAccount:
        """The account as Stripe describes it now.

        Raises:
            PaymentRefusedError, PaymentUnavailableError.
        """

    def onboarding_url(self, account_id: str, *, return_url: str, refresh_url: str) -> str:
        """A single-use page where the merchant enters what Stripe asks for."""

    def dashboard_url(self, account_id: str) -> str:
        """A single-use page where the merchant sees payouts and disputes."""
