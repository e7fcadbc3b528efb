"""The score: bounded, monotone, honest about what it does not know; and what its flags find."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_research_margin import ages, amounts, landed_costs, usd
from tradewind.research.models import Observation, Series
from tradewind.research.scoring.flags import FLAGS_FILE
from tradewind.research.scoring.listing import ListingCalendar
from tradewind.research.scoring.margin import landed_margin
from tradewind.research.scoring.model import ModelMismatchError, model_from, trend_model
from tradewind.research.scoring.parts import Fact, Part, Quality, SubScore, missing
from tradewind.research.scoring.score import UnusableWeightsError, Weights, score
from tradewind.research.scoring.signals import (
    Competition,
    Mentions,
    SupplierQuality,
    competition,
    mentions,
    supplier_quality,
)
from tradewind.research.scoring.trend import trend

TODAY = date(2026, 4, 20)
REFERENCE = "1005011900000000"

points = st.integers(0, 100)
weights = st.builds(
    Weights, trend=points, margin=points, competition=points, social=points, supplier=st.integers(1, 100)
)
counts = st.none() | st.integers(0, 10**9)
shares = st.none() | st.integers(0, 10_000)


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Any history, gaps and absurd jumps included."""
    offsets = sorted(draw(st.sets(st.integers(0, 120), max_size=25)))
    seen = tuple(
        Observation(
            day=TODAY - timedelta(days=120 - offset),
            price=draw(st.none() | st.integers(0, 10**8)),
            orders=draw(st.none() | st.integers(0, 10**8)),
            list_price=draw(st.none() | st.integers(0, 10**8)),
            rating_basis_points=draw(shares),
        )
        for offset in offsets
    )
    return Series(currency="USD", first_seen=seen[0].day if seen else TODAY, observations=seen)


parts_of_any = st.tuples(
    st.builds(lambda history: trend(history, reference=REFERENCE, today=TODAY, model=trend_model()), series()),
    st.builds(landed_margin, landed_costs()),
    st.builds(
        competition,
        st.builds(
            Competition,
            listings=counts,
            peer_price=st.none() | st.builds(usd, amounts),
            price=st.none() | st.builds(usd, amounts),
            age_days=ages,
        ),
    ),
    st.builds(mentions, st.builds(Mentions, count=counts, age_days=ages)),
    st.builds(
        supplier_quality,
        st.builds(
            SupplierQuality,
            rating_basis_points=shares,
            delivery_days=counts,
            orders_30d=counts,
            age_days=ages,
        ),
    ),
)


@given(parts_of_any, weights)
def test_the_score_and_every_part_are_bounded_and_free_of_nan(parts: tuple[SubScore, ...], chosen: Weights) -> None:
    result = score(parts, weights=chosen)

    spans = [(result.low, result.points, result.high), *((each.low, each.points, each.high) for each in result.parts)]
    for low, middle, high in spans:
        assert 0 <= low <= middle <= high <= 100
        assert all(isinstance(value, int) for value in (low, middle, high))
    # JSON has no NaN: this raises if one is left
    json.dumps([fact.value for part in result.parts for fact in part.facts], allow_nan=False)


@given(parts_of_any, weights, st.randoms())
def test_the_order_of_parts_changes_nothing(parts: tuple[SubScore, ...], chosen: Weights, shuffled: Any) -> None:
    other = list(parts)
    shuffled.shuffle(other)

    assert score(other, weights=chosen) == score(parts, weights=chosen)


@given(parts_of_any, weights, st.sampled_from(list(Part)), points)
def test_the_score_is_monotone_in_each_part(
    parts: tuple[SubScore, ...], chosen: Weights, part: Part, better: int
) -> None:
    raised = [
        replace(each, points=max(each.points, better), high=max(each.high, better)) if each.part is part else each
        for each in parts
    ]

    assert score(raised, weights=chosen).points >= score(parts, weights=chosen).points


@given(parts_of_any, weights, st.sampled_from(list(Part)))
def test_learning_what_was_missing_moves_the_score_within_its_interval(
    parts: tuple[SubScore, ...], chosen: Weights, unknown: Part
) -> None:
    with_gap = score([part for part in parts if part.part is not unknown], weights=chosen)
    full = score(parts, weights=chosen)

    assert with_gap.low <= full.low
    assert full.high <= with_gap.high
    assert with_gap.low <= full.points <= with_gap.high


