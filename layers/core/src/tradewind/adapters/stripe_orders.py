"""Refunds and fees of paid orders through the stripe SDK (16.x)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import stripe

from tradewind.adapters.stripe_client import call_options, in_our_words, make_client, our_amount, stripe_amount
from tradewind.adapters.stripe_events import read_refund
from tradewind.kit.money import Money
from tradewind.orders.models import Order, Refund
from tradewind.orders.notices import RefundNotice
from tradewind.orders.ports import PaymentFee
from tradewind.settings import StripeSettings

_REASONS = {"duplicate", "fraudulent", "requested_by_customer"}


class StripeOrderPayments:
    """Implements ``orders.ports.OrderPayments``."""

    def __init__(self, settings: StripeSettings) -> None:
        self._client = make_client(settings)

    def refund(self, order: Order, refund: Refund) -> RefundNotice:
        """See the port. The refund's own id is Stripe's idempotency key and comes back in its events."""
        currency = refund.amount.currency
        parameters: Any = {
            "payment_intent": order.payment.payment_intent,
            "amount": stripe_amount(refund.amount.amount, currency),
            "metadata": {"refund_id": refund.id, "order_id": order.id, "store_id": order.store_id},
            "reason": refund.reason if refund.reason in _REASONS else "requested_by_customer",
        }
        with in_our_words():
            made = self._client.v1.refunds.create(parameters, call_options(order.payment.account_id, key=refund.id))
        notice = read_refund(made.to_dict(), event_id="", account_id=order.payment.account_id, told_at=made.created)
        assert notice is not None  # noqa: S101 (a refund of a payment intent always names it)
        return notice

    def find_fee(self, order: Order) -> PaymentFee | None:
        """See the port. An account that settles in another currency is converted back at the payment's own rate."""
        with in_our_words():
            intent = self._client.v1.payment_intents.retrieve(
                order.payment.payment_intent,
                {"expand": ["latest_charge.balance_transaction"]},
                call_options(order.payment.account_id),
            )
        charge = intent.latest_charge
        transaction = charge.balance_transaction if isinstance(charge, stripe.Charge) else None
        if not isinstance(transaction, stripe.BalanceTransaction):
            return None
        return _fee(transaction, order.total.currency)


def _fee(transaction: stripe.BalanceTransaction, currency: str) -> PaymentFee:
    settled = transaction.currency.upper()
    if settled == currency:
        return PaymentFee(amount=Money(our_amount(transaction.fee, currency), currency))
    rate = Decimal(str(transaction.exchange_rate or 1))
    converted = (Decimal(transaction.fee) / rate).to_integral_value(ROUND_HALF_UP)
    amount = Money(our_amount(int(converted), currency), currency)
    return PaymentFee(amount=amount, detail=f"Converted from {settled} at {rate}")
