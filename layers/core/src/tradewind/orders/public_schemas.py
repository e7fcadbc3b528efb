"""Wire shapes of an order for its shopper."""

from tradewind.http.schemas import MoneyModel, Output, Timestamp
from tradewind.orders.models import Order, OrderStatus, PaymentStatus
from tradewind.orders.part_schemas import (
    AddressResponse,
    AppliedDiscountResponse,
    FulfillmentResponse,
    ShippingChoiceResponse,
    TaxAmountResponse,
    amounts_of,
)
from tradewind.orders.state import payment_status_of


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
        amounts = amounts_of(order)
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
