"""What can go wrong with orders."""

from tradewind.errors import DomainError, ErrorKind
from tradewind.kit.money import Money, format_plain


class OrderNotFoundError(DomainError):
    code = "order_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such order in this store."


class FulfillmentNotFoundError(DomainError):
    code = "fulfillment_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such shipment in this order."


class OrderStateError(DomainError):
    """The order is not in a state that allows this; ``detail`` says why and what to do instead."""

    code = "order_state"
    kind = ErrorKind.CONFLICT


class NothingToFulfillError(DomainError):
    code = "nothing_to_fulfill"
    kind = ErrorKind.CONFLICT
    detail = "Everything in this order has been fulfilled or refunded."


class RefundTooLargeError(DomainError):
    """``extra["refundable"]`` is what can still be given back."""

    code = "refund_too_large"

    def __init__(self, refundable: Money) -> None:
        super().__init__(
            f"At most {format_plain(refundable)} of this order can still be refunded.",
            extra={"refundable": {"amount": refundable.amount, "currency": refundable.currency}},
        )


class RefundFailedError(DomainError):
    """Stripe refused the refund; it is noted on the order and can be tried again."""

    code = "refund_failed"
    kind = ErrorKind.UPSTREAM
    detail = "Stripe refused the refund."
