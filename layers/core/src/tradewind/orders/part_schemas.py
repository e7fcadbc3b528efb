"""Wire shapes of an order's parts, for merchants and shoppers alike."""

from typing import Any

from tradewind.checkout.models import Address, AppliedDiscount, Line, ShippingChoice, TaxAmount
from tradewind.http.schemas import MoneyModel, Output, Timestamp
from tradewind.kit.money import zero
from tradewind.orders.models import (
    Dispute,
    Fulfillment,
    FulfillmentStatus,
    LedgerEntry,
    Order,
    PostingKind,
    Refund,
    RefundStatus,
)


class LineResponse(Output):
    """A bought line, as it was when sold; ``variant_id`` names it. ``unit_cost`` null means unknown.

    ``open_quantity`` is still to be fulfilled, ``refundable_quantity`` can still be refunded. ``net`` is the line after
    its share of the discount; ``tax`` is its share of the order's tax.
    """

    product_id: str
    variant_id: str
    title: str
    variant_name: str
    sku: str
    image_url: str
    quantity: int
    open_quantity: int
    fulfilled_quantity: int
    refunded_quantity: int
    refundable_quantity: int
    unit_price: MoneyModel
    total: MoneyModel
    discount: MoneyModel
    net: MoneyModel
    tax: MoneyModel
    unit_cost: MoneyModel | None

    @classmethod
    def of(cls, line: Line, order: Order) -> "LineResponse":
        """From a line of the domain's order."""
        nothing = zero(order.total.currency)
        returned = order.returned_of(line.variant_id)
        return cls(
            product_id=line.product_id,
            variant_id=line.variant_id,
            title=line.title,
            variant_name=line.variant_name,
            sku=line.sku,
            image_url=line.image_url,
            quantity=line.quantity,
            open_quantity=order.open_of(line),
            fulfilled_quantity=order.fulfilled_of(line.variant_id),
            refunded_quantity=returned,
            refundable_quantity=line.quantity - returned,
            unit_price=MoneyModel.of(line.unit_price),
            total=MoneyModel.of(line.total),
            discount=MoneyModel.of(line.discount or nothing),
            net=MoneyModel.of(line.net),
            tax=MoneyModel.of(line.tax or nothing),
            unit_cost=MoneyModel.maybe(order.cost_of(line)),
        )


class AddressResponse(Output):
    """Where to ship."""

    name: str
    line1: str
    line2: str
    city: str
    state: str
    postal_code: str
    country: str
    phone: str

    @classmethod
    def of(cls, address: Address) -> "AddressResponse":
        """From the domain's address."""
        return cls(**{name: getattr(address, name) for name in cls.model_fields})


class AppliedDiscountResponse(Output):
    """The code that was used, and what it took off the goods."""

    code: str
    amount: MoneyModel
    free_shipping: bool

    @classmethod
    def of(cls, discount: AppliedDiscount) -> "AppliedDiscountResponse":
        """From the domain's value."""
        return cls(code=discount.code, amount=MoneyModel.of(discount.amount), free_shipping=discount.free_shipping)


class ShippingChoiceResponse(Output):
    """How it ships; days are business days from order to door."""

    name: str
    price: MoneyModel
    country: str
    min_days: int | None
    max_days: int | None

    @classmethod
    def of(cls, shipping: ShippingChoice) -> "ShippingChoiceResponse":
        """From the domain's value."""
        return cls(
            name=shipping.name,
            price=MoneyModel.of(shipping.price),
            country=shipping.country,
            min_days=shipping.min_days,
            max_days=shipping.max_days,
        )


class TaxAmountResponse(Output):
    """The tax of the order; ``included`` is inside the prices."""

    name: str
    basis_points: int
    amount: MoneyModel
    included: bool

    @classmethod
    def of(cls, tax: TaxAmount) -> "TaxAmountResponse":
        """From the domain's value."""
        return cls(
            name=tax.name or "Tax",
            basis_points=tax.basis_points,
            amount=MoneyModel.of(tax.amount),
            included=tax.included,
        )


class FulfilledLineResponse(Output):
    """Units of one line in a shipment."""

    variant_id: str
    title: str
    variant_name: str
    quantity: int


