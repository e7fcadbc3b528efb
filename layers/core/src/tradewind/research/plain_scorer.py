"""Scores by plain rules over what is known today. Implements ``research.ports.Scorer``."""

import math
from collections.abc import Mapping, Sequence
from datetime import date

from tradewind.kit.money import Money
from tradewind.pricing.errors import NeedsRateError
from tradewind.pricing.models import default_rules
from tradewind.pricing.rates import OperatorRates, RateBook
from tradewind.pricing.rules import landed, margin_basis_points, price
from tradewind.research.candidate_models import Quality, Score, SubScore
from tradewind.research.ports import ScoreInput

_UNKNOWN = 50
"""What a missing part counts as in the middle of its range of 0 to 100."""


class PlainScorer:
    """One rule a part, a weighted mean, and a range as wide as what is missing."""

    def __init__(self, rates: OperatorRates) -> None:
        self._rates = rates

    def score(
        self, inputs: Sequence[ScoreInput], *, day: date, currency: str, weights: Mapping[str, int]
    ) -> Sequence[Score]:
        """See the port."""
        total = sum(weights.values()) or 1
        shares = {name: round(100 * weight / total) for name, weight in weights.items()}
        rules = default_rules(currency)
        rule = RateBook(currency=currency, today=day, max_age_days=rules.rate_max_age_days, operator=self._rates)
        return [_score(each, day, rule, shares) for each in inputs]


def _score(known: ScoreInput, day: date, rule: RateBook, shares: Mapping[str, int]) -> Score:
    margin, price, basis = _margin(known, rule)
    parts = (
        _trend(known, day, shares.get("trend", 0)),
        SubScore(
            name="margin",
            value=margin,
            weight=shares.get("margin", 0),
            quality=Quality.MISSING if margin is None else Quality.PARTIAL,
            inputs={"cost": known.product.cost.amount, "price": price.amount if price else None},
            age_days=None if margin is None else 0,
        ),
        _part("competition", _crowd(known), shares, {"similar": known.similar}),
        _part("social", _talk(known), shares, {"mentions": known.mentions.month if known.mentions else None}),
        _part("supplier", _trust(known), shares, {"rating_basis_points": known.product.rating_basis_points}),
    )
    weighed = sum(part.weight for part in parts) or 1
    at = {
        bound: sum(part.weight * (missing if part.value is None else part.value) for part in parts) / weighed
        for bound, missing in (("low", 0), ("value", _UNKNOWN), ("high", 100))
    }
    complete = all(part.quality is Quality.FULL for part in parts)
    return Score(
        value=round(at["value"]),
        low=math.floor(at["low"]),
        high=math.ceil(at["high"]),
        quality=Quality.FULL if complete else Quality.PARTIAL,
        parts=parts,
        margin_basis_points=basis,
        price=price,
    )


def _part(name: str, value: int | None, shares: Mapping[str, int], inputs: Mapping[str, int | None]) -> SubScore:
    return SubScore(
        name=name,
        value=value,
        weight=shares.get(name, 0),
        quality=Quality.MISSING if value is None else Quality.FULL,
        inputs=dict(inputs),
        age_days=None if value is None else 0,
    )


def _trend(known: ScoreInput, day: date, weight: int) -> SubScore:
    """Growth of the orders over the week before; a doubling is 100, nothing is 40."""
    orders = {each.day.toordinal(): each.orders for each in known.series.observations if each.orders is not None}
    today = orders.get(day.toordinal())
    earlier = next((at for at in range(day.toordinal() - 7, day.toordinal()) if at in orders), None)
    value = None
    if today is not None and earlier is not None:
        growth = math.log((today + 10) / (orders[earlier] + 10)) * 7 / (day.toordinal() - earlier)
        value = round(max(0.0, min(100.0, 40 + 60 * growth / math.log(2))))
    full = earlier == day.toordinal() - 7
    quality = Quality.MISSING if value is None else Quality.FULL if full else Quality.PARTIAL
    inputs = {"orders_30d": today, "orders_30d_before": orders[earlier] if earlier else None}
    return SubScore(
        name="trend", value=value, weight=weight, quality=quality, inputs=inputs, age_days=None if value is None else 0
    )


def _margin(known: ScoreInput, rule: RateBook) -> tuple[int | None, Money | None, int | None]:
    """What is left of the price after cost and shipping: 70 % is 100."""
    rules = default_rules(rule.currency)
    try:
        spent = landed(rules, rule, cost=known.product.cost, shipping=known.product.shipping)
    except NeedsRateError:
        return None, None, None
    asked = price(rules, spent.guarded)
    basis = margin_basis_points(rules, asked, spent.cost)
    return max(0, min(100, basis // 70)), asked, basis


def _crowd(known: ScoreInput) -> int | None:
    return None if known.similar is None else max(0, 100 - known.similar)


def _talk(known: ScoreInput) -> int | None:
    return None if known.mentions is None else min(100, round(25 * math.log2(1 + known.mentions.month)))


def _trust(known: ScoreInput) -> int | None:
    rating = known.product.rating_basis_points
    return None if rating is None else max(0, min(100, (rating - 8_000) // 20))
