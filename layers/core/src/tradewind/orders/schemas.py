"""Wire shapes of orders."""

from typing import Any

from tradewind.checkout.models import Address, AppliedDiscount, Line, ShippingChoice, TaxAmount
from tradewind.http.schemas import MoneyModel, Output, Timestamp
from tradewind.kit.money import zero
from tradewind.orders.ledger import profit_of
from tradewind.orders.models import (
    Dispute,
    Fulfillment,
    FulfillmentStatus,
    HoldKind,
    LedgerEntry,
    Order,
    OrderStatus,
    PaymentStatus,
    PostingKind,
    Refund,
    RefundStatus,
)
from tradewind.orders.service.reading import OrderView
from tradewind.orders.state import payment_status_of


class OrderSummary(Output):
    """A row of the orders list."""

    id: str
    number: int
    status: OrderStatus
    payment_status: PaymentStatus
    customer_email: str
    customer_name: str
    item_count: int
    total: MoneyModel
    refunded: MoneyModel
    placed_at: Timestamp

    @classmethod
    def of(cls, order: Order) -> "OrderSummary":
        """From the domain's order."""
        return cls(
            id=order.id,
            number=order.number,
            status=order.status,
            payment_status=payment_status_of(order),
            customer_email=order.customer_email,
            customer_name=order.customer_name,
            item_count=order.item_count,
            total=MoneyModel.of(order.total),
            refunded=MoneyModel.of(order.refunded),
            placed_at=order.placed_at,
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


class ProfitResponse(Output):
    """What the order leaves, summed from its ledger. Members are what the merchant gained (costs as positive numbers).

    ``cost`` null is not known for every line; ``fees`` null is not known yet. ``profit`` leaves out what is unknown and
    is null while a cost is; ``complete`` says whether nothing is.
    """

    revenue: MoneyModel
    discount: MoneyModel
    shipping: MoneyModel
    tax: MoneyModel
    refunds: MoneyModel
    disputes: MoneyModel
    cost: MoneyModel | None
    fees: MoneyModel | None
    profit: MoneyModel | None
    complete: bool

    @classmethod
    def of(cls, view: OrderView) -> "ProfitResponse":
        """From the order and its ledger."""
        currency = view.order.total.currency
        sums = {kind: zero(currency) for kind in PostingKind}
        for entry in view.ledger:
            for posting in entry.postings:
                sums[posting.kind] += posting.amount
        is_cost_known = view.order.cost is not None
        is_fee_known = view.order.payment.fee is not None
        costs, fees = zero(currency) - sums[PostingKind.COST], zero(currency) - sums[PostingKind.FEE]
        return cls(
            revenue=MoneyModel.of(sums[PostingKind.SALE] + sums[PostingKind.DISCOUNT] + sums[PostingKind.SHIPPING]),
            discount=MoneyModel.of(zero(currency) - sums[PostingKind.DISCOUNT]),
            shipping=MoneyModel.of(sums[PostingKind.SHIPPING]),
            tax=MoneyModel.of(sums[PostingKind.TAX]),
            refunds=MoneyModel.of(zero(currency) - sums[PostingKind.REFUND]),
            disputes=MoneyModel.of(zero(currency) - sums[PostingKind.DISPUTE]),
            cost=MoneyModel.of(costs) if is_cost_known else None,
            fees=MoneyModel.of(fees) if is_fee_known else None,
            profit=MoneyModel.of(profit_of(view.ledger, currency)) if is_cost_known else None,
            complete=is_cost_known and is_fee_known,
        )


class TimelineResponse(Output):
    """Something that happened; ``kind`` ``note`` is the merchant's own."""

    at: Timestamp
    kind: str
    detail: str


class PaymentResponse(Output):
    """How it was paid."""

    session_id: str
    payment_intent: str
    livemode: bool
    account_id: str | None


class ConsentResponse(Output):
    """Agreement to marketing mail: the wording that was shown, and when it was ticked."""

    wording: str
    given_at: Timestamp


class OrderActions(Output):
    """What can be done with the order now."""

    fulfill: bool
    cancel: bool
    refund: bool
    hold: bool
    release: bool

    @classmethod
    def of(cls, order: Order) -> "OrderActions":
        """From the order's state."""
        workable = order.paid_at is not None and order.cancelled_at is None
        disputed = any(not dispute.is_over for dispute in order.disputes)
        return cls(
            fulfill=workable and order.hold_kind is None and any(order.open_of(line) for line in order.lines),
            cancel=workable and not order.fulfillments and not disputed,
            refund=order.paid_at is not None and not disputed and order.refundable.amount > 0,
            hold=workable and order.hold_kind is None,
            release=workable and order.hold_kind not in (None, HoldKind.DISPUTE),
        )


class OrderResponse(OrderSummary):
    """An order in full."""

    lines: list[LineResponse]
    subtotal: MoneyModel
    discount: AppliedDiscountResponse | None
    shipping: ShippingChoiceResponse | None
    tax: TaxAmountResponse | None
    refundable: MoneyModel
    profit: ProfitResponse
    ledger: list[LedgerEntryResponse]
    shipping_address: AddressResponse | None
    hold_reason: str | None
    hold_kind: HoldKind | None
    cancel_reason: str | None
    cancelled_at: Timestamp | None
    paid_at: Timestamp | None
    fulfillments: list[FulfillmentResponse]
    refunds: list[RefundResponse]
    disputes: list[DisputeResponse]
    consent: ConsentResponse | None
    timeline: list[TimelineResponse]
    payment: PaymentResponse
    actions: OrderActions
    customer_url: str
    version: int

    @classmethod
    def of_view(cls, view: OrderView, *, customer_url: str) -> "OrderResponse":
        """From the domain's order with its ledger."""
        order = view.order
        return cls(
            **OrderSummary.of(order).model_dump(),
            **_amounts(order),
            lines=[LineResponse.of(line, order) for line in order.lines],
            profit=ProfitResponse.of(view),
            ledger=[LedgerEntryResponse.of(entry) for entry in view.ledger],
            shipping_address=AddressResponse.of(order.shipping_address) if order.shipping_address else None,
            hold_reason=order.hold_reason or None,
            hold_kind=order.hold_kind,
            cancel_reason=order.cancel_reason or None,
            cancelled_at=order.cancelled_at,
            paid_at=order.paid_at,
            fulfillments=[FulfillmentResponse.of(shipment, order) for shipment in order.fulfillments],
            refunds=[RefundResponse.of(refund, order) for refund in order.refunds],
            disputes=[DisputeResponse.of(dispute) for dispute in order.disputes],
            consent=ConsentResponse(wording=order.consent.wording, given_at=order.consent.given_at)
            if order.consent
            else None,
            timeline=[TimelineResponse(at=entry.at, kind=entry.kind, detail=entry.detail) for entry in order.timeline],
            payment=PaymentResponse(
                session_id=order.payment.session_id,
                payment_intent=order.payment.payment_intent,
                livemode=order.payment.livemode,
                account_id=order.payment.account_id,
            ),
            actions=OrderActions.of(order),
            customer_url=customer_url,
            version=order.version,
        )


def _amounts(order: Order) -> dict[str, Any]:
    return {
        "subtotal": MoneyModel.of(order.subtotal),
        "discount": AppliedDiscountResponse.of(order.discount) if order.discount else None,
        "shipping": ShippingChoiceResponse.of(order.shipping) if order.shipping else None,
        "tax": TaxAmountResponse.of(order.tax) if order.tax else None,
        "refundable": MoneyModel.of(order.refundable),
    }


class PublicOrderLine(Output):
    """A bought line, for the shopper."""

    title: str
    variant_name: str
    image_url: str
    quantity: int
    unit_price: MoneyModel
    total: MoneyModel


class PublicOrder(Output):
    """An order as its shopper sees it: no cost, no notes, no ledger."""

    id: str
    number: int
    status: OrderStatus
    payment_status: PaymentStatus
    placed_at: Timestamp
    customer_name: str
    customer_email: str
    lines: list[PublicOrderLine]
    subtotal: MoneyModel
    discount: AppliedDiscountResponse | None
    shipping: ShippingChoiceResponse | None
    tax: TaxAmountResponse | None
    total: MoneyModel
    refunded: MoneyModel
    shipping_address: AddressResponse | None
    fulfillments: list[FulfillmentResponse]

    @classmethod
    def of(cls, order: Order) -> "PublicOrder":
        """From the domain's order."""
        amounts = _amounts(order)
        amounts.pop("refundable")
        return cls(
            **amounts,
            id=order.id,
            number=order.number,
            status=order.status,
            payment_status=payment_status_of(order),
            placed_at=order.placed_at,
            customer_name=order.customer_name,
            customer_email=order.customer_email,
            lines=[
                PublicOrderLine(
                    title=line.title,
                    variant_name=line.variant_name,
                    image_url=line.image_url,
                    quantity=line.quantity,
                    unit_price=MoneyModel.of(line.unit_price),
                    total=MoneyModel.of(line.total),
                )
                for line in order.lines
            ],
            total=MoneyModel.of(order.total),
            refunded=MoneyModel.of(order.refunded),
            shipping_address=AddressResponse.of(order.shipping_address) if order.shipping_address else None,
            fulfillments=[FulfillmentResponse.of(shipment, order) for shipment in order.fulfillments],
        )
