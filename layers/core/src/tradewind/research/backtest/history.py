"""Reading recorded days: one row per product and day, as CSV, plain or gzip."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from pathlib import Path
from typing import TextIO

from tradewind.errors import DomainError
from tradewind.research.scoring.tracks import Track

COLUMNS = ("date", "product_id", "lastest_volume", "sale_price", "currency", "original_price", "evaluate_rate")


class UnusableHistoryError(DomainError):
    """The file cannot be replayed."""

    code = "unusable_history"


@dataclass(slots=True, kw_only=True)
class History:
    """Every product's track.

    Attributes:
        tracks: by product id, in order of id.
        first_day, last_day: proleptic day numbers.
        rows, left_out: rows read, and those that could not be.
        seen: products with a row, by day.
    """

    tracks: dict[str, Track]
    first_day: int
    last_day: int
    rows: int
    left_out: int
    seen: dict[int, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    day: int
    product: str
    orders: int
    price: float | None
    list_price: float | None
    currency: str
    rating: float | None


def read_history(file: Path) -> History:
    """Read a file in any order of rows; what is not a usable row is counted and left out.

    Raises:
        UnusableHistoryError: it cannot be opened, lacks a column, or has no usable row.
    """
    rows: list[_Row] = []
    left_out = 0
    try:
        with _open(file) as stream:
            reader = csv.reader(stream)
            header = [name.strip() for name in next(reader, [])]
            missing = [name for name in COLUMNS if name not in header]
            if missing:
                raise UnusableHistoryError(f"{file} lacks the columns {', '.join(missing)}. Give a file that has them.")
            places = [header.index(name) for name in COLUMNS]
            for cells in _lines(reader):
                row = _read(cells, places)
                if row is None:
                    left_out += 1
                else:
                    rows.append(row)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UnusableHistoryError(f"{file} cannot be read: {error}. Give a CSV file, plain or .gz.") from error
    if not rows:
        raise UnusableHistoryError(f"{file} has no usable row. Give one row per product and day.")
    return _assemble(rows, left_out)


def _open(file: Path) -> TextIO:
    with file.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    if packed:
        return gzip.open(file, "rt", encoding="utf-8-sig", newline="")
    return file.open(encoding="utf-8-sig", newline="")


def _lines(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows; one the CSV reader refuses is an empty row."""
    while True:
        try:
            yield next(reader)
        except csv.Error:
            yield []
        except StopIteration:
            return


def _read(cells: list[str], places: list[int]) -> _Row | None:
    if len(cells) <= max(places):
        return None
    day, product, orders, price, currency, list_price, rating = (cells[place].strip() for place in places)
    count = _number(orders)
    if not product or count is None or count < 0:
        return None
    try:
        number = date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None
    return _Row(
        number, product, int(count), _number(price), _number(list_price), currency.upper(), _number(rating.rstrip("%"))
    )


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _assemble(rows: list[_Row], left_out: int) -> History:
    rows.sort(key=lambda row: row.day)
    tracks: dict[str, Track] = {}
    seen: dict[int, list[str]] = {}
    for row in rows:
        track = tracks.get(row.product)
        if track is None:
            track = tracks[row.product] = Track(first_seen=row.day)
        if not track.days or track.days[-1] != row.day:
            seen.setdefault(row.day, []).append(row.product)
        track.append(
            row.day,
            row.orders,
            price=row.price,
            list_price=row.list_price,
            currency=row.currency,
            rating=row.rating,
        )
    return History(
        tracks=dict(sorted(tracks.items())),
        first_day=rows[0].day,
        last_day=rows[-1].day,
        rows=len(rows) + left_out,
        left_out=left_out,
        seen=seen,
    )
