"""Wire shapes of the AI budget."""

from tradewind.ai.models import Budget
from tradewind.http.schemas import Output, Timestamp


class AiBudgetResponse(Output):
    """A store's month. Amounts are micro US dollars (1,000,000 is one dollar), the provider's currency."""

    enabled: bool
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
