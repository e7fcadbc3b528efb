"""Colleagues: invitations by mail, roles, leaving; API keys; the audit log."""

import re
from typing import Any

import pytest

from tests.integration.test_role_matrix import bearer, invitation_token, join, make_key
from tests.world import Json, Merchant, World
from tradewind.access.tokens import read_token


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant("ann@example.com")


@pytest.fixture
def store(ann: Merchant) -> Json:
    return ann.open_store(name="Ann's mugs")


def invite(ann: Merchant, store: Json, email: str, role: str = "viewer") -> Any:
    return ann.post(f"/stores/{store['id']}/team/invitations", {"email": email, "role": role})


def accept(colleague: Merchant, token: str) -> Any:
    return colleague.post("/invitations/accept", {"token": token})


def team_of(merchant: Merchant, store: Json) -> Json:
    answer = merchant.get(f"/stores/{store['id']}/team")
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


def audit(merchant: Merchant, store: Json, **wanted: Any) -> Json:
    answer = merchant.get(f"/stores/{store['id']}/audit-log", **wanted)
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


def test_an_invited_viewer_reads_and_does_not_write(world: World, ann: Merchant, store: Json) -> None:
    bo = join(world, ann, store, "viewer")
    assert bo.get(f"/stores/{store['id']}").json()["role"] == "viewer"
    assert [shop["id"] for shop in bo.get("/stores/shared").json()["items"]] == [store["id"]]
    assert bo.get("/stores").json()["items"] == []
    answer = bo.patch(f"/stores/{store['id']}", {"name": "Bo's mugs"})
    assert (answer.status_code, answer.json()["code"], answer.json()["needed"]) == (403, "role_too_low", "manager")
    assert [each["role"] for each in team_of(bo, store)["members"]] == ["owner", "viewer"]


def test_an_invitation_that_was_answered_confirms_its_address(world: World, ann: Merchant, store: Json) -> None:
    bo = world.merchant()
    assert not bo.get("/auth/me").json()["email_verified"]
    invite(ann, store, bo.email)
    assert accept(bo, invitation_token(world, bo.email)).status_code == 200
    assert bo.get("/auth/me").json()["email_verified"]


def test_a_manager_runs_the_shop_and_cannot_raise_anybody(world: World, ann: Merchant, store: Json) -> None:
    bo = join(world, ann, store, "manager")
    assert bo.patch(f"/stores/{store['id']}", {"name": "Bo's mugs"}).status_code == 200
    assert bo.add_product(store)["title"] == "Blue mug"
    assert invite(bo, store, "cleo@example.com").json()["code"] == "role_too_low"
    own = bo.tokens["user"]["id"]
    assert bo.patch(f"/stores/{store['id']}/team/{own}", {"role": "manager"}).json()["code"] == "role_too_low"
    assert bo.delete(f"/stores/{store['id']}").json()["code"] == "role_too_low"


def test_the_mail_says_who_invites_whom_to_what(world: World, ann: Merchant, store: Json) -> None:
    invite(ann, store, "bo@example.com", "manager")
    world.drain()
    mail = world.mail.sent[-1]
    assert (mail.to, mail.subject) == ("bo@example.com", "ann@example.com invites you to Ann's mugs")
    assert "as a manager" in mail.text
    assert "https://dashboard.example.com/join#token=" in mail.text
    assert "Ann&#39;s mugs" in mail.html


def test_an_invitation_works_once(world: World, ann: Merchant, store: Json) -> None:
    bo = world.merchant()
    invite(ann, store, bo.email)
    token = invitation_token(world, bo.email)
    assert accept(bo, token).json()["role"] == "viewer"
    assert (accept(bo, token).status_code, accept(bo, token).json()["code"]) == (410, "invitation_ended")


def test_an_invitation_ends_after_a_week(world: World, ann: Merchant, store: Json) -> None:
    bo = world.merchant()
    invite(ann, store, bo.email)
    token = invitation_token(world, bo.email)
    world.clock.advance(days=7, seconds=1)
    assert accept(bo, token).json()["code"] == "invitation_ended"
    assert team_of(ann, store)["invitations"] == []


def test_inviting_again_ends_the_first_link_and_counts_once(world: World, ann: Merchant, store: Json) -> None:
    bo = world.merchant()
    invite(ann, store, bo.email)
    first = invitation_token(world, bo.email)
    invite(ann, store, bo.email.upper(), "manager")
    assert len(team_of(ann, store)["invitations"]) == 1
    assert accept(bo, first).json()["code"] == "invitation_ended"
    world.drain()
    second = re.search(r"#token=(\S+)", world.mail.sent[-1].text)
    assert second
    assert accept(bo, second[1]).json()["role"] == "manager"


