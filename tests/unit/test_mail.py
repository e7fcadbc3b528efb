"""Mails: both parts, escaped, and headers nobody can inject into."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from tradewind.checkout.models import Address, Line
from tradewind.kit.money import Money
from tradewind.mailing.mime import to_mime
from tradewind.mailing.ports import Mail
from tradewind.mailing.render import render
from tradewind.orders.models import Order, OrderStatus, Payment
from tradewind.stores.models import Store, StoreStatus

NOW = datetime(2026, 11, 23, tzinfo=UTC)
STORE = Store(
    id="str_1",
    user_id="usr_1",
    name="Ann's <Shop>",
    slug="ann",
    niche="other",
    description="",
    status=StoreStatus.ACTIVE,
    currency="USD",
    locale="en-US",
    timezone="UTC",
    created_at=NOW,
    updated_at=NOW,
)
LINE = Line(
    product_id="prd_1",
    variant_id="var_1",
    title="<script>alert(1)</script> مرحبا",
    variant_name="Red",
    sku="",
    quantity=2,
    unit_price=Money(1250, "USD"),
)
ORDER = Order(
    id="ord_1",
    store_id="str_1",
    number=7,
    status=OrderStatus.PAID,
    lines=(LINE,),
    total=Money(2500, "USD"),
    placed_at=NOW,
    payment=Payment(session_id="cs_1"),
    paid_at=NOW,
    customer_name="Bob <b>",
    shipping_address=Address(name="Bob", line1="1 Main St", city="Springfield", postal_code="1", country="US"),
)


def confirmation(order: Order = ORDER) -> tuple[str, str, str]:
    context = {
        "order": order,
        "store": STORE,
        "brand": STORE,
        "home_url": "https://ann.example",
        "store_url": "https://ann.example.com",
        "action_url": "https://ann.example.com/orders/ord_1?token=t",
        "accent": "#0f766e",
        "on_accent": "#ffffff",
        "lines": [(line, line.quantity, line.total) for line in order.lines],
    }
    content = render("order_confirmation", context)
    return content.subject, content.text, content.html


def test_every_variable_is_escaped_in_html_and_plain_in_text() -> None:
    subject, text, html = confirmation()
    assert subject == "Order 7 at Ann's <Shop> is confirmed"
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html
    assert "2 x <script>alert(1)</script> مرحبا (Red)   $25.00" in text


@pytest.mark.parametrize(
    ("currency", "amount", "shown"), [("JPY", 3200, "¥3200"), ("KWD", 1250, "1.250 KWD"), ("EUR", 5, "€0.05")]
)
def test_amounts_have_the_currency_s_places(currency: str, amount: int, shown: str) -> None:
    _, text, html = confirmation(replace(ORDER, total=Money(amount, currency)))
    assert f"Total: {shown}" in text
    assert shown in html


def test_without_name_and_address() -> None:
    _, text, html = confirmation(replace(ORDER, customer_name="", shipping_address=None))
    assert text.startswith("Hello,")
    assert "Address" not in html


MAIL = Mail(
    to="bob@example.com",
    subject="Order 7 — grüße",
    text="Text",
    html="<p>HTML</p>",
    sender="Ann <orders@example.com>",
    message_id="order_confirmation.ord_1",
)


def test_mime_has_both_parts_and_a_stable_id() -> None:
    message = message_from_bytes(to_mime(MAIL), policy=default)
    parts = [part.get_content_type() for part in message.walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]
    assert message["subject"] == "Order 7 — grüße"
    assert message["message-id"] == "<order_confirmation.ord_1@mail.tradewind>"


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Hi\r\nBcc: evil@example.com"},
        {"sender": "Ann\r\nBcc: evil@example.com <orders@example.com>"},
        {"to": "Bob\nX-Evil: 1 <bob@example.com>"},
    ],
)
def test_headers_cannot_be_injected(changes: dict[str, str]) -> None:
    try:
        message = message_from_bytes(to_mime(replace(MAIL, **changes)), policy=default)
    except ValueError:
        return
    assert message["bcc"] is None
    assert message["x-evil"] is None
