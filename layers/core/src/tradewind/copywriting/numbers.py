"""Numbers with their units in running text, comparable across spellings and units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), start=1
    )
} | {"twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100, "dozen": 12}

_UNITS: dict[str, tuple[str, str]] = {}
"""Spelling to (dimension, factor to its base)."""
for _dimension, _spellings in {
    "length": "mm:1 millimeter:1 millimetre:1 cm:10 centimeter:10 centimetre:10 m:1000 meter:1000 metre:1000 "
    "in:25.4 inch:25.4 inches:25.4 ft:304.8 foot:304.8 feet:304.8",
    "weight": "mg:0.001 g:1 gram:1 kg:1000 kilogram:1000 kilo:1000 lb:453.59237 lbs:453.59237 pound:453.59237 "
    "oz:28.349523 ounce:28.349523",
    "volume": "ml:1 milliliter:1 millilitre:1 cl:10 l:1000 liter:1000 litre:1000 gallon:3785.41",
    "time": "second:1 minute:60 min:60 hour:3600 h:3600 day:86400 week:604800 month:2592000 year:31536000 yr:31536000",
    "charge": "mah:1 ah:1000",
    "power": "w:1 watt:1 kw:1000",
    "voltage": "v:1 volt:1",
    "light": "lm:1 lumen:1",
    "heat": "°c:1 celsius:1",
    "share": "%:1 percent:1",
    "pieces": "piece:1 pcs:1 pc:1 pack:1 set:1",
}.items():
    for _pair in _spellings.split():
        _name, _, _factor = _pair.partition(":")
        _UNITS[_name] = (_dimension, _factor)

_MONEY = re.compile(
    r"(?:[$€£¥₩]\s?\d(?:[\d.,]*\d)?|\d(?:[\d.,]*\d)?\s?(?:[$€£¥₩]|(?:usd|eur|gbp|dollars?|euros?)\b))", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?<![\w.])(?P<number>\d+(?:[.,]\d+)*|(?:" + "|".join(_WORDS) + r")(?=[\s-]))"
    r"(?:[\s\-‐-–]{0,2}(?P<unit>%|°c|[a-z]+)\b|(?P<percent>\s?%))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number where it stands. ``dimension`` is empty without a unit we know; ``value`` is in that one's base unit."""

    start: int
    end: int
    value: Decimal
    dimension: str


def quantities(text: str) -> Iterator[Quantity]:
    """Numbers in digits, and numbers in words where a unit follows."""
    for match in _NUMBER.finditer(text):
        written = match["number"]
        spelled = written.lower() in _WORDS
        unit = (match["unit"] or (match["percent"] or "").strip()).lower()
        known = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
        if spelled and known is None:
            continue
        value = Decimal(_WORDS[written.lower()]) if spelled else _decimal(written)
        if value is None:
            continue
        end = match.end() if known else match.start() + len(written)
        factor = Decimal(known[1]) if known else Decimal(1)
        yield Quantity(start=match.start(), end=end, value=value * factor, dimension=known[0] if known else "")


def amounts_of_money(text: str) -> Iterator[tuple[int, int]]:
    """Where sums of money stand."""
    for match in _MONEY.finditer(text):
        yield match.span()


def is_backed(stated: Quantity, known: list[Quantity]) -> bool:
    """Whether a known number says the same: the same quantity, or the same bare number where no unit is stated."""
    for fact in known:
        if stated.dimension in ("", "pieces"):
            if fact.value == stated.value or fact.dimension == "":
                if fact.value == stated.value:
                    return True
                continue
        elif fact.dimension == stated.dimension and abs(fact.value - stated.value) <= abs(fact.value) / 100:
            return True
    return False


def _decimal(text: str) -> Decimal | None:
    """``1,800`` and ``1.800`` with three digits are thousands, other commas are decimal."""
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", text) if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text) else text
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
