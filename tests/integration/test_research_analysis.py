"""The analysis of a run's best candidates against the stand-in for Claude."""

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from local.claude.app import create_claude_app
from tests.conftest import free_port
from tests.integration.research_world import Sources, connected, items, open_store, research
from tests.integration.test_research_nights import Held, Undelayed
from tests.serving import serving
from tests.world import Json, Merchant, World
from tradewind.adapters.claude_analyst import ClaudeAnalyst
from tradewind.adapters.claude_client import ClaudeClient
from tradewind.ai.service import AiDeps, read_budget
from tradewind.settings import AiSettings

MODEL = "claude-sonnet-5-5"


@pytest.fixture
def sources(world: World) -> Iterator[Sources]:
    with connected(world) as found:
        yield found


@pytest.fixture
def claude() -> Iterator[str]:
    with serving(create_claude_app(), free_port()) as url:
        yield url


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant()


@pytest.fixture
def store(ann: Merchant) -> Json:
    return open_store(ann)


def analyst(world: World, url: str | None, *, cap_cents: int = 500) -> AiDeps:
    """Put an analyst into the world; without an address there is no key."""
    settings = AiSettings(
        anthropic_api_key=SecretStr("sk-ant-x"), anthropic_base_url=url, ai_retries=0, ai_timeout_seconds=3
    )
    client = ClaudeClient(settings) if url else None
    ai = replace(world.container.ai_deps, client=(lambda: client) if client else None, cap_cents=cap_cents)
    container = world.container
    container.__dict__["runner_deps"] = replace(container.runner_deps, analyst=ClaudeAnalyst(ai, MODEL))
    container.__dict__.pop("night_deps", None)
    return ai


def faults(url: str, **switches: Any) -> None:
    request = urllib.request.Request(f"{url}/_test/faults", data=json.dumps(switches).encode(), method="POST")
    urllib.request.urlopen(request, timeout=5).read()


def noted(ann: Merchant, store: Json) -> list[Json]:
    return [item for item in items(ann, store) if item["analysis"]]


def test_the_twenty_best_are_analysed_and_paid_for(sources: Sources, claude: str, ann: Merchant, store: Json) -> None:
    ai = analyst(sources.world, claude)
    run = research(ann, store)
    assert (run["status"], run["analysis"]["state"]) == ("done", "done")
    assert (run["analysis"]["asked"], run["analysis"]["answered"]) == (20, 20)
    best = items(ann, store)[:20]
    assert all(item["analysis"] for item in best)
    assert len(noted(ann, store)) == 20
    known = {entry["id"] for entry in best[0]["evidence"]}
    assert set(best[0]["analysis"]["evidence_ids"]) <= known
    budget = read_budget(ai, store_id=store["id"])
    assert budget.used_micros == run["analysis"]["cost_micros"] > 0
    assert budget.reserved_micros == 0


def test_a_rerun_of_the_day_pays_for_no_note_twice(sources: Sources, claude: str, ann: Merchant, store: Json) -> None:
    ai = analyst(sources.world, claude)
    research(ann, store)
    paid = read_budget(ai, store_id=store["id"]).used_micros
    assert research(ann, store)["analysis"]["state"] == "skipped"
    assert read_budget(ai, store_id=store["id"]).used_micros == paid
    assert len(noted(ann, store)) == 20


@pytest.mark.parametrize(
    ("switches", "words"),
    [
        ({"stop_reason": "refusal"}, "declined"),
        ({"stop_reason": "max_tokens", "text": '{"items": [{"id'}, "cut off"),
        ({"text": '{"items": "none"}'}, "form"),
        ({"text": "I will not write JSON."}, "form"),
        ({"status": 429}, "overloaded"),
        ({"status": 529}, "overloaded"),
        ({"status": 500}, "could not be reached"),
        ({"status": 401}, "refused"),
    ],
)
def test_whatever_claude_does_the_run_is_scored_and_says_what_is_missing(
    sources: Sources, claude: str, ann: Merchant, store: Json, switches: dict[str, Any], words: str
) -> None:
    analyst(sources.world, claude)
    faults(claude, next=9, **switches)
    run = research(ann, store)
    assert (run["status"], run["analysis"]["state"], run["analysis"]["answered"]) == ("done", "skipped", 0)
    assert words in run["analysis"]["detail"]
    assert items(ann, store)
    assert noted(ann, store) == []


