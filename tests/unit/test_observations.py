"""Packing a month of observations."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tradewind.research.models import Observation
from tradewind.research.packing import months_back, pack_month, spark, unpack_month

AMOUNTS = st.none() | st.integers(0, 10**9)
SHARES = st.none() | st.integers(0, 10_000)
DAYS = st.integers(1, 30)


def observation(day: int, **known: int | None) -> Observation:
    return Observation(day=date(2026, 11, day), price=known.get("price"), orders=known.get("orders"))


@given(
    st.lists(
        st.builds(
            lambda day, price, orders, before, rating, commission: Observation(
                day=date(2026, 11, day),
                price=price,
                orders=orders,
                list_price=before,
                rating_basis_points=rating,
                commission_basis_points=commission,
            ),
            DAYS,
            AMOUNTS,
            AMOUNTS,
            AMOUNTS,
            SHARES,
            SHARES,
        ),
        unique_by=lambda each: each.day,
    )
)
def test_what_is_packed_comes_back(month: list[Observation]) -> None:
    assert unpack_month("2026-11", pack_month(month)) == sorted(month, key=lambda each: each.day)


def test_of_two_observations_of_a_day_the_first_counts() -> None:
    text = pack_month([observation(3, orders=10), observation(3, orders=99), observation(4, orders=11)])
    assert [each.orders for each in unpack_month("2026-11", text)] == [10, 11]


def test_entries_that_make_no_sense_are_left_out() -> None:
    assert unpack_month("2026-11", "3:100,5;31:1,1;x:1;5:abc;6:") == [
        observation(3, price=100, orders=5),
        observation(6),
    ]
    assert unpack_month("2026-11", "") == []


def test_four_hundred_days_are_fourteen_items_of_one_write_unit_each() -> None:
    months = months_back(date(2026, 11, 25), 399)
    assert len(months) <= 14
    fullest = pack_month(
        Observation(
            day=date(2026, 10, day),
            price=1_420_000,
            orders=123_456,
            list_price=2_840_000,
            rating_basis_points=9_730,
            commission_basis_points=700,
        )
        for day in range(1, 32)
    )
    names = 120
    assert len(fullest) + names + len("OBSERVED#aliexpress#1005005780519627" + "MONTH#KRW#KR#2026-10") < 1_400
    usual = pack_month(
        Observation(day=date(2026, 10, day), price=1_999, orders=512, rating_basis_points=9_730) for day in range(1, 32)
    )
    assert len(usual) + names + 56 < 1_024


def test_a_spark_shows_missing_days_as_unknown() -> None:
    today = date(2026, 3, 1)
    values: dict[date, int | None] = {today: 5, today - timedelta(days=2): 3}
    assert spark(values, today, 4) == (None, 3, None, 5)


def test_months_reach_over_the_turn_of_the_year() -> None:
    assert months_back(date(2026, 1, 15), 40) == ["2025-12", "2026-01"]
    assert months_back(date(2026, 1, 15), 0) == ["2026-01"]