def test_nothing_known_is_the_middle_with_no_confidence_and_not_zero() -> None:
    result = score([], weights=Weights())

    assert (result.points, result.low, result.high) == (50, 0, 100)
    assert [part.quality for part in result.parts] == [Quality.MISSING] * len(Part)


@pytest.mark.parametrize(
    ("judge", "worse", "better"),
    [
        (competition, Competition(listings=900), Competition(listings=20)),
        (
            competition,
            Competition(price=usd(150), peer_price=usd(100)),
            Competition(price=usd(90), peer_price=usd(100)),
        ),
        (mentions, Mentions(count=0), Mentions(count=7)),
        (supplier_quality, SupplierQuality(rating_basis_points=9_000), SupplierQuality(rating_basis_points=9_700)),
        (supplier_quality, SupplierQuality(delivery_days=30), SupplierQuality(delivery_days=9)),
        (supplier_quality, SupplierQuality(orders_30d=3), SupplierQuality(orders_30d=300)),
    ],
)
def test_each_fact_points_the_right_way(judge: Callable[[Any], SubScore], worse: Any, better: Any) -> None:
    assert judge(worse).points < judge(better).points


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_signals_are_monotone_in_each_input(one: int, other: int) -> None:
    low, high = sorted((one, other))

    assert mentions(Mentions(count=low)).points <= mentions(Mentions(count=high)).points
    assert competition(Competition(listings=low)).points >= competition(Competition(listings=high)).points
    for field in ("rating_basis_points", "orders_30d"):
        worse, better = SupplierQuality(**{field: low}), SupplierQuality(**{field: high})
        assert supplier_quality(worse).points <= supplier_quality(better).points
    slow, fast = SupplierQuality(delivery_days=high), SupplierQuality(delivery_days=low)
    assert supplier_quality(slow).points <= supplier_quality(fast).points


@given(
    st.integers(0, 10_000),
    st.integers(0, 100),
    st.integers(0, 10_000),
    st.sampled_from(["rating_basis_points", "delivery_days", "orders_30d"]),
)
def test_learning_a_fact_of_a_part_stays_in_its_interval(rating: int, days: int, orders: int, unknown: str) -> None:
    full = SupplierQuality(rating_basis_points=rating, delivery_days=days, orders_30d=orders)
    gap: dict[str, Any] = {unknown: None}
    partial = supplier_quality(replace(full, **gap))

    assert partial.low <= supplier_quality(full).points <= partial.high


def test_old_facts_are_marked_and_open_the_interval() -> None:
    fresh = mentions(Mentions(count=10, age_days=7))
    old = mentions(Mentions(count=10, age_days=12))

    assert (fresh.quality, old.quality) == (Quality.MEASURED, Quality.STALE)
    assert old.points == fresh.points
    assert (fresh.high - fresh.low, old.high - old.low) == (0, 30)


def test_part_of_the_facts_is_an_estimate() -> None:
    assert supplier_quality(SupplierQuality(rating_basis_points=9_700)).quality is Quality.ESTIMATED
    assert supplier_quality(SupplierQuality()).quality is Quality.MISSING


def test_weights_shift_the_score_toward_what_the_merchant_values() -> None:
    good = _fixed(Part.MARGIN, 90)
    bad = _fixed(Part.TREND, 10)

    cares = score([good, bad], weights=Weights(trend=0, margin=10, competition=0, social=0, supplier=0))
    even = score([good, bad], weights=Weights(trend=1, margin=1, competition=0, social=0, supplier=0))

    assert (cares.points, even.points) == (90, 50)
    assert sum(Weights(trend=1, margin=1, competition=1, social=0, supplier=0).shares().values()) == 10_000


def test_weights_that_make_no_mean_are_refused_with_the_field() -> None:
    with pytest.raises(UnusableWeightsError) as refused:
        Weights(trend=-1, margin=101)
    assert [problem.field for problem in refused.value.fields] == ["weights.trend", "weights.margin"]
    with pytest.raises(UnusableWeightsError):
        Weights(trend=0, margin=0, competition=0, social=0, supplier=0)


