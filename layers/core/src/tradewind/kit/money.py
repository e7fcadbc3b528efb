"""Money is an integer of minor units with an ISO 4217 currency. There are no floats here."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# Exponents other than 2, of the currencies Stripe charges in (docs.stripe.com/currencies, ISO 4217).
_ZERO_DECIMAL = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split())
_THREE_DECIMAL = frozenset("BHD JOD KWD OMR TND".split())
_TWO_DECIMAL = frozenset(
    (
        "AED ALL AMD ARS AUD AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BZD CAD CHF CNY COP CRC CZK DKK DOP DZD EGP "
        "ETB EUR FJD GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD KES KGS KHR KYD KZT LAK LBP LKR MAD "
        "MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD SAR "
        "SCR SEK SGD THB TJS TRY TTD TWD TZS UAH USD UYU UZS XCD YER ZAR ZMW"
    ).split()
)
CURRENCIES = _ZERO_DECIMAL | _TWO_DECIMAL | _THREE_DECIMAL


def exponent(currency: str) -> int:
    """How many decimal places ``currency`` has: JPY 0, USD 2, KWD 3."""
    if currency in _ZERO_DECIMAL:
        return 0
    return 3 if currency in _THREE_DECIMAL else 2


def charge_step(currency: str) -> int:
    """The smallest difference between two amounts that can be charged, in minor units.

    Stripe wants the last digit of three-decimal currencies to be 0, and ISK in whole krónur although it takes two
    decimals (docs.stripe.com/currencies#special-cases).
    """
    if currency in _THREE_DECIMAL:
        return 10
    return 100 if currency == "ISK" else 1


class CurrencyMismatchError(ValueError):
    """Two amounts of different currencies met in one calculation: a programming error, never user input."""


@dataclass(frozen=True, slots=True)
class Money:
    """``amount`` minor units of ``currency``: ``Money(2999, "USD")`` is 29.99 dollars."""

    amount: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.amount * quantity, self.currency)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatchError(f"{self.currency} and {other.currency}")
        return other.amount


def zero(currency: str) -> Money:
    """No money, in ``currency``."""
    return Money(0, currency)


def portion(money: Money, basis_points: int) -> Money:
    """``basis_points`` hundredths of a percent of ``money``, rounded half up to what can be charged."""
    return fraction(money, basis_points, 10_000)


def fraction(money: Money, numerator: int, denominator: int) -> Money:
    """``money * numerator / denominator``, rounded half up to what can be charged (``charge_step``).

    The one rounding rule of prices, discounts and taxes; amounts are not negative.
    """
    step = charge_step(money.currency)
    steps = (2 * money.amount * numerator + denominator * step) // (2 * denominator * step)
    return Money(steps * step, money.currency)


def allocate(total: Money, weights: Sequence[int]) -> list[Money]:
    """``total`` split in proportion to ``weights``, in steps that can be charged.

    The parts add up exactly: what is left after rounding down goes to the largest remainders, first come first.
    """
    whole = sum(weights)
    if whole == 0:
        return [Money(0, total.currency) for _ in weights]
    step = charge_step(total.currency)
    steps = total.amount // step
    shares = [steps * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: -(steps * weights[index] % whole))
    for index in by_remainder[: steps - sum(shares)]:
        shares[index] += 1
    parts = [Money(share * step, total.currency) for share in shares]
    parts[by_remainder[0]] += Money(total.amount % step, total.currency)
    return parts


def parse_decimal(text: str, currency: str) -> Money:
    """Money from a decimal string in major units (``"29.99"``), rounded half up once.

    Raises:
        ValueError: ``text`` is not a finite decimal number.
    """
    try:
        value = Decimal(text.strip())
    except InvalidOperation as error:
        raise ValueError(f"not a decimal number: {text!r}") from error
    if not value.is_finite():
        raise ValueError(f"not a finite number: {text!r}")
    return Money(int((value.scaleb(exponent(currency))).to_integral_value("ROUND_HALF_UP")), currency)


def format_plain(money: Money) -> str:
    """``29.99 USD``: for mails and logs where no locale is at hand."""
    return f"{to_decimal_text(money)} {money.currency}"


def to_decimal_text(money: Money) -> str:
    """Major units as text without currency: ``29.99``, ``3200`` (JPY), ``1.250`` (KWD)."""
    places = exponent(money.currency)
    return f"{Decimal(money.amount).scaleb(-places):.{places}f}"
