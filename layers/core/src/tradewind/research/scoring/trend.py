"""The trend part: the trained model's forecast of one product."""

from datetime import date
from math import expm1

from tradewind.research.models import Series
from tradewind.research.scoring.model import SHORT_HISTORY_DAYS, TrendModel
from tradewind.research.scoring.parts import Fact, Part, Quality, SubScore, aged, clamp, missing
from tradewind.research.scoring.tracks import CARRY_DAYS, track_of

_LARGEST = 7.0
"""Changes above a thousandfold are shown as that."""
_CHANGES = ("change_7d", "change_28d", "below_peak", "price_change_7d")
_DAYS = {"days_known": "days_known", "listing_age": "listed_days"}


def trend(series: Series, *, reference: str, today: date, model: TrendModel) -> SubScore:
    """Judge a product by its observations up to ``today``; later ones are not looked at.

    A product seen for the first time is judged by what one look tells, with a wider interval.

    Args:
        reference: the supplier's number of the product.
    """
    past = tuple(seen for seen in series.observations if seen.day <= today)
    track = track_of(
        Series(currency=series.currency, first_seen=min(series.first_seen, today), observations=past),
    )
    if not track.days:
        return missing(Part.TREND, [Fact(name="orders_30d", value=None)])
    forecast = model.forecast(track, day=today, reference=reference)
    short = forecast.known_days <= SHORT_HISTORY_DAYS or len(track.days) == 1
    facts = [
        Fact(name="orders_30d", value=track.orders[-1]),
        Fact(name="grew_like_this_percent", value=forecast.grown_percent),
        *(Fact(name=f"{name}_percent", value=_change(forecast.features[name])) for name in _CHANGES),
        *(Fact(name=shown, value=_whole(forecast.features[name])) for name, shown in _DAYS.items()),
    ]
    score = SubScore(
        part=Part.TREND,
        points=forecast.points,
        low=clamp(forecast.points - forecast.spread),
        high=clamp(forecast.points + forecast.spread),
        quality=Quality.ESTIMATED if short else Quality.MEASURED,
        age_days=today.toordinal() - track.days[-1],
        facts=tuple(facts),
    )
    return aged(score, fresh_days=CARRY_DAYS)


def _change(logarithm: float) -> float | None:
    """In percent; None is not known."""
    return round(100 * expm1(min(logarithm, _LARGEST)), 1) if logarithm == logarithm else None


def _whole(days: float) -> int | None:
    return round(days) if days == days else None
