"""Research from the button to the list: runs, what fails in them, and what merchants decide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from local.suppliers.catalog import load_catalog
from tests.integration.research_world import SETTINGS, Sources, connected, items, open_store, research
from tests.world import Json, Merchant, World
from tradewind.db.client import shared_client
from tradewind.db.partitions import list_keys
from tradewind.research.models import Observation
from tradewind.research.observation_repository import ObservedMarket
from tradewind.research.run_models import RunStatus
from tradewind.suppliers.models import SupplierRef


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


def test_a_run_finds_scores_and_shows_its_sources(sources: Sources, ann: Merchant, store: Json) -> None:
    run = research(ann, store)
    assert run["status"] == "done", run["sources"]
    assert {report["source"]: report["state"] for report in run["sources"]} == {
        "aliexpress": "ok",
        "cj": "ok",
        "reddit": "ok",
    }
    # Four questions to AliExpress, its hot list included, three to CJ, one to Reddit.
    assert (run["done"], run["total"]) == (8, 8)
    assert run["created"] == run["found"] > 30
    found = items(ann, store)
    assert len(found) == run["found"]
    assert [item["score"]["value"] for item in found] == sorted((i["score"]["value"] for i in found), reverse=True)
    item = next(item for item in found if item["title"].startswith("Mushroom"))
    assert {part["name"] for part in item["score"]["parts"]} == {
        "trend",
        "margin",
        "competition",
        "social",
        "supplier",
    }
    assert (
        item["sparkline"]["orders"][-1] == item["orders_30d"] == load_catalog()[0].orders(sources.world.clock().date())
    )
    assert item["mentions_30d"] > 0
    assert {entry["kind"] for entry in item["evidence"]} == {"supplier", "orders", "mention"}


def test_the_same_item_from_two_sources_is_one_row_with_two_sources(
    sources: Sources, ann: Merchant, store: Json
) -> None:
    research(ann, store)
    shared = next(item for item in load_catalog() if item.cj_reference and "lamp" in item.title.lower())
    (row,) = [item for item in items(ann, store) if item["title"] == shared.title]
    assert {(source["supplier"], source["reference"]) for source in row["sources"]} == {
        ("aliexpress", shared.reference),
        ("cj", shared.cj_reference),
    }
    assert row["sources"][0]["supplier"] == "aliexpress"
    assert "search" in row["sources"][0]["via"]


def test_a_rerun_of_the_day_changes_nothing_but_freshness(sources: Sources, ann: Merchant, store: Json) -> None:
    first = research(ann, store)
    before = {item["id"]: item for item in items(ann, store)}
    sources.world.clock.advance(minutes=30)
    again = research(ann, store)
    after = {item["id"]: item for item in items(ann, store)}
    assert again["id"] == first["id"]
    assert (again["created"], again["updated"], again["starts"]) == (0, first["found"], 2)
    assert before.keys() == after.keys()
    for id, item in after.items():
        assert item["found_at"] == before[id]["found_at"]
        assert item["seen_at"] > before[id]["seen_at"]
        assert item["sparkline"] == before[id]["sparkline"]
    assert len(ann.get(f"/stores/{store['id']}/research/runs").json()["items"]) == 1


def trend_of(item: Json) -> Json:
    part: Json = next(part for part in item["score"]["parts"] if part["name"] == "trend")
    return part


def test_the_next_day_moves_prices_and_scores_and_keeps_found_at(sources: Sources, ann: Merchant, store: Json) -> None:
    research(ann, store)
    before = {item["id"]: item for item in items(ann, store)}
    sources.world.clock.advance(days=8)
    research(ann, store)
    after = {item["id"]: item for item in items(ann, store)}
    same = before.keys() & after.keys()
    assert len(same) > 30
    assert all(after[id]["found_at"] == before[id]["found_at"] for id in same)
    assert any(after[id]["orders_30d"] != before[id]["orders_30d"] for id in same)
    assert {trend_of(item)["quality"] for item in before.values()} == {"partial"}
    assert any(trend_of(after[id])["quality"] == "full" for id in same)
    assert any(after[id]["score"]["value"] != before[id]["score"]["value"] for id in same)
    sources.world.clock.advance(days=7)
    research(ann, store)
    lamp = next(item for item in items(ann, store) if item["title"].startswith("Mushroom"))
    detail = ann.get(f"/stores/{store['id']}/research/{lamp['id']}").json()
    assert len(detail["history"]) == 3
    assert detail["first_seen"] == detail["history"][0]["day"]


def test_a_message_that_comes_twice_changes_nothing(sources: Sources, ann: Merchant, store: Json) -> None:
    run = research(ann, store)
    container = sources.world.container
    before = items(ann, store)
    for _ in range(2):
        container.queue.send(
            "research",
            [
                f'{{"id":"evt_x","type":"ResearchRunRequested","store_id":"{store["id"]}",'
                f'"at":"2046-11-23T09:00:00Z","payload":{{"run_id":"{run["id"]}","starts":1}}}}'
            ],
        )
    sources.world.drain()
    assert items(ann, store) == before
    assert ann.get(f"/stores/{store['id']}/research/runs/{run['id']}").json() == run


def test_a_worker_that_died_is_followed_by_another(sources: Sources, ann: Merchant, store: Json) -> None:
    runs = sources.world.container.research_runs
    id = ann.post(f"/stores/{store['id']}/research/runs", {}).json()["id"]
    run = runs.find(store["id"], id)
    assert run is not None
    now = sources.world.clock()
    held = runs.write(replace(run, status=RunStatus.SCORING, working_until=now + timedelta(minutes=12)), previous=run)
    sources.world.drain()
    still = runs.find(store["id"], id)
    assert still is not None
    assert still.version == held.version
    sources.world.clock.advance(minutes=31)
    assert research(ann, store)["status"] == "done"


@pytest.mark.parametrize("kind", ["down", "slow", "malformed", "rate_limited", "denied"])
@pytest.mark.parametrize("source", ["aliexpress", "cj"])
def test_one_supplier_failing_leaves_the_run_with_the_other(
    sources: Sources, ann: Merchant, store: Json, source: str, kind: str
) -> None:
    sources.break_it(source, kind)
    run = research(ann, store)
    assert run["status"] == "degraded"
    reports = {report["source"]: report for report in run["sources"]}
    assert reports[source]["state"] == "failed"
    assert reports[source]["detail"]
    assert items(ann, store)


def test_a_supplier_with_nothing_is_no_failure(sources: Sources, ann: Merchant, store: Json) -> None:
    sources.break_it("aliexpress", "empty")
    run = research(ann, store)
    assert run["status"] == "done", run["sources"]
    assert {report["source"]: report["state"] for report in run["sources"]}["aliexpress"] == "empty"


@pytest.mark.parametrize("kind", ["down", "malformed", "rate_limited"])
def test_without_reddit_mentions_are_unknown_not_zero(
    sources: Sources, ann: Merchant, store: Json, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prawcore.sessions.time.sleep", lambda _: None)
    sources.break_it("reddit", kind)
    run = research(ann, store)
    assert run["status"] == "degraded"
    for item in items(ann, store):
        social = next(part for part in item["score"]["parts"] if part["name"] == "social")
        assert (item["mentions_30d"], social["value"], social["quality"]) == (None, None, "missing")
        assert item["score"]["low"] < item["score"]["value"] < item["score"]["high"]


def test_a_source_that_fails_in_the_middle_keeps_what_it_gave(sources: Sources, ann: Merchant, store: Json) -> None:
    sources.break_it("cj", "down", next=1)
    run = research(ann, store)
    reports = {report["source"]: report for report in run["sources"]}
    assert (run["status"], reports["cj"]["state"]) == ("degraded", "partial")
    assert reports["cj"]["found"] > 0


def test_when_every_supplier_fails_nothing_is_changed(sources: Sources, ann: Merchant, store: Json) -> None:
    research(ann, store)
    before = items(ann, store)
    sources.world.clock.advance(days=1)
    sources.break_it("aliexpress", "down")
    sources.break_it("cj", "down")
    run = research(ann, store)
    assert run["status"] == "failed"
    assert run["problem"]
    assert items(ann, store) == before


def test_dismissed_stays_dismissed_when_found_again(sources: Sources, ann: Merchant, store: Json) -> None:
    research(ann, store)
    item = items(ann, store)[0]
    path = f"/stores/{store['id']}/research/{item['id']}"
    assert ann.post(f"{path}/dismiss", {}).json()["status"] == "dismissed"
    assert ann.post(f"{path}/dismiss", {}).json()["status"] == "dismissed"
    sources.world.clock.advance(days=1)
    run = research(ann, store)
    assert run["unchanged"] == 1
    assert item["id"] not in {each["id"] for each in items(ann, store)}
    (dismissed,) = items(ann, store, status="dismissed")
    assert (dismissed["id"], dismissed["found_at"]) == (item["id"], item["found_at"])
    assert ann.post(f"{path}/restore", {}).json()["status"] == "new"
    assert item["id"] in {each["id"] for each in items(ann, store)}


def test_saved_items_stay_saved_and_are_refreshed(sources: Sources, ann: Merchant, store: Json) -> None:
    research(ann, store)
    item = items(ann, store)[3]
    ann.post(f"/stores/{store['id']}/research/{item['id']}/save", {})
    sources.world.clock.advance(days=1)
    research(ann, store)
    (saved,) = items(ann, store, status="saved")
    assert saved["id"] == item["id"]
    assert saved["seen_at"] > item["seen_at"]


def test_what_no_run_sees_for_long_goes_off_the_list_and_keeps_its_day_of_discovery(
    sources: Sources, ann: Merchant, store: Json
) -> None:
    research(ann, store)
    lamp = next(item for item in items(ann, store) if item["title"].startswith("Bamboo bath tray"))
    path = f"/stores/{store['id']}/research"
    ann.put(f"{path}/settings", {**SETTINGS, "keywords": ["lamp"], "excluded": ["tray"]})
    sources.world.clock.advance(days=15)
    research(ann, store)
    assert lamp["id"] not in {item["id"] for item in items(ann, store)}
    ann.put(f"{path}/settings", SETTINGS)
    sources.world.clock.advance(days=1)
    research(ann, store)
    again = next(item for item in items(ann, store) if item["id"] == lamp["id"])
    assert again["found_at"] == lamp["found_at"]


def test_links_to_posts_go_with_a_dismissal_and_after_two_days(sources: Sources, ann: Merchant, store: Json) -> None:
    research(ann, store)
    first, second = [item for item in items(ann, store) if item["mentions_30d"]][:2]
    path = f"/stores/{store['id']}/research"
    dismissed = ann.post(f"{path}/{first['id']}/dismiss", {}).json()
    ann.post(f"{path}/{second['id']}/save", {})
    ann.put(f"{path}/settings", {**SETTINGS, "keywords": ["zeppelin"], "excluded": second["title"].split()[:1]})
    sources.world.clock.advance(days=3)
    research(ann, store)
    (saved,) = items(ann, store, status="saved")
    for item in (dismissed, saved):
        assert item["mentions_30d"] is None
        assert "mention" not in {entry["kind"] for entry in item["evidence"]}


def test_the_list_filters_sorts_and_pages(sources: Sources, ann: Merchant, store: Json) -> None:
    research(ann, store)
    path = f"/stores/{store['id']}/research"
    everything = items(ann, store)
    orders = [item["orders_30d"] or -1 for item in items(ann, store, sort="orders", limit=7)]
    margins = [item["score"]["margin_basis_points"] for item in items(ann, store, sort="margin", limit=7)]
    scores = [item["score"]["value"] for item in items(ann, store, sort="score", limit=7)]
    for values in (orders, margins, scores):
        assert values == sorted(values, reverse=True)
        assert len(values) == len(everything)
    assert all("lamp" in f"{i['title']} {i['category']} {i['keyword']}".lower() for i in items(ann, store, q="LAMP"))
    assert all(item["score"]["value"] >= 50 for item in items(ann, store, min_score=50))
    assert all("cj" in {s["supplier"] for s in item["sources"]} for item in items(ann, store, source="cj"))
    second = ann.get(path, page=2, per_page=10).json()
    assert [item["id"] for item in second["items"]] == [item["id"] for item in everything[10:20]]
    assert second["total"] == len(everything)
    beyond = ann.get(path, page=99, per_page=10).json()
    assert (beyond["items"], beyond["next_cursor"]) == ([], None)
    cursor = ann.get(path, limit=5).json()["next_cursor"]
    assert ann.get(path, cursor=cursor, sort="orders").status_code == 400


def test_a_merchant_can_run_it_six_times_a_day(sources: Sources, ann: Merchant, store: Json) -> None:
    for left in range(5, -1, -1):
        assert research(ann, store)["manual_starts_left"] == left
    answer = ann.post(f"/stores/{store['id']}/research/runs", {})
    assert (answer.status_code, answer.json()["code"]) == (429, "research_runs_used_up")
    assert 0 < int(answer.headers["retry-after"]) <= 86_400
    sources.world.clock.advance(days=1)
    assert research(ann, store)["starts"] == 1


def test_a_run_under_way_is_answered_as_it_is(sources: Sources, ann: Merchant, store: Json) -> None:
    path = f"/stores/{store['id']}/research/runs"
    first = ann.post(path, {}, **{"idempotency-key": "a"}).json()
    second = ann.post(path, {}, **{"idempotency-key": "b"}).json()
    assert (first["status"], second["id"], second["starts"]) == ("queued", first["id"], 1)
    sources.world.drain()
    replayed = ann.post(path, {}, **{"idempotency-key": "a"}).json()
    assert (replayed["status"], replayed["starts"]) == ("done", 1)


def test_settings_are_guarded_by_their_version(sources: Sources, ann: Merchant, store: Json) -> None:
    path = f"/stores/{store['id']}/research/settings"
    saved = ann.get(path).json()
    assert saved["version"] == 1
    stale = ann.put(path, {**SETTINGS, "version": 0})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    assert stale.json()["current"] == saved
    body = {**SETTINGS, "min_cost": {"amount": 100, "currency": "EUR"}}
    assert ann.put(path, body).status_code == 422
    assert ann.put(path, {**SETTINGS, "weights": {"trend": 0}}).status_code == 422
    assert ann.put(path, {**SETTINGS, "weights": {"luck": 5}}).status_code == 422
    assert ann.put(path, {**SETTINGS, "keywords": []}).status_code == 422
    assert ann.put(path, {**SETTINGS, "weights": {"trend": 100}, "version": 1}).json()["version"] == 2


def test_a_store_starts_with_words_of_its_niche(world: World, ann: Merchant) -> None:
    store = ann.open_store(niche="pets", locale="de-AT")
    settings = ann.get(f"/stores/{store['id']}/research/settings").json()
    assert settings["version"] == 0
    assert (settings["ship_to"], settings["language"], settings["hour"]) == ("AT", "de", 5)
    assert "dog" in settings["keywords"]


def test_excluded_words_and_price_bounds_keep_finds_out(sources: Sources, ann: Merchant, store: Json) -> None:
    body = {
        **SETTINGS,
        "excluded": ["mushroom"],
        "min_cost": {"amount": 500, "currency": "USD"},
        "max_cost": {"amount": 1500, "currency": "USD"},
    }
    ann.put(f"/stores/{store['id']}/research/settings", body)
    research(ann, store)
    found = items(ann, store)
    assert found
    assert all(500 <= item["cost"]["amount"] <= 1500 for item in found)
    assert not any("Mushroom" in item["title"] for item in found)


def test_without_a_supplier_there_is_nothing_to_run(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    sources = ann.get(f"/stores/{store['id']}/research/sources").json()["items"]
    assert {(source["source"], source["connected"]) for source in sources} == {
        ("aliexpress", False),
        ("cj", False),
        ("reddit", False),
    }
    answer = ann.post(f"/stores/{store['id']}/research/runs", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "research_no_source")


def test_a_paused_store_rests(sources: Sources, ann: Merchant, store: Json) -> None:
    ann.patch(f"/stores/{store['id']}", {"status": "paused"})
    answer = ann.post(f"/stores/{store['id']}/research/runs", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "research_store_paused")


def test_four_hundred_days_of_a_candidate_are_one_item_a_month(world: World) -> None:
    world.container.prepare_documents()
    observations = world.container.observations
    ref = SupplierRef(supplier="aliexpress", reference="1005005780519627")
    market = ObservedMarket(ship_to="US", currency="USD")
    first = date(2045, 1, 1)
    for number in range(400):
        day = first + timedelta(days=number)
        known = observations.read_many([ref], market, day=day, days=40)
        seen = {ref: Observation(day=day, price=1_999, orders=512 + number, rating_basis_points=9_730)}
        assert observations.record(seen, market, known) == 1
        assert observations.record(seen, market, observations.read_many([ref], market, day=day, days=40)) == 0
    found = list_keys(f"OBSERVED#{ref.supplier}#{ref.reference}").keys
    assert len(found) == 14
    series = observations.read_history(ref, market, day=first + timedelta(days=399))
    assert series is not None
    assert series.first_seen == first
    assert [each.orders for each in series.observations] == [512 + number for number in range(400)]
    table = shared_client()
    sizes = [
        len(str(table.get_item(TableName="tradewind", Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}})["Item"]))
        for key in found
    ]
    assert max(sizes) < 1_024
