"""What must not work against sessions: doctored tokens, requests of other sites, sessions planted from outside."""

import base64
import hashlib
import json
import re
from typing import Any

import jwt
import pytest

from tests.integration.test_role_matrix import OPEN
from tests.integration.test_tenants import routes
from tests.world import Json, Merchant, World

COOKIES = {"x-tradewind-session": "cookie"}
OWN_ORIGIN = "http://dashboard.test"


@pytest.fixture
def ann(world: World) -> Merchant:
    return world.merchant("ann@example.com")


def key_of(world: World) -> str:
    return str(world.container.auth_settings.token_signing_key.get_secret_value())


def access_of(world: World, ann: Merchant) -> str:
    return ann.headers["authorization"].partition(" ")[2]


def claims_of(token: str) -> Json:
    claims: Json = jwt.decode(token, options={"verify_signature": False})
    return claims


def signed(world: World, claims: Json, *, algorithm: str = "HS256", key: str | None = None, **headers: Any) -> str:
    return jwt.encode(claims, key if key is not None else key_of(world), algorithm=algorithm, headers=headers or None)


def unsigned(header: Json, claims: Json, signature: str = "") -> str:
    """A token put together by hand: libraries would refuse to make it."""
    parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, claims))
    return ".".join((*parts, signature))


def answer_to(world: World, token: str) -> tuple[int, str]:
    answer = world.get("/auth/me", {"authorization": f"Bearer {token}"})
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", "", "HS1", "RS256", "ES256", "HS256\0"])
def test_no_token_goes_without_its_signature(world: World, ann: Merchant, algorithm: str) -> None:
    token = access_of(world, ann)
    signature = token.rpartition(".")[2]
    for forged in (
        unsigned({"alg": algorithm, "typ": "JWT"}, claims_of(token)),
        unsigned({"alg": algorithm, "typ": "JWT"}, claims_of(token), signature),
        unsigned({"typ": "JWT"}, claims_of(token), signature),
    ):
        assert answer_to(world, forged) == (401, "not_authenticated")


@pytest.mark.filterwarnings("ignore:The HMAC key")
@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_another_algorithm_with_the_right_key_is_refused(world: World, ann: Merchant, algorithm: str) -> None:
    forged = signed(world, claims_of(access_of(world, ann)), algorithm=algorithm)
    assert answer_to(world, forged) == (401, "not_authenticated")


@pytest.mark.parametrize(
    "headers",
    [
        {"kid": "../../../../dev/null"},
        {"kid": "' OR 1=1 --"},
        {"jku": "https://evil.example/keys.json"},
        {"x5u": "https://evil.example/cert.pem"},
        {"jwk": {"kty": "oct", "k": "ZXZpbA"}},
    ],
)
def test_a_token_does_not_choose_its_own_key(world: World, ann: Merchant, headers: Json) -> None:
    claims = claims_of(access_of(world, ann))
    for key in ("evil-key-of-more-than-thirty-two-characters", "\0" * 32):
        assert answer_to(world, signed(world, claims, key=key, **headers)) == (401, "not_authenticated")


@pytest.mark.parametrize("label", [b"refresh\0", b"challenge\0", b"mail\0", b"second-factor\0", b"order\0"])
def test_keys_derived_for_other_purposes_sign_no_session(world: World, ann: Merchant, label: bytes) -> None:

    claims = claims_of(access_of(world, ann))
    derived = hashlib.sha256(label + key_of(world).encode()).digest()
    forged = jwt.encode(claims, derived, algorithm="HS256")
    assert answer_to(world, forged) == (401, "not_authenticated")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"exp": 0}, "token_expired"),
        ({"exp": -1}, "token_expired"),
        ({"nbf": 1}, "not_authenticated"),
        ({"iss": "someone-else"}, "not_authenticated"),
        ({"aud": "another-api"}, "not_authenticated"),
        ({"aud": ["another-api"]}, "not_authenticated"),
        ({"typ": "refresh"}, "not_authenticated"),
        ({"typ": "challenge"}, "not_authenticated"),
        ({"typ": None}, "not_authenticated"),
    ],
)
def test_a_claim_that_is_not_right_is_refused(world: World, ann: Merchant, changes: Json, code: str) -> None:
    claims = claims_of(access_of(world, ann))
    now = int(world.clock().timestamp())
    claims |= {name: now + value if isinstance(value, int) else value for name, value in changes.items()}
    assert answer_to(world, signed(world, claims)) == (401, code)


@pytest.mark.parametrize("name", ["exp", "nbf", "iat", "sub", "sid", "iss", "aud", "typ"])
def test_a_claim_that_is_missing_is_refused(world: World, ann: Merchant, name: str) -> None:
    claims = claims_of(access_of(world, ann))
    del claims[name]
    assert answer_to(world, signed(world, claims)) == (401, "not_authenticated")


@pytest.mark.parametrize("value", ["9999999999", 1e300, None, True, [9999999999]])
@pytest.mark.parametrize("name", ["exp", "nbf"])
def test_a_time_that_is_none_is_refused(world: World, ann: Merchant, name: str, value: Any) -> None:
    claims = claims_of(access_of(world, ann)) | {name: value}
    status, _ = answer_to(world, signed(world, claims))
    assert status == 401


