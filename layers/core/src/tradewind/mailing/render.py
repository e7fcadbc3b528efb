"""Templates to subject, text and HTML. Every variable is escaped in HTML; a missing one is an error."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from tradewind.kit.money import Money, to_decimal_text

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "CA$", "AUD": "A$", "KRW": "₩", "INR": "₹"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """The three parts of a mail."""

    subject: str
    text: str
    html: str


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tradewind.mailing"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["money"] = _money
    return environment


def _money(money: Money) -> str:
    symbol = _SYMBOLS.get(money.currency)
    amount = to_decimal_text(money)
    return f"{symbol}{amount}" if symbol else f"{amount} {money.currency}"


def render(template: str, context: dict[str, Any]) -> Rendered:
    """Render ``<template>.subject.txt``, ``.txt`` and ``.html`` with ``context``."""
    environment = _environment()
    subject = environment.get_template(f"{template}.subject.txt").render(context).strip()
    context = {**context, "subject": subject}
    return Rendered(
        subject=subject,
        text=environment.get_template(f"{template}.txt").render(context).strip() + "\n",
        html=environment.get_template(f"{template}.html").render(context),
    )
