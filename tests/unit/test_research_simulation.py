"""The night on paper: every store once, spread over its hour, and the queue's arithmetic."""

from dataclasses import replace
from datetime import UTC, datetime

from scripts.simulate_research import Assumptions, calls_of_a_run, play, run_seconds, simulate, starts

NIGHT = datetime(2026, 11, 27, tzinfo=UTC)
SMALL = Assumptions(stores=10_000)


def test_every_store_begins_once_and_no_minute_is_crowded() -> None:
    spread, at_once, deliveries = starts(SMALL, NIGHT)

    assert sum(spread) == sum(at_once) == SMALL.stores
    # The busiest hour has about a fifth of all stores; its busiest minute hardly more than a sixtieth of those
    assert max(at_once) > 1_500
    assert max(spread) < max(at_once) / 60 * 1.6
    assert SMALL.stores < deliveries < 4 * SMALL.stores


def test_the_same_night_has_the_same_figures() -> None:
    assert simulate(SMALL, NIGHT) == simulate(SMALL, NIGHT)


def test_too_few_calls_make_a_queue_and_enough_make_none() -> None:
    spread, _, _ = starts(SMALL, NIGHT)
    tight = play(replace(SMALL, calls_per_minute=60), spread)
    ample = play(replace(SMALL, calls_per_minute=6_000), spread)

    assert tight[0] > 1_000
    assert tight[3] == SMALL.stores - round(1_440 * 60 / calls_of_a_run(SMALL))
    assert ample == (0, 0, ample[2], 0)


def test_workers_bound_what_runs_at_once() -> None:
    # Given ten workers and a burst that takes them ten minutes
    few = Assumptions(workers=10, calls_per_minute=1_000_000)
    a_minute = 10 * 60 / run_seconds(few)
    burst = [round(10 * a_minute)] + [0] * 1_439

    # When
    deepest, longest, busiest, unfinished = play(few, burst)

    # Then
    assert busiest == 10
    assert 9 * a_minute <= deepest <= 9 * a_minute + 2
    assert longest in (9, 10)
    assert unfinished == 0
