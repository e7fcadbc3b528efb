"""The arithmetic of pricing rules. Pure functions; a dearer piece never gets a lower price."""

from dataclasses import dataclass
from itertools import pairwise

from tradewind.errors import FieldProblem, InvalidInputError
from tradewind.kit.money import Money
from tradewind.pricing.endings import chargeable_down, chargeable_up, nearest, next_down, next_up
from tradewind.pricing.models import MAX_TIERS, CompareAt, Ending, MarkupKind, PricingRules, Tier
from tradewind.pricing.rates import RateBook, positive_decimal

_WHOLE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """What one piece costs in the store's currency.

    Attributes:
        cost: item, and shipping where the rules include it.
        guarded: the same with the exchange buffer, which is what prices are made from.
    """

    cost: Money
    guarded: Money


def landed(rules: PricingRules, book: RateBook, *, cost: Money, shipping: Money | None) -> Landed:
    """The landed cost of a supplier's price.

    Raises:
        NeedsRateError: a currency cannot be converted.
    """
    parts = [cost, *([shipping] if shipping and rules.include_shipping else [])]
    plain = guarded = 0
    for part in parts:
        amount = book.convert(part).amount
        foreign = part.currency != book.currency
        plain += amount
        guarded += -(-amount * (_WHOLE + rules.fx_buffer_basis_points) // _WHOLE) if foreign else amount
    return Landed(cost=Money(plain, book.currency), guarded=Money(guarded, book.currency))


def price(rules: PricingRules, guarded: Money) -> Money:
    """The shelf price of a landed cost: marked up, not below the floors, at an ending."""
    currency = guarded.currency
    target = max(with_fees(rules, _marked_up(rules, guarded.amount)), rules.min_price)
    least = max(floor_price(rules, guarded), rules.min_price)
    if rules.ending is Ending.NONE:
        return Money(chargeable_up(max(target, least), currency), currency)
    if rules.ending is Ending.NEAREST:
        near = nearest(target, currency)
        return Money(near if near >= least else next_up(least, currency), currency)
    return Money(next_up(max(target, least), currency), currency)


def floor_price(rules: PricingRules, guarded: Money) -> int:
    """The lowest amount that leaves the margin floor after cost and fees."""
    share = _WHOLE - rules.fee_basis_points - rules.margin_floor_basis_points
    return -(-(guarded.amount + rules.fee_fixed) * _WHOLE // share)


def with_fees(rules: PricingRules, amount: int) -> int:
    """``amount`` raised so that it is left after the payment's fees, where the rules say so."""
    if not rules.include_fees:
        return amount
    return -(-(amount + rules.fee_fixed) * _WHOLE // (_WHOLE - rules.fee_basis_points))


def margin_basis_points(rules: PricingRules, selling: Money, cost: Money) -> int:
    """What is left of a price after cost and fees, as a share of it, rounded down."""
    fees = -(-selling.amount * rules.fee_basis_points // _WHOLE) + rules.fee_fixed
    return (selling.amount - cost.amount - fees) * _WHOLE // max(1, selling.amount)


def compare_at(rules: PricingRules, book: RateBook, selling: Money, list_price: Money | None) -> Money | None:
    """The struck-through price, always above the price, or None.

    Raises:
        NeedsRateError: the supplier's list price cannot be converted.
    """
    if rules.compare_at is CompareAt.PERCENT:
        raised = -(-selling.amount * (_WHOLE + rules.compare_at_basis_points) // _WHOLE)
    elif rules.compare_at is CompareAt.SUPPLIER and list_price:
        raised = book.convert(list_price).amount
    else:
        return None
    if rules.ending is Ending.NONE:
        amount = chargeable_up(raised, selling.currency)
    else:
        amount = next_up(raised, selling.currency)
    return Money(amount, selling.currency) if amount > selling.amount else None


def limited(rules: PricingRules, before: Money, after: Money, *, least: int) -> Money | None:
    """``after``, moved no further from ``before`` than one run may; None if what is allowed is below ``least``."""
    if rules.max_change_basis_points is None:
        return after
    reach = before.amount * rules.max_change_basis_points // _WHOLE
    if abs(after.amount - before.amount) <= reach:
        return after
    down, up = (chargeable_down, chargeable_up) if rules.ending is Ending.NONE else (next_down, next_up)
    if after.amount > before.amount:
        highest = down(before.amount + reach, before.currency)
        allowed = max(before.amount, highest or 0)
    else:
        allowed = min(before.amount, up(before.amount - reach, before.currency))
    return Money(allowed, before.currency) if allowed >= least else None


def _marked_up(rules: PricingRules, cost: int) -> int:
    """The markup of the cost's tier, and never less than what the tiers before it come to at their ends."""
    amount = 0
    for tier in rules.tiers:
        if tier.below is None or cost < tier.below:
            return max(amount, _apply(tier, cost))
        amount = max(amount, _apply(tier, tier.below))
    return amount


def _apply(tier: Tier, cost: int) -> int:
    if tier.kind is MarkupKind.FIXED:
        return cost + tier.value
    return -(-cost * (_WHOLE + tier.value) // _WHOLE)


def check_rules(rules: PricingRules) -> None:
    """Raise InvalidInputError with every problem at once."""
    problems: list[FieldProblem] = []

    def problem(field: str, code: str, message: str) -> None:
        problems.append(FieldProblem(field, message, code))

    if not rules.tiers or len(rules.tiers) > MAX_TIERS:
        problem("tiers", "count", f"Give 1 to {MAX_TIERS} tiers.")
    ends = [tier.below for tier in rules.tiers[:-1]]
    if any(end is None for end in ends) or any(
        second <= first for first, second in pairwise(ends) if first is not None and second is not None
    ):
        problem("tiers", "order", "List the tiers by rising costs; each but the last needs its end.")
    if rules.tiers and rules.tiers[-1].below is not None:
        problem(f"tiers.{len(rules.tiers) - 1}.below", "open_end", "Leave the end of the last tier open.")
    if rules.fee_basis_points + rules.margin_floor_basis_points > 9_000:
        message = "Fees and margin floor together leave less than a tenth of the price for the cost. Lower one of them."
        problem("margin_floor_basis_points", "too_high", message)
    if rules.compare_at is CompareAt.PERCENT and rules.compare_at_basis_points < 1:
        problem("compare_at_basis_points", "required", "Say how far the struck-through price is above the price.")
    for code, rate in rules.rates.items():
        if positive_decimal(rate.per_unit) is None:
            problem(f"rates.{code}", "not_positive", f"The rate for {code} must be a number above zero.")
    if problems:
        raise InvalidInputError(problems[0].message, fields=problems)
