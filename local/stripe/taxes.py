"""A stand-in for Stripe Tax: one made-up flat rate per country of destination, the same for everything sold."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from local.stripe import countries
from local.stripe.wire import JsonObject

# Percent; a country that is not here is one the account does not collect tax for.
RATES = {"DE": 19, "FR": 20, "GB": 20, "US": 8}
# Where prices say nothing, tax is added in these currencies and included in others, as Stripe's default setting has it.
_ADDED_BY_DEFAULT = frozenset({"usd", "cad"})


def is_inclusive(behavior: str, currency: str) -> bool:
    """Tell whether a price with this `tax_behavior` contains its tax."""
    if behavior == "unspecified":
        return currency not in _ADDED_BY_DEFAULT
    return behavior == "inclusive"


def of_amount(amount: int, country: str, *, inclusive: bool) -> int:
    """Return the tax on, or within, an amount in minor units."""
    rate = Decimal(RATES.get(country, 0))
    tax = Decimal(amount) * rate / ((100 + rate) if inclusive else 100)
    return int(tax.quantize(Decimal(1), ROUND_HALF_UP))


def entry(tax: int, amount: int, country: str, *, inclusive: bool, created: int) -> JsonObject:
    """Return one entry of `taxes`, with the rate inside, as lines, shipping and totals show it."""
    taxable = amount - tax if inclusive else amount
    return {
        "amount": tax,
        "rate": rate(country, inclusive=inclusive, created=created),
        "taxability_reason": "standard_rated",
        "taxable_amount": taxable,
    }


def rate(country: str, *, inclusive: bool, created: int) -> JsonObject:
    """Return the tax rate of a country as an object."""
    is_sales_tax = country == "US"
    return {
        "id": f"txr_local_{country.lower()}_{'inclusive' if inclusive else 'exclusive'}",
        "object": "tax_rate",
        "active": True,
        "country": country,
        "created": created,
        "description": None,
        "display_name": "Sales Tax" if is_sales_tax else "VAT",
        "effective_percentage": float(RATES[country]),
        "flat_amount": None,
        "inclusive": inclusive,
        "jurisdiction": countries.NAMES[country],
        "jurisdiction_level": "country",
        "livemode": False,
        "metadata": {},
        "percentage": float(RATES[country]),
        "rate_type": "percentage",
        "state": None,
        "tax_type": "sales_tax" if is_sales_tax else "vat",
    }
