"""What accounts may have: by their plan, or by the operator's settings where there are no plans."""

from collections.abc import Callable

from tradewind.access.errors import StoreHeldError
from tradewind.access.guard import HELD_TEXTS
from tradewind.ai.models import MICROS_PER_CENT, AccountBudget
from tradewind.billing.entitlement import Entitlement, Standing, entitlement_of
from tradewind.billing.errors import PlanUnpaidError
from tradewind.billing.repository import PlanRepository
from tradewind.kit.clock import Clock
from tradewind.settings import LimitSettings
from tradewind.stores.models import Store
from tradewind.stores.repository import StoreRepository


class AccountLimits:
    """Answers where a limit is needed, and only there: with plans each answer is one read of the account's plan.

    The count that is held against a limit moves in the transaction of the create itself, so however many come at once
    the limit holds; the limit is that of the moment before. A plan that shrinks in this very moment is what the
    over-limit rule is for.
    """

    def __init__(
        self,
        *,
        is_on: bool,
        plans: PlanRepository,
        stores: StoreRepository,
        operator: Callable[[], LimitSettings],
        clock: Clock,
    ) -> None:
        self._is_on = is_on
        self._plans = plans
        self._stores = stores
        self._operator = operator
        self._clock = clock

    def stores(self, user_id: str) -> int:
        """How many stores an account may have open.

        Raises:
            PlanUnpaidError: none may be opened until the plan is paid.
        """
        if not self._is_on:
            return self._operator().store_limit
        entitlement = self._entitlement(user_id)
        if entitlement.standing is Standing.UNPAID:
            raise PlanUnpaidError
        return entitlement.limits.stores

    def products(self, store: Store) -> int:
        """How many products a store may have, archived ones not counted.

        Raises:
            StoreHeldError: nothing may be added to a store that its plan holds.
        """
        if store.held:
            raise StoreHeldError(HELD_TEXTS[store.held], extra={"reason": store.held.value})
        if not self._is_on:
            return self._operator().product_limit
        return self._entitlement(store.user_id).limits.products

    def ai(self, store_id: str) -> AccountBudget | None:
        """The month's budget that a store shares with its account's other stores; None: it has one of its own."""
        store = self._stores.find(store_id) if self._is_on else None
        if store is None:
            return None
        credits = self._entitlement(store.user_id).limits.ai_credits
        return AccountBudget(account_id=store.user_id, cap_micros=credits * MICROS_PER_CENT)

    def _entitlement(self, user_id: str) -> Entitlement:
        return entitlement_of(self._plans.get(user_id), self._clock())