def test_a_rising_product_scores_above_a_falling_one() -> None:
    rising = _trend([100 * 1.04**day for day in range(40)])
    falling = _trend([100 * 0.96**day for day in range(40)])

    assert rising.points > 70 > 30 > falling.points
    assert rising.quality is Quality.MEASURED
    assert {fact.name for fact in rising.facts} >= {"orders_30d", "change_7d_percent", "grew_like_this_percent"}


def test_a_product_seen_once_is_an_estimate_with_a_wider_interval() -> None:
    once, often = _trend([40.0]), _trend([40.0] * 40)

    assert once.quality is Quality.ESTIMATED
    assert once.high - once.low > often.high - often.low


def test_a_younger_listing_seen_for_the_first_time_promises_more() -> None:
    def first_look(reference: str) -> int:
        seen = Observation(day=TODAY, price=900, orders=25, list_price=1_000)
        history = Series(currency="USD", first_seen=TODAY, observations=(seen,))
        return trend(history, reference=reference, today=TODAY, model=trend_model()).points

    assert first_look("1005012000000000") > first_look("1005007000000000")


def test_a_listing_is_dated_by_numbers_seen_up_to_the_day_and_not_later() -> None:
    # Given five new numbers around 9 billion on day 100, and around 10 billion on day 200
    calendar = ListingCalendar()
    calendar.learn(100, [f"100500900000000{n}" for n in range(5)])
    calendar.learn(200, [f"100501000000000{n}" for n in range(5)])

    # Then one halfway was listed halfway, and before day 200 nobody can know more than that it is new
    assert calendar.age("1005009500000000", 200) == pytest.approx(50)
    assert calendar.age("1005009000000000", 150) == pytest.approx(50)
    assert calendar.age("1005009950000000", 150) == 0
    assert calendar.age("1005008990500000", 150) == pytest.approx(51)
    assert math.isnan(calendar.age("1005009500000000", 99))
    assert math.isnan(calendar.age("4000123", 200))


def test_without_order_counts_the_trend_is_missing() -> None:
    seen = Observation(day=TODAY, price=900, orders=None)
    result = trend(
        Series(currency="USD", first_seen=TODAY, observations=(seen,)),
        reference=REFERENCE,
        today=TODAY,
        model=trend_model(),
    )

    assert (result.quality, result.points, result.low, result.high) == (Quality.MISSING, 50, 0, 100)


@given(series(), series())
def test_observations_after_today_are_not_looked_at(past: Series, future: Series) -> None:
    later = tuple(replace(seen, day=seen.day + timedelta(days=121)) for seen in future.observations)
    told = replace(past, observations=past.observations + later)

    def judge(history: Series) -> SubScore:
        return trend(history, reference=REFERENCE, today=TODAY, model=trend_model())

    assert judge(told) == judge(past)


def test_the_shipped_model_fits_the_code_and_says_how_good_it_is() -> None:
    document = json.loads((FLAGS_FILE.parent / "model.json").read_text())

    assert document["walk_forward"]["mean"]["precision_at_top"] >= 0.89
    assert document["walk_forward"]["mean"]["rank_ic"] >= 0.72
    assert document["walk_forward"]["cold_start"]["precision_at_top"] >= 0.72
    assert trend_model().horizon_days == 28
    with pytest.raises(ModelMismatchError):
        model_from(document | {"features": ["level"]})


def test_every_order_of_parts_reads_the_same() -> None:
    parts = [missing(Part.SOCIAL, ()), _fixed(Part.TREND, 70), _fixed(Part.MARGIN, 30)]

    assert len({score(order, weights=Weights()) for order in permutations(parts)}) == 1


def _fixed(part: Part, value: int) -> SubScore:
    return SubScore(
        part=part,
        points=value,
        low=value,
        high=value,
        quality=Quality.MEASURED,
        age_days=0,
        facts=(Fact(name="orders_30d", value=7),),
    )


def _trend(orders: list[float]) -> SubScore:
    first = TODAY - timedelta(days=len(orders) - 1)
    seen = tuple(
        Observation(day=first + timedelta(days=index), price=900, orders=round(count), list_price=1_200)
        for index, count in enumerate(orders)
    )
    return trend(
        Series(currency="USD", first_seen=first, observations=seen),
        reference="1005009000000000",
        today=TODAY,
        model=trend_model(),
    )
