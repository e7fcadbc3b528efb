"""The nightly research: in which second a store's run starts, and for whom none does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from tests.integration.research_world import Sources, connected, open_store
from tests.world import Json, Merchant, World
from tradewind.research.fanout import fan_out, second_of_hour


@pytest.fixture
def sources(world: World) -> Iterator[Sources]:
    with connected(world) as found:
        yield found


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return open_store(ann)


def night(sources: Sources) -> dict[str, int]:
    """What the schedule does at this hour."""
    return fan_out(replace(sources.world.container.fan_out_deps, queue=Undelayed(sources.world)))


class Undelayed:
    """Puts delayed messages on the queue at once; the worker waits for their moment by itself."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.sent: list[tuple[str, int]] = []

    def send(self, queue: str, bodies: Sequence[str]) -> None:
        self._world.container.queue.send(queue, bodies)

    def send_delayed(self, queue: str, messages: Sequence[tuple[str, int]]) -> None:
        self.sent += messages
        self.send(queue, [body for body, _ in messages])


def test_the_nightly_run_starts_in_its_second_of_the_store_s_hour(sources: Sources, ann: Merchant, store: Json) -> None:
    world = sources.world
    waiting = Undelayed(world)
    world.container.__dict__["night_deps"] = replace(world.container.night_deps, queue=Held(waiting))
    world.clock.now = world.clock.now.replace(hour=4, minute=0)
    assert night(sources)["started"] == 1
    world.drain()
    (message, delay) = waiting.sent[0]
    second = second_of_hour(store["id"])
    assert 0 < delay <= 900
    assert ann.get(f"/stores/{store['id']}/research/runs").json()["items"] == []
    world.clock.advance(seconds=second)
    for _ in range(2):
        world.container.queue.send("research", [message])
    world.drain()
    (run,) = ann.get(f"/stores/{store['id']}/research/runs").json()["items"]
    assert (run["status"], run["trigger"], run["starts"]) == ("done", "nightly", 1)


class Held(Undelayed):
    """Keeps what is too early instead of sending it."""

    def __init__(self, kept: Undelayed) -> None:
        super().__init__(kept._world)
        self.sent = kept.sent

    def send_delayed(self, queue: str, messages: Sequence[tuple[str, int]]) -> None:
        self.sent += messages


def test_paused_stores_have_no_night(sources: Sources, ann: Merchant, store: Json) -> None:
    sources.world.clock.now = sources.world.clock.now.replace(hour=4, minute=0)
    other = ann.open_store(timezone="Europe/Berlin")
    ann.patch(f"/stores/{other['id']}", {"status": "paused"})
    assert night(sources)["started"] == 1
