"""Orders as their documents see them."""

from datetime import UTC, datetime
from typing import Any

from tradewind.kit.money import Money
from tradewind.orders.documents import Paper, PaperLine, Party
from tradewind.orders.models import PaymentStatus


def eur(amount: int) -> Money:
    """Cents of a euro."""
    return Money(amount, "EUR")


def line(line_id: str, title: str, quantity: int, price: int, **more: str) -> PaperLine:
    """A line in euros."""
    return PaperLine(id=line_id, title=title, quantity=quantity, unit_price=eur(price), **more)


def paper(**changes: Any) -> Paper:
    """A paid order of two lines, with what a test changes."""
    values: dict[str, Any] = {
        "seller": Party(name="Northbound", lines=("Quay 7",), country="DE", email="help@northbound.test"),
        "locale": "en-GB",
        "timezone": "Europe/Berlin",
        "number": "1042",
        "placed_at": datetime(2026, 11, 25, 12, tzinfo=UTC),
        "bill_to": Party(name="Maya Lind", email="maya@example.com"),
        "ship_to": Party(name="Leo Lind", lines=("Road 1", "", "10115 Berlin"), country="DE"),
        "lines": (
            line("a", "Lantern", 2, 4990, variant="Green", sku="LAT-G"),
            line("b", "Wick", 5, 125),
        ),
        "subtotal": eur(10605),
        "total": eur(10605),
        "refunded": eur(0),
        "payment": PaymentStatus.PAID,
    }
    return Paper(**(values | changes))
