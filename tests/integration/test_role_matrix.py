"""The role matrix: every route of every area against every kind of caller, generated from the one table."""

import re
from dataclasses import replace
from typing import Any

import pytest

from tests.integration.test_tenants import BODIES, everything_of, routes
from tests.world import Json, Merchant, World
from tradewind.access.models import Role, Scope
from tradewind.access.rules import RULES, Rule
from tradewind.stores.models import HoldReason

STORE_PATH = "/api/v1/stores/{store_id}"
STORE_ROUTES = [
    (method, path) for method, path in routes() if path.startswith(STORE_PATH) and path != f"{STORE_PATH}/restore"
]
PERSONAL = [
    ("GET", "/api/v1/stores"),
    ("POST", "/api/v1/stores"),
    ("GET", "/api/v1/stores/shared"),
    ("GET", "/api/v1/stores/deleted"),
    ("POST", "/api/v1/stores/{store_id}/restore"),
    *((method, path) for method, path in routes() if path.startswith("/api/v1/subscriptions/")),
    ("POST", "/api/v1/invitations/accept"),
    ("GET", "/api/v1/account/obstacles"),
    ("POST", "/api/v1/account/deletion"),
    ("GET", "/api/v1/auth/me"),
    ("POST", "/api/v1/auth/password"),
    ("POST", "/api/v1/auth/email/verification"),
    ("POST", "/api/v1/auth/email/change"),
    ("GET", "/api/v1/auth/sessions"),
    ("DELETE", "/api/v1/auth/sessions"),
    ("DELETE", "/api/v1/auth/sessions/{session_id}"),
    ("GET", "/api/v1/auth/security-events"),
    ("GET", "/api/v1/auth/second-factor"),
    ("POST", "/api/v1/auth/second-factor"),
    ("POST", "/api/v1/auth/second-factor/confirm"),
    ("POST", "/api/v1/auth/second-factor/recovery-codes"),
    ("POST", "/api/v1/auth/second-factor/disable"),
]
"""Routes of a person's account: no key opens them."""
CALLERS = ("owner", "manager", "viewer", "secret", "secret read", "publishable", "stranger", "none")
OPEN = (
    "/api/v1/public/",
    "/api/v1/health",
    "/api/v1/webhooks/",
    "/api/v1/invitations/preview",
    "/api/v1/auth/register",
    "/api/v1/auth/login",
    "/api/v1/auth/refresh",
    "/api/v1/auth/logout",
    "/api/v1/auth/password-reset",
    "/api/v1/auth/email/confirm",
)
"""Routes that ask for no caller, or for what is in their body."""


REFUSALS = {
    "store_not_found",
    "role_too_low",
    "scope_missing",
    "publishable_key",
    "not_authenticated",
    "store_held",
}


def rule_of(method: str, path: str) -> Rule:
    return RULES[method, path.removeprefix(STORE_PATH)]


def test_the_table_has_every_route_of_a_store_and_no_other() -> None:
    assert {(method, path.removeprefix(STORE_PATH)) for method, path in STORE_ROUTES} == set(RULES)


def test_every_other_route_is_personal_or_open() -> None:
    known = {*STORE_ROUTES, *PERSONAL}
    assert [route for route in routes() if route not in known and not route[1].startswith(OPEN)] == []


def call(world: World, method: str, path: str, ids: dict[str, str], headers: dict[str, str]) -> Any:
    request: dict[str, Any] = {"headers": headers}
    if method not in ("GET", "DELETE"):
        request["json"] = BODIES.get((method, path), {})
    return world.client.request(method, path.format(**ids), **request)


def is_let_in(answer: Any) -> bool:
    """Whether the guard let a call pass: what the route says after that is the route's business."""
    refusals = {
        "store_not_found",
        "role_too_low",
        "scope_missing",
        "publishable_key",
        "not_authenticated",
        "store_held",
    }
    return answer.status_code < 400 or answer.json()["code"] not in refusals