def test_a_withdrawn_invitation_opens_nothing(world: World, ann: Merchant, store: Json) -> None:
    bo = world.merchant()
    invitation = invite(ann, store, bo.email).json()
    token = invitation_token(world, bo.email)
    path = f"/stores/{store['id']}/team/invitations/{invitation['id']}"
    assert [ann.delete(path).status_code, ann.delete(path).status_code] == [204, 404]
    assert accept(bo, token).json()["code"] == "invitation_ended"


def test_a_link_that_was_passed_on_opens_nothing(world: World, ann: Merchant, store: Json) -> None:
    bo, thief = world.merchant(), world.merchant()
    invite(ann, store, bo.email)
    token = invitation_token(world, bo.email)
    answer = accept(thief, token)
    assert (answer.status_code, answer.json()["code"], answer.json()["email"]) == (
        409,
        "invitation_for_another",
        bo.email,
    )
    assert accept(bo, token).status_code == 200


@pytest.mark.parametrize("token", ["", "x", "a.b", "str_01JD0000000000000000000000-ivt_1.mac", "ivt_1.é"])
def test_a_made_up_link_is_refused(world: World, ann: Merchant, store: Json, token: str) -> None:
    answer = world.post("/invitations/preview", {"token": token})
    assert answer.status_code in (410, 422), answer.text


def test_the_offer_can_be_read_before_signing_in(world: World, ann: Merchant, store: Json) -> None:
    invite(ann, store, "bo@example.com")
    answer = world.post("/invitations/preview", {"token": invitation_token(world, "bo@example.com")})
    assert (answer.json()["store_name"], answer.json()["role"]) == ("Ann's mugs", "viewer")


def test_nobody_is_invited_twice(world: World, ann: Merchant, store: Json) -> None:
    bo = join(world, ann, store, "viewer")
    assert invite(ann, store, bo.email.upper()).json()["code"] == "already_member"
    assert invite(ann, store, "ANN@example.com").json()["code"] == "already_member"


def test_whoever_is_taken_out_is_out_at_the_next_request(world: World, ann: Merchant, store: Json) -> None:
    bo = join(world, ann, store, "manager")
    path = f"/stores/{store['id']}/team/{bo.tokens['user']['id']}"
    assert ann.delete(path).status_code == 204
    assert bo.get(f"/stores/{store['id']}").json()["code"] == "store_not_found"
    assert bo.get("/stores/shared").json()["items"] == []
    assert ann.delete(path).json()["code"] == "member_not_found"


def test_a_new_role_holds_at_the_next_request(world: World, ann: Merchant, store: Json) -> None:
    bo = join(world, ann, store, "viewer")
    path = f"/stores/{store['id']}/team/{bo.tokens['user']['id']}"
    assert ann.patch(path, {"role": "manager"}).json()["role"] == "manager"
    assert bo.patch(f"/stores/{store['id']}", {"name": "Bo's"}).status_code == 200
    assert ann.patch(path, {"role": "owner"}).status_code == 422


def test_colleagues_may_leave_and_take_nobody_along(world: World, ann: Merchant, store: Json) -> None:
    bo, cleo = join(world, ann, store, "manager"), join(world, ann, store, "viewer")
    other = f"/stores/{store['id']}/team/{cleo.tokens['user']['id']}"
    assert bo.delete(other).json()["code"] == "role_too_low"
    assert cleo.delete(other).status_code == 204
    assert cleo.get(f"/stores/{store['id']}").status_code == 404


def test_a_key_reads_what_its_scopes_say(world: World, ann: Merchant, store: Json) -> None:
    token = make_key(ann, store, "secret", ["catalog:write"])
    product = ann.add_product(store)
    path = f"/api/v1/stores/{store['id']}/products/{product['id']}"
    assert world.client.get(path, headers=bearer(token)).status_code == 200
    assert world.client.patch(path, headers=bearer(token), json={"title": "Red mug"}).json()["title"] == "Red mug"
    answer = world.client.get(f"/api/v1/stores/{store['id']}/orders", headers=bearer(token))
    assert (answer.status_code, answer.json()["needed"]) == (403, "orders:read")


