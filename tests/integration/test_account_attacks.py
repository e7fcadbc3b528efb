"""What somebody with a stolen session, a known password or an old link tries against an account."""

import pytest

from tests.integration.test_account_deletion import delete, join_existing
from tests.integration.test_account_recovery import (
    NEW,
    ask_for_reset,
    confirm,
    login,
    refresh,
    reset,
    second_session,
    token_for,
)
from tests.integration.test_second_factor import enrol
from tests.stripe_events import session_event
from tests.world import Json, Merchant, World
from tradewind.db.metering import metered


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant("ann@example.com")


def bearer(tokens: Json) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens['access_token']}"}


def end_sessions(world: World, ann: Merchant, way: str) -> str:
    """Ends every session but Ann's in one of three ways. Returns the password she has then."""
    if way == "change":
        assert ann.post("/auth/password", {"current_password": ann.password, "password": NEW}).status_code == 204
        return NEW
    if way == "reset":
        ask_for_reset(world, ann.email)
        assert reset(world, token_for(world, ann.email, "/reset-password")).status_code == 204
        return NEW
    assert ann.delete("/auth/sessions").status_code == 204
    return ann.password


@pytest.mark.parametrize("way", ["change", "reset", "sign out"])
def test_a_session_that_has_ended_does_not_bring_itself_back(world: World, ann: Merchant, way: str) -> None:
    stolen = second_session(world, ann)
    password = end_sessions(world, ann, way)
    answer = world.client.delete("/api/v1/auth/sessions", headers=bearer(stolen))
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")
    body = {"current_password": password, "password": "third horse battery"}
    assert world.post("/auth/password", body, bearer(stolen)).json()["code"] == "session_ended"
    assert world.post("/auth/refresh", {"refresh_token": stolen["refresh_token"]}).status_code == 401
    if way != "reset":
        assert refresh(world, ann) == 200


def test_a_session_from_before_there_were_epochs_is_taken_along(world: World, ann: Merchant) -> None:
    from tradewind.accounts.repository import SessionItem
    from tradewind.db import keys

    user_id, session_id = ann.tokens["refresh_token"].split(".")[:2]
    SessionItem(*keys.session(user_id, session_id)).update(actions=[SessionItem.epoch.remove()])
    end_sessions(world, ann, "change")
    assert refresh(world, ann) == 200


@pytest.mark.parametrize("way", ["change", "reset"])
def test_a_change_of_address_that_waits_ends_with_the_password(world: World, ann: Merchant, way: str) -> None:
    ann.post("/auth/email/change", {"email": "thief@example.com", "password": ann.password})
    token = token_for(world, "thief@example.com", "/verify-email")
    end_sessions(world, ann, way)
    assert confirm(world, token).json()["code"] == "link_ended"
    assert login(world, ann.email, NEW).status_code == 200


def test_lists_that_lag_behind_stop_no_deletion(world: World, ann: Merchant, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a real table's indexes do: they go on naming what was closed or left a moment ago."""
    user_id, bo = ann.tokens["user"]["id"], world.merchant()
    own, closed, shared, former = ann.open_store(), ann.open_store(), bo.open_store(), bo.open_store()
    for store in (shared, former):
        assert join_existing(world, bo, store, ann).status_code == 200
    stores, team = world.container.stores, world.container.team
    listed, members = list(stores.iterate_of_user(user_id)), team.list_memberships(user_id)
    ann.patch(f"/stores/{own['id']}", {"description": "Edited this moment"})
    ann.delete(f"/stores/{closed['id']}")
    team.remove(former["id"], user_id)
    monkeypatch.setattr(stores, "iterate_of_user", lambda _: iter(listed))
    monkeypatch.setattr(team, "list_memberships", lambda _: members)
    assert delete(ann).status_code == 204
    assert team.find_member(shared["id"], user_id) is None
    found = stores.find(own["id"])
    assert found
    assert found.status == "deleted"


def test_a_refused_deletion_uses_up_no_code(world: World, ann: Merchant) -> None:
    store = ann.open_store()
    product = ann.add_product(store)
    checkout = world.start_checkout(store, (product, 1)).json()
    world.deliver(session_event(checkout, store_id=store["id"], amount=2500))
    _, codes = enrol(world, ann)
    for _ in range(2):
        assert delete(ann, recovery_code=codes[0]).json()["code"] == "account_in_use"
    assert ann.get("/auth/second-factor").json()["recovery_codes_left"] == len(codes)


def test_a_failed_sign_in_asks_the_table_as_often_whether_an_account_has_the_address(
    world: World, ann: Merchant
) -> None:
    seen = []
    for email in (ann.email, "nobody@example.com"):
        with metered() as meter:
            answer = login(world, email, "wrong horse battery")
        seen.append((answer.status_code, tuple(meter.requests), meter.write_units))
    assert seen[0] == seen[1]
    assert seen[0][0] == 401