class Callers:
    """One store with somebody of every kind in it."""

    def __init__(self, world: World) -> None:
        self.world = world
        ann = world.merchant()
        self.store, self.ids = everything_of(world, ann)
        self.headers: dict[str, dict[str, str]] = {"owner": ann.headers, "none": {}}
        self.headers["stranger"] = world.merchant().headers
        self.users: dict[str, str] = {}
        for role in ("manager", "viewer"):
            colleague = join(world, ann, self.store, role)
            self.headers[role], self.users[role] = colleague.headers, colleague.tokens["user"]["id"]
        every = [scope.value for scope in Scope]
        for name, kind, scopes in (
            ("secret", "secret", every),
            ("secret read", "secret", [scope for scope in every if scope.endswith(":read")]),
            ("publishable", "publishable", []),
        ):
            self.headers[name] = bearer(make_key(ann, self.store, kind, scopes))

    def ids_for(self, caller: str) -> dict[str, str]:
        """What paths name. A colleague names itself: it may leave, and takes nobody else out."""
        return {**self.ids, "user_id": self.users.get(caller, self.ids["user_id"])}

    def hold(self) -> None:
        """Let the plan hold the store."""
        store = self.world.container.stores.find(self.store["id"])
        assert store
        held = replace(store, held=HoldReason.UNPAID, version=store.version + 1)
        self.world.container.stores.update(held, previous=store)


def join(world: World, owner: Merchant, store: Json, role: str) -> Merchant:
    """A colleague with ``role``, by mail and link."""
    colleague = world.merchant()
    answer = owner.post(f"/stores/{store['id']}/team/invitations", {"email": colleague.email, "role": role})
    assert answer.status_code == 201, answer.text
    assert colleague.post("/invitations/accept", {"token": invitation_token(world, colleague.email)}).status_code == 200
    return colleague


def invitation_token(world: World, email: str) -> str:
    """The token in the newest mail to an address."""
    world.drain()
    mail = [mail for mail in world.mail.sent if mail.to == email][-1]
    found = re.search(r"/join#token=(\S+)", mail.text)
    assert found, mail.text
    return found[1]


def make_key(owner: Merchant, store: Json, kind: str, scopes: list[str]) -> str:
    """The token of a new key."""
    answer = owner.post(f"/stores/{store['id']}/api-keys", {"name": "Key", "kind": kind, "scopes": scopes})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def expected(rule: Rule, *, held: bool) -> dict[str, bool]:
    """Who the table says may call."""
    free = rule.while_held or not held
    return {
        "owner": free,
        "manager": free and rule.role is not Role.OWNER,
        "viewer": free and rule.role is Role.VIEWER,
        "secret": free and rule.scope is not None,
        "secret read": free and rule.scope is not None and rule.scope.endswith(":read"),
        "publishable": False,
        "stranger": False,
        "none": False,
    }


def in_order(routes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Reading first; then what takes away; last what ends the caller's own access."""
    ends = [("DELETE", f"{STORE_PATH}/team/{{user_id}}"), ("DELETE", STORE_PATH)]
    ranks = {"GET": 0, "POST": 1, "PUT": 1, "PATCH": 1, "DELETE": 2}
    return sorted(routes, key=lambda route: 3 + ends.index(route) if route in ends else ranks[route[0]])


@pytest.mark.parametrize("held", [False, True], ids=["free", "held"])
@pytest.mark.parametrize("caller", CALLERS)
def test_a_caller_gets_what_the_table_says_and_no_more(world: World, caller: str, held: bool) -> None:
    """Every route of a store: whoever may call it is let in, and whoever may not is refused before anything happens."""
    callers = Callers(world)
    if held:
        callers.hold()
    ids = callers.ids_for(caller)
    found = {}
    for method, path in in_order(STORE_ROUTES):
        answer = call(world, method, path, ids, callers.headers[caller])
        if is_let_in(answer) is not expected(rule_of(method, path), held=held)[caller]:
            found[f"{method} {path}"] = answer.text
    assert found == {}


@pytest.mark.parametrize(("method", "path"), PERSONAL)
def test_a_personal_route_takes_no_key_and_not_nobody(world: World, method: str, path: str) -> None:
    ann = world.merchant()
    store = ann.open_store()
    key = make_key(ann, store, "secret", [scope.value for scope in Scope])
    ids = {"store_id": store["id"], "session_id": "ses_01JD0000000000000000000000"}
    answer = call(world, method, path, ids, bearer(key))
    assert (answer.status_code, answer.json()["code"]) == (403, "user_needed"), answer.text
    answer = call(world, method, path, ids, {})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated"), answer.text
