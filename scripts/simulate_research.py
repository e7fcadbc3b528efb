"""The nightly research of a hundred thousand stores on paper: ``make simulate-research``.

Stores get time zones, hours and keywords like those of a grown deployment; their starts come from the product's own
fan-out (``research.fanout``). The night is then played minute by minute against a supplier's allowance of calls and a
number of workers. Everything assumed is an argument with its default and is printed with the result.
"""

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta

from tradewind.research.fanout import LONGEST_DELAY_SECONDS, hours_begun, second_of_hour
from tradewind.research.settings_models import DEFAULT_HOUR, NICHE_KEYWORDS

DAY_MINUTES = 24 * 60
ZONES = {
    "America/New_York": 30,
    "America/Los_Angeles": 12,
    "Europe/London": 12,
    "Europe/Berlin": 16,
    "America/Sao_Paulo": 6,
    "Asia/Kolkata": 6,
    "Asia/Tokyo": 5,
    "Australia/Sydney": 6,
    "Asia/Seoul": 4,
    "Africa/Johannesburg": 3,
}
"""Stores in percent by zone."""

# List prices in US dollars of us-east-1, read 2026-11.
GB_SECOND = 0.0000133334
LAMBDA_REQUEST = 0.20 / 1_000_000
QUEUE_REQUEST = 0.40 / 1_000_000
WRITE_UNIT = 0.625 / 1_000_000
READ_UNIT = 0.125 / 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What the night is played with.

    Attributes:
        keep_hour: share of stores in percent that leave the hour as it is.
        pages, call_seconds: of one keyword, and how long a call takes.
        work_seconds: scoring and writing of one run.
        calls_per_minute: the supplier's allowance, shared by all tenants.
        write_units, read_units: of one run's candidates and reads. Observations are shared and left out.
        analysis_dollars: what the model's batch costs a store; 0 where it is off.
    """

    stores: int = 100_000
    keep_hour: int = 60
    pages: int = 2
    call_seconds: float = 0.6
    work_seconds: float = 6.0
    workers: int = 200
    calls_per_minute: int = 6_000
    memory_gb: float = 0.5
    write_units: int = 350
    read_units: int = 400
    analysis_dollars: float = 0.03
    seed: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """How it went.

    Attributes:
        busiest_minute: starts in it; ``busiest_unspread`` if every store of an hour began at once.
        deepest: runs waiting at most; ``longest_wait`` minutes.
        concurrency: workers busy at most.
        calls: asked for in all; ``distinct_calls`` if one answer a keyword, market and night served all stores.
        allowance: share of the day's allowance that is used, in percent.
        deliveries: queue messages, those included that only wait on.
    """

    runs: int
    busiest_minute: int
    busiest_unspread: int
    deepest: int
    longest_wait: int
    concurrency: int
    unfinished: int
    calls: int
    distinct_calls: int
    allowance: float
    deliveries: int
    dollars: float


def starts(assumed: Assumptions, day: datetime) -> tuple[list[int], list[int], int]:
    """Runs that begin in each minute of ``day`` (UTC), the same without spreading, and queue deliveries."""
    drawn = random.Random(assumed.seed)  # noqa: S311 - made-up stores, not secrets
    spread, at_once = [0] * DAY_MINUTES, [0] * DAY_MINUTES
    when = {zone: _hours(zone, day) for zone in ZONES}
    deliveries = 0
    for number in range(assumed.stores):
        zone = drawn.choices(list(ZONES), list(ZONES.values()))[0]
        hour = DEFAULT_HOUR if drawn.randrange(100) < assumed.keep_hour else drawn.randrange(24)
        for tick in when[zone].get(hour, ()):
            second = second_of_hour(f"sto_{number}")
            spread[tick * 60 + second // 60] += 1
            at_once[tick * 60] += 1
            deliveries += 1 + second // LONGEST_DELAY_SECONDS
    return spread, at_once, deliveries


def _hours(zone: str, day: datetime) -> dict[int, list[int]]:
    """UTC hours at which each local hour of a zone begins."""
    found: dict[int, list[int]] = {}
    for tick in range(24):
        for hour in hours_begun(zone, day + timedelta(hours=tick)):
            found.setdefault(hour, []).append(tick)
    return found


def play(assumed: Assumptions, begins: Sequence[int]) -> tuple[int, int, int, int]:
    """Deepest queue, longest wait in minutes, busiest workers, runs not finished by the end of the day.

    First come, first served; a minute finishes as many runs as workers and the allowance of calls let it.
    """
    seconds = run_seconds(assumed)
    per_minute = min(assumed.workers * 60 / seconds, assumed.calls_per_minute / calls_of_a_run(assumed))
    waiting = served = 0.0
    deepest = busiest = 0.0
    longest = oldest = 0
    total = [0]
    for begun in begins:
        total.append(total[-1] + begun)
        finished = min(waiting + begun, per_minute)
        waiting += begun - finished
        served += finished
        deepest = max(deepest, waiting)
        busiest = max(busiest, finished * seconds / 60)
        while oldest + 1 < len(total) and total[oldest + 1] <= served + 1e-6:
            oldest += 1
        if waiting > 0.5:
            longest = max(longest, len(total) - 1 - oldest)
    return math.ceil(deepest), longest, math.ceil(busiest), round(waiting)


def calls_of_a_run(assumed: Assumptions) -> int:
    """Supplier calls: each keyword's pages and the hot list's."""
    return (len(NICHE_KEYWORDS["other"]) + 1) * assumed.pages


def run_seconds(assumed: Assumptions) -> float:
    """How long a worker is busy with one run that never waits for its turn."""
    return calls_of_a_run(assumed) * assumed.call_seconds + assumed.work_seconds


def distinct_calls(assumed: Assumptions) -> int:
    """Calls if stores with the same keyword and market shared one answer a night; a zone counts as a market."""
    keywords = {keyword for words in NICHE_KEYWORDS.values() for keyword in words}
    return (len(keywords) + 1) * len(ZONES) * assumed.pages


def simulate(assumed: Assumptions, day: datetime) -> Night:
    """One night over all stores."""
    spread, at_once, deliveries = starts(assumed, day)
    deepest, longest, busiest, unfinished = play(assumed, spread)
    runs = sum(spread)
    calls = runs * calls_of_a_run(assumed)
    return Night(
        runs=runs,
        busiest_minute=max(spread),
        busiest_unspread=max(at_once),
        deepest=deepest,
        longest_wait=longest,
        concurrency=busiest,
        unfinished=unfinished,
        calls=calls,
        distinct_calls=distinct_calls(assumed),
        allowance=round(100 * calls / (assumed.calls_per_minute * DAY_MINUTES), 1),
        deliveries=deliveries,
        dollars=round(sum(costs(assumed, runs, deliveries).values()), 2),
    )


def costs(assumed: Assumptions, runs: int, deliveries: int) -> dict[str, float]:
    """Dollars of one night by what they pay for."""
    return {
        "workers": runs * run_seconds(assumed) * assumed.memory_gb * GB_SECOND + deliveries * LAMBDA_REQUEST,
        # Sent, received, deleted.
        "queue": 3 * deliveries * QUEUE_REQUEST,
        "table": runs * (assumed.write_units * WRITE_UNIT + assumed.read_units * READ_UNIT),
        "analysis": runs * assumed.analysis_dollars,
    }


def main() -> None:
    """Read the assumptions, print them and what comes of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    for field in fields(Assumptions):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    assumed = Assumptions(**vars(parser.parse_args()))
    day = datetime(2026, 11, 27, tzinfo=UTC)
    night = simulate(assumed, day)
    print("assumed")
    for field in fields(Assumptions):
        print(f"  {field.name:20}{getattr(assumed, field.name):>14,}")
    print(f"  {'calls of a run':20}{calls_of_a_run(assumed):>14,}")
    print(f"  {'seconds of a run':20}{run_seconds(assumed):>14,.1f}")
    print("night")
    for name in Night.__dataclass_fields__:
        print(f"  {name:20}{getattr(night, name):>14,}")
    print("dollars")
    for name, dollars in costs(assumed, night.runs, night.deliveries).items():
        print(f"  {name:20}{dollars:>14,.2f}")
    print("allowance of calls a minute, and what the queue does")
    spread, at_once, _ = starts(assumed, day)
    for calls_per_minute in sorted({60, 600, 2_000, 6_000, 20_000, assumed.calls_per_minute}):
        print(_line(f"{calls_per_minute:,}", replace(assumed, calls_per_minute=calls_per_minute), spread))
    print(_line("all at the full hour", assumed, at_once))


def _line(label: str, assumed: Assumptions, begins: Sequence[int]) -> str:
    deepest, longest, busiest, unfinished = play(assumed, begins)
    return (
        f"  {label:>20}: {deepest:>7,} waiting at most, {longest:>5,} minutes, {busiest:>4} workers busy, "
        f"{unfinished:>7,} left at midnight"
    )


if __name__ == "__main__":
    main()