def test_tokens_of_one_kind_are_none_of_another(world: World, ann: Merchant) -> None:
    access, refresh = access_of(world, ann), ann.tokens["refresh_token"]
    user = world.container.accounts.find(ann.tokens["user"]["id"])
    assert user
    challenge = world.container.tokens.challenge(user)
    assert answer_to(world, refresh)[0] == answer_to(world, challenge)[0] == 401
    for token in (access, challenge):
        assert world.post("/auth/refresh", {"refresh_token": token}).status_code == 401
    for token in (access, refresh):
        answer = world.post("/auth/login/second-factor", {"challenge": token, "code": "000000"})
        assert answer.status_code == 401


def test_a_payload_that_was_changed_keeps_no_signature(world: World, ann: Merchant) -> None:
    bob = world.merchant()
    head, _, signature = access_of(world, ann).split(".")
    body = access_of(world, bob).split(".")[1]
    assert answer_to(world, f"{head}.{body}.{signature}")[0] == 401
    for cut in (f"{head}.{body}", f"{head}.{body}.", f".{body}.{signature}", "..", f"{head}.{body}.{signature}.x"):
        assert answer_to(world, cut)[0] == 401


CHANGING = [
    (method, path)
    for method, path in routes()
    if method not in ("GET", "HEAD") and not path.startswith(OPEN) and not path.endswith("invitations/preview")
]


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_no_other_site_can_change_anything_with_a_cookie(world: World, method: str, path: str) -> None:
    """Every changing route there is: a form, a script of another site, a page that guesses the header."""
    ann = world.merchant()
    cookie = {"cookie": f"tw_access={access_of(world, ann)}"}
    url = path.format(**dict.fromkeys(re.findall(r"\{(\w+)\}", path), "str_01JD0000000000000000000000"))
    for headers in (
        {**cookie},
        {**cookie, "origin": OWN_ORIGIN},
        {**cookie, "content-type": "text/plain", "origin": "https://evil.example"},
        {**cookie, **COOKIES, "origin": "https://evil.example"},
        {**cookie, **COOKIES, "origin": "null"},
        {**cookie, **COOKIES, "origin": "http://dashboard.test.evil.example"},
        {**cookie, **COOKIES, "origin": "http://evil.example/dashboard.test"},
        {**cookie, "x-tradewind-session": "bearer", "origin": OWN_ORIGIN},
    ):
        answer = world.client.request(method, url, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf_rejected"), headers


def test_a_bearer_token_beside_a_cookie_decides(world: World, ann: Merchant) -> None:
    """A cookie that is sent along by itself never lends its rights to a request with a token of its own."""
    bob = world.merchant()
    headers = {**bob.headers, "cookie": f"tw_access={access_of(world, ann)}"}
    assert world.client.get("/api/v1/auth/me", headers=headers).json()["email"] == bob.email
    headers["authorization"] = "Bearer nonsense"
    assert world.client.get("/api/v1/auth/me", headers=headers).status_code == 401


def test_signing_in_never_takes_over_a_session_that_was_planted(world: World, ann: Merchant) -> None:
    mallory = world.merchant()
    planted = {"cookie": f"tw_access={access_of(world, mallory)}; tw_refresh={mallory.tokens['refresh_token']}"}
    body = {"email": ann.email, "password": ann.password}
    answer = world.post("/auth/login", body, {**planted, **COOKIES})
    given = dict(re.findall(r"(tw_\w+)=([^;]+)", " ; ".join(answer.headers.get_list("set-cookie"))))
    assert set(given) == {"tw_access", "tw_refresh"}
    new, old = claims_of(given["tw_access"]), claims_of(access_of(world, mallory))
    assert new["sub"] == ann.tokens["user"]["id"]
    assert new["sid"] not in (old["sid"], claims_of(access_of(world, ann))["sid"])
    assert mallory.tokens["refresh_token"].split(".")[1] not in given["tw_refresh"]


def test_each_sign_in_is_a_session_of_its_own(world: World, ann: Merchant) -> None:
    body = {"email": ann.email, "password": ann.password}
    sessions = {claims_of(world.post("/auth/login", body).json()["access_token"])["sid"] for _ in range(5)}
    assert len(sessions) == 5


@pytest.mark.parametrize("where", ["query", "body", "header"])
def test_a_session_cannot_be_named_from_outside(world: World, ann: Merchant, where: str) -> None:
    wanted = "ses_01JD0000000000000000000000"
    body: Json = {"email": ann.email, "password": ann.password}
    path, headers = "/auth/login", {}
    if where == "query":
        path += f"?session_id={wanted}&sid={wanted}"
    elif where == "header":
        headers = {"x-session-id": wanted, "cookie": f"sid={wanted}; tw_session={wanted}"}
    else:
        assert world.post(path, {**body, "session_id": wanted}).status_code == 422
        return
    assert claims_of(world.post(path, body, headers).json()["access_token"])["sid"] != wanted


def test_signing_out_of_a_planted_session_leaves_ones_own(world: World, ann: Merchant) -> None:
    mallory = world.merchant()
    world.post("/auth/logout", {"refresh_token": mallory.tokens["refresh_token"]})
    assert world.post("/auth/refresh", {"refresh_token": ann.tokens["refresh_token"]}).status_code == 200
    assert world.post("/auth/refresh", {"refresh_token": mallory.tokens["refresh_token"]}).status_code == 401


def test_an_answer_that_carries_a_session_is_kept_by_nobody(world: World, ann: Merchant) -> None:
    body = {"email": ann.email, "password": ann.password}
    assert world.post("/auth/login", body).headers["cache-control"] == "no-store"
    answer = world.post("/auth/refresh", {"refresh_token": ann.tokens["refresh_token"]})
    assert answer.headers["cache-control"] == "no-store"
