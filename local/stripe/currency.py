"""Currencies as Stripe counts them: exponents, smallest charges and how a person reads an amount."""

from __future__ import annotations

from local.stripe.wire import StripeError

ZERO_DECIMAL = frozenset(
    {"bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"}
)
THREE_DECIMAL = frozenset({"bhd", "jod", "kwd", "omr", "tnd"})
# No decimals in daily life, yet Stripe wants them written with two zeros.
_WRITTEN_WITH_ZEROS = frozenset({"isk", "ugx"})
_TWO_DECIMAL = frozenset({
    "usd", "aed", "afn", "all", "amd", "ang", "aoa", "ars", "aud", "awg", "azn", "bam", "bbd", "bdt", "bgn", "bmd",
    "bnd", "bob", "brl", "bsd", "btn", "bwp", "byn", "bzd", "cad", "cdf", "chf", "cny", "cop", "crc", "cve", "czk",
    "dkk", "dop", "dzd", "egp", "etb", "eur", "fjd", "fkp", "gbp", "gel", "gip", "gmd", "gtq", "gyd", "hkd", "hnl",
    "htg", "huf", "idr", "ils", "inr", "isk", "jmd", "kes", "kgs", "khr", "kyd", "kzt", "lak", "lbp", "lkr", "lrd",
    "lsl", "mad", "mdl", "mkd", "mmk", "mnt", "mop", "mur", "mvr", "mwk", "mxn", "myr", "mzn", "nad", "ngn", "nio",
    "nok", "npr", "nzd", "pab", "pen", "pgk", "php", "pkr", "pln", "qar", "ron", "rsd", "rub", "sar", "sbd", "scr",
    "sek", "sgd", "shp", "sle", "sos", "srd", "std", "szl", "thb", "tjs", "top", "try", "ttd", "twd", "tzs", "uah",
    "ugx", "uyu", "uzs", "wst", "yer", "zar", "zmw",
})  # fmt: skip
_CURRENCIES = ZERO_DECIMAL | THREE_DECIMAL | _TWO_DECIMAL
_SMALLEST_CHARGE = {
    "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250, "eur": 50, "gbp": 30,
    "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200, "nok": 300, "nzd": 50, "pln": 200,
    "ron": 200, "sek": 300, "sgd": 50, "thb": 1000, "usd": 50,
}  # fmt: skip
LARGEST_CHARGE = 99_999_999
_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "aud": "A$", "cad": "CA$", "nzd": "NZ$", "inr": "₹"}


def exponent(currency: str) -> int:
    """Return how many decimals the minor unit of a currency stands for."""
    return 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2


def format_amount(amount: int, currency: str) -> str:
    """Return an amount in minor units the way a shopper reads it, for example `$1,024.50` or `KWD 1.250`."""
    decimals = exponent(currency)
    whole, fraction = divmod(abs(amount), 10**decimals)
    number = f"{whole:,}" + (f".{fraction:0{decimals}d}" if decimals else "")
    symbol = _SYMBOLS.get(currency, f"{currency.upper()} ")
    return ("-" if amount < 0 else "") + symbol + number


def check_currency(currency: str, param: str) -> str:
    """Return the currency in lower case.

    Raises StripeError for one Stripe does not take.
    """
    code = currency.lower()
    if code not in _CURRENCIES:
        raise StripeError(f"Invalid currency: {code}. Stripe does not support this currency.", param=param)
    return code


def check_unit_amount(amount: int, currency: str, param: str) -> int:
    """Return the amount when Stripe would take it as a price in this currency.

    Raises StripeError for negative or oversized amounts and for digits the currency cannot settle.
    """
    if amount < 0:
        raise StripeError("Invalid non-negative integer", code="parameter_invalid_integer", param=param)
    if amount > LARGEST_CHARGE:
        raise StripeError("Amount must be no more than 999,999.99", code="amount_too_large", param=param)
    step = 10 if currency in THREE_DECIMAL else 100 if currency in _WRITTEN_WITH_ZEROS else 1
    if amount % step:
        raise StripeError(
            f"Invalid amount: {currency.upper()} amounts must be a multiple of {step}.",
            code="parameter_invalid_integer",
            param=param,
        )
    return amount


def smallest_charge(currency: str) -> int:
    """Return the least that can be charged; a currency without an own rule uses a rough half dollar."""
    return _SMALLEST_CHARGE.get(currency, {0: 50, 3: 200}.get(exponent(currency), 50))
