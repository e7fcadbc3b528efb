"""Recorded days as a supplier might have shown them: made up, seeded, small."""

import csv
import gzip
import math
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2025, 1, 1)
HEADER = (
    "date",
    "product_id",
    "lastest_volume",
    "sale_price",
    "currency",
    "original_price",
    "evaluate_rate",
    "commission_rate",
    "discount",
)


@dataclass(frozen=True, slots=True)
class Made:
    """One product: daily orders drift exponentially from a start."""

    number: str
    start: float
    drift: float
    from_day: int


def products(count: int, days: int, seed: int = 1) -> list[Made]:
    """``count`` products, a few of them found every day only later on."""
    drawn = random.Random(seed)
    return [
        Made(
            number=f"1005{drawn.randrange(10**11, 10**12)}",
            start=math.exp(drawn.uniform(0, 4)),
            drift=drawn.gauss(0, 0.02),
            from_day=0 if index % 4 else drawn.randrange(days),
        )
        for index in range(count)
    ]


def rows(count: int = 160, days: int = 110, seed: int = 1) -> list[list[str]]:
    """One row per product and day, one in ten missing, and no row at all on day 40."""
    drawn = random.Random(seed + 1)
    table = []
    for made in products(count, days, seed):
        for day in range(made.from_day, days):
            if day == 40 or drawn.random() < 0.1:
                continue
            orders = sum(made.start * math.exp(made.drift * (day - back)) for back in range(30))
            table.append(
                [
                    (FIRST_DAY + timedelta(days=day)).isoformat(),
                    made.number,
                    str(round(orders)),
                    "7.50",
                    "USD",
                    "15.00",
                    "97.5%",
                    "7.0%",
                    "50%",
                ]
            )
    return table


def write(file: Path, table: list[list[str]]) -> Path:
    """Write ``table`` as a gzip CSV file."""
    with gzip.open(file, "wt", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(table)
    return file
