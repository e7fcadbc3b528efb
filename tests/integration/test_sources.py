"""What sources share in the table: the allowance of calls, and tokens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.world import World
from tradewind.suppliers.errors import ThrottledError
from tradewind.suppliers.limits import CallGate
from tradewind.suppliers.rate_repository import SharedRateRepository
from tradewind.suppliers.token_repository import VendorTokenRepository


@pytest.fixture(autouse=True)
def _table(world: World) -> None:
    world.container.prepare_documents()


def reserve(rates: SharedRateRepository, name: str = "aliexpress") -> int:
    return rates.reserve(name, interval_ms=1_000, burst=3)


def test_a_burst_is_free_and_the_next_one_waits_its_turn(world: World) -> None:
    rates = SharedRateRepository(clock=world.clock)
    assert [reserve(rates) for _ in range(4)] == [0, 0, 0, 1_000]
    world.clock.advance(seconds=1)
    assert [reserve(rates) for _ in range(2)] == [0, 1_000]
    assert reserve(rates, "cj") == 0


def test_of_many_at_once_exactly_the_burst_gets_through(world: World) -> None:
    rates = SharedRateRepository(clock=world.clock)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: reserve(rates), range(24)))
    assert answers.count(0) == 3


def test_an_allowance_fills_up_again_and_not_beyond_its_burst(world: World) -> None:
    rates = SharedRateRepository(clock=world.clock)
    reserve(rates)
    world.clock.advance(hours=1)
    assert [reserve(rates) for _ in range(4)] == [0, 0, 0, 1_000]


def test_a_source_that_asks_for_patience_is_left_alone_by_all(world: World) -> None:
    rates = SharedRateRepository(clock=world.clock)
    rates.pause("aliexpress", seconds=60, interval_ms=1_000, burst=3)
    assert reserve(rates) == 60_000
    world.clock.advance(seconds=60)
    assert reserve(rates) == 0


def test_a_call_waits_for_its_turn_but_not_for_ever(world: World) -> None:
    def sleep(seconds: float) -> None:
        world.clock.now += timedelta(seconds=seconds)

    gate = CallGate(
        name="cj",
        rates=SharedRateRepository(clock=world.clock),
        per_minute=60,
        sleep=sleep,
        burst=1,
        patience_seconds=5,
    )
    started = world.clock.now
    for _ in range(4):
        gate.enter()
    assert world.clock.now - started == timedelta(seconds=3)
    gate.back_off(30)
    with pytest.raises(ThrottledError) as seen:
        gate.enter()
    assert seen.value.retry_after_seconds == 30


def test_tokens_end_an_hour_early(world: World) -> None:
    world.container.prepare_documents()
    tokens = VendorTokenRepository(clock=world.clock)
    assert tokens.find("cj") is None
    tokens.keep("cj", "abc", ends=world.clock() + timedelta(hours=2))
    assert tokens.find("cj") == "abc"
    world.clock.advance(hours=1)
    assert tokens.find("cj") is None
    tokens.forget("cj")


@pytest.mark.parametrize(("allowed", "found"), [("true", {"cj"}), ("false", set())])
def test_suppliers_take_orders_where_the_operator_allows_it(
    world: World, monkeypatch: pytest.MonkeyPatch, allowed: str, found: set[str]
) -> None:
    monkeypatch.setenv("RESEARCH_SOURCES", "aliexpress,cj")
    monkeypatch.setenv("SUPPLIER_ORDERS", allowed)
    monkeypatch.setenv("CJ_API_KEY", "key")
    assert set(world.container.ordering_suppliers) == found
