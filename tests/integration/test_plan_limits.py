"""Limits of plans hold however many come at once, on every way in: stores, products, AI credits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from tests.billing_world import Subscriber
from tests.integration.test_ai_budget import GOOD, QUESTION, FakeModel
from tests.integration.test_transfers import run as run_sheet
from tests.world import Json, World
from tradewind.ai import service as ai
from tradewind.ai.models import Reservation
from tradewind.ai.prices import most_it_can_cost
from tradewind.billing.models import AccountPlan, SubscriptionStatus
from tradewind.billing.plans import Limits, PlanCode, plan_of
from tradewind.db import keys
from tradewind.db.counters import CountersItem

MONEY = {"amount": 1000, "currency": "USD"}


@pytest.fixture
def ann(world: World) -> Subscriber:
    return Subscriber(world)


def room(monkeypatch: pytest.MonkeyPatch, **limits: int) -> None:
    """Let the free plan allow what a test can fill."""
    free = plan_of(PlanCode.FREE)
    small = replace(free, limits=replace(Limits(stores=9, products=9, ai_credits=9), **limits))
    monkeypatch.setattr("tradewind.billing.entitlement.plan_of", lambda code: small)


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count)))


def codes(answers: list[Any]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


# Stores


def test_ten_stores_at_once_at_the_plans_limit_give_exactly_the_limit(ann: Subscriber) -> None:
    ann.subscribe("starter")
    answers = at_once(10, lambda number: ann.merchant.post("/stores", {"name": f"S {number}", "niche": "pets"}))
    assert codes(answers) == [201] * 2 + [409] * 8
    assert ann.merchant.get("/stores").json()["total"] == 2


def test_a_free_account_has_one_store_and_an_upgrade_makes_room(ann: Subscriber) -> None:
    ann.open_stores(1)
    refused = ann.merchant.post("/stores", {"name": "Second", "niche": "pets"})
    assert (refused.status_code, refused.json()["code"], refused.json()["limit"]) == (409, "store_limit_reached", 1)
    ann.subscribe("starter")
    assert ann.merchant.post("/stores", {"name": "Second", "niche": "pets"}).status_code == 201


# Products


def shelf(ann: Subscriber, monkeypatch: pytest.MonkeyPatch, *, limit: int, filled: int) -> tuple[Json, list[Json]]:
    (store,) = ann.open_stores(1)
    products = [ann.merchant.add_product(store, title=f"Mug {number}") for number in range(filled)]
    room(monkeypatch, products=limit)
    return store, products


def counted(ann: Subscriber, store: Json) -> tuple[int, int]:
    """Products that are there, archived ones aside, and what the counters say."""
    items = ann.merchant.get(f"/stores/{store['id']}/products", limit=100).json()["items"]
    listed = CountersItem.get(*keys.counters(store["id"]), consistent_read=True).listed
    return sum(item["status"] != "archived" for item in items), int(listed or 0)


def create(ann: Subscriber, store: Json, number: int) -> Any:
    return ann.merchant.post(f"/stores/{store['id']}/products", {"title": f"New {number}", "price": MONEY})


def test_ten_products_at_once_at_the_limit_give_exactly_the_limit(
    ann: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = shelf(ann, monkeypatch, limit=3, filled=2)
    answers = at_once(10, lambda number: create(ann, store, number))
    assert codes(answers) == [201] + [409] * 9
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert (refused["code"], refused["limit"]) == ("product_limit_reached", 3)
    assert counted(ann, store) == (3, 3)


def test_every_way_in_at_once_never_passes_the_limit(ann: Subscriber, monkeypatch: pytest.MonkeyPatch) -> None:
    """Creating, copying, bringing back from the archive one by one and many at once, all in one moment."""
    store, products = shelf(ann, monkeypatch, limit=9, filled=6)
    base = f"/stores/{store['id']}/products"
    for product in products[3:]:
        ann.merchant.delete(f"{base}/{product['id']}")
    room(monkeypatch, products=5)
    restore = {"type": "status", "status": "draft"}
    ways: list[Callable[[], Any]] = [
        lambda: create(ann, store, 1),
        lambda: create(ann, store, 2),
        lambda: ann.merchant.post(f"{base}/{products[0]['id']}/duplicate", {}),
        lambda: ann.merchant.post(f"{base}/{products[1]['id']}/duplicate", {}),
        lambda: ann.merchant.patch(f"{base}/{products[3]['id']}", {"status": "active"}),
        lambda: ann.merchant.post(
            f"{base}/bulk", {"product_ids": [product["id"] for product in products[4:]], "action": restore}
        ),
    ]
    answers = at_once(len(ways), lambda number: ways[number]())
    assert all(answer.status_code in (200, 201, 409, 503) for answer in answers), [a.text for a in answers]
    there, listed = counted(ann, store)
    assert there == listed <= 5
    assert create(ann, store, 3).status_code == (201 if there < 5 else 409)


def test_archived_products_do_not_count_and_come_back_only_where_there_is_room(
    ann: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, products = shelf(ann, monkeypatch, limit=2, filled=2)
    path = f"/stores/{store['id']}/products/{products[0]['id']}"
    assert create(ann, store, 1).status_code == 409
    ann.merchant.delete(path)
    assert create(ann, store, 1).status_code == 201
    back = ann.merchant.patch(path, {"status": "active"})
    assert (back.status_code, back.json()["code"]) == (409, "product_limit_reached")
    # Moving between draft and active takes no room.
    other = f"/stores/{store['id']}/products/{products[1]['id']}"
    assert ann.merchant.patch(other, {"status": "draft"}).status_code == 200
    assert counted(ann, store) == (2, 2)


def test_undoing_a_change_of_many_brings_back_only_what_has_room(
    ann: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, products = shelf(ann, monkeypatch, limit=3, filled=3)
    base = f"/stores/{store['id']}/products"
    ids = [product["id"] for product in products]
    done = ann.merchant.post(f"{base}/bulk", {"product_ids": ids, "action": {"type": "status", "status": "archived"}})
    assert create(ann, store, 1).status_code == 201
    undone = ann.merchant.post(f"{base}/bulk/{done.json()['undo_id']}/undo", {}).json()
    assert (undone["succeeded"], undone["failed"]) == (2, 1)
    assert counted(ann, store) == (3, 3)


def test_a_smaller_plan_blocks_new_products_and_holds_nothing(ann: Subscriber, monkeypatch: pytest.MonkeyPatch) -> None:
    store, products = shelf(ann, monkeypatch, limit=2, filled=4)
    assert create(ann, store, 1).status_code == 409
    edit = ann.merchant.patch(f"/stores/{store['id']}/products/{products[0]['id']}", {"title": "Still mine"})
    assert edit.status_code == 200
    assert ann.held([store]) == [None]


def test_counters_from_before_there_was_a_limit_are_summed_up_once(
    ann: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, products = shelf(ann, monkeypatch, limit=4, filled=3)
    ann.merchant.delete(f"/stores/{store['id']}/products/{products[0]['id']}")
    CountersItem(*keys.counters(store["id"])).update(actions=[CountersItem.listed.remove()])
    answers = at_once(6, lambda number: create(ann, store, number))
    assert codes(answers) == [201] * 2 + [409] * 4
    assert counted(ann, store) == (4, 4)


def test_a_sheet_fills_the_shelf_and_says_what_did_not_fit(ann: Subscriber, monkeypatch: pytest.MonkeyPatch) -> None:
    store, _ = shelf(ann, monkeypatch, limit=2, filled=1)
    _, done = run_sheet(ann.world, ann.merchant, store, "Handle,Title,Variant Price\na,A,1.00\nb,B,1.00\nc,C,1.00\n")
    assert (done["counts"]["created"], done["counts"]["failed"]) == (1, 2)
    assert "This store can have 2 products" in done["errors"][0]["message"]
    assert counted(ann, store) == (2, 2)


# AI credits


def models(ann: Subscriber, *replies: Any) -> Any:
    client = FakeModel(*replies)
    return replace(ann.world.container.ai_deps, client=lambda: client)


def test_the_plans_credits_are_one_budget_for_all_stores_of_an_account(
    ann: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    room(monkeypatch, ai_credits=1)
    stores = ann.open_stores(2)
    deps, each = models(ann), most_it_can_cost(QUESTION)

    def reserve(number: int) -> Reservation | None:
        return ai.reserve(deps, store_id=stores[number % 2]["id"], question=QUESTION)

    with ThreadPoolExecutor(8) as pool:
        taken = [found for found in pool.map(reserve, range(40)) if found]
    assert len(taken) == 10_000 // each
    assert len({reservation.store_id for reservation in taken}) == 2
    for store in stores:
        budget = ai.read_budget(deps, store_id=store["id"])
        assert budget.reserved_micros == len(taken) * each <= budget.cap_micros == 10_000


def test_what_each_store_used_stays_readable(ann: Subscriber, monkeypatch: pytest.MonkeyPatch) -> None:
    room(monkeypatch, ai_credits=20)
    stores = ann.open_stores(2)
    deps = models(ann, GOOD, GOOD, GOOD)
    for store in (stores[0], stores[0], stores[1]):
        ai.ask(deps, store_id=store["id"], question=QUESTION)
    shown = [ann.merchant.get(f"/stores/{store['id']}/ai-budget").json() for store in stores]
    assert [(each["used_micros"], each["store_used_micros"], each["shared"]) for each in shown] == [
        (450, 300, True),
        (450, 150, True),
    ]
    assert ann.current["usage"]["ai_credits"] == 1


def test_credits_of_a_dead_process_are_booked_on_the_store_that_asked(
    ann: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    room(monkeypatch, ai_credits=1)
    (store,) = ann.open_stores(1)
    deps = models(ann)
    while ai.reserve(deps, store_id=store["id"], question=QUESTION):
        pass
    ann.world.clock.advance(hours=2)
    assert ai.reserve(deps, store_id=store["id"], question=QUESTION) is None
    budget = ai.read_budget(deps, store_id=store["id"])
    assert budget.reserved_micros == 0
    assert budget.store_micros == budget.used_micros > 0


def test_an_unpaid_plan_has_no_credits(ann: Subscriber) -> None:
    made = ann.subscribe("growth")
    (store,) = ann.open_stores(1)
    assert ann.merchant.get(f"/stores/{store['id']}/ai-budget").json()["cap_micros"] == 15_000_000
    ann.stripe.move(made.id, status=SubscriptionStatus.UNPAID)
    ann.deliver()
    assert ann.merchant.get(f"/stores/{store['id']}/ai-budget").json()["cap_micros"] == 0


# Only where a limit is needed


def test_ordinary_edits_do_not_read_the_plan(ann: Subscriber, monkeypatch: pytest.MonkeyPatch) -> None:
    (store,) = ann.open_stores(1)
    product = ann.merchant.add_product(store)
    reads: list[str] = []
    plans = ann.world.container.plans
    real = plans.get

    def noted(user_id: str) -> AccountPlan:
        reads.append(user_id)
        return real(user_id)

    monkeypatch.setattr(plans, "get", noted)
    path = f"/stores/{store['id']}/products/{product['id']}"
    assert ann.merchant.patch(path, {"title": "Red mug"}).status_code == 200
    assert ann.merchant.patch(path, {"status": "draft"}).status_code == 200
    assert ann.merchant.patch(f"/stores/{store['id']}", {"name": "Renamed"}).status_code == 200
    assert ann.merchant.delete(path).status_code == 204
    assert reads == []
