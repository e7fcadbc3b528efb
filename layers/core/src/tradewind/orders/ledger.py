"""Ledger entries: what an order's money did, and the sums over it. Pure functions.

All postings but costs are money at Stripe, so their sum is what the account gained; all but taxes are the merchant's
own, so their sum is the profit.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tradewind.kit.money import Money, zero
from tradewind.orders.models import LedgerEntry, Order, Posting, PostingKind, Refund


def sale_entry(order: Order, at: datetime) -> LedgerEntry:
    """The paid order: its parts add up to what was paid, whatever the checkout had expected."""
    nothing = zero(order.total.currency)
    tax = order.tax.amount if order.tax else nothing
    tax_on_shipping = order.tax.on_shipping if order.tax else nothing
    shipping = order.shipping.price if order.shipping else nothing
    if order.tax and order.tax.included:
        shipping -= tax_on_shipping
    discount = order.discount.amount if order.discount else nothing
    # Goods are what is left, so that a payment of another amount is booked as it came in.
    sale = order.total - tax - shipping + discount
    costs = sum((cost * line.quantity for line in order.lines if (cost := order.cost_of(line))), nothing)
    amounts = (
        (PostingKind.SALE, sale),
        (PostingKind.DISCOUNT, nothing - discount),
        (PostingKind.SHIPPING, shipping),
        (PostingKind.TAX, tax),
        (PostingKind.COST, nothing - costs),
    )
    return LedgerEntry(name="sale", at=at, postings=_postings(amounts), detail=f"Order {order.number}")


def refund_entry(order: Order, refund: Refund, at: datetime) -> LedgerEntry:
    """Money that went back, and the cost of what went back on the shelf."""
    nothing = zero(refund.amount.currency)
    tax = refund.tax or nothing
    amounts = (
        (PostingKind.REFUND, tax - refund.amount),
        (PostingKind.TAX, nothing - tax),
        (PostingKind.COST, _restocked_cost(order, refund)),
    )
    return LedgerEntry(name=f"refund#{refund.id}", at=at, postings=_postings(amounts), detail=refund.reason)


def failed_refund_entry(refund: Refund, at: datetime) -> LedgerEntry:
    """A refund that the bank sent back: the money is there again."""
    nothing = zero(refund.amount.currency)
    tax = refund.tax or nothing
    amounts = ((PostingKind.REFUND, refund.amount - tax), (PostingKind.TAX, tax))
    return LedgerEntry(
        name=f"refund_failed#{refund.id}", at=at, postings=_postings(amounts), detail=refund.failure or nothing_said()
    )


def nothing_said() -> str:
    """For providers that give no reason."""
    return "No reason was given"


def fee_entry(fee: Money, at: datetime, *, detail: str = "") -> LedgerEntry:
    """What the payment cost."""
    posting = Posting(kind=PostingKind.FEE, amount=zero(fee.currency) - fee)
    return LedgerEntry(name="fee#payment", at=at, postings=(posting,), detail=detail)


def dispute_entry(reference: str, amount: Money, fee: Money, at: datetime, *, detail: str = "") -> LedgerEntry:
    """A movement of a dispute: ``amount`` is negative when taken, positive when won back; ``fee`` is what it cost."""
    amounts = ((PostingKind.DISPUTE, amount), (PostingKind.FEE, zero(fee.currency) - fee))
    return LedgerEntry(name=f"dispute#{reference}", at=at, postings=_postings(amounts), detail=detail)


def cost_entry(order: Order, previous: Order, at: datetime) -> LedgerEntry | None:
    """The difference that other unit costs make; None where nothing changes."""
    nothing = zero(order.total.currency)
    difference = nothing
    for line in order.lines:
        before, after = previous.cost_of(line) or nothing, order.cost_of(line) or nothing
        difference += (before - after) * line.quantity
    if difference.amount == 0:
        return None
    posting = Posting(kind=PostingKind.COST, amount=difference)
    return LedgerEntry(name=f"cost#{order.version}", at=at, postings=(posting,), detail="Cost corrected")


def total_of(entries: Iterable[LedgerEntry], currency: str, *, without: PostingKind) -> Money:
    """The sum of every posting of another kind than ``without``."""
    postings = (posting for entry in entries for posting in entry.postings if posting.kind is not without)
    return sum((posting.amount for posting in postings), zero(currency))


def money_moved(entries: Iterable[LedgerEntry], currency: str) -> Money:
    """What the account gained at Stripe."""
    return total_of(entries, currency, without=PostingKind.COST)


def profit_of(entries: Iterable[LedgerEntry], currency: str) -> Money:
    """What the merchant keeps, as far as costs and fees are known."""
    return total_of(entries, currency, without=PostingKind.TAX)


def _restocked_cost(order: Order, refund: Refund) -> Money:
    total = zero(refund.amount.currency)
    for returned in refund.lines:
        line = order.find_line(returned.variant_id)
        cost = order.cost_of(line) if line and returned.restock else None
        if cost:
            total += cost * returned.quantity
    return total


def _postings(amounts: Sequence[tuple[PostingKind, Money]]) -> tuple[Posting, ...]:
    return tuple(Posting(kind=kind, amount=amount) for kind, amount in amounts if amount.amount)
