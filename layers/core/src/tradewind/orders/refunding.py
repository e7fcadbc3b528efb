"""How much a refund is, and what Stripe's word on refunds and disputes does to an order. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tradewind.checkout.models import Line
from tradewind.errors import FieldProblem, InvalidInputError
from tradewind.kit.money import Money, charge_step, format_plain, zero
from tradewind.orders.errors import OrderStateError, RefundTooLargeError
from tradewind.orders.ledger import dispute_entry, failed_refund_entry, refund_entry
from tradewind.orders.models import (
    Dispute,
    HoldKind,
    LedgerEntry,
    Order,
    Refund,
    RefundedLine,
    RefundStatus,
)
from tradewind.orders.notices import DisputeNotice, RefundNotice
from tradewind.orders.state import held, noted, released


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An order as it becomes, with its new ledger entries and the units that go back on the shelf."""

    order: Order
    entries: tuple[LedgerEntry, ...] = ()
    restock: tuple[RefundedLine, ...] = ()
    events: tuple[tuple[str, str], ...] = ()
    """Event type and the id of what it is about."""


def price_of_lines(order: Order, lines: Sequence[RefundedLine]) -> Money:
    """What was paid for these units: after discount, with tax; all refunds of a line together never exceed it."""
    total = zero(order.total.currency)
    for returned in lines:
        line = order.find_line(returned.variant_id)
        if line is not None:
            before = order.returned_of(line.variant_id)
            total += _paid_for(order, line, before + returned.quantity) - _paid_for(order, line, before)
    return total


