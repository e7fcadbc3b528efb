"""What is left of the price a store's rule would set, once the product has landed and the payment has cost its fee."""

from dataclasses import dataclass

from tradewind.kit.money import Money, format_plain
from tradewind.research.scoring.parts import Fact, Part, Quality, SubScore, aged, along, missing, percent

FRESH_DAYS = 3
FULL_MARGIN_BASIS_POINTS = 6_000
USUAL_SHIPPING_BASIS_POINTS = 2_500
"""Of the cost, where a supplier does not tell shipping; the interval runs from none to as much as the cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedCost:
    """Everything in the store's currency.

    Attributes:
        cost, shipping: of one piece to the shoppers' country, converted without buffer; None is not told.
        price: what the store's price rule makes of it; None if it could not (no exchange rate).
        fx_buffer_basis_points: added to cost and shipping where they were converted, against moves of the rate.
        fee_basis_points, fee_fixed: what the payment provider keeps of the price.
        age_days: of the supplier's answer.
    """

    cost: Money | None
    shipping: Money | None
    price: Money | None
    fee_basis_points: int
    fee_fixed: Money
    fx_buffer_basis_points: int = 0
    age_days: int = 0


def landed_margin(landed: LandedCost) -> SubScore:
    """The margin part: no points without profit, all of them from 60 % of the price on.

    Raises:
        CurrencyMismatchError: amounts of different currencies; convert them first.
    """
    facts = _facts(landed)
    if landed.cost is None or landed.price is None:
        return missing(Part.MARGIN, facts)
    told = landed.shipping
    usual = _usual_shipping(landed.cost)
    free = Money(0, landed.cost.currency)
    score = SubScore(
        part=Part.MARGIN,
        points=_points(landed, usual if told is None else told),
        low=_points(landed, landed.cost if told is None else told),
        high=_points(landed, free if told is None else told),
        quality=Quality.ESTIMATED if told is None else Quality.MEASURED,
        age_days=landed.age_days,
        facts=facts,
    )
    return aged(score, fresh_days=FRESH_DAYS)


def margin_basis_points(landed: LandedCost, shipping: Money) -> int | None:
    """Profit in hundredths of a percent of the price, may be negative; None without a cost or at a price of 0."""
    if landed.cost is None or landed.price is None or landed.price.amount <= 0:
        return None
    bought = (landed.cost + shipping).amount
    buffered = -(-bought * (10_000 + landed.fx_buffer_basis_points) // 10_000)
    fee = -(-landed.price.amount * landed.fee_basis_points // 10_000)
    profit = landed.price - Money(buffered, landed.price.currency) - Money(fee, landed.price.currency)
    return (profit - landed.fee_fixed).amount * 10_000 // landed.price.amount


def estimated_margin(landed: LandedCost) -> int | None:
    """``margin_basis_points`` with the shipping that was told, or the usual one; None without a cost or a price."""
    if landed.cost is None:
        return None
    return margin_basis_points(landed, _usual_shipping(landed.cost) if landed.shipping is None else landed.shipping)


def _usual_shipping(cost: Money) -> Money:
    return Money(cost.amount * USUAL_SHIPPING_BASIS_POINTS // 10_000, cost.currency)


def _points(landed: LandedCost, shipping: Money) -> int:
    margin = margin_basis_points(landed, shipping)
    return 0 if margin is None else along(margin, nothing=0, full=FULL_MARGIN_BASIS_POINTS)


def _facts(landed: LandedCost) -> tuple[Fact, ...]:
    def money(name: str, amount: Money | None) -> Fact:
        return Fact(name=name, value=None if amount is None else format_plain(amount))

    return (
        money("cost", landed.cost),
        money("shipping", landed.shipping),
        money("price", landed.price),
        money("payment_fee", landed.fee_fixed),
        Fact(name="payment_fee_percent", value=percent(landed.fee_basis_points)),
        Fact(name="exchange_buffer_percent", value=percent(landed.fx_buffer_basis_points)),
        Fact(name="margin_percent", value=percent(estimated_margin(landed))),
    )
