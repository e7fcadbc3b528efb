"""A month of daily observations as one short text: ``25:1999,5149,2499,9800,700;26:...``, oldest day first.

Members are price, orders, list price, rating and commission; an empty one was not told. A month is well below the
kilobyte that one write unit pays for (tests/unit/test_observations.py measures it).
"""

from collections.abc import Iterable, Mapping
from datetime import date

from tradewind.research.models import Observation


def pack_month(observations: Iterable[Observation]) -> str:
    """The text of one month's observations; the first one of a day counts."""
    by_day: dict[int, Observation] = {}
    for observation in observations:
        by_day.setdefault(observation.day.day, observation)
    return ";".join(f"{day}:{_pack(by_day[day])}" for day in sorted(by_day))


def unpack_month(month: str, text: str) -> list[Observation]:
    """Observations of ``month`` (``2026-11``), oldest first; entries that make no sense are left out."""
    year, number = (int(part) for part in month.split("-"))
    found = []
    for entry in text.split(";"):
        day, _, members = entry.partition(":")
        try:
            found.append(_unpack(date(year, number, int(day)), members))
        except ValueError:
            continue
    return found


def months_back(day: date, days: int) -> list[str]:
    """Every month from ``days`` before ``day`` up to it, oldest first."""
    start = date.fromordinal(day.toordinal() - days)
    first, last = start.year * 12 + start.month - 1, day.year * 12 + day.month - 1
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1)]


def spark(observations: Mapping[date, int | None], day: date, days: int) -> tuple[int | None, ...]:
    """Values of the ``days`` days up to ``day``, None where a day is not known."""
    return tuple(observations.get(date.fromordinal(day.toordinal() - back)) for back in range(days - 1, -1, -1))


def _pack(observation: Observation) -> str:
    members = (
        observation.price,
        observation.orders,
        observation.list_price,
        observation.rating_basis_points,
        observation.commission_basis_points,
    )
    return ",".join("" if member is None else str(member) for member in members).rstrip(",")


def _unpack(day: date, members: str) -> Observation:
    values = [int(member) if member else None for member in members.split(",")]
    price, orders, list_price, rating, commission, *_ = [*values, None, None, None, None, None]
    return Observation(
        day=day,
        price=price,
        orders=orders,
        list_price=list_price,
        rating_basis_points=rating,
        commission_basis_points=commission,
    )
