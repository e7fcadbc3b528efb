"""The pricing rules of a store. Amounts are minor units of the store's currency, shares are basis points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tradewind.kit.money import exponent

MAX_TIERS = 20


class MarkupKind(StrEnum):
    """``percent`` adds a share of the cost, ``fixed`` adds an amount."""

    PERCENT = "percent"
    FIXED = "fixed"


class Ending(StrEnum):
    """Where prices end (see ``endings``): the next ending up, the nearest one (a tie goes up), or anywhere."""

    UP = "up"
    NEAREST = "nearest"
    NONE = "none"


class CompareAt(StrEnum):
    """The struck-through price: none, a share above the price, or what the supplier says it cost before."""

    NONE = "none"
    PERCENT = "percent"
    SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """How costs below ``below`` are marked up; None is the last tier, without an end.

    Attributes:
        value: basis points added (15000 makes two and a half times the cost), or minor units added.
    """

    kind: MarkupKind
    value: int
    below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One unit of the store's currency is ``per_unit`` (a decimal number) of ``currency``, as known on ``as_of``."""

    currency: str
    per_unit: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PricingRules:
    """How a store prices what it imports.

    Attributes:
        tiers: in ascending order; by landed cost, with the exchange buffer in it.
        include_shipping: the supplier's shipping is part of the cost.
        fee_basis_points, fee_fixed: what a payment costs; always taken from the margin.
        include_fees: prices are raised by the fees, so that the markup is left after them.
        fx_buffer_basis_points: added to costs in other currencies.
        rate_max_age_days: older rates are not used.
        rates: entered by the merchant, by currency; they win over the operator's.
        min_price: no price is lower.
        margin_floor_basis_points: what is left of every price after cost and fees, at the least.
        max_change_basis_points: how far one run may move a price; None is any distance.
        version: 0 was never saved.
    """

    tiers: tuple[Tier, ...] = (Tier(kind=MarkupKind.PERCENT, value=15_000),)
    include_shipping: bool = True
    fee_basis_points: int = 290
    fee_fixed: int = 0
    include_fees: bool = False
    fx_buffer_basis_points: int = 300
    rate_max_age_days: int = 7
    rates: Mapping[str, Rate] = field(default_factory=dict)
    ending: Ending = Ending.UP
    min_price: int = 0
    margin_floor_basis_points: int = 2_000
    compare_at: CompareAt = CompareAt.NONE
    compare_at_basis_points: int = 0
    max_change_basis_points: int | None = None
    version: int = 0


def default_rules(currency: str) -> PricingRules:
    """What holds until a merchant saves something else: two and a half times the cost, at least 0.40 (40 yen)."""
    places = exponent(currency)
    return PricingRules(min_price=4 * 10 ** (places - 1) if places else 40)
