"""The margin of a candidate: it never rises with a cost, and says what it does not know."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradewind.kit.money import CurrencyMismatchError, Money
from tradewind.research.scoring.margin import LandedCost, landed_margin, margin_basis_points
from tradewind.research.scoring.parts import Quality

amounts = st.integers(0, 10**9)
ages = st.integers(0, 400)


def usd(amount: int) -> Money:
    return Money(amount, "USD")


@st.composite
def landed_costs(draw: st.DrawFn) -> LandedCost:
    some = st.none() | st.builds(usd, amounts)
    return LandedCost(
        cost=draw(some),
        shipping=draw(some),
        price=draw(some),
        fee_basis_points=draw(st.integers(0, 2_000)),
        fee_fixed=usd(draw(st.integers(0, 500))),
        fx_buffer_basis_points=draw(st.integers(0, 2_000)),
        age_days=draw(ages),
    )


@given(landed_costs(), st.sampled_from(["cost", "shipping"]), amounts)
def test_the_margin_never_rises_with_a_cost(landed: LandedCost, field: str, more: int) -> None:
    before = getattr(landed, field)
    if before is None:
        return
    dearer = replace(landed, **{field: before + usd(more)})

    assert landed_margin(dearer).points <= landed_margin(landed).points


@given(landed_costs(), amounts)
def test_the_margin_never_falls_with_the_price(landed: LandedCost, more: int) -> None:
    if landed.price is None:
        return
    raised = replace(landed, price=landed.price + usd(more))

    assert landed_margin(raised).points >= landed_margin(landed).points


@given(landed_costs(), st.floats(0, 1))
def test_told_shipping_up_to_the_cost_stays_in_the_interval_without_it(landed: LandedCost, share: float) -> None:
    if landed.cost is None:
        return
    unknown = landed_margin(replace(landed, shipping=None))
    told = landed_margin(replace(landed, shipping=usd(int(landed.cost.amount * share))))

    assert unknown.low <= told.points <= unknown.high


def test_a_price_of_zero_earns_nothing_and_divides_by_nothing() -> None:
    free = LandedCost(cost=usd(0), shipping=usd(0), price=usd(0), fee_basis_points=290, fee_fixed=usd(30))

    assert landed_margin(free).points == 0
    assert margin_basis_points(free, usd(0)) is None


def test_landed_margin_takes_shipping_fees_and_the_buffer_off_the_price() -> None:
    # Given 10.00 + 2.00 with 3 % buffer = 12.36, and 2.9 % + 0.30 of 29.99 = 1.17 (each rounded against the merchant)
    landed = LandedCost(
        cost=usd(1_000),
        shipping=usd(200),
        price=usd(2_999),
        fee_basis_points=290,
        fee_fixed=usd(30),
        fx_buffer_basis_points=300,
    )

    # Then 29.99 - 12.36 - 1.17 = 16.46
    assert margin_basis_points(landed, usd(200)) == 1_646 * 10_000 // 2_999
    assert landed_margin(landed).points == 91
    assert landed_margin(landed).quality is Quality.MEASURED
    assert landed_margin(replace(landed, shipping=None)).quality is Quality.ESTIMATED
    assert landed_margin(replace(landed, price=None)).quality is Quality.MISSING


def test_amounts_of_two_currencies_are_refused() -> None:
    with pytest.raises(CurrencyMismatchError):
        landed_margin(
            LandedCost(cost=Money(100, "CNY"), shipping=usd(0), price=usd(999), fee_basis_points=0, fee_fixed=usd(0))
        )