def test_a_token_is_shown_once_and_not_stored(world: World, ann: Merchant, store: Json) -> None:
    token = make_key(ann, store, "secret", ["orders:read"])
    listed = ann.get(f"/stores/{store['id']}/api-keys")
    assert token not in listed.text
    assert listed.json()["items"][0]["hint"] == token[-4:]
    claim = read_token(token)
    assert claim is not None
    stored = world.container.api_keys.find(claim.store_id, claim.key_id)
    assert stored is not None
    assert token[-40:] not in repr(stored)


def test_a_revoked_key_dies_at_once(world: World, ann: Merchant, store: Json) -> None:
    token = make_key(ann, store, "secret", ["store:read"])
    path = f"/api/v1/stores/{store['id']}"
    assert world.client.get(path, headers=bearer(token)).json()["role"] is None
    key = ann.get(f"/stores/{store['id']}/api-keys").json()["items"][0]
    assert ann.delete(f"/stores/{store['id']}/api-keys/{key['id']}").status_code == 204
    answer = world.client.get(path, headers=bearer(token))
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_a_key_opens_no_other_store_of_its_owner(world: World, ann: Merchant, store: Json) -> None:
    token = make_key(ann, store, "secret", ["store:read"])
    other = ann.open_store()
    answer = world.client.get(f"/api/v1/stores/{other['id']}", headers=bearer(token))
    assert (answer.status_code, answer.json()["code"]) == (404, "store_not_found")


@pytest.mark.parametrize("change", [lambda token: token[:-1] + ("0" if token[-1] != "0" else "1"), lambda t: t + "0"])
def test_a_key_with_a_changed_letter_is_none(world: World, ann: Merchant, store: Json, change: Any) -> None:
    token = change(make_key(ann, store, "secret", ["store:read"]))
    answer = world.client.get(f"/api/v1/stores/{store['id']}", headers=bearer(token))
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_last_use_is_noted_once_an_hour(world: World, ann: Merchant, store: Json) -> None:
    token = make_key(ann, store, "secret", ["store:read"])

    def use() -> str:
        world.client.get(f"/api/v1/stores/{store['id']}", headers=bearer(token))
        return str(ann.get(f"/stores/{store['id']}/api-keys").json()["items"][0]["last_used_at"])

    first = use()
    world.clock.advance(minutes=59)
    assert use() == first
    world.clock.advance(minutes=1)
    assert use() != first


@pytest.mark.parametrize(
    "body",
    [
        {"name": "K", "kind": "secret", "scopes": []},
        {"name": "K", "kind": "publishable", "scopes": ["store:read"]},
        {"name": "K", "kind": "secret", "scopes": ["everything"]},
        {"name": "", "kind": "publishable"},
    ],
)
def test_a_key_that_makes_no_sense_is_refused(ann: Merchant, store: Json, body: Json) -> None:
    assert ann.post(f"/stores/{store['id']}/api-keys", body).status_code == 422


def test_a_store_has_twenty_keys_at_most(ann: Merchant, store: Json) -> None:
    for number in range(20):
        ann.post(f"/stores/{store['id']}/api-keys", {"name": f"Key {number}", "kind": "publishable"})
    answer = ann.post(f"/stores/{store['id']}/api-keys", {"name": "One more", "kind": "publishable"})
    assert (answer.status_code, answer.json()["code"], answer.json()["limit"]) == (409, "too_many_api_keys", 20)


def test_a_publishable_key_names_its_store(world: World, ann: Merchant, store: Json) -> None:
    token = make_key(ann, store, "publishable", [])
    answer = world.get("/public/store", headers=bearer(token))
    assert (answer.json()["slug"], answer.json()["is_selling"]) == (store["slug"], True)
    assert store["id"] not in answer.text
    assert ann.tokens["user"]["id"] not in answer.text
    world.drain()
    assert world.get(answer.json()["links"]["products"].removeprefix("/api/v1")).status_code == 200
    assert world.get("/public/store").status_code == 401


