"""An account goes: what is in the way, what goes with it, and a deletion that was cut off."""

from typing import Any

import pytest

from tests.billing_world import Subscriber
from tests.integration.test_account_recovery import NEW, login, refresh, token_for
from tests.integration.test_role_matrix import join
from tests.integration.test_second_factor import enrol
from tests.stripe_events import session_event
from tests.world import Json, Merchant, World


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant("ann@example.com")


def delete(ann: Merchant, **body: str) -> Any:
    return ann.post("/account/deletion", {"email": ann.email, "password": ann.password, **body})


def test_an_account_goes_with_its_stores_and_its_address_is_free(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    ann.add_product(store)
    bo = world.merchant()
    shared = bo.open_store()
    colleague = join_existing(world, bo, shared, ann)
    assert colleague.status_code == 200
    assert delete(ann).status_code == 204
    assert refresh(world, ann) == 401
    assert login(world, ann.email, ann.password).status_code == 401
    gone = world.container.stores.find(store["id"])
    assert gone
    assert gone.status == "deleted"
    assert [member["role"] for member in bo.get(f"/stores/{shared['id']}/team").json()["members"]] == ["owner"]
    world.drain()
    assert (world.mail.sent[-1].to, world.mail.sent[-1].subject) == (ann.email, "Your account was deleted")
    again = world.merchant(ann.email)
    assert again.get("/stores").json()["items"] == []
    assert again.get("/stores/deleted").json()["items"] == []
    assert again.post(f"/stores/{store['id']}/restore", {}).status_code == 404
    record = world.container.accounts.find(ann.tokens["user"]["id"])
    assert record
    assert (record.email, record.password_hash, record.is_active) == ("", "", False)


def join_existing(world: World, owner: Merchant, store: Json, colleague: Merchant) -> Any:
    owner.post(f"/stores/{store['id']}/team/invitations", {"email": colleague.email, "role": "viewer"})
    return colleague.post("/invitations/accept", {"token": token_for(world, colleague.email, "/join")})


def test_open_orders_are_in_the_way_and_named(world: World, ann: Merchant) -> None:
    store = ann.open_store(name="Busy")
    product = ann.add_product(store)
    checkout = world.start_checkout(store, (product, 1)).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    answer = delete(ann)
    assert (answer.status_code, answer.json()["code"]) == (409, "account_in_use")
    assert answer.json()["stores"] == [{"id": store["id"], "name": "Busy", "open_orders": 1}]
    assert ann.get("/account/obstacles").json()["stores"][0]["name"] == "Busy"
    assert ann.get(f"/stores/{store['id']}").status_code == 200


def test_a_live_subscription_is_in_the_way_until_it_is_cancelled(world: World, ann: Merchant) -> None:
    subscriber = Subscriber(world, ann)
    subscriber.subscribe("growth")
    answer = delete(ann)
    assert (answer.json()["code"], answer.json()["subscription"]) == ("account_in_use", True)
    assert ann.post("/subscriptions/change", {"plan": "free"}).status_code == 200
    assert delete(ann).status_code == 204


def test_a_page_paid_after_the_deletion_is_given_back(world: World, ann: Merchant) -> None:
    subscriber = Subscriber(world, ann)
    session, headers = subscriber.checkout("growth").json()["session_id"], ann.headers
    assert delete(ann).status_code == 204
    world.clock.advance(minutes=1)
    made = subscriber.stripe.pay(session, card="card_4242")
    subscriber.deliver()
    assert subscriber.stripe.subscriptions[made.id].status == "canceled"
    again = world.post("/subscriptions/checkout", {"plan": "growth"}, headers)
    assert (again.status_code, again.json()["code"]) == (401, "session_ended")


def test_deleting_takes_password_address_and_code(world: World, ann: Merchant) -> None:
    assert delete(ann, password=NEW).json()["errors"][0]["field"] == "password"
    assert delete(ann, email="bo@example.com").json()["errors"][0]["field"] == "email"
    app, codes = enrol(world, ann)
    assert delete(ann).json()["code"] == "invalid_second_factor"
    assert delete(ann, code=app.next()).status_code == 204
    assert world.merchant(ann.email).get("/auth/second-factor").json()["enabled"] is False
    assert codes


def test_a_deletion_that_was_cut_off_is_finished_by_the_next_call(
    world: World, ann: Merchant, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores = [ann.open_store() for _ in range(3)]
    real, calls = world.container.stores.update, []

    def dies(*args: Any, **kwargs: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError("killed")
        real(*args, **kwargs)

    monkeypatch.setattr(world.container.stores, "update", dies)
    assert delete(ann).status_code == 500
    assert len(ann.get("/stores").json()["items"]) == 2
    assert delete(ann).status_code == 204
    found = [world.container.stores.find(store["id"]) for store in stores]
    assert {store.status for store in found if store} == {"deleted"}


def test_a_session_that_outlives_its_account_opens_and_restores_nothing(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    headers = ann.headers
    assert delete(ann).status_code == 204
    opened = world.post("/stores", {"name": "Ghost", "niche": "other"}, headers)
    assert (opened.status_code, opened.json()["code"]) == (409, "store_limit_reached")
    restored = world.post(f"/stores/{store['id']}/restore", {}, headers)
    assert restored.status_code == 409
    gone = world.container.stores.find(store["id"])
    assert gone
    assert gone.status == "deleted"


def test_a_store_that_is_opened_during_the_deletion_stops_it(
    world: World, ann: Merchant, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers, real = ann.headers, world.container.team.list_memberships
    late: list[int] = []

    def open_first(user_id: str, **limits: int) -> Any:
        if not late:
            late.append(world.post("/stores", {"name": "Late", "niche": "other"}, headers).status_code)
        return real(user_id, **limits)

    monkeypatch.setattr(world.container.team, "list_memberships", open_first)
    assert delete(ann).json()["code"] == "store_opened_meanwhile"
    assert late == [201]
    assert delete(ann).status_code == 204


def test_a_colleague_that_is_deleted_leaves_no_way_in(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    bo = join(world, ann, store, "manager")
    headers = bo.headers
    assert delete(bo).status_code == 204
    answer = world.client.get(f"/api/v1/stores/{store['id']}", headers=headers)
    assert answer.status_code == 404
