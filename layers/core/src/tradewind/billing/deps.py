"""What the use cases of plans need."""

from collections.abc import Callable
from dataclasses import dataclass

from tradewind.accounts.repository import AccountRepository
from tradewind.billing.ports import BillingGateway
from tradewind.billing.repository import PlanRepository
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.stores.repository import StoreRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingDeps:
    """Of plans.

    Attributes:
        is_on: the deployment has plans; without them nothing asks the provider.
        is_test: the platform's key moves no money, so neither do its subscriptions.
        gateway: makes the provider's client when it is first needed.
    """

    is_on: bool
    is_test: Callable[[], bool]
    plans: PlanRepository
    stores: StoreRepository
    accounts: AccountRepository
    gateway: Callable[[], BillingGateway]
    clock: Clock
    new_id: IdFactory
