"""Scores finds with the trained trend model and the rules beside it. Implements ``research.ports.Scorer``."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from statistics import median_low

from tradewind.kit.money import Money
from tradewind.pricing.errors import NeedsRateError
from tradewind.pricing.models import PricingRules
from tradewind.pricing.rates import RateBook
from tradewind.pricing.rules import landed, price
from tradewind.research import candidate_models as kept
from tradewind.research.ports import ScoreInput
from tradewind.research.scoring.flags import Flag, Severity, flags_of
from tradewind.research.scoring.margin import LandedCost, estimated_margin, landed_margin
from tradewind.research.scoring.model import TrendModel, trend_model
from tradewind.research.scoring.parts import Part, Quality, SubScore
from tradewind.research.scoring.score import Score, Weights, score
from tradewind.research.scoring.signals import (
    Competition,
    Mentions,
    SupplierQuality,
    competition,
    mentions,
    supplier_quality,
)
from tradewind.research.scoring.trend import trend

_PEERS = 3
"""Products of a category that make a usual price."""
_QUALITIES = {
    Quality.MEASURED: kept.Quality.FULL,
    Quality.ESTIMATED: kept.Quality.PARTIAL,
    Quality.STALE: kept.Quality.PARTIAL,
    Quality.MISSING: kept.Quality.MISSING,
}
_SEVERITIES = {Severity.RESTRICTED: "block", Severity.CHECK: "warn"}


class ModelScorer:
    """What is known of each find goes through the pure functions of ``research.scoring``."""

    @cached_property
    def _model(self) -> TrendModel:
        return trend_model()

    def score(
        self,
        inputs: Sequence[ScoreInput],
        *,
        day: date,
        rules: PricingRules,
        book: RateBook,
        weights: Mapping[str, int],
    ) -> Sequence[kept.Score]:
        """See the port. A weight that is not named is 0."""
        chosen = Weights(**{part.value: weights.get(part.value, 0) for part in Part})
        costs = [_landed(known, rules, book) for known in inputs]
        usual = _usual_prices(inputs, costs)
        scores = []
        for known, cost in zip(inputs, costs, strict=True):
            product = known.product
            parts = [
                trend(known.series, reference=product.reference, today=day, model=self._model),
                landed_margin(cost),
                competition(
                    Competition(listings=known.similar, price=cost.price, peer_price=usual.get(product.category))
                ),
                mentions(Mentions(count=known.mentions.month if known.mentions else None)),
                supplier_quality(
                    SupplierQuality(
                        rating_basis_points=product.rating_basis_points,
                        delivery_days=product.delivery_days,
                        orders_30d=product.orders_30d,
                    )
                ),
            ]
            flags = flags_of(product.title, product.category)
            scores.append(_to_keep(score(parts, weights=chosen, flags=flags), cost))
        return scores


def _landed(known: ScoreInput, rules: PricingRules, book: RateBook) -> LandedCost:
    """The product's costs in the store's currency and the price its rules make of them; None without a rate."""
    product = known.product
    cost = shipping = asked = None
    foreign = product.cost.currency != book.currency
    try:
        cost = book.convert(product.cost)
        shipping = book.convert(product.shipping) if product.shipping else None
        asked = price(rules, landed(rules, book, cost=product.cost, shipping=product.shipping).guarded)
    except NeedsRateError:
        cost = shipping = asked = None
    return LandedCost(
        cost=cost,
        shipping=shipping,
        price=asked,
        fee_basis_points=rules.fee_basis_points,
        fee_fixed=Money(rules.fee_fixed, book.currency),
        fx_buffer_basis_points=rules.fx_buffer_basis_points if foreign else 0,
    )


def _usual_prices(inputs: Sequence[ScoreInput], costs: Sequence[LandedCost]) -> dict[str, Money]:
    """The median price by category, where enough finds of this run share it."""
    by_category: dict[str, list[Money]] = {}
    for known, cost in zip(inputs, costs, strict=True):
        if known.product.category and cost.price is not None:
            by_category.setdefault(known.product.category, []).append(cost.price)
    return {
        category: Money(median_low(each.amount for each in prices), prices[0].currency)
        for category, prices in by_category.items()
        if len(prices) > _PEERS
    }


def _to_keep(result: Score, cost: LandedCost) -> kept.Score:
    shares = result.weights.shares()
    complete = all(part.quality is Quality.MEASURED for part in result.parts)
    return kept.Score(
        value=result.points,
        low=result.low,
        high=result.high,
        quality=kept.Quality.FULL if complete else kept.Quality.PARTIAL,
        parts=tuple(_part(part, shares[part.part]) for part in result.parts),
        flags=tuple(_flag(flag) for flag in result.flags),
        margin_basis_points=estimated_margin(cost),
        price=cost.price,
    )


def _part(part: SubScore, share: int) -> kept.SubScore:
    return kept.SubScore(
        name=part.part.value,
        value=None if part.quality is Quality.MISSING else part.points,
        weight=(share + 50) // 100,
        quality=_QUALITIES[part.quality],
        inputs={fact.name: fact.value for fact in part.facts},
        age_days=part.age_days,
    )


def _flag(flag: Flag) -> kept.Flag:
    return kept.Flag(
        code=flag.kind.value, severity=_SEVERITIES[flag.severity], detail=f"{flag.advice} Found: {flag.term}."
    )
