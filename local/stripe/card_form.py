"""What a person types about a card, on the checkout and in the billing portal."""

from __future__ import annotations

import re
from collections.abc import Mapping

from local.stripe import cards

_EXPIRY = re.compile(r"(\d{1,2})\s*/?\s*(\d{2}|\d{4})")


def problems(entry: Mapping[str, str], now: int) -> dict[str, str]:
    """Return what is wrong with `card`, `expiry` and `cvc`, by field."""
    found = {}
    card = cards.find_card(entry["card"])
    if not card and not cards.is_card_number(entry["card"]):
        found["card"] = "This card number is not complete or has a typing mistake."
    match = _EXPIRY.fullmatch(entry["expiry"])
    if not match or not 1 <= int(match[1]) <= 12:
        found["expiry"] = "Write the date as month and year, for example 12 / 34."
    elif expiry(entry) < cards.year_and_month(now):
        found["expiry"] = "This card's date is in the past."
    length = 4 if card and card.brand == "amex" else 3
    if not re.fullmatch(rf"\d{{3,{length}}}", entry["cvc"]):
        found["cvc"] = f"The security code has {length} digits."
    return found


def expiry(entry: Mapping[str, str]) -> tuple[int, int]:
    """Return year and month of a checked entry."""
    match = _EXPIRY.fullmatch(entry["expiry"])
    assert match  # noqa: S101 - checked with the form
    month, year = int(match[1]), int(match[2])
    return (year if year > 99 else 2000 + year), month


def test_card(entry: Mapping[str, str]) -> cards.TestCard:
    """Return the card of a checked entry; a number that is no test card's is declined."""
    return cards.find_card(entry["card"]) or cards.unknown_card(entry["card"])


def decline_problems(decline: cards.Decline) -> dict[str, str]:
    """Return a decline as problems: of the whole payment and of the field it speaks of."""
    field = {"expired_card": "expiry", "incorrect_cvc": "cvc"}.get(decline.code, "card")
    return {"": decline.message, field: decline.message}
