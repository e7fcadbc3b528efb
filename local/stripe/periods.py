"""Billing periods: when one that has begun ends, without drifting over months of different length."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta

from local.stripe.currency import format_amount
from local.stripe.wire import JsonObject

_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


def end_of(start: int, *, anchor: int, recurring: JsonObject) -> int:
    """Return the end of the period that begins at `start`, in seconds since the epoch.

    `anchor` fixes the day: with an anchor on the 31st, a period from 28 February ends on 31 March.
    """
    interval, count = recurring["interval"], recurring["interval_count"]
    if interval in _DAYS:
        return start + int(timedelta(days=_DAYS[interval] * count).total_seconds())
    first, begun = datetime.fromtimestamp(anchor, tz=UTC), datetime.fromtimestamp(start, tz=UTC)
    months = (begun.year - first.year) * 12 + begun.month - first.month + _MONTHS[interval] * count
    return int(_add_months(first, months).timestamp())


def _add_months(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def per(recurring: JsonObject) -> str:
    """Return how a person reads an interval: `per month`, `every 3 months`."""
    if recurring["interval_count"] == 1:
        return f"per {recurring['interval']}"
    return f"every {recurring['interval_count']} {recurring['interval']}s"


def price_text(price: JsonObject, quantity: int = 1) -> str:
    """Return a recurring price the way a person reads it: `$29.00 per month`."""
    return f"{format_amount(price['unit_amount'] * quantity, price['currency'])} {per(price['recurring'])}"


def days_text(seconds: int) -> str:
    """Return a span as whole days: `14 days`, `1 day`."""
    days = max(1, round(seconds / 86400))
    return f"{days} day{'' if days == 1 else 's'}"
