"""Prices from costs: never below the margin floor, at an ending of the currency, in the order of the costs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradewind.errors import InvalidInputError
from tradewind.kit.money import Money, charge_step
from tradewind.pricing.endings import is_ending, nearest, next_down, next_up
from tradewind.pricing.errors import NeedsRateError
from tradewind.pricing.models import CompareAt, Ending, MarkupKind, PricingRules, Rate, Tier, default_rules
from tradewind.pricing.rates import OperatorRates, RateBook
from tradewind.pricing.rules import (
    check_rules,
    compare_at,
    floor_price,
    landed,
    limited,
    margin_basis_points,
    price,
)

TODAY = date(2026, 11, 25)
CURRENCIES = ("USD", "EUR", "JPY", "KRW", "KWD", "ISK")


def percent(value: int, below: int | None = None) -> Tier:
    return Tier(kind=MarkupKind.PERCENT, value=value, below=below)


def rules(**changes: Any) -> PricingRules:
    """No markup, fees or floor: the price is the cost, at its ending."""
    plain = PricingRules(tiers=(percent(0),), fee_basis_points=0, margin_floor_basis_points=0)
    return replace(plain, **changes)


def book(currency: str = "USD", **rates: str) -> RateBook:
    own = {code: Rate(currency=code, per_unit=number, as_of=TODAY) for code, number in rates.items()}
    return RateBook(currency=currency, today=TODAY, max_age_days=7, own=own)


@pytest.mark.parametrize(
    ("ending", "raw", "expected"),
    [
        (Ending.UP, 2997, 2999),
        (Ending.UP, 2999, 2999),
        (Ending.UP, 3000, 3099),
        (Ending.NEAREST, 3000, 2999),
        (Ending.NEAREST, 3049, 3099),
        (Ending.NEAREST, 3048, 2999),
        (Ending.UP, 40, 49),
        (Ending.UP, 1, 9),
        (Ending.UP, 499, 499),
        (Ending.UP, 500, 599),
        (Ending.NONE, 3000, 3000),
    ],
)
def test_dollars_end_in_99_by_the_stated_rule(ending: Ending, raw: int, expected: int) -> None:
    fixed = (Tier(kind=MarkupKind.FIXED, value=raw - 1),)
    assert price(rules(tiers=fixed, ending=ending), Money(1, "USD")) == Money(expected, "USD")


@pytest.mark.parametrize(
    ("currency", "raw", "expected"),
    [
        ("JPY", 2901, 2980),
        ("JPY", 2980, 2980),
        ("JPY", 2981, 3080),
        ("JPY", 991, 998),
        ("JPY", 999, 1080),
        ("JPY", 42, 42),
        ("KRW", 29_001, 29_900),
        ("KRW", 1420, 1490),
        ("KWD", 4_500, 4_590),
        ("KWD", 5_001, 5_990),
        ("ISK", 250_000, 259_000),
    ],
)
def test_other_currencies_have_endings_of_their_own(currency: str, raw: int, expected: int) -> None:
    assert price(rules(), Money(raw, currency)) == Money(expected, currency)


@pytest.mark.parametrize(("currency", "least"), [("USD", 49), ("JPY", 40), ("KWD", 490)])
def test_no_price_falls_below_the_floor_of_forty_hundredths(currency: str, least: int) -> None:
    assert price(default_rules(currency), Money(1, currency)) == Money(least, currency)


def test_rounding_to_the_nearest_ending_never_goes_below_the_margin_floor() -> None:
    tight = rules(ending=Ending.NEAREST, margin_floor_basis_points=5_000)
    assert price(tight, Money(1500, "USD")) == Money(3099, "USD")


def test_a_dearer_piece_in_a_cheaper_tier_is_not_cheaper() -> None:
    tiers = (percent(20_000, below=1000), percent(5_000, below=5000), Tier(kind=MarkupKind.FIXED, value=1000))
    stepped = rules(tiers=tiers, ending=Ending.NONE)
    assert price(stepped, Money(999, "USD")) == Money(2997, "USD")
    assert price(stepped, Money(1000, "USD")) == Money(3000, "USD")
    assert price(stepped, Money(4999, "USD")) == Money(7499, "USD")
    assert price(stepped, Money(9000, "USD")) == Money(10_000, "USD")


def test_fees_can_be_put_on_top() -> None:
    with_fees = rules(fee_basis_points=1_000, fee_fixed=30, include_fees=True, ending=Ending.NONE)
    selling = price(with_fees, Money(1770, "USD"))
    assert selling == Money(2000, "USD")
    assert margin_basis_points(with_fees, selling, Money(1770, "USD")) == 0


def test_shipping_counts_where_the_rules_say_so() -> None:
    cost, shipping = Money(1000, "USD"), Money(250, "USD")
    assert landed(rules(), book(), cost=cost, shipping=shipping).cost == Money(1250, "USD")
    assert landed(rules(include_shipping=False), book(), cost=cost, shipping=shipping).cost == cost


def test_foreign_costs_are_converted_once_and_guarded_by_the_buffer() -> None:
    full = landed(rules(fx_buffer_basis_points=500), book(KRW="1420"), cost=Money(14_200, "KRW"), shipping=None)
    assert (full.cost, full.guarded) == (Money(1000, "USD"), Money(1050, "USD"))
    assert book("KWD", USD="3.25").convert(Money(1000, "USD")) == Money(3077, "KWD")


def test_own_currency_needs_no_rate_and_gets_no_buffer() -> None:
    full = landed(rules(), book(), cost=Money(1000, "USD"), shipping=None)
    assert full.guarded == Money(1000, "USD")


def test_a_missing_rate_is_never_one() -> None:
    with pytest.raises(NeedsRateError) as caught:
        book().convert(Money(100, "EUR"))
    assert caught.value.extra == {
        "from_currency": "EUR",
        "to_currency": "USD",
        "reason": "missing",
        "as_of": None,
    }


def test_a_stale_rate_is_not_used_and_the_operator_s_fresh_one_is() -> None:
    old = Rate(currency="EUR", per_unit="0.5", as_of=date(2026, 11, 1))
    stale = replace(book(), own={"EUR": old})
    with pytest.raises(NeedsRateError) as caught:
        stale.convert(Money(100, "EUR"))
    assert (caught.value.extra["reason"], caught.value.extra["as_of"]) == ("stale", "2026-11-01")
    operator = OperatorRates.parse("2026-11-24 EUR=0.8 JPY=150")
    assert replace(stale, operator=operator).convert(Money(80, "EUR")) == Money(100, "USD")
    assert replace(stale, operator=replace(operator, as_of=date(2026, 11, 2))).own["EUR"] == old
    with pytest.raises(NeedsRateError):
        replace(stale, operator=replace(operator, as_of=date(2026, 11, 2))).convert(Money(80, "EUR"))


def test_operator_rates_cross_over_the_dollar() -> None:
    operator = OperatorRates.parse("2026-11-24 EUR=0.8 JPY=160")
    crossed = replace(book("EUR"), operator=operator)
    assert Decimal(crossed.rate("JPY").per_unit) == 200
    assert OperatorRates.parse("").per_dollar == {}
    with pytest.raises(ValueError, match="EUR=free"):
        OperatorRates.parse("2026-11-24 EUR=free")


@pytest.mark.parametrize(
    ("how", "points", "listed", "expected"),
    [
        (CompareAt.NONE, 0, 9000, None),
        (CompareAt.PERCENT, 5_000, None, 4499),
        (CompareAt.SUPPLIER, 0, 3500, 3599),
        (CompareAt.SUPPLIER, 0, 2500, None),
        (CompareAt.SUPPLIER, 0, None, None),
    ],
)
def test_a_struck_through_price_is_above_the_price_or_absent(
    how: CompareAt, points: int, listed: int | None, expected: int | None
) -> None:
    used = rules(compare_at=how, compare_at_basis_points=points)
    found = compare_at(used, book(), Money(2999, "USD"), Money(listed, "USD") if listed else None)
    assert found == (Money(expected, "USD") if expected else None)


@pytest.mark.parametrize(
    ("before", "after", "least", "expected"),
    [
        (2000, 2199, 0, 2199),
        (2000, 9999, 0, 2199),
        (2000, 999, 0, 1899),
        (2999, 1999, 2799, 2799),
        (2999, 1999, 2899, None),
        (299, 9999, 0, 319),
        (100, 9999, 0, 109),
    ],
)
def test_one_run_moves_a_price_only_so_far(before: int, after: int, least: int, expected: int | None) -> None:
    capped = rules(max_change_basis_points=1_000)
    moved = limited(capped, Money(before, "USD"), Money(after, "USD"), least=least)
    assert moved == (Money(expected, "USD") if expected else None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tiers": ()}, "tiers"),
        ({"tiers": (percent(1, below=10), percent(1, below=10), percent(1))}, "tiers"),
        ({"tiers": (percent(1), percent(1))}, "tiers"),
        ({"tiers": (percent(1, below=10),)}, "tiers.0.below"),
        ({"fee_basis_points": 5_000, "margin_floor_basis_points": 5_000}, "margin_floor_basis_points"),
        ({"compare_at": CompareAt.PERCENT}, "compare_at_basis_points"),
        ({"rates": {"EUR": Rate(currency="EUR", per_unit="0", as_of=TODAY)}}, "rates.EUR"),
    ],
)
def test_rules_that_make_no_sense_name_their_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_rules(rules(**changes))
    assert [problem.field for problem in caught.value.fields] == [field]


tier_lists = st.lists(st.tuples(st.sampled_from(MarkupKind), st.integers(0, 30_000)), min_size=1, max_size=4).flatmap(
    lambda kinds: st.lists(st.integers(1, 100_000), min_size=len(kinds) - 1, max_size=len(kinds) - 1, unique=True).map(
        lambda ends: tuple(
            Tier(kind=kind, value=value, below=below)
            for (kind, value), below in zip(kinds, [*sorted(ends), None], strict=True)
        )
    )
)
any_rules = st.builds(
    PricingRules,
    tiers=tier_lists,
    fee_basis_points=st.integers(0, 2_000),
    fee_fixed=st.integers(0, 100),
    include_fees=st.booleans(),
    ending=st.sampled_from(Ending),
    min_price=st.integers(0, 500),
    margin_floor_basis_points=st.integers(0, 7_000),
)


@given(any_rules, st.integers(1, 200_000), st.sampled_from(CURRENCIES))
def test_no_price_is_below_the_margin_floor_or_the_minimum(used: PricingRules, cost: int, currency: str) -> None:
    check_rules(used)
    guarded = Money(cost, currency)
    selling = price(used, guarded)
    assert selling.amount >= max(used.min_price, floor_price(used, guarded), 1)
    assert selling.amount * (10_000 - used.fee_basis_points - used.margin_floor_basis_points) >= cost * 10_000


@given(any_rules, st.integers(1, 200_000), st.sampled_from(CURRENCIES))
def test_every_price_has_its_ending_and_can_be_charged(used: PricingRules, cost: int, currency: str) -> None:
    selling = price(used, Money(cost, currency))
    assert selling.amount % charge_step(currency) == 0
    assert used.ending is Ending.NONE or is_ending(selling.amount, currency)


@given(any_rules, st.integers(1, 200_000), st.integers(0, 50_000), st.sampled_from(CURRENCIES))
def test_a_dearer_cost_never_gets_a_lower_price(used: PricingRules, cost: int, more: int, currency: str) -> None:
    assert price(used, Money(cost, currency)).amount <= price(used, Money(cost + more, currency)).amount


@given(st.integers(1, 10**7), st.sampled_from(CURRENCIES))
def test_neighbouring_endings_enclose_an_amount(amount: int, currency: str) -> None:
    above, below = next_up(amount, currency), next_down(amount, currency)
    assert above >= amount >= (below or 0)
    assert is_ending(above, currency)
    assert below is None or is_ending(below, currency)
    assert nearest(amount, currency) in (above, below)
