"""The trend part: the trained model's forecast of one product."""

from datetime import date

from tradewind.research.models import Series
from tradewind.research.scoring.model import SHORT_HISTORY_DAYS, TrendModel
from tradewind.research.scoring.parts import Fact, Part, Quality, SubScore, aged, clamp, missing
from tradewind.research.scoring.tracks import CARRY_DAYS, track_of

_SHOWN = (
    ("change_7d", "log"),
    ("change_28d", "log"),
    ("run_rate_10d", "log"),
    ("below_peak", "log"),
    ("days_known", "days"),
    ("listing_age", "days"),
    ("price_change_7d", "log"),
)


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
        return missing(Part.TREND, [Fact(name="orders_30d", value=None, unit="orders")])
    forecast = model.forecast(track, day=today, reference=reference)
    short = forecast.known_days <= SHORT_HISTORY_DAYS or len(track.days) == 1
    facts = [
        Fact(name="orders_30d", value=track.orders[-1], unit="orders"),
        Fact(name="grown_like_this", value=forecast.grown_percent, unit="percent"),
    ]
    for name, unit in _SHOWN:
        value = forecast.features[name]
        facts.append(Fact(name=name, value=round(value, 3) if value == value else None, unit=unit))
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
