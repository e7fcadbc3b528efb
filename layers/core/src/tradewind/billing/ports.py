"""The payment provider, as plans see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tradewind.billing.models import Subscription
from tradewind.billing.plans import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCheckout:
    """What a hosted subscription checkout is made of. ``trial_days`` 0 is none; URLs are absolute."""

    user_id: str
    customer_id: str
    plan: Plan
    trial_days: int
    success_url: str
    cancel_url: str


@dataclass(frozen=True, slots=True)
class HostedPage:
    """A page of the provider."""

    id: str
    url: str


class RefundOutcome(StrEnum):
    """What became of the money of a subscription that is given back."""

    REFUNDED = "refunded"
    NOTHING_PAID = "nothing_paid"
    FAILED = "failed"


class BillingGateway(Protocol):
    """Customers, subscriptions and hosted pages on the platform's own account.

    Every method raises PaymentUnavailableError when trying again later can help, PaymentRefusedError when not.
    """

    def create_customer(self, *, user_id: str, email: str) -> str:
        """The id of the account's customer; asking again soon gives the same one."""

    def update_email(self, customer_id: str, email: str) -> None:
        """Invoices go to ``email`` from now on."""

    def list_subscriptions(self, customer_id: str) -> Sequence[Subscription]:
        """Every subscription of a customer, ended ones too, as they are now; oldest first."""

    def start_checkout(self, checkout: PlanCheckout, *, key: str) -> HostedPage:
        """A hosted page to subscribe on; the same ``key`` gives the same page.

        Raises:
            PlansNotSetUpError: the provider does not know the plan's price.
        """

    def get_checkout(self, session_id: str) -> HostedPage:
        """A page that was made before; its ``url`` is empty once it is used or expired."""

    def open_portal(self, customer_id: str, *, return_url: str) -> str:
        """The customer's own page for cards, invoices and cancelling."""

    def change_plan(self, subscription_id: str, plan: Plan, *, now_due: bool) -> None:
        """Move a subscription to ``plan`` and let it go on; ``now_due`` charges the difference at once.

        Raises:
            PlanPaymentFailedError: the difference could not be charged, nothing was changed. PlansNotSetUpError.
        """

    def cancel(self, subscription_id: str, *, at_period_end: bool) -> None:
        """End a subscription now, or when what is paid for is over; one that has ended stays so."""

    def set_up(self, plans: Iterable[Plan], *, return_url: str) -> Sequence[str]:
        """Make what is missing of prices and of the customer's page. Returns a line for each thing looked at."""

    def refund(self, subscription: Subscription) -> RefundOutcome:
        """Give back what its latest invoice took. Asking again gives back nothing more."""
