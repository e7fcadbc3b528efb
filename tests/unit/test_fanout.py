"""The schedule of the nightly runs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.clock import FakeClock
from tradewind.kit.ids import id_factory
from tradewind.messaging.events import Event
from tradewind.research.fanout import FanOutDeps, every_store, fan_out, hours_begun, second_of_hour
from tradewind.research.settings_models import ResearchSettings
from tradewind.stores.models import Store, StoreStatus

SETTINGS = ResearchSettings(keywords=("lamp",), ship_to="US", language="en", hour=5)
FIVE_IN_BERLIN = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


def store(number: int, timezone: str = "Europe/Berlin") -> Store:
    return Store(
        id=f"str_{number:026d}",
        user_id="usr_1",
        name="Shop",
        slug=f"shop-{number}",
        niche="other",
        description="",
        status=StoreStatus.ACTIVE,
        currency="EUR",
        locale="de-DE",
        timezone=timezone,
        created_at=FIVE_IN_BERLIN,
        updated_at=FIVE_IN_BERLIN,
    )


@dataclass
class Memory:
    """Stores, settings and queue in memory."""

    found: Sequence[Store]
    settings: dict[str, ResearchSettings] = field(default_factory=dict)
    sent: list[tuple[str, int]] = field(default_factory=list)

    def iterate_active(self) -> Sequence[Store]:
        return self.found

    def iterate(self) -> list[tuple[str, ResearchSettings]]:
        return sorted(self.settings.items())

    def send(self, queue: str, bodies: Sequence[str]) -> None:
        raise AssertionError("the schedule spreads its messages")

    def send_delayed(self, queue: str, messages: Sequence[tuple[str, int]]) -> None:
        assert queue == "research"
        self.sent += messages

    def deps(self, now: datetime = FIVE_IN_BERLIN, **changes: object) -> FanOutDeps:
        clock = FakeClock(now)
        made = FanOutDeps(
            stores=self, settings=self, queue=self, is_entitled=every_store, clock=clock, new_id=id_factory(clock)
        )
        return replace(made, **changes)  # type: ignore[arg-type]


def test_ten_thousand_stores_are_spread_over_their_hour() -> None:
    memory = Memory([store(number) for number in range(10_000)])
    counts = fan_out(memory.deps())
    assert counts["started"] == len(memory.sent) == 10_000
    due = [datetime.fromisoformat(str(Event.from_json(body).payload["due"])) for body, _ in memory.sent]
    assert all(timedelta() <= moment - FIVE_IN_BERLIN < timedelta(hours=1) for moment in due)
    by_minute = Counter(int((moment - FIVE_IN_BERLIN).total_seconds() // 60) for moment in due)
    assert len(by_minute) == 60
    assert max(by_minute.values()) < 2 * 10_000 / 60
    assert all(0 <= delay <= 900 for _, delay in memory.sent)


def test_a_store_always_has_the_same_second() -> None:
    assert second_of_hour("str_1") == second_of_hour("str_1")
    assert second_of_hour("str_1") != second_of_hour("str_2")


def test_one_store_that_cannot_be_placed_does_not_stop_the_rest() -> None:
    memory = Memory([store(1), store(2, timezone="Mars/Olympus"), store(3)])
    counts = fan_out(memory.deps())
    assert (counts["started"], counts["failed"]) == (2, 1)


def test_stores_without_entitlement_and_with_research_off_are_left_out() -> None:
    memory = Memory([store(number) for number in range(4)])
    memory.settings = {store(0).id: replace(SETTINGS, enabled=False), store(1).id: replace(SETTINGS, hour=6)}
    counts = fan_out(memory.deps(is_entitled=lambda each: each.id != store(2).id))
    assert counts == {"started": 1, "off": 1, "not_now": 1, "not_entitled": 1, "failed": 0}


@pytest.mark.parametrize(
    ("timezone", "now", "hours"),
    [
        ("Europe/Berlin", "2026-11-25T04:00", {5}),
        ("Europe/Berlin", "2026-07-01T03:00", {5}),
        ("Asia/Kolkata", "2026-11-25T00:00", {5}),
        ("Asia/Kathmandu", "2026-11-25T00:00", {5}),
        ("Pacific/Auckland", "2026-11-24T16:00", {5}),
        ("America/New_York", "2026-03-08T07:00", {2, 3}),
        ("America/New_York", "2026-11-01T05:00", {1}),
        ("America/New_York", "2026-11-01T06:00", set()),
        ("America/New_York", "2026-11-01T07:00", {2}),
        ("UTC", "2026-11-25T00:00", {0}),
    ],
)
def test_the_hour_is_that_of_the_store_s_own_clock(timezone: str, now: str, hours: set[int]) -> None:
    assert hours_begun(timezone, datetime.fromisoformat(now).replace(tzinfo=UTC)) == hours


def test_every_hour_of_a_year_begins_once_a_day_but_for_changed_clocks() -> None:
    for timezone in ("Europe/Berlin", "Asia/Kolkata", "America/St_Johns"):
        start = datetime(2026, 1, 1, tzinfo=UTC)
        seen = Counter(
            hour for tick in range(365 * 24) for hour in hours_begun(timezone, start + timedelta(hours=tick))
        )
        assert all(abs(times - 365) <= 1 for times in seen.values()), seen


def test_a_tick_that_comes_late_still_means_its_hour() -> None:
    memory = Memory([store(1)])
    fan_out(memory.deps(now=FIVE_IN_BERLIN + timedelta(minutes=7)))
    due = datetime.fromisoformat(str(Event.from_json(memory.sent[0][0]).payload["due"]))
    assert due == FIVE_IN_BERLIN + timedelta(seconds=second_of_hour(store(1).id))
