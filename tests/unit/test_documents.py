"""What invoices and packing slips say."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.papers import eur, line, paper
from tradewind.checkout.models import Address, AppliedDiscount, Line, ShippingChoice, TaxAmount
from tradewind.kit.money import Money
from tradewind.orders.document_text import date_text, labels, money_text, page_size, rate_text
from tradewind.orders.documents import (
    Party,
    Shipment,
    Tax,
    invoice,
    packing_slip,
    paper_of,
)
from tradewind.orders.errors import FulfillmentNotFoundError
from tradewind.orders.models import (
    FulfilledLine,
    Fulfillment,
    FulfillmentStatus,
    Order,
    OrderStatus,
    Payment,
    PaymentStatus,
    Refund,
    RefundStatus,
)
from tradewind.selling.models import TaxMode
from tradewind.stores.models import Store, StoreStatus


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        (123450, "USD", "en-US", "$1,234.50"),
        (123450, "USD", "en-CA", "USD\u00a01,234.50"),
        (123450, "EUR", "en-IE", "€1,234.50"),
        (123450, "EUR", "de-DE", "1.234,50\u00a0€"),
        (123450, "EUR", "fr-FR", "1\u202f234,50\u00a0€"),
        (123450, "CHF", "de-CH", "1’234.50\u00a0CHF"),
        (3200, "JPY", "ja-JP", "¥3,200"),
        (1250, "KWD", "en-KW", "KWD\u00a01.250"),
        (-5, "GBP", "en-GB", "-£0.05"),
        (0, "EUR", "xx", "€0.00"),
    ],
)
def test_money_is_written_as_the_locale_writes_it(amount: int, currency: str, locale: str, text: str) -> None:
    assert money_text(Money(amount, currency), locale=locale) == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-US", "November 26, 2026"),
        ("en-GB", "26 November 2026"),
        ("de-AT", "26.11.2026"),
        ("fr_FR", "26/11/2026"),
        ("ja", "2026/11/26"),
        ("sv-SE", "2026-11-26"),
    ],
)
def test_a_day_is_the_day_of_the_store(locale: str, text: str) -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert date_text(late, locale=locale, timezone="Europe/Berlin") == text


def test_an_unknown_time_zone_is_no_reason_to_fail() -> None:
    moment = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert date_text(moment, locale="de", timezone="Mars/Olympus") == "25.11.2026"


@pytest.mark.parametrize(
    ("basis_points", "locale", "text"),
    [(1900, "de", "19\u00a0%"), (825, "en-US", "8.25%"), (550, "fr", "5,5\u00a0%"), (0, "en", "0%")],
)
def test_rates(basis_points: int, locale: str, text: str) -> None:
    assert rate_text(basis_points, locale=locale) == text


@pytest.mark.parametrize(
    ("country", "locale", "size"),
    [
        ("US", "de-DE", "Letter"),
        ("DE", "en-US", "A4"),
        ("", "en-US", "Letter"),
        ("", "en", "A4"),
        ("", "zh-Hant-TW", "A4"),
    ],
)
def test_paper_follows_the_country(country: str, locale: str, size: str) -> None:
    assert page_size(country=country, locale=locale) == size


def test_a_language_without_translation_speaks_english() -> None:
    assert labels("pl-PL").invoice == "Invoice"
    assert labels("de-CH").invoice == "Rechnung"


# Invoices


def amounts(**changes: Any) -> list[tuple[str, str]]:
    return [(each.label, each.amount) for each in invoice(paper(**changes)).sums]


def test_an_invoice_names_lines_parties_and_state() -> None:
    document = invoice(paper())
    assert (document.title, document.filename, document.page_size) == ("Invoice", "invoice-1042.pdf", "A4")
    assert document.seller.title == "Northbound"
    assert document.seller.lines == ("Quay 7", "DE", "help@northbound.test")
    assert document.facts == (("Order", "#1042"), ("Date", "25 November 2026"), ("Payment", "Paid"))
    assert [block.lines[0] for block in document.parties] == ["Maya Lind", "Leo Lind"]
    assert document.rows[0].cells == ("Lantern", "2", "€49.90", "€99.80")
    assert document.rows[0].detail == "Green · LAT-G"
    assert document.rows[1].detail == ""
    assert document.footer == "Questions about this order: help@northbound.test"


def test_included_tax_is_mentioned_below_the_total() -> None:
    found = amounts(
        discount=eur(1000),
        discount_code="WELCOME",
        shipping=eur(490),
        shipping_name="Parcel",
        taxes=(Tax(name="VAT", rate_basis_points=1900, amount=eur(1612), inclusive=True),),
        total=eur(10095),
        refunded=eur(250),
        payment=PaymentStatus.PARTIALLY_REFUNDED,
    )
    assert found == [
        ("Subtotal", "€106.05"),
        ("Discount (WELCOME)", "-€10.00"),
        ("Shipping (Parcel)", "€4.90"),
        ("Total", "€100.95"),
        ("Includes VAT 19%", "€16.12"),
        ("Refunded", "-€2.50"),
    ]


def test_added_tax_is_part_of_the_sum() -> None:
    tax = Tax(name="Sales tax", rate_basis_points=825, amount=eur(875), inclusive=False)
    assert amounts(taxes=(tax,), total=eur(11480))[1:] == [("Sales tax 8.25%", "€8.75"), ("Total", "€114.80")]


def test_a_tax_of_unknown_name_and_rate_is_still_said() -> None:
    tax = Tax(amount=eur(500), inclusive=False)
    assert ("Tax", "€5.00") in amounts(taxes=(tax,), total=eur(11105))


def test_free_shipping_is_said_and_unknown_shipping_is_not() -> None:
    assert ("Shipping", "€0.00") in amounts(shipping=eur(0))
    assert [label for label, _ in amounts()] == ["Subtotal", "Total"]


@pytest.mark.parametrize("state", list(PaymentStatus))
def test_every_payment_state_has_a_word(state: PaymentStatus) -> None:
    for locale in ("en", "de", "fr", "es"):
        assert dict(invoice(paper(payment=state, locale=locale)).facts)[labels(locale).payment]


def test_a_store_without_an_address_still_has_a_footer() -> None:
    assert invoice(paper(seller=Party(name="Northbound"))).footer == "Northbound"


# Packing slips


SHIPMENTS = (
    Shipment(id="ful_1", quantities={"a": 1}, carrier="DHL", tracking_number="JD01"),
    Shipment(id="ful_2", quantities={"a": 1, "b": 5}),
)


def test_a_packing_slip_has_no_prices() -> None:
    document = packing_slip(paper(note="Leave it with the neighbour.\n\nThanks"))
    assert "€" not in repr(document)
    assert [row.cells for row in document.rows] == [("Lantern", "2"), ("Wick", "5")]
    assert [block.title for block in document.parties] == ["Ship to"]
    assert document.notes[0].lines == ("Leave it with the neighbour.", "Thanks")
    assert document.filename == "packing-slip-1042.pdf"


def test_a_shipment_has_its_own_slip() -> None:
    document = packing_slip(paper(shipments=SHIPMENTS), fulfillment_id="ful_1")
    assert [row.cells for row in document.rows] == [("Lantern", "1")]
    assert document.facts[2:] == (("Shipment", "1 / 2"), ("Tracking", "DHL JD01"))
    assert document.filename == "packing-slip-1042-1.pdf"
    assert len(packing_slip(paper(shipments=SHIPMENTS), fulfillment_id="ful_2").rows) == 2


def test_an_unknown_shipment_is_refused() -> None:
    with pytest.raises(FulfillmentNotFoundError):
        packing_slip(paper(shipments=SHIPMENTS), fulfillment_id="ful_3")


def test_what_is_not_sent_goes_to_who_pays() -> None:
    document = packing_slip(replace(paper(), ship_to=None, lines=(line("a", "Gift card", 1, 1000),)))
    assert document.parties[0].lines[0] == "Maya Lind"


# Today's order


def test_an_order_becomes_a_paper_with_all_its_amounts() -> None:
    at = datetime(2026, 11, 25, 12, tzinfo=UTC)
    order = Order(
        id="ord_1",
        store_id="str_1",
        number=7,
        status=OrderStatus.PARTIALLY_FULFILLED,
        lines=(
            Line(
                product_id="p",
                variant_id="v",
                title="Mug",
                variant_name="Blue",
                sku="M",
                quantity=3,
                unit_price=eur(900),
            ),
        ),
        total=eur(2990),
        placed_at=at,
        paid_at=at,
        payment=Payment(session_id="cs_1"),
        customer_email="maya@example.com",
        customer_name="Maya Lind",
        shipping_address=Address(
            name="Leo Lind", line1="Road 1", city="Berlin", postal_code="10115", country="DE", phone="+49 30 1"
        ),
        discount=AppliedDiscount(code="WELCOME", amount=eur(200)),
        shipping=ShippingChoice(rate_id="r", name="Parcel", price=eur(490)),
        tax=TaxAmount(
            mode=TaxMode.MANUAL, amount=eur(477), on_shipping=eur(78), included=True, name="VAT", basis_points=1900
        ),
        fulfillments=(
            Fulfillment(
                id="ful_1",
                lines=(FulfilledLine(variant_id="v", quantity=2),),
                status=FulfillmentStatus.SHIPPED,
                created_at=at,
                carrier="DHL",
                tracking_number="JD01",
            ),
        ),
        refunds=(
            Refund(id="rfd_1", amount=eur(500), status=RefundStatus.SUCCEEDED, created_at=at),
            Refund(id="rfd_2", amount=eur(100), status=RefundStatus.FAILED, created_at=at),
        ),
    )
    store = Store(
        id="str_1", user_id="usr_1", name="Mug Shop", slug="mugs", niche="other", description="",
        status=StoreStatus.ACTIVE, currency="EUR", locale="en-IE", timezone="UTC", created_at=at, updated_at=at,
    )  # fmt: skip

    found = paper_of(order, store)

    document = invoice(found)
    assert [(each.label, each.amount) for each in document.sums] == [
        ("Subtotal", "€27.00"),
        ("Discount (WELCOME)", "-€2.00"),
        ("Shipping (Parcel)", "€4.90"),
        ("Total", "€29.90"),
        ("Includes VAT 19%", "€4.77"),
        ("Refunded", "-€5.00"),
    ]
    assert document.facts[2] == ("Payment", "Partly refunded")
    assert document.parties[0].lines == ("Maya Lind", "maya@example.com")
    assert document.parties[1].lines == ("Leo Lind", "Road 1", "10115 Berlin", "DE", "+49 30 1")
    slip = packing_slip(found, fulfillment_id="ful_1")
    assert [row.cells for row in slip.rows] == [("Mug", "2")]
    bare = paper_of(replace(order, shipping_address=None, tax=None, discount=None, shipping=None), store)
    assert (bare.ship_to, bare.taxes, bare.discount, bare.shipping) == (None, (), None, None)
