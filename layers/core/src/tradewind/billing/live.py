"""Whether an account is still charged, for whoever is about to delete it."""

from tradewind.billing.models import ENDED, AccountPlan
from tradewind.billing.repository import PlanRepository


class PlanSubscriptions:
    """Implements ``accounts.deletion.LiveSubscriptions``. One that ends without another charge is in nobody's way."""

    def __init__(self, plans: PlanRepository) -> None:
        self._plans = plans

    def has_live_subscription(self, user_id: str) -> bool:
        """See the port."""
        return will_be_charged(self._plans.get(user_id))


def will_be_charged(account: AccountPlan) -> bool:
    """Whether a subscription runs that nobody has ended."""
    return account.status is not None and account.status not in ENDED and account.cancel_at is None