def test_half_an_answer_is_kept(sources: Sources, claude: str, ann: Merchant, store: Json) -> None:
    analyst(sources.world, claude)
    faults(claude, next=1, status=529)
    run = research(ann, store)
    assert (run["analysis"]["state"], run["analysis"]["answered"]) == ("partial", 10)
    assert "overloaded" in run["analysis"]["detail"]


def test_an_empty_budget_asks_nothing(sources: Sources, claude: str, ann: Merchant, store: Json) -> None:
    ai = analyst(sources.world, claude, cap_cents=1)
    run = research(ann, store)
    assert (run["status"], run["analysis"]["state"]) == ("done", "skipped")
    assert "budget" in run["analysis"]["detail"]
    assert read_budget(ai, store_id=store["id"]).used_micros == 0


def test_without_a_key_the_run_says_so(sources: Sources, ann: Merchant, store: Json) -> None:
    analyst(sources.world, None)
    run = research(ann, store)
    assert (run["status"], run["analysis"]["state"]) == ("done", "skipped")
    assert "key" in run["analysis"]["detail"]


def begin_night(sources: Sources, store: Json) -> Undelayed:
    """The nightly run of a store, whose later messages are kept."""
    world = sources.world
    kept = Undelayed(world)
    world.container.__dict__["night_deps"] = replace(world.container.night_deps, queue=Held(kept))
    due = world.clock().isoformat()
    event = {"id": "evt_n", "type": "ResearchDue", "store_id": store["id"], "at": due, "payload": {"due": due}}
    world.container.queue.send("research", [json.dumps(event)])
    world.drain()
    return kept


def test_the_nightly_run_is_a_batch_that_is_collected_later(
    sources: Sources, claude: str, ann: Merchant, store: Json
) -> None:
    ai = analyst(sources.world, claude)
    faults(claude, batch_polls=1, batch_errors=1)
    kept = begin_night(sources, store)
    path = f"/stores/{store['id']}/research/runs"
    (run,) = ann.get(path).json()["items"]
    assert (run["status"], run["analysis"]["state"], noted(ann, store)) == ("done", "pending", [])
    for _ in range(2):
        ((message, delay),) = kept.sent[-1:]
        assert delay == 900
        sources.world.clock.advance(minutes=15)
        sources.world.container.queue.send("research", [message])
        sources.world.drain()
    (run,) = ann.get(path).json()["items"]
    assert (run["analysis"]["state"], run["analysis"]["answered"]) == ("partial", 10)
    assert len(noted(ann, store)) == 10
    budget = read_budget(ai, store_id=store["id"])
    assert budget.used_micros == run["analysis"]["cost_micros"] > 0
    assert budget.reserved_micros == 0
    sources.world.container.queue.send("research", [message])
    sources.world.drain()
    assert read_budget(ai, store_id=store["id"]).used_micros == budget.used_micros


def test_a_batch_that_never_ends_is_given_up(sources: Sources, claude: str, ann: Merchant, store: Json) -> None:
    analyst(sources.world, claude)
    faults(claude, batch_polls=999)
    kept = begin_night(sources, store)
    sources.world.clock.advance(hours=27)
    sources.world.container.queue.send("research", [kept.sent[-1][0]])
    sources.world.drain()
    (run,) = ann.get(f"/stores/{store['id']}/research/runs").json()["items"]
    assert (run["status"], run["analysis"]["state"]) == ("done", "skipped")
    assert "given up" in run["analysis"]["detail"]
