"""Whether a code applies, what it takes off, and what makes its terms acceptable. Pure functions."""

from datetime import datetime

from tradewind.discounts.models import Discount, DiscountKind, DiscountStatus
from tradewind.errors import FieldProblem, InvalidInputError
from tradewind.kit.money import Money, format_plain, portion, zero
from tradewind.selling.rules import check_amount


def normal_code(text: str) -> str:
    """A code as it is stored and compared: upper case, without surrounding space."""
    return text.strip().upper()


def find_refusal(
    discount: Discount | None, *, goods: Money, email: str | None, now: datetime
) -> tuple[str, str] | None:
    """Why the code cannot be used for goods of this price: (code, sentence); None when it can.

    The limits are only looked at here, so that the shopper is told early; the transaction that starts the checkout
    enforces them.
    """
    if discount is None or discount.status is not DiscountStatus.ACTIVE:
        return "discount_unknown", "This discount code is not valid. Check the spelling or remove it."
    if discount.starts_at and now < discount.starts_at:
        return "discount_not_started", "This discount code is not valid yet."
    if discount.ends_at and now >= discount.ends_at:
        return "discount_ended", "This discount code has ended."
    if discount.usage_limit is not None and discount.uses >= discount.usage_limit:
        return "discount_used_up", "This discount code has been used as often as it may be."
    currencies = {money.currency for money in (discount.amount, discount.minimum) if money}
    if currencies - {goods.currency}:
        return "discount_unknown", f"This discount code is not made for {goods.currency}."
    if discount.minimum and goods.amount < discount.minimum.amount:
        return "discount_minimum", f"This discount code needs a cart of at least {format_plain(discount.minimum)}."
    if discount.per_customer_limit is not None and not email:
        return "email_required", "Enter your email address to use this discount code."
    return None


def amount_off(discount: Discount, goods: Money) -> Money:
    """What the code takes off the goods (never more than they cost); nothing for free shipping."""
    match discount.kind:
        case DiscountKind.PERCENT:
            return portion(goods, discount.basis_points)
        case DiscountKind.AMOUNT if discount.amount:
            return Money(min(discount.amount.amount, goods.amount), goods.currency)
        case _:
            return zero(goods.currency)


def check_discount(discount: Discount, currency: str) -> None:
    """Raise InvalidInputError with every problem of a code's terms at once."""
    problems: list[FieldProblem] = []
    if discount.kind is DiscountKind.PERCENT and not 1 <= discount.basis_points <= 10_000:
        problems.append(FieldProblem("basis_points", "Use 1 to 10000: 1500 is 15 %.", "out_of_range"))
    if discount.kind is DiscountKind.AMOUNT and (discount.amount is None or discount.amount.amount <= 0):
        problems.append(FieldProblem("amount", "Say how much the code takes off.", "missing"))
    for name, money in (("amount", discount.amount), ("minimum", discount.minimum)):
        if money is not None:
            problems += check_amount(name, money, currency)
    if discount.starts_at and discount.ends_at and discount.ends_at <= discount.starts_at:
        problems.append(FieldProblem("ends_at", "The code ends before it starts.", "out_of_range"))
    if problems:
        raise InvalidInputError(problems[0].message, fields=problems)
