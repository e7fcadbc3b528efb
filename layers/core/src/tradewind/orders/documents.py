"""What an invoice and a packing slip say, as plain text in its places: drawing it is an adapter's work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tradewind.kit.money import Money
from tradewind.orders.document_text import Labels, date_text, labels, money_text, page_size, rate_text
from tradewind.orders.errors import FulfillmentNotFoundError
from tradewind.orders.models import Order, PaymentStatus
from tradewind.orders.state import payment_status_of
from tradewind.stores.models import Store

# What goes in


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody with an address; empty lines are left out."""

    name: str = ""
    lines: tuple[str, ...] = ()
    country: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A line of the order. ``id`` is what shipments name it by."""

    id: str
    title: str
    variant: str = ""
    sku: str = ""
    quantity: int
    unit_price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """A tax of the order; an ``inclusive`` one is within the prices. Name and rate are empty where not known."""

    amount: Money
    inclusive: bool
    name: str = ""
    rate_basis_points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """A part of the order that travels together: quantities by line id."""

    id: str
    quantities: Mapping[str, int]
    carrier: str = ""
    tracking_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything of an order that its documents print. ``refunded`` is what went back of ``total``."""

    seller: Party
    locale: str
    timezone: str
    number: str
    placed_at: datetime
    bill_to: Party
    ship_to: Party | None
    lines: tuple[PaperLine, ...]
    subtotal: Money
    total: Money
    refunded: Money
    payment: PaymentStatus
    discount: Money | None = None
    discount_code: str = ""
    shipping: Money | None = None
    shipping_name: str = ""
    taxes: tuple[Tax, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    note: str = ""


# What comes out


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table; ``share`` of the width, numbers at the right."""

    title: str
    share: float
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; ``detail`` is a quieter second line of the first cell."""

    cells: tuple[str, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A line below the table; ``strong`` is the total, ``quiet`` what is only mentioned."""

    label: str
    amount: str
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading with lines below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in its final words, in the order it is drawn."""

    title: str
    filename: str
    page_size: str
    language: str
    seller: Block
    facts: tuple[tuple[str, str], ...]
    parties: tuple[Block, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sums: tuple[Sum, ...] = ()
    notes: tuple[Block, ...] = field(default=())
    footer: str = ""
    page_label: str = "{page}/{pages}"


class DocumentRenderer(Protocol):
    """Draws documents."""

    def render(self, document: Document) -> bytes:
        """The document as a PDF file."""
        ...


def invoice(paper: Paper) -> Document:
    """What the shopper owes and paid."""
    words = labels(paper.locale)
    parties = [_block(words.bill_to, paper.bill_to)]
    if paper.ship_to:
        parties.append(_block(words.ship_to, paper.ship_to))
    rows = tuple(
        Row(
            cells=(
                line.title,
                str(line.quantity),
                money_text(line.unit_price, locale=paper.locale),
                money_text(line.unit_price * line.quantity, locale=paper.locale),
            ),
            detail=_detail(line),
        )
        for line in paper.lines
    )
    return Document(
        title=words.invoice,
        filename=f"invoice-{paper.number}.pdf",
        page_size=page_size(country=paper.seller.country, locale=paper.locale),
        language=paper.locale,
        seller=_seller(paper),
        facts=(*_facts(paper, words), (words.payment, _payment(paper, words))),
        parties=tuple(parties),
        columns=(
            Column(title=words.item, share=0.52),
            Column(title=words.quantity, share=0.10, numeric=True),
            Column(title=words.price, share=0.19, numeric=True),
            Column(title=words.amount, share=0.19, numeric=True),
        ),
        rows=rows,
        sums=_sums(paper, words),
        notes=_notes(paper, words),
        footer=_footer(paper, words),
        page_label=words.page,
    )


def packing_slip(paper: Paper, *, fulfillment_id: str | None = None) -> Document:
    """What is in the parcel, without prices: of one shipment, or of the whole order.

    Raises:
        FulfillmentNotFoundError: the order has no such shipment.
    """
    words = labels(paper.locale)
    shipment = _shipment(paper, fulfillment_id)
    quantities = shipment.quantities if shipment else {line.id: line.quantity for line in paper.lines}
    facts = list(_facts(paper, words))
    if shipment:
        position = paper.shipments.index(shipment) + 1
        facts.append((words.shipment, f"{position} / {len(paper.shipments)}"))
        if shipment.tracking_number:
            facts.append((words.tracking, " ".join(filter(None, (shipment.carrier, shipment.tracking_number)))))
    suffix = f"-{paper.shipments.index(shipment) + 1}" if shipment else ""
    return Document(
        title=words.packing_slip,
        filename=f"packing-slip-{paper.number}{suffix}.pdf",
        page_size=page_size(country=paper.seller.country, locale=paper.locale),
        language=paper.locale,
        seller=_seller(paper),
        facts=tuple(facts),
        parties=(_block(words.ship_to, paper.ship_to or paper.bill_to),),
        columns=(Column(title=words.item, share=0.86), Column(title=words.quantity, share=0.14, numeric=True)),
        rows=tuple(
            Row(cells=(line.title, str(quantities[line.id])), detail=_detail(line))
            for line in paper.lines
            if quantities.get(line.id)
        ),
        notes=_notes(paper, words),
        footer=_footer(paper, words),
        page_label=words.page,
    )


def paper_of(order: Order, store: Store) -> Paper:
    """What an order's documents print. Lines are named by their variant, as in shipments."""
    discount, shipping = order.discount, order.shipping
    return Paper(
        seller=_party_of(store),
        locale=store.locale,
        timezone=store.timezone,
        number=str(order.number),
        placed_at=order.placed_at,
        bill_to=Party(name=order.customer_name or _addressee(order), email=order.customer_email),
        ship_to=_ship_to(order),
        lines=tuple(
            PaperLine(
                id=line.variant_id,
                title=line.title,
                variant=line.variant_name,
                sku=line.sku,
                quantity=line.quantity,
                unit_price=line.unit_price,
            )
            for line in order.lines
        ),
        subtotal=order.subtotal,
        total=order.total,
        refunded=order.refunded,
        payment=payment_status_of(order),
        discount=discount.amount if discount else None,
        discount_code=discount.code if discount else "",
        shipping=shipping.price if shipping else None,
        shipping_name=shipping.name if shipping else "",
        taxes=_taxes(order),
        shipments=tuple(
            Shipment(
                id=fulfillment.id,
                quantities={line.variant_id: line.quantity for line in fulfillment.lines},
                carrier=fulfillment.carrier,
                tracking_number=fulfillment.tracking_number,
            )
            for fulfillment in order.fulfillments
        ),
    )


def _addressee(order: Order) -> str:
    return order.shipping_address.name if order.shipping_address else ""


def _ship_to(order: Order) -> Party | None:
    address = order.shipping_address
    if address is None or not address.line1:
        return None
    place = " ".join(filter(None, (address.postal_code, address.city)))
    return Party(
        name=address.name or order.customer_name,
        lines=(address.line1, address.line2, place, address.state),
        country=address.country,
        phone=address.phone,
    )


def _taxes(order: Order) -> tuple[Tax, ...]:
    tax = order.tax
    if tax is None or tax.amount.amount == 0:
        return ()
    return (Tax(name=tax.name, rate_basis_points=tax.basis_points, amount=tax.amount, inclusive=tax.included),)


def _shipment(paper: Paper, fulfillment_id: str | None) -> Shipment | None:
    if fulfillment_id is None:
        return None
    found = next((shipment for shipment in paper.shipments if shipment.id == fulfillment_id), None)
    if found is None:
        raise FulfillmentNotFoundError
    return found


def _party_of(store: Store) -> Party:
    """The store as the one who sells, as far as its merchant has said who that is."""
    address = store.address
    if address is None:
        return Party(name=store.name, email=store.contact_email or "")
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    return Party(
        name=address.name or store.name,
        lines=_filled(address.line1, address.line2, town, address.state),
        country=address.country,
        email=store.contact_email or "",
    )


def _seller(paper: Paper) -> Block:
    seller = paper.seller
    return Block(title=seller.name, lines=_filled(*seller.lines, seller.country, seller.email, seller.phone))


def _block(title: str, party: Party) -> Block:
    return Block(title=title, lines=_filled(party.name, *party.lines, party.country, party.email, party.phone))


def _filled(*lines: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _detail(line: PaperLine) -> str:
    return " · ".join(filter(None, (line.variant, line.sku)))


def _facts(paper: Paper, words: Labels) -> tuple[tuple[str, str], ...]:
    day = date_text(paper.placed_at, locale=paper.locale, timezone=paper.timezone)
    return ((words.order, f"#{paper.number}"), (words.date, day))


def _payment(paper: Paper, words: Labels) -> str:
    return str(getattr(words, paper.payment.value))


def _sums(paper: Paper, words: Labels) -> tuple[Sum, ...]:
    def text(amount: Money) -> str:
        return money_text(amount, locale=paper.locale)

    def less(amount: Money) -> str:
        return text(amount * -1)

    sums = [Sum(label=words.subtotal, amount=text(paper.subtotal))]
    if paper.discount and paper.discount.amount:
        label = f"{words.discount} ({paper.discount_code})" if paper.discount_code else words.discount
        sums.append(Sum(label=label, amount=less(paper.discount)))
    if paper.shipping is not None:
        label = f"{words.shipping} ({paper.shipping_name})" if paper.shipping_name else words.shipping
        sums.append(Sum(label=label, amount=text(paper.shipping)))
    named = [(_tax_label(tax, paper, words), tax) for tax in paper.taxes]
    sums += [Sum(label=name, amount=text(tax.amount)) for name, tax in named if not tax.inclusive]
    sums.append(Sum(label=words.total, amount=text(paper.total), strong=True))
    sums += [
        Sum(label=f"{words.includes} {name}", amount=text(tax.amount), quiet=True)
        for name, tax in named
        if tax.inclusive
    ]
    if paper.refunded.amount:
        sums.append(Sum(label=words.refunded, amount=less(paper.refunded)))
    return tuple(sums)


def _tax_label(tax: Tax, paper: Paper, words: Labels) -> str:
    rate = rate_text(tax.rate_basis_points, locale=paper.locale) if tax.rate_basis_points else ""
    return f"{tax.name or words.tax} {rate}".strip()


def _notes(paper: Paper, words: Labels) -> tuple[Block, ...]:
    lines = _filled(*paper.note.splitlines())
    return (Block(title=words.note, lines=lines),) if lines else ()


def _footer(paper: Paper, words: Labels) -> str:
    return words.questions.format(email=paper.seller.email) if paper.seller.email else paper.seller.name
