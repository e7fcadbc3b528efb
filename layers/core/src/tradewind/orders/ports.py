"""The payment provider as paid orders see it."""

from dataclasses import dataclass
from typing import Protocol

from tradewind.kit.money import Money
from tradewind.orders.models import Order, Refund
from tradewind.orders.notices import RefundNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFee:
    """What a payment cost; ``detail`` says how it was converted where the account settles in another currency."""

    amount: Money
    detail: str = ""


class OrderPayments(Protocol):
    """Gives money back and tells what a payment cost."""

    def refund(self, order: Order, refund: Refund) -> RefundNotice:
        """Ask for a refund; repeating it for the same ``refund.id`` gives the same one.

        Raises:
            PaymentRefusedError: never as asked. PaymentUnavailableError: may work later.
        """

    def find_fee(self, order: Order) -> PaymentFee | None:
        """What the order's payment cost; None while the provider does not know.

        Raises:
            PaymentRefusedError, PaymentUnavailableError.
        """
