"""Passwords reset and changed, addresses confirmed and changed, sessions listed and ended, accounts deleted."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.integration.test_second_factor import enrol
from tests.world import Json, Merchant, World
from tradewind.accounts.models import Origin
from tradewind.db.metering import metered

NEW = "another horse battery"


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant("ann@example.com")


def token_for(world: World, email: str, path: str) -> str:
    """The token of the newest link to a page in the mails to an address."""
    world.drain()
    for mail in reversed([*world.mail.sent, *world.mail.confirmations]):
        found = re.search(rf"{path}#token=(\S+)", mail.text) if mail.to == email else None
        if found:
            return found[1]
    raise AssertionError(f"no mail to {email} leads to {path}")


def ask_for_reset(world: World, email: str) -> Any:
    return world.post("/auth/password-reset", {"email": email})


def reset(world: World, token: str, password: str = NEW) -> Any:
    return world.post("/auth/password-reset/confirm", {"token": token, "password": password})


def login(world: World, email: str, password: str) -> Any:
    return world.post("/auth/login", {"email": email, "password": password})


def refresh(world: World, merchant: Merchant) -> int:
    status: int = world.post("/auth/refresh", {"refresh_token": merchant.tokens["refresh_token"]}).status_code
    return status


def second_session(world: World, ann: Merchant, agent: str = "Phone") -> Json:
    answer = world.post("/auth/login", {"email": ann.email, "password": ann.password}, {"user-agent": agent})
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


# Reset


def test_a_forgotten_password_is_reset_from_the_mailbox(world: World, ann: Merchant) -> None:
    assert ask_for_reset(world, " ANN@example.com ").status_code == 202
    assert reset(world, token_for(world, ann.email, "/reset-password")).status_code == 204
    assert login(world, ann.email, ann.password).status_code == 401
    assert login(world, ann.email, NEW).status_code == 200
    world.drain()
    assert world.mail.sent[-1].subject == "Your password was changed"


def test_a_reset_ends_every_session_and_opens_none(world: World, ann: Merchant) -> None:
    other = second_session(world, ann)
    ask_for_reset(world, ann.email)
    answer = reset(world, token_for(world, ann.email, "/reset-password"))
    assert answer.content == b""
    assert refresh(world, ann) == 401
    assert world.post("/auth/refresh", {"refresh_token": other["refresh_token"]}).status_code == 401


def test_a_reset_link_works_once(world: World, ann: Merchant) -> None:
    ask_for_reset(world, ann.email)
    token = token_for(world, ann.email, "/reset-password")
    with ThreadPoolExecutor(6) as pool:
        statuses = sorted(pool.map(lambda _: reset(world, token).status_code, range(6)))
    assert statuses[0] == 204
    assert set(statuses[1:]) <= {409, 410}
    assert reset(world, token).json()["code"] == "link_ended"


def test_a_reset_link_ends_after_an_hour(world: World, ann: Merchant) -> None:
    ask_for_reset(world, ann.email)
    token = token_for(world, ann.email, "/reset-password")
    world.clock.advance(hours=1)
    assert reset(world, token).json()["code"] == "link_ended"


def test_asking_again_ends_the_first_link(world: World, ann: Merchant) -> None:
    ask_for_reset(world, ann.email)
    first = token_for(world, ann.email, "/reset-password")
    ask_for_reset(world, ann.email)
    assert reset(world, first).status_code == 410
    assert reset(world, token_for(world, ann.email, "/reset-password")).status_code == 204


def test_a_reset_link_ends_with_the_address_or_the_password(world: World, ann: Merchant) -> None:
    ask_for_reset(world, ann.email)
    token = token_for(world, ann.email, "/reset-password")
    ann.post("/auth/password", {"current_password": ann.password, "password": NEW})
    assert reset(world, token, "third horse battery").status_code == 410
    ask_for_reset(world, ann.email)
    token = token_for(world, ann.email, "/reset-password")
    ann.post("/auth/email/change", {"email": "ann@new.example", "password": NEW})
    confirm(world, token_for(world, "ann@new.example", "/verify-email"))
    assert reset(world, token, "third horse battery").status_code == 410


def test_whether_an_account_exists_is_not_to_be_seen(world: World, ann: Merchant) -> None:
    seen = []
    for email in (ann.email, "nobody@example.com"):
        with metered() as meter:
            answer = ask_for_reset(world, email)
        seen.append((answer.status_code, answer.content, tuple(meter.requests), meter.write_units))
    assert seen[0] == seen[1]
    world.drain()
    assert not [mail for mail in world.mail.sent if mail.to == "nobody@example.com"]


def test_reset_mails_are_throttled_by_account_and_by_address(world: World, ann: Merchant) -> None:
    statuses = [ask_for_reset(world, ann.email).status_code for _ in range(6)]
    assert statuses == [202] * 5 + [429]
    many = [ask_for_reset(world, f"x{number}@example.com").status_code for number in range(50)]
    assert many[-1] == 429


def test_a_reset_forgets_failed_attempts(world: World, ann: Merchant) -> None:
    for _ in range(11):
        login(world, ann.email, "wrong horse battery")
    ask_for_reset(world, ann.email)
    reset(world, token_for(world, ann.email, "/reset-password"))
    assert login(world, ann.email, NEW).status_code == 200


@pytest.mark.parametrize("token", ["x", "a.b", "é.é", "." * 10, f"{'0' * 32}.{'A' * 32}"])
def test_a_made_up_link_is_refused(world: World, ann: Merchant, token: str) -> None:
    assert reset(world, token).status_code == 410
    assert confirm(world, token).status_code == 410


def test_the_link_of_one_mail_is_none_of_another(world: World, ann: Merchant) -> None:
    ask_for_reset(world, ann.email)
    verify = token_for(world, ann.email, "/verify-email")
    assert reset(world, verify).status_code == 410
    assert confirm(world, token_for(world, ann.email, "/reset-password")).status_code == 410


def test_a_new_password_keeps_the_rules(world: World, ann: Merchant) -> None:
    ask_for_reset(world, ann.email)
    token = token_for(world, ann.email, "/reset-password")
    answer = reset(world, token, "short")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "password")
    assert reset(world, token).status_code == 204


def test_a_disabled_account_gets_no_link(world: World, ann: Merchant) -> None:
    disable(world, ann)
    world.drain()
    before = len(world.mail.sent)
    assert ask_for_reset(world, ann.email).status_code == 202
    world.drain()
    assert len(world.mail.sent) == before
    assert refresh(world, ann) == 401


def disable(world: World, merchant: Merchant) -> None:
    from dataclasses import replace

    from tradewind.db.transactions import Transaction

    users = world.container.accounts
    user = users.find(merchant.tokens["user"]["id"])
    assert user
    tx = Transaction()
    users.add_update(tx, replace(user, is_active=False), previous=user)
    tx.commit()


# Addresses


def confirm(world: World, token: str) -> Any:
    return world.post("/auth/email/confirm", {"token": token})


def test_an_address_is_confirmed_from_the_mailbox(world: World, ann: Merchant) -> None:
    assert ann.get("/auth/me").json()["email_verified"] is False
    token = token_for(world, ann.email, "/verify-email")
    assert confirm(world, token).json()["email_verified"] is True
    assert ann.get("/auth/me").json()["email_verified"] is True
    assert confirm(world, token).status_code == 410
    again = ann.post("/auth/email/verification", {})
    assert (again.status_code, again.json()["code"]) == (409, "already_verified")


def test_the_mail_can_be_had_again(world: World, ann: Merchant) -> None:
    first = token_for(world, ann.email, "/verify-email")
    assert ann.post("/auth/email/verification", {}).status_code == 202
    assert confirm(world, first).status_code == 410
    assert confirm(world, token_for(world, ann.email, "/verify-email")).status_code == 200


def test_a_confirmation_ends_after_three_days(world: World, ann: Merchant) -> None:
    token = token_for(world, ann.email, "/verify-email")
    world.clock.advance(days=3)
    assert confirm(world, token).status_code == 410


def test_a_new_address_counts_once_its_mail_was_answered(world: World, ann: Merchant) -> None:
    body = {"email": "Ann@new.example", "password": ann.password}
    assert ann.post("/auth/email/change", body).status_code == 202
    assert ann.get("/auth/me").json()["email"] == ann.email
    assert confirm(world, token_for(world, "Ann@new.example", "/verify-email")).json()["email"] == "Ann@new.example"
    assert login(world, "ann@new.example", ann.password).status_code == 200
    assert login(world, ann.email, ann.password).status_code == 401
    world.drain()
    assert (world.mail.sent[-1].to, world.mail.sent[-1].subject) == (ann.email, "Your email address was changed")
    assert world.merchant(ann.email).get("/stores").json()["items"] == []


def test_an_address_that_was_taken_meanwhile_is_not_taken_over(world: World, ann: Merchant) -> None:
    ann.post("/auth/email/change", {"email": "bo@example.com", "password": ann.password})
    token = token_for(world, "bo@example.com", "/verify-email")
    bo = world.merchant("bo@example.com")
    answer = confirm(world, token)
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")
    assert ann.get("/auth/me").json()["email"] == ann.email
    assert bo.get("/auth/me").json()["email"] == "bo@example.com"


def test_an_address_is_changed_with_the_password_only(world: World, ann: Merchant) -> None:
    answer = ann.post("/auth/email/change", {"email": "x@example.com", "password": NEW})
    assert (answer.json()["code"], answer.json()["errors"][0]["field"]) == ("wrong_password", "password")
    same = ann.post("/auth/email/change", {"email": "ANN@example.com", "password": ann.password})
    assert (same.status_code, same.json()["errors"][0]["field"]) == (422, "email")


# Sessions and passwords


def test_sessions_are_listed_with_where_they_are(world: World, ann: Merchant) -> None:
    second_session(world, ann, "Phone of Ann")
    items = ann.get("/auth/sessions").json()["items"]
    assert [item["is_current"] for item in items].count(True) == 1
    assert "Phone of Ann" in {item["user_agent"] for item in items}
    assert len(items) == 2


def test_a_session_is_ended_from_another_one(world: World, ann: Merchant) -> None:
    phone = second_session(world, ann)
    other = next(item for item in ann.get("/auth/sessions").json()["items"] if not item["is_current"])
    assert ann.delete(f"/auth/sessions/{other['id']}").status_code == 204
    assert world.post("/auth/refresh", {"refresh_token": phone["refresh_token"]}).status_code == 401
    assert ann.delete(f"/auth/sessions/{other['id']}").json()["code"] == "session_not_found"
    assert len(ann.get("/auth/sessions").json()["items"]) == 1


def test_nobody_ends_the_session_of_somebody_else(world: World, ann: Merchant) -> None:
    bo = world.merchant()
    theirs = bo.get("/auth/sessions").json()["items"][0]["id"]
    assert ann.delete(f"/auth/sessions/{theirs}").status_code == 404
    assert refresh(world, bo) == 200


def test_all_others_end_at_once(world: World, ann: Merchant) -> None:
    phone = second_session(world, ann)
    assert ann.delete("/auth/sessions").status_code == 204
    assert world.post("/auth/refresh", {"refresh_token": phone["refresh_token"]}).status_code == 401
    assert refresh(world, ann) == 200


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(world: World, ann: Merchant) -> None:
    phone = second_session(world, ann)
    wrong = ann.post("/auth/password", {"current_password": NEW, "password": NEW})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "current_password")
    changed = ann.post("/auth/password", {"current_password": ann.password, "password": NEW})
    assert changed.status_code == 204
    assert world.post("/auth/refresh", {"refresh_token": phone["refresh_token"]}).status_code == 401
    assert refresh(world, ann) == 200
    assert [login(world, ann.email, each).status_code for each in (ann.password, NEW)] == [401, 200]


def test_a_session_that_is_being_opened_with_the_old_password_is_over_before_it_begins(
    world: World, ann: Merchant, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = world.container.accounts.add_session

    def change_first(session: Any) -> None:
        monkeypatch.undo()
        assert ann.post("/auth/password", {"current_password": ann.password, "password": NEW}).status_code == 204
        add(session)

    monkeypatch.setattr(world.container.accounts, "add_session", change_first)
    late = login(world, ann.email, ann.password).json()
    assert world.post("/auth/refresh", {"refresh_token": late["refresh_token"]}).status_code == 401


def test_an_ended_session_changes_no_password(world: World, ann: Merchant) -> None:
    headers = ann.headers
    world.post("/auth/logout", {"refresh_token": ann.tokens["refresh_token"]})
    answer = world.post("/auth/password", {"current_password": ann.password, "password": NEW}, headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")
    assert login(world, ann.email, ann.password).status_code == 200


def test_guessing_the_present_password_is_stopped(world: World, ann: Merchant) -> None:
    for _ in range(10):
        ann.post("/auth/password", {"current_password": "wrong horse", "password": NEW})
    answer = ann.post("/auth/password", {"current_password": ann.password, "password": NEW})
    assert answer.status_code == 429


def test_what_happened_is_listed(world: World, ann: Merchant) -> None:
    login(world, ann.email, "wrong horse battery")
    second_session(world, ann, "Phone")
    ann.post("/auth/password", {"current_password": ann.password, "password": NEW})
    events = ann.get("/auth/security-events").json()["items"]
    assert [event["kind"] for event in events] == ["password_changed", "signed_in"]
    assert events[1]["user_agent"] == "Phone"


def test_password_and_address_take_a_code_where_two_step_sign_in_is_on(world: World, ann: Merchant) -> None:
    app, codes = enrol(world, ann)
    password = {"current_password": ann.password, "password": NEW}
    address = {"email": "new@example.com", "password": ann.password}
    for path, body in (("/auth/password", password), ("/auth/email/change", address)):
        answer = ann.post(path, body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "code")
    assert ann.post("/auth/email/change", {**address, "recovery_code": codes[0]}).status_code == 202
    assert ann.post("/auth/password", {**password, "code": app.next()}).status_code == 204


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("2001:db8::9", "2001:db8::/48"),
        ("fe80::1", "fe80::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("testclient", ""),
    ],
)
def test_of_an_address_only_the_network_is_kept(address: str, network: str) -> None:
    assert Origin(address=address).network == network


def test_right_passwords_are_not_counted_against_their_owner(world: World, ann: Merchant) -> None:
    for number in range(12):
        body = {"email": f"x{number % 2}@example.com", "password": ann.password}
        assert ann.post("/auth/email/change", body).status_code in (202, 429)
    changed = ann.post("/auth/password", {"current_password": ann.password, "password": NEW})
    assert changed.status_code == 204
