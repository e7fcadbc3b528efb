"""Rough exchange rates for a first price suggestion where the operator gives none.

Rounded by hand in November 2026 and not market data: they can be off by a tenth. Whoever uses them is told so, and the
merchant reviews every price. Real rates arrive with the pricing rules of research and import.
"""

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


def rough_rates(store_currency: str) -> dict[str, Decimal]:
    """Units of each known currency per unit of ``store_currency``; empty if that one is not known."""
    base = ROUGH_PER_USD.get(store_currency)
    return {code: rate / base for code, rate in ROUGH_PER_USD.items()} if base else {}
