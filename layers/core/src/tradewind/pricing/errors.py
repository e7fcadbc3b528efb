"""What can go wrong with prices."""

from tradewind.errors import DomainError


class NeedsRateError(DomainError):
    """There is no usable exchange rate; guessing one would misprice everything.

    ``extra`` has ``from_currency``, ``to_currency``, ``reason`` (``missing`` or ``stale``), ``as_of`` of a stale one.
    """

    code = "needs_rate"

    def __init__(self, foreign: str, own: str, *, as_of: str = "") -> None:
        reason = "stale" if as_of else "missing"
        what = f"is from {as_of}, which is too old" if as_of else "is not known"
        detail = f"The exchange rate from {foreign} to {own} {what}. Enter one in the pricing rules."
        extra = {"from_currency": foreign, "to_currency": own, "reason": reason, "as_of": as_of or None}
        super().__init__(detail, extra=extra)
        self.foreign = foreign