def test_the_log_says_who_did_what(world: World, ann: Merchant, store: Json) -> None:
    bo = join(world, ann, store, "manager")
    product = bo.add_product(store, title="Green mug")
    ann.patch(f"/stores/{store['id']}/products/{product['id']}", {"title": "Teal mug", "tags": ["new"]})
    token = make_key(ann, store, "secret", ["catalog:write"])
    world.client.delete(f"/api/v1/stores/{store['id']}/products/{product['id']}", headers=bearer(token))
    entries = audit(ann, store)["items"]
    told = [(entry["actor"]["kind"], entry["actor"]["name"], entry["action"], entry["label"]) for entry in entries]
    assert told == [
        ("api_key", "Key", "archive_product", "Teal mug"),
        ("user", "ann@example.com", "create_api_key", "Key"),
        ("user", "ann@example.com", "update_product", "Teal mug"),
        ("user", bo.email, "create_product", "Green mug"),
        ("user", "ann@example.com", "invite_member", bo.email),
    ]
    assert entries[2]["targets"] == {"product_id": product["id"]}
    assert entries[2]["fields"] == ["tags", "title"]
    assert entries[2]["request_id"].startswith("req_")


def test_the_log_names_what_an_act_was_about(world: World, ann: Merchant, store: Json) -> None:
    home = f"/stores/{store['id']}"
    bo = join(world, ann, store, "viewer")
    ann.patch(f"{home}/team/{bo.tokens['user']['id']}", {"role": "manager"})
    ann.delete(f"{home}/team/{bo.tokens['user']['id']}")
    offer = invite(ann, store, "cleo@example.com").json()
    ann.delete(f"{home}/team/invitations/{offer['id']}")
    make_key(ann, store, "secret", ["catalog:write"])
    key = ann.get(f"{home}/api-keys").json()["items"][0]
    ann.delete(f"{home}/api-keys/{key['id']}")
    ann.post(f"{home}/discounts", {"code": "TEN", "kind": "percent", "basis_points": 1000})
    ann.delete(f"{home}/discounts/TEN")
    told = [(entry["action"], entry["label"]) for entry in audit(ann, store)["items"]]
    assert [line for line in told if not line[0].startswith(("create_", "invite_"))] == [
        ("delete_discount", "TEN"),
        ("revoke_api_key", "Key"),
        ("withdraw_invitation", "cleo@example.com"),
        ("remove_member", bo.email),
        ("change_member_role", f"{bo.email} → manager"),
    ]


def test_what_was_refused_or_only_read_is_not_in_the_log(world: World, ann: Merchant, store: Json) -> None:
    ann.get(f"/stores/{store['id']}")
    ann.post(f"/stores/{store['id']}/products", {"title": ""})
    ann.post(f"/stores/{store['id']}/collections/preview", {"rules": [{"field": "in_stock"}]})
    world.merchant().patch(f"/stores/{store['id']}", {"name": "Stolen"})
    assert audit(ann, store)["items"] == []


def test_the_log_keeps_no_values_that_were_sent(world: World, ann: Merchant, store: Json) -> None:
    ann.post(f"/stores/{store['id']}/orders/none/notes", {"text": "secret note"})
    ann.patch(f"/stores/{store['id']}", {"description": "secret plans"})
    assert "secret" not in str(audit(ann, store))


def test_the_log_is_filtered_and_paged(world: World, ann: Merchant, store: Json) -> None:
    bo = join(world, ann, store, "manager")
    for number in range(7):
        (ann if number % 2 else bo).patch(f"/stores/{store['id']}", {"name": f"Shop {number}"})
        world.clock.advance(hours=1)
    mine = audit(ann, store, actor_id=bo.tokens["user"]["id"])["items"]
    assert [entry["label"] for entry in mine] == ["Shop 6", "Shop 4", "Shop 2", "Shop 0"]
    assert [entry["label"] for entry in audit(ann, store, action="invite_member")["items"]] == [bo.email]
    since, until = mine[1]["at"], mine[0]["at"]
    assert [entry["label"] for entry in audit(ann, store, since=since, until=until)["items"]] == ["Shop 5", "Shop 4"]
    seen, cursor = [], None
    while True:
        page = audit(ann, store, limit=3, action="update_store", **({"cursor": cursor} if cursor else {}))
        seen += [entry["label"] for entry in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"Shop {number}" for number in range(6, -1, -1)]


def test_a_viewer_does_not_read_the_log(world: World, ann: Merchant, store: Json) -> None:
    bo = join(world, ann, store, "viewer")
    assert bo.get(f"/stores/{store['id']}/audit-log").json()["code"] == "role_too_low"


def test_a_log_that_cannot_be_written_undoes_nothing(
    world: World, ann: Merchant, store: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError("no table")

    monkeypatch.setattr(world.container.audit_log, "write", fail)
    assert ann.patch(f"/stores/{store['id']}", {"name": "Kept"}).status_code == 200
    assert ann.get(f"/stores/{store['id']}").json()["name"] == "Kept"
