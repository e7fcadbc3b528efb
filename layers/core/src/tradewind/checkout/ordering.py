"""From a decided checkout to its order. Pure functions."""

from dataclasses import replace
from datetime import datetime

from tradewind.checkout.models import Checkout, NoticeKind, PaymentNotice, TaxAmount
from tradewind.kit.money import Money, fraction, zero
from tradewind.orders.models import Order, OrderStatus, Payment, TimelineEntry
from tradewind.orders.state import noted, status_of
from tradewind.selling.models import TaxMode


def expected_total(checkout: Checkout, notice: PaymentNotice) -> Money:
    """What the payment should come to: the checkout's total, and the tax Stripe put on top of it."""
    by_stripe = checkout.tax is not None and checkout.tax.mode is TaxMode.STRIPE
    if by_stripe and checkout.tax and not checkout.tax.included and notice.tax:
        return checkout.total + notice.tax
    return checkout.total


def new_order(checkout: Checkout, notice: PaymentNotice, *, number: int, at: datetime) -> Order:
    """The order of a checkout, as yet unpaid."""
    order = Order(
        id=checkout.order_id,
        store_id=checkout.store_id,
        number=number,
        status=OrderStatus.PENDING,
        lines=checkout.lines,
        total=notice.amount,
        placed_at=at,
        payment=Payment(
            session_id=notice.session_id,
            payment_intent=notice.payment_intent,
            livemode=notice.livemode,
            account_id=checkout.account_id,
        ),
        customer_email=notice.customer_email or checkout.customer_email or "",
        customer_name=notice.customer_name,
        shipping_address=notice.shipping_address,
        timeline=(TimelineEntry(at=checkout.created_at, kind="checkout_started", detail="Checkout started"),),
        discount=checkout.discount,
        shipping=checkout.shipping,
        tax=_tax(checkout, notice),
        consent=checkout.consent,
    )
    if notice.kind is NoticeKind.AWAITING:
        order = noted(order, "pending", "Payment under way at the bank", at)
    return order


def _tax(checkout: Checkout, notice: PaymentNotice) -> TaxAmount | None:
    """The tax as priced, or as Stripe worked it out; Stripe's part on shipping is taken in proportion."""
    tax = checkout.tax
    if tax is None or tax.mode is not TaxMode.STRIPE or notice.tax is None:
        return tax
    shipping = checkout.shipping.price if checkout.shipping else zero(checkout.total.currency)
    whole = checkout.total.amount or 1
    on_shipping = fraction(notice.tax, shipping.amount, whole)
    return replace(tax, amount=notice.tax, on_shipping=on_shipping, name="Tax")


def paid(order: Order, notice: PaymentNotice, at: datetime) -> Order:
    """The order with its money in."""
    payment = replace(order.payment, payment_intent=notice.payment_intent or order.payment.payment_intent)
    if notice.amount.amount == 0:
        payment = replace(payment, fee=notice.amount)
    order = replace(
        order,
        paid_at=at,
        payment=payment,
        total=notice.amount,
        payment_failed=False,
        cancelled_at=None,
        cancel_reason="",
        shipping_address=notice.shipping_address or order.shipping_address,
    )
    return noted(order, "paid", "Payment received", at)


def payment_failed(order: Order, at: datetime) -> Order:
    """The pending order of a bank payment that did not come."""
    reason = "The bank did not pay"
    return noted(
        replace(order, payment_failed=True, cancelled_at=at, cancel_reason=reason), "payment_failed", reason, at
    )


def next_version(order: Order) -> Order:
    """The order as it is stored next: one version on, with its status."""
    return replace(order, version=order.version + 1, status=status_of(order))
