"""Exchange rates: the merchant's, then the operator's; never one that is missing, old, or one by default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from tradewind.kit.money import Money, exponent
from tradewind.pricing.errors import NeedsRateError
from tradewind.pricing.models import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorRates:
    """Rates of a deployment: how much of each currency one US dollar is, all of one day."""

    per_dollar: Mapping[str, Decimal] = field(default_factory=dict)
    as_of: date = date.min

    @classmethod
    def parse(cls, text: str) -> "OperatorRates":
        """From ``2026-11-20 EUR=0.87 JPY=152`` (settings); empty text is no rates.

        Raises:
            ValueError: names what cannot be read.
        """
        day, *pairs = text.split() or [""]
        if not day:
            return cls()
        per_dollar = {"USD": Decimal(1)}
        for pair in pairs:
            code, _, number = pair.partition("=")
            value = positive_decimal(number)
            if value is None:
                raise ValueError(f"EXCHANGE_RATES: {pair} is not CODE=NUMBER")
            per_dollar[code.upper()] = value
        return cls(per_dollar=per_dollar, as_of=date.fromisoformat(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class RateBook:
    """What a store may convert with today."""

    currency: str
    today: date
    max_age_days: int
    own: Mapping[str, Rate] = field(default_factory=dict)
    operator: OperatorRates = OperatorRates()

    def rate(self, foreign: str) -> Rate:
        """Units of ``foreign`` for one of the store's currency.

        Raises:
            NeedsRateError: there is none, or only old ones.
        """
        known = [rate for rate in (self.own.get(foreign), self._operators(foreign)) if rate]
        for rate in known:
            if self.today - rate.as_of <= timedelta(days=self.max_age_days):
                return rate
        raise NeedsRateError(foreign, self.currency, as_of=str(max(rate.as_of for rate in known)) if known else "")

    def convert(self, money: Money) -> Money:
        """``money`` in the store's currency, rounded half up once.

        Raises:
            NeedsRateError.
        """
        if money.currency == self.currency:
            return money
        major = Decimal(money.amount).scaleb(-exponent(money.currency)) / Decimal(self.rate(money.currency).per_unit)
        return Money(int(major.scaleb(exponent(self.currency)).to_integral_value("ROUND_HALF_UP")), self.currency)

    def _operators(self, foreign: str) -> Rate | None:
        base, other = self.operator.per_dollar.get(self.currency), self.operator.per_dollar.get(foreign)
        if base is None or other is None:
            return None
        return Rate(currency=foreign, per_unit=str(other / base), as_of=self.operator.as_of)


def positive_decimal(text: str) -> Decimal | None:
    """A finite number above zero, or None."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 else None
