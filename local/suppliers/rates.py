"""Rough exchange rates of the local world, rounded by hand in November 2026: not market data."""

from datetime import date
from decimal import Decimal

ROUGH_PER_USD = {
    "USD": Decimal(1),
    "EUR": Decimal("0.87"),
    "GBP": Decimal("0.76"),
    "CNY": Decimal("7.1"),
    "KRW": Decimal(1420),
    "JPY": Decimal(152),
    "CAD": Decimal("1.4"),
    "AUD": Decimal("1.53"),
}


def exchange_rates(day: date) -> str:
    """The setting ``EXCHANGE_RATES`` with these, as of ``day``."""
    return " ".join([str(day), *(f"{code}={rate}" for code, rate in ROUGH_PER_USD.items() if code != "USD")])
