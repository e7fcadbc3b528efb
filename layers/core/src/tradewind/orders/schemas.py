"""Wire shapes of orders for their merchant."""

from tradewind.http.schemas import MoneyModel, Output, Timestamp
from tradewind.kit.money import zero
from tradewind.orders.ledger import profit_of
from tradewind.orders.models import HoldKind, Order, OrderStatus, PaymentStatus, PostingKind
from tradewind.orders.part_schemas import (
    AddressResponse,
    AppliedDiscountResponse,
    DisputeResponse,
    FulfillmentResponse,
    LedgerEntryResponse,
    LineResponse,
    RefundResponse,
    ShippingChoiceResponse,
    TaxAmountResponse,
    amounts_of,
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
            **amounts_of(order),
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
