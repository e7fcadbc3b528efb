"""Wire shapes of the AI budget."""

from tradewind.ai.models import Budget
from tradewind.http.schemas import Output, Timestamp


class AiBudgetResponse(Output):
    """A month. Amounts are micro US dollars (1,000,000 is one dollar, 10,000 is one credit of a plan).

    With plans all stores of an account share a budget: ``shared`` is true, and ``store_used_micros`` is this store's
    part of ``used_micros``.
    """

    enabled: bool
    shared: bool
    store_used_micros: int
    month: str
    currency: str
    cap_micros: int
    used_micros: int
    reserved_micros: int
    left_micros: int
    input_tokens: int
    output_tokens: int
    calls: int
    resets_at: Timestamp

    @classmethod
    def of(cls, budget: Budget, *, enabled: bool) -> "AiBudgetResponse":
        """From the domain's budget."""
        return cls(
            enabled=enabled,
            shared=budget.store_micros is not None,
            store_used_micros=budget.used_micros if budget.store_micros is None else budget.store_micros,
            month=budget.month,
            currency="USD",
            cap_micros=budget.cap_micros,
            used_micros=budget.used_micros,
            reserved_micros=budget.reserved_micros,
            left_micros=budget.left_micros,
            input_tokens=budget.input_tokens,
            output_tokens=budget.output_tokens,
            calls=budget.calls,
            resets_at=budget.resets_at,
        )
