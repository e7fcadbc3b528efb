"""What each mail about an order says and to whom: template and context from an event. Pure functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tradewind.checkout.models import Line
from tradewind.kit.money import Money
from tradewind.messaging.events import Event
from tradewind.orders.models import Order

CONFIRMATION = "order_confirmation"
MERCHANT_PREFIX = "merchant_"

TEMPLATES: dict[str, tuple[str, ...]] = {
    "OrderPending": (CONFIRMATION,),
    "OrderPaid": (CONFIRMATION,),
    "OrderPlaced": (CONFIRMATION, "merchant_attention"),
    "OrderShipped": ("order_shipped",),
    "OrderDelivered": ("order_delivered",),
    "OrderRefunded": ("order_refunded",),
    "OrderCancelled": ("order_cancelled",),
    "RefundFailed": ("merchant_refund_failed",),
    "DisputeOpened": ("merchant_dispute",),
    "DisputeClosed": ("merchant_dispute_closed",),
}
"""Mails by event type; those that begin with ``merchant_`` go to the store's owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A mail to be rendered.

    Attributes:
        name: claims it: the template, and what it is about where an order can have several of it.
    """

    template: str
    name: str
    context: dict[str, Any]

    @property
    def is_for_merchant(self) -> bool:
        """Whether it goes to the store's owner."""
        return self.template.startswith(MERCHANT_PREFIX)


def contents_of(event: Event, order: Order) -> list[Content]:
    """The mails an event calls for, as the order stands now; none where it has become pointless."""
    subject = str(event.payload.get("subject", ""))
    found = (_content(template, event, order, subject) for template in TEMPLATES.get(event.type, ()))
    return [content for content in found if content is not None]


def _content(template: str, event: Event, order: Order, subject: str) -> Content | None:
    match template:
        case "order_confirmation":
            if order.cancelled_at is not None:
                # Its own mail says so.
                return None
            # Pending and paid are two mails of one template: the second one confirms.
            name = f"{template}#pending" if event.type == "OrderPending" and order.paid_at is None else template
            return Content(template=template, name=name, context={"lines": _all_lines(order)})
        case "order_shipped" | "order_delivered":
            shipment = next((shipment for shipment in order.fulfillments if shipment.id == subject), None)
            if shipment is None:
                return None
            units = sum(line.quantity for line in shipment.lines)
            context = {
                "shipment": shipment,
                "units": units,
                "is_partial": units < order.item_count,
                "lines": _some_lines(order, ((line.variant_id, line.quantity) for line in shipment.lines)),
            }
            return Content(template=template, name=f"{template}#{subject}", context=context)
        case "order_refunded" | "merchant_refund_failed":
            refund = next((refund for refund in order.refunds if refund.id == subject), None)
            if refund is None or (template == "order_refunded" and order.cancelled_at is not None):
                # A cancelled order's mail already says that the money is on its way.
                return None
            lines = _some_lines(order, ((line.variant_id, line.quantity) for line in refund.lines))
            return Content(template=template, name=f"{template}#{subject}", context={"refund": refund, "lines": lines})
        case "merchant_dispute" | "merchant_dispute_closed":
            dispute = next((dispute for dispute in order.disputes if dispute.id == subject), None)
            if dispute is None:
                return None
            return Content(template=template, name=f"{template}#{subject}", context={"dispute": dispute})
        case _:
            return Content(template=template, name=template, context={})


type LineRow = tuple[Line, int, Money | None]
"""A line, how many of it, and what they cost where that matters."""


def _all_lines(order: Order) -> list[LineRow]:
    return [(line, line.quantity, line.total) for line in order.lines]


def _some_lines(order: Order, wanted: Iterable[tuple[str, int]]) -> list[LineRow]:
    rows = ((order.find_line(variant_id), quantity) for variant_id, quantity in wanted)
    return [(line, quantity, None) for line, quantity in rows if line is not None]