class FulfillmentResponse(Output):
    """A shipment."""

    id: str
    status: FulfillmentStatus
    carrier: str
    tracking_number: str
    tracking_url: str
    lines: list[FulfilledLineResponse]
    created_at: Timestamp
    shipped_at: Timestamp | None
    delivered_at: Timestamp | None

    @classmethod
    def of(cls, fulfillment: Fulfillment, order: Order) -> "FulfillmentResponse":
        """From a shipment of the domain's order."""
        lines = [(fulfilled, order.find_line(fulfilled.variant_id)) for fulfilled in fulfillment.lines]
        return cls(
            id=fulfillment.id,
            status=fulfillment.status,
            carrier=fulfillment.carrier,
            tracking_number=fulfillment.tracking_number,
            tracking_url=fulfillment.tracking_url,
            lines=[
                FulfilledLineResponse(
                    variant_id=fulfilled.variant_id,
                    title=line.title if line else "",
                    variant_name=line.variant_name if line else "",
                    quantity=fulfilled.quantity,
                )
                for fulfilled, line in lines
            ],
            created_at=fulfillment.created_at,
            shipped_at=fulfillment.shipped_at,
            delivered_at=fulfillment.delivered_at,
        )


class RefundedLineResponse(Output):
    """Units of one line in a refund."""

    variant_id: str
    title: str
    quantity: int
    restock: bool


class RefundResponse(Output):
    """Money given back. ``failure`` says why one failed."""

    id: str
    amount: MoneyModel
    status: RefundStatus
    reason: str
    failure: str
    at_stripe: bool
    lines: list[RefundedLineResponse]
    created_at: Timestamp

    @classmethod
    def of(cls, refund: Refund, order: Order) -> "RefundResponse":
        """From a refund of the domain's order."""
        titles = {line.variant_id: line.title for line in order.lines}
        return cls(
            id=refund.id,
            amount=MoneyModel.of(refund.amount),
            status=refund.status,
            reason=refund.reason,
            failure=refund.failure,
            at_stripe=not refund.id.startswith("rfd_"),
            lines=[
                RefundedLineResponse(
                    variant_id=line.variant_id,
                    title=titles.get(line.variant_id, ""),
                    quantity=line.quantity,
                    restock=line.restock,
                )
                for line in refund.lines
            ],
            created_at=refund.created_at,
        )


class DisputeResponse(Output):
    """A payment the shopper's bank takes back; ``status`` is Stripe's word for where it stands."""

    id: str
    amount: MoneyModel
    status: str
    reason: str
    is_over: bool
    opened_at: Timestamp
    due_by: Timestamp | None

    @classmethod
    def of(cls, dispute: Dispute) -> "DisputeResponse":
        """From the domain's dispute."""
        return cls(
            id=dispute.id,
            amount=MoneyModel.of(dispute.amount),
            status=dispute.status,
            reason=dispute.reason,
            is_over=dispute.is_over,
            opened_at=dispute.opened_at,
            due_by=dispute.due_by,
        )


class PostingResponse(Output):
    """A signed amount of the ledger: what the merchant gains is positive."""

    kind: PostingKind
    amount: MoneyModel


class LedgerEntryResponse(Output):
    """One event of the order's money."""

    name: str
    at: Timestamp
    detail: str
    postings: list[PostingResponse]

    @classmethod
    def of(cls, entry: LedgerEntry) -> "LedgerEntryResponse":
        """From the domain's entry."""
        return cls(
            name=entry.name,
            at=entry.at,
            detail=entry.detail,
            postings=[
                PostingResponse(kind=posting.kind, amount=MoneyModel.of(posting.amount)) for posting in entry.postings
            ],
        )


def amounts_of(order: Order) -> dict[str, Any]:
    """The sums of an order, as members of an answer."""
    return {
        "subtotal": MoneyModel.of(order.subtotal),
        "discount": AppliedDiscountResponse.of(order.discount) if order.discount else None,
        "shipping": ShippingChoiceResponse.of(order.shipping) if order.shipping else None,
        "tax": TaxAmountResponse.of(order.tax) if order.tax else None,
        "refundable": MoneyModel.of(order.refundable),
    }
