"""Accounts: one per address, sessions that survive racing tabs and end on replay."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import jwt
import pytest

from tests.world import World

PASSWORD = "correct horse battery"
COOKIES = {"x-tradewind-session": "cookie"}


def register(world: World, email: str, headers: dict[str, str] | None = None) -> Any:
    return world.post("/auth/register", {"email": email, "password": PASSWORD}, headers)


def refresh(world: World, token: str) -> Any:
    return world.post("/auth/refresh", {"refresh_token": token})


def fresh_email() -> str:
    return f"Ann.{uuid4().hex[:8]}@Example.com"


def test_register_login_and_me(world: World) -> None:
    email = fresh_email()
    created = register(world, email)
    assert created.status_code == 201
    assert created.json()["token_type"] == "bearer"
    login = world.post("/auth/login", {"email": email.upper(), "password": PASSWORD})
    assert login.status_code == 200
    me = world.get("/auth/me", {"authorization": f"Bearer {login.json()['access_token']}"})
    assert me.json()["email"].lower() == email.lower()


def test_two_spellings_of_an_address_are_one_account(world: World) -> None:
    email = fresh_email()
    register(world, email)
    again = register(world, f" {email.lower()} ")
    assert (again.status_code, again.json()["code"]) == (409, "email_taken")


def test_racing_registrations_give_one_user_and_one_conflict(world: World) -> None:
    email = fresh_email()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: register(world, email).status_code, range(8)))
    assert sorted(answers) == [201] + [409] * 7


def test_unknown_address_and_wrong_password_look_and_cost_the_same(world: World) -> None:
    email = fresh_email()
    register(world, email)
    wrong = world.post("/auth/login", {"email": email, "password": "not the password"})
    unknown = world.post("/auth/login", {"email": fresh_email(), "password": "not the password"})
    assert wrong.status_code == unknown.status_code == 401
    same = ("type", "title", "detail", "code", "status")
    assert [wrong.json()[name] for name in same] == [unknown.json()[name] for name in same]
    # One verification each: the unknown address is checked against a decoy of the same cost.
    assert len(world.passwords.verified) == 2
    assert world.passwords.verified[1] == world.passwords.decoy


def test_the_eleventh_guess_is_refused_even_with_the_right_password(world: World) -> None:
    email = fresh_email()
    register(world, email)
    for _ in range(10):
        assert world.post("/auth/login", {"email": email, "password": "wrong password"}).status_code == 401
    blocked = world.post("/auth/login", {"email": email, "password": PASSWORD})
    assert (blocked.status_code, blocked.json()["code"]) == (429, "too_many_attempts")
    assert int(blocked.headers["retry-after"]) > 0
    world.clock.advance(minutes=15)
    assert world.post("/auth/login", {"email": email, "password": PASSWORD}).status_code == 200


def test_one_address_cannot_guess_at_many_accounts(world: World) -> None:
    last = None
    for _ in range(101):
        last = world.post("/auth/login", {"email": fresh_email(), "password": "wrong password"})
    assert last is not None
    assert last.status_code == 429


def test_refresh_rotates(world: World) -> None:
    first = register(world, fresh_email()).json()
    second = refresh(world, first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert refresh(world, second["refresh_token"]).status_code == 200


def test_two_racing_tabs_both_stay_signed_in(world: World) -> None:
    token = register(world, fresh_email()).json()["refresh_token"]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: refresh(world, token), range(2)))
    assert [answer.status_code for answer in answers] == [200, 200]
    successors = {answer.json()["refresh_token"] for answer in answers}
    assert len(successors) == 1
    assert refresh(world, successors.pop()).status_code == 200


def test_a_replay_after_the_grace_ends_that_session_only(world: World) -> None:
    email = fresh_email()
    stolen = register(world, email).json()["refresh_token"]
    other = world.post("/auth/login", {"email": email, "password": PASSWORD}).json()["refresh_token"]
    honest = refresh(world, stolen).json()["refresh_token"]
    world.clock.advance(seconds=31)
    replay = refresh(world, stolen)
    assert (replay.status_code, replay.json()["code"]) == (401, "session_ended")
    assert refresh(world, honest).status_code == 401
    assert refresh(world, other).status_code == 200


def test_a_token_two_generations_old_is_a_replay_at_once(world: World) -> None:
    first = register(world, fresh_email()).json()["refresh_token"]
    second = refresh(world, first).json()["refresh_token"]
    third = refresh(world, second).json()["refresh_token"]
    assert refresh(world, first).status_code == 401
    assert refresh(world, third).status_code == 401


def test_logout_ends_the_session(world: World) -> None:
    tokens = register(world, fresh_email()).json()
    assert world.post("/auth/logout", {"refresh_token": tokens["refresh_token"]}).status_code == 204
    assert refresh(world, tokens["refresh_token"]).status_code == 401


def test_sessions_end_after_thirty_days(world: World) -> None:
    token = register(world, fresh_email()).json()["refresh_token"]
    world.clock.advance(days=30)
    assert refresh(world, token).status_code == 401


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"exp": -1}, "token_expired"),
        ({"nbf": 60}, "not_authenticated"),
        ({"iss": "someone-else"}, "not_authenticated"),
        ({"aud": "another-api"}, "not_authenticated"),
        ({"typ": "refresh"}, "not_authenticated"),
    ],
)
def test_doctored_access_tokens_are_refused(world: World, changes: dict[str, Any], code: str) -> None:
    token = register(world, fresh_email()).json()["access_token"]
    key = world.container.auth_settings.token_signing_key.get_secret_value()
    claims = jwt.decode(token, options={"verify_signature": False})
    now = int(world.clock().timestamp())
    claims |= {name: now + value if isinstance(value, int) else value for name, value in changes.items()}
    forged = jwt.encode(claims, key, algorithm="HS256")
    answer = world.get("/auth/me", {"authorization": f"Bearer {forged}"})
    assert (answer.status_code, answer.json()["code"]) == (401, code)


def test_unsigned_and_foreign_tokens_are_refused(world: World) -> None:
    tokens = register(world, fresh_email()).json()
    claims = jwt.decode(tokens["access_token"], options={"verify_signature": False})
    for forged in (
        jwt.encode(claims, "", algorithm="none"),
        jwt.encode(claims, "another-key-that-is-long-enough-123456", algorithm="HS256"),
        tokens["refresh_token"],
        "nonsense",
    ):
        assert world.get("/auth/me", {"authorization": f"Bearer {forged}"}).status_code == 401
    assert refresh(world, tokens["access_token"]).status_code == 401


def test_an_access_token_dies_after_fifteen_minutes(world: World) -> None:
    token = register(world, fresh_email()).json()["access_token"]
    world.clock.advance(minutes=15)
    answer = world.get("/auth/me", {"authorization": f"Bearer {token}"})
    assert answer.json()["code"] == "token_expired"


def test_cookie_sessions_keep_tokens_out_of_scripts_and_the_body(world: World) -> None:
    answer = register(world, fresh_email(), COOKIES)
    assert answer.json()["refresh_token"] is None
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    assert all("HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" in cookie for cookie in cookies)


def test_cookie_requests_need_the_header_and_an_allowed_origin(world: World) -> None:
    tokens = register(world, fresh_email()).json()
    cookie = {"cookie": f"tw_access={tokens['access_token']}"}
    body = {"name": "Mugs", "niche": "other"}
    assert world.post("/stores", body, cookie).json()["code"] == "csrf_rejected"
    foreign = {**cookie, **COOKIES, "origin": "https://evil.example"}
    assert world.post("/stores", body, foreign).json()["code"] == "csrf_rejected"
    own = {**cookie, **COOKIES, "origin": "http://dashboard.test"}
    assert world.post("/stores", body, own).status_code == 201
    assert world.get("/stores", cookie).status_code == 200


def test_a_lost_refresh_never_clears_cookies(world: World) -> None:
    world.client.cookies.set("tw_refresh", "usr_x.ses_x.1.forged")
    answer = world.post("/auth/refresh", {}, COOKIES)
    world.client.cookies.clear()
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("password", ["short", "x" * 201, ""])
def test_passwords_outside_the_limits_are_refused_with_the_field(world: World, password: str) -> None:
    answer = world.post("/auth/register", {"email": fresh_email(), "password": password})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "password"


def test_a_megabyte_of_password_never_reaches_the_hasher(world: World) -> None:
    answer = world.post("/auth/login", {"email": fresh_email(), "password": "x" * 1_100_000})
    assert answer.status_code == 413
    assert world.passwords.verified == []
