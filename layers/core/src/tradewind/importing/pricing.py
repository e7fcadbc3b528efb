"""From a supplier's cost to a shelf price."""

from dataclasses import dataclass
from decimal import Decimal

from tradewind.errors import DomainError
from tradewind.kit.money import Money, charge_step, exponent


class NeedsRateError(DomainError):
    """There is no exchange rate; guessing one would misprice everything."""

    code = "needs_rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRule:
    """How to price.

    Attributes:
        currency: the store's.
        rates: units of each supplier currency that one unit of ``currency`` buys.
        markup_basis_points: 25000 is two and a half times the cost.
    """

    currency: str
    rates: dict[str, Decimal]
    markup_basis_points: int = 25_000

    def convert(self, cost: Money) -> Money:
        """``cost`` in the store's currency, rounded half up once.

        Raises:
            NeedsRateError: no rate for the supplier's currency.
        """
        if cost.currency == self.currency:
            return cost
        rate = self.rates.get(cost.currency)
        if rate is None or rate <= 0:
            raise NeedsRateError(f"There is no exchange rate from {cost.currency} to {self.currency}. Give one.")
        major = Decimal(cost.amount).scaleb(-exponent(cost.currency)) / rate
        return Money(int(major.scaleb(exponent(self.currency)).to_integral_value("ROUND_HALF_UP")), self.currency)

    def price(self, cost: Money) -> Money:
        """The shelf price for a converted cost: marked up, at least one minor unit, ending in 9 where cents exist.

        With cents the price is the next amount that ends in .99 (from 5 up) or in 9 cents (below); without, the next
        one that can be charged.
        """
        marked = max(1, -(-cost.amount * self.markup_basis_points // 10_000))
        smallest = charge_step(self.currency)
        if exponent(self.currency) != 2 or smallest > 1:
            return Money(-(-marked // smallest) * smallest, self.currency)
        step = 100 if marked >= 500 else 10
        return Money(-(-(marked + 1) // step) * step - 1, self.currency)