def _paid_for(order: Order, line: Line, units: int) -> Money:
    """What the first ``units`` of a line came to."""
    paid = line.net
    if line.tax and order.tax and not order.tax.included:
        paid += line.tax
    step = charge_step(paid.currency)
    if units >= line.quantity:
        return paid
    return Money(paid.amount * units // line.quantity // step * step, paid.currency)


def planned_refund(
    order: Order,
    *,
    id: str,
    lines: Sequence[RefundedLine],
    shipping: Money | None,
    amount: Money | None,
    reason: str,
    at: datetime,
) -> Refund:
    """A refund to be asked for: of ``amount``, or else of the lines and the shipping given.

    Raises:
        OrderStateError: nothing was paid, or it is in dispute. RefundTooLargeError. InvalidInputError.
    """
    if order.paid_at is None:
        raise OrderStateError("Nothing was paid for this order yet.")
    if any(not dispute.is_over for dispute in order.disputes):
        raise OrderStateError("This payment is in dispute: a refund now could be paid twice. Answer the dispute.")
    _check_lines(order, lines)
    wanted = amount
    if wanted is None:
        wanted = price_of_lines(order, lines)
        if shipping:
            wanted += shipping
    if wanted.currency != order.total.currency:
        raise InvalidInputError.field("amount", f"Refund in {order.total.currency}.", "currency_mismatch")
    if wanted.amount <= 0:
        raise InvalidInputError.field("amount", "Choose items to refund, or say how much.", "missing")
    if wanted.amount % charge_step(wanted.currency):
        raise InvalidInputError.field("amount", "This currency is not paid in such small steps.", "not_chargeable")
    if wanted.amount > order.refundable.amount:
        raise RefundTooLargeError(order.refundable)
    return Refund(
        id=id,
        amount=wanted,
        tax=tax_part(order, wanted),
        lines=tuple(lines),
        reason=reason,
        status=RefundStatus.PENDING,
        created_at=at,
    )


def _check_lines(order: Order, lines: Sequence[RefundedLine]) -> None:
    problems: list[FieldProblem] = []
    for index, returned in enumerate(lines):
        line = order.find_line(returned.variant_id)
        if line is None or any(other.variant_id == returned.variant_id for other in lines[:index]):
            message = "Name each line of this order once."
            problems.append(FieldProblem(f"lines.{index}.variant_id", message, "unknown_line"))
            continue
        left = line.quantity - order.returned_of(line.variant_id)
        if returned.quantity > left:
            message = f"{left} of {line.title} can still be refunded."
            problems.append(FieldProblem(f"lines.{index}.quantity", message, "too_many"))
    if problems:
        raise InvalidInputError(problems[0].message, fields=problems)


def tax_part(order: Order, amount: Money) -> Money:
    """The part of a refund that is tax; over all refunds it adds up to the order's tax exactly."""
    tax = order.tax.amount if order.tax else zero(amount.currency)
    if tax.amount == 0 or order.total.amount == 0:
        return zero(amount.currency)
    before = order.refunded.amount
    after = min(before + amount.amount, order.total.amount)
    share = tax.amount * after // order.total.amount - tax.amount * before // order.total.amount
    return Money(share, amount.currency)


def with_refund(order: Order, refund: Refund) -> Order:
    """The order with ``refund`` added, or in the place of the one with its id."""
    if any(known.id == refund.id for known in order.refunds):
        return replace(order, refunds=tuple(refund if known.id == refund.id else known for known in order.refunds))
    return replace(order, refunds=(*order.refunds, refund))


def refund_told(order: Order, notice: RefundNotice, at: datetime) -> Change | None:
    """What a notice of a refund changes; None where it is known, or older than what is known."""
    known = _find_refund(order, notice)
    if known and not _is_news(known, notice):
        return None
    refund = known or Refund(
        id=notice.provider_id,
        amount=notice.amount,
        tax=tax_part(order, notice.amount),
        status=RefundStatus.PENDING,
        created_at=notice.told_at,
        reason=notice.reason,
    )
    was_booked = bool(refund.provider_id)
    refund = replace(
        refund,
        provider_id=notice.provider_id,
        status=notice.status,
        failure=notice.failure or refund.failure,
    )
    if notice.status is RefundStatus.FAILED:
        return _refund_failed(order, refund, at, book=was_booked)
    restock = tuple(line for line in refund.lines if line.restock) if not refund.restocked else ()
    refund = replace(refund, restocked=refund.restocked or bool(restock))
    order = with_refund(order, refund)
    if was_booked:
        return Change(order=order)
    where = "" if notice.refund_id else " at Stripe"
    order = noted(order, "refunded", f"Refunded {format_plain(refund.amount)}{where}", at)
    return Change(
        order=order,
        entries=(refund_entry(order, refund, at),),
        restock=restock,
        events=(("OrderRefunded", refund.id),),
    )


def _find_refund(order: Order, notice: RefundNotice) -> Refund | None:
    for refund in order.refunds:
        if notice.provider_id in (refund.provider_id, refund.id) or refund.id == notice.refund_id:
            return refund
    return None


_RANK = {RefundStatus.PENDING: 0, RefundStatus.SUCCEEDED: 1, RefundStatus.FAILED: 2}


def _is_news(known: Refund, notice: RefundNotice) -> bool:
    """Whether a notice adds to what is known."""
    if not known.provider_id:
        return True
    # A refund only ever moves on, from pending to succeeded to failed, so the rank tells more than the time.
    return _RANK[notice.status] > _RANK[known.status]


def _refund_failed(order: Order, refund: Refund, at: datetime, *, book: bool) -> Change:
    order = noted(
        with_refund(order, refund),
        "refund_failed",
        f"The refund of {format_plain(refund.amount)} failed{f': {refund.failure}' if refund.failure else ''}",
        at,
    )
    entries = (failed_refund_entry(refund, at),) if book else ()
    return Change(order=order, entries=entries, events=(("RefundFailed", refund.id),))


def dispute_told(order: Order, notice: DisputeNotice, at: datetime, booked: frozenset[str]) -> Change | None:
    """What a notice of a dispute changes; None where everything is known.

    Movements are booked by their own references, so an old notice may still bring one that is missing.

    Args:
        booked: references of movements that are in the ledger.
    """
    known = next((dispute for dispute in order.disputes if dispute.id == notice.dispute_id), None)
    entries = tuple(
        dispute_entry(movement.reference, movement.amount, movement.fee, at, detail=notice.reason)
        for movement in notice.movements
        if movement.reference not in booked
    )
    if known and (known.is_over or notice.told_at < known.told_at or known.status == notice.status):
        return Change(order=order, entries=entries) if entries else None
    dispute = Dispute(
        id=notice.dispute_id,
        amount=notice.amount,
        status=notice.status,
        reason=notice.reason,
        opened_at=known.opened_at if known else notice.told_at,
        told_at=notice.told_at,
        due_by=notice.due_by or (known.due_by if known else None),
    )
    others = tuple(other for other in order.disputes if other.id != dispute.id)
    order = replace(order, disputes=(*others, dispute))
    events = (("DisputeOpened", dispute.id),) if known is None else ()
    if known is None:
        order = noted(order, "disputed", f"Disputed by the shopper's bank: {notice.reason.replace('_', ' ')}", at)
    if dispute.is_over:
        order = _dispute_over(order, dispute, at)
        events = (*events, ("DisputeClosed", dispute.id))
    elif order.hold_kind is None and order.cancelled_at is None:
        order = held(order, HoldKind.DISPUTE, "The payment is in dispute.", at)
    return Change(order=order, entries=entries, events=events)


def _dispute_over(order: Order, dispute: Dispute, at: datetime) -> Order:
    word = {"won": "won", "lost": "lost"}.get(dispute.status, "closed")
    order = noted(order, "dispute_closed", f"Dispute {word}", at)
    still_open = any(not other.is_over for other in order.disputes)
    if order.hold_kind is HoldKind.DISPUTE and not still_open:
        order = released(order, "The dispute is over", at)
    return order
