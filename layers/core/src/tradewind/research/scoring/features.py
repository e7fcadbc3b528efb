"""The numbers the trend model looks at. The replay and the research worker call this one function.

Supplier order counts are sums over the trailing 30 days. A count that rises for a week therefore says more about the
next month than the count itself does: in 28 days almost all of today's window has rolled out, and what remains is the
present daily rate. ``curve`` holds the counts day by day (straight lines across missing days), ``_daily_orders`` takes
the window apart into orders per day.
"""

from itertools import pairwise
from math import log, nan, sqrt

from tradewind.research.scoring.tracks import Track

LAGS = (1, 2, 3, 5, 7, 10, 14, 21, 28)
RATES = (2, 5, 10, 20)
FEATURES = (
    "level",
    *(f"change_{days}d" for days in LAGS),
    *(f"run_rate_{days}d" for days in RATES),
    "days_known",
    "seen_30d",
    "seen_7d",
    "gap",
    "below_peak",
    "above_low",
    "days_since_peak",
    "unrest",
    "net_rises_7d",
    "days_stale",
    "price_change_7d",
    "price_change_30d",
    "price_against_usual",
    "discount",
    "rating",
    "listing_age",
)
WINDOW = 30
_CURVE_DAYS = 75
_LONGEST_AGE = 90
_PRICES = 60


def damped(orders: float) -> float:
    """``ln(orders + 10)``: a count of 3 that becomes 4 is no trend."""
    return log(orders + 10)


def features(track: Track, day: int, listing_age: float) -> list[float]:
    """One number per name in ``FEATURES``, from entries up to and including ``day``; not known is NaN.

    Args:
        day: proleptic day number; ``track`` has at least one entry by then.
        listing_age: days since the supplier listed the product, NaN where its reference does not tell.
    """
    end = track.known(day)
    days, orders = track.days, track.orders
    level = damped(orders[end - 1])
    curve = _curve(track, end, day)
    latest = len(curve) - 1
    row = [level]
    row.extend(level - damped(curve[latest - lag]) if lag <= latest else nan for lag in LAGS)
    row.extend(damped(WINDOW * rate) - level for rate in _rates(curve))
    row.append(float(min(max(day - track.first_seen, 0), _LONGEST_AGE)))
    row.append(float(end - track.known(day - 30)))
    row.append(float(end - track.known(day - 7)))
    row.append(float(days[end - 1] - days[end - 2]) if end > 1 else nan)
    known = orders[:end]
    peak = max(known)
    at_peak = end - 1
    while known[at_peak] != peak:
        at_peak -= 1
    row += [level - damped(peak), level - damped(min(known)), float(day - days[at_peak])]
    row += _unrest(curve)
    row.append(float(day - days[end - 1]))
    row += _price_moves(track, end, day)
    discount, rating = track.discounts[end - 1], track.ratings[end - 1]
    row += [nan if discount is None else discount, nan if rating is None else rating, listing_age]
    return row


def _curve(track: Track, end: int, day: int) -> list[float]:
    """Order counts of each day up to ``day``, at most ``_CURVE_DAYS`` back."""
    days, orders = track.days, track.orders
    start = max(days[0], day - _CURVE_DAYS)
    at = max(0, track.known(start) - 1)
    curve: list[float] = []
    for current in range(start, day + 1):
        while at + 1 < end and days[at + 1] <= current:
            at += 1
        value: float = orders[at]
        if days[at] != current and at + 1 < end:
            value += (orders[at + 1] - value) * (current - days[at]) / (days[at + 1] - days[at])
        curve.append(value)
    return curve


def _rates(curve: list[float]) -> list[float]:
    """Orders a day over the last days of each length in ``RATES``.

    The sum of 30 days grows by today's orders and loses those of 30 days ago; before the first count the orders are
    taken as spread evenly.
    """
    even = curve[0] / WINDOW
    daily: list[float] = []
    for index in range(1, len(curve)):
        leaving = daily[index - 1 - WINDOW] if index > WINDOW else even
        daily.append(max(0.0, curve[index] - curve[index - 1] + leaving))
    return [sum(daily[-length:]) / min(length, len(daily)) if daily else even for length in RATES]


def _unrest(curve: list[float]) -> list[float]:
    """Standard deviation of the daily steps of two weeks, and rises minus falls of one."""
    levels = [damped(value) for value in curve[-15:]]
    steps = [after - before for before, after in pairwise(levels)]
    if len(steps) < 2:
        return [nan, nan]
    mean = sum(steps) / len(steps)
    last = steps[-7:]
    return [
        sqrt(sum((step - mean) ** 2 for step in steps) / len(steps)),
        float(sum(step > 0 for step in last) - sum(step < 0 for step in last)),
    ]


def _price_moves(track: Track, end: int, day: int) -> list[float]:
    """Logarithmic change of the price against 7 and 30 days ago and against its median, within one currency."""
    now, currency = track.prices[end - 1], track.currencies[end - 1]
    if now is None:
        return [nan, nan, nan]
    moves = []
    for back in (7, 30):
        at = track.known(day - back) - 1
        then = track.prices[at] if at >= 0 and track.currencies[at] == currency else None
        moves.append(nan if then is None else now - then)
    start = max(0, end - _PRICES)
    usual = sorted(
        price
        for price, code in zip(track.prices[start:end], track.currencies[start:end], strict=True)
        if price is not None and code == currency
    )
    return [*moves, now - usual[len(usual) // 2]]
