"""The demo supplier's goods: invented, for a calm home, with an order history that moves day by day."""

from __future__ import annotations

import hashlib
import math
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product as combinations
from pathlib import Path

FILE = Path(__file__).with_name("catalog.txt")
PICTURES = 4
CYCLE_DAYS = 120
_FIRST_REFERENCE = 1_005_008_000_000_000
_EPOCH = date(2026, 1, 1)
_SHOPS = ("Quiet Hill Goods", "North Quay Trading", "Linden Workshop", "Paper Lantern Store", "Kiln and Cask")


@dataclass(frozen=True, slots=True)
class DemoVariant:
    """One form of a product; ``cents`` are US cents."""

    reference: str
    options: Mapping[str, str]
    cents: int
    stock: int
    picture: int


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One product of the demo supplier.

    `wave` is the day of its wave of orders on the epoch day; None sells evenly. `usual` is its number of orders in 30
    days away from the wave.
    """

    number: int
    title: str
    category: str
    icon: str
    palette: str
    cents: int
    axes: Mapping[str, Sequence[str]]
    attributes: Mapping[str, str]
    wave: int | None
    usual: int

    @property
    def reference(self) -> str:
        """AliExpress' id of it."""
        return str(_FIRST_REFERENCE + self.number * 137)

    @property
    def cj_reference(self) -> str | None:
        """CJ's id, for the third of the goods that CJ has too."""
        if self.number % 3:
            return None
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"tradewind-demo/{self.number}")).upper()

    @property
    def shop(self) -> str:
        """Who sells it at AliExpress."""
        return _SHOPS[self.number % len(_SHOPS)]

    @property
    def rating(self) -> float:
        """Per cent of good reviews."""
        return round(90.5 + _share(self.number, "rating") * 8.4, 1)

    @property
    def commission(self) -> float:
        """Per cent of affiliate commission."""
        return 3.0 + self.number % 5

    def days_to(self, country: str) -> int:
        """Days of delivery."""
        return 6 + self.number % 5 + (0 if country == "US" else 2)

    def orders(self, day: date) -> int:
        """Orders of the 30 days up to `day`."""
        level = float(self.usual)
        if self.wave is not None:
            level *= 0.25 + 3.2 * _wave((self.wave + (day - _EPOCH).days) % CYCLE_DAYS)
        return max(1, round(level * (0.97 + 0.06 * _share(self.number, f"orders{day.toordinal()}"))))

    def price_cents(self, day: date) -> int:
        """What it costs on `day`: steps of up to 9 %, nine days each."""
        step = int(_share(self.number, f"price{day.toordinal() // 9}") * 4) * 3
        return round(self.cents * (100 - step) / 100)

    def list_cents(self) -> int:
        """What it is said to have cost."""
        return round(self.cents * 1.4)

    def variants(self, day: date) -> list[DemoVariant]:
        """Every combination of options; later values cost a little more, one of them is out of stock."""
        made = []
        names = list(self.axes)
        for index, values in enumerate(combinations(*self.axes.values())):
            positions = [list(self.axes[name]).index(value) for name, value in zip(names, values, strict=True)]
            cents = round(self.price_cents(day) * (100 + 8 * positions[-1]) / 100)
            stock = 0 if index == 3 else 20 + round(_share(self.number, f"stock{index}{day.toordinal()}") * 400)
            reference = ";".join(
                f"{14 + axis}:{100 + position}#{value}"
                for axis, (position, value) in enumerate(zip(positions, values, strict=True))
            )
            made.append(
                DemoVariant(reference, dict(zip(names, values, strict=True)), cents, stock, positions[0] % PICTURES)
            )
        return made

    def description(self) -> str:
        """HTML, as suppliers write it: with a shop's name, a claim and a script that must not get through."""
        facts = "".join(f"<li>{name}: {value}</li>" for name, value in self.attributes.items())
        return (
            f"<p><b>{self.title}</b> from {self.shop}. Contact us on WhatsApp +00 000 000.</p><ul>{facts}</ul>"
            '<p>Lifetime guarantee! Visit www.example.com</p><script>document.title="x"</script>'
        )


def _wave(day: int) -> float:
    """From 0 to 1 and back: starts to rise around day 12, peaks near day 50, is over by day 110."""
    rise = 1 / (1 + math.exp(-(day - 26) / 6))
    return rise if day < 52 else rise * math.exp(-((day - 52) / 22))


def _share(number: int, salt: str) -> float:
    """A number in [0, 1) that is always the same for the same question."""
    return int.from_bytes(hashlib.sha256(f"{number}/{salt}".encode()).digest()[:4]) / 2**32


@cache
def load_catalog() -> tuple[DemoItem, ...]:
    """All goods, in the order of the file."""
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    return tuple(_item(number, [cell.strip() for cell in line.split("|")]) for number, line in enumerate(lines))


def _item(number: int, cells: list[str]) -> DemoItem:
    title, category, icon, palette, cents, axes, attributes, orders = cells
    kind, usual = orders.split()
    return DemoItem(
        number=number,
        title=title,
        category=category,
        icon=icon,
        palette=palette,
        cents=int(cents),
        axes={name: [value.strip() for value in values.split(",")] for name, values in _pairs(axes)},
        attributes=dict(_pairs(attributes)),
        wave=int(kind[1:]) if kind.startswith("w") else None,
        usual=int(usual),
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    return [
        (name.strip(), value.strip()) for name, _, value in (part.strip().partition(":") for part in text.split(";"))
    ]
