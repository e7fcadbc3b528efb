"""Wire shapes of orders."""

from tradewind.checkout.models import Address, Line
from tradewind.http.schemas import MoneyModel, Output, Timestamp
from tradewind.kit.money import zero
from tradewind.orders.models import Order, OrderStatus


class OrderSummary(Output):
    """A row of the orders list."""

    id: str
    number: int
    status: OrderStatus
    customer_email: str
    customer_name: str
    item_count: int
    total: MoneyModel
    placed_at: Timestamp

    @classmethod
    def of(cls, order: Order) -> "OrderSummary":
        """From the domain's order."""
        return cls(
            id=order.id,
            number=order.number,
            status=order.status,
            customer_email=order.customer_email,
            customer_name=order.customer_name,
            item_count=order.item_count,
            total=MoneyModel.of(order.total),
            placed_at=order.placed_at,
        )


class LineResponse(Output):
    """A bought line, as it was when sold. ``unit_cost`` null means unknown."""

    product_id: str
    variant_id: str
    title: str
    variant_name: str
    sku: str
    image_url: str
    quantity: int
    unit_price: MoneyModel
    total: MoneyModel
    unit_cost: MoneyModel | None

    @classmethod
    def of(cls, line: Line) -> "LineResponse":
        """From the domain's line."""
        return cls(
            product_id=line.product_id,
            variant_id=line.variant_id,
            title=line.title,
            variant_name=line.variant_name,
            sku=line.sku,
            image_url=line.image_url,
            quantity=line.quantity,
            unit_price=MoneyModel.of(line.unit_price),
            total=MoneyModel.of(line.total),
            unit_cost=MoneyModel.maybe(line.unit_cost),
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


class ProfitResponse(Output):
    """What the order leaves. ``complete`` is false while a part of it is unknown; then profit is null, not a guess."""

    revenue: MoneyModel
    cost: MoneyModel | None
    fees: MoneyModel | None
    profit: MoneyModel | None
    complete: bool

    @classmethod
    def of(cls, order: Order) -> "ProfitResponse":
        """Revenue less known cost. Payment fees are not known yet, so profit before fees stays marked incomplete."""
        cost = order.cost
        return cls(
            revenue=MoneyModel.of(order.total),
            cost=MoneyModel.maybe(cost),
            fees=None,
            profit=MoneyModel.of(order.total - cost) if cost else None,
            complete=False,
        )


class TimelineResponse(Output):
    """Something that happened."""

    at: Timestamp
    kind: str
    detail: str


class PaymentResponse(Output):
    """How it was paid."""

    session_id: str
    payment_intent: str
    livemode: bool


class OrderResponse(OrderSummary):
    """An order in full."""

    lines: list[LineResponse]
    subtotal: MoneyModel
    discount: MoneyModel
    shipping: MoneyModel
    tax: MoneyModel
    profit: ProfitResponse
    shipping_address: AddressResponse | None
    hold_reason: str | None
    timeline: list[TimelineResponse]
    payment: PaymentResponse

    @classmethod
    def of(cls, order: Order) -> "OrderResponse":
        """From the domain's order."""
        nothing = MoneyModel.of(zero(order.total.currency))
        return cls(
            **OrderSummary.of(order).model_dump(),
            lines=[LineResponse.of(line) for line in order.lines],
            subtotal=MoneyModel.of(order.subtotal),
            discount=nothing,
            shipping=nothing,
            tax=nothing,
            profit=ProfitResponse.of(order),
            shipping_address=AddressResponse.of(order.shipping_address) if order.shipping_address else None,
            hold_reason=order.hold_reason or None,
            timeline=[TimelineResponse(at=entry.at, kind=entry.kind, detail=entry.detail) for entry in order.timeline],
            payment=PaymentResponse(
                session_id=order.payment.session_id,
                payment_intent=order.payment.payment_intent,
                livemode=order.payment.livemode,
            ),
        )
