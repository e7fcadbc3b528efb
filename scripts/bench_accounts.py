"""Accounts, teams, keys and plans measured for ``make bench``."""

from collections.abc import Callable
from typing import Any

from tests.billing_world import Subscriber
from tests.integration.test_account_recovery import token_for
from tests.integration.test_role_matrix import bearer, invitation_token, make_key
from tests.integration.test_second_factor import enrol, finish
from tests.world import Merchant, World

type Measure = Callable[..., Any]


class SignedIn(Merchant):
    """An account that keeps its session in memory: reading it is the benchmark's own work, and not the route's."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        user_id, session_id = self.tokens["refresh_token"].split(".")[:2]
        session = world.container.accounts.find_session(user_id, session_id)
        if session is None:
            raise LookupError("the account that was just opened has no session")
        self._session = session

    @property
    def headers(self) -> dict[str, str]:
        """A bearer token that is fresh on the world's clock."""
        return {"authorization": f"Bearer {self._world.container.tokens.access_token(self._session)}"}


def measure_accounts(world: World, measure: Measure) -> None:
    """Rows of the table of routes: signing in and out, recovery, the second factor."""
    email = {"email": "bench@example.com", "password": "correct horse battery"}
    measure("POST auth/register", "", lambda: world.post("/auth/register", email))
    tokens = measure("POST auth/login", "", lambda: world.post("/auth/login", email)).json()
    refresh = {"refresh_token": tokens["refresh_token"]}
    measure("POST auth/refresh", "", lambda: world.post("/auth/refresh", refresh))
    measure("POST auth/logout", "", lambda: world.post("/auth/logout", refresh))
    for who, address in (("known", email["email"]), ("unknown", "nobody@example.com")):
        ask = {"email": address}
        measure(f"POST auth/password-reset, {who}", "", lambda ask=ask: world.post("/auth/password-reset", ask))
    new = {"token": token_for(world, email["email"], "/reset-password"), "password": "another horse battery"}
    measure("POST auth/password-reset/confirm", "", lambda: world.post("/auth/password-reset/confirm", new))
    ann = SignedIn(world)
    measure("GET auth/sessions", "", lambda: ann.get("/auth/sessions"))
    measure("GET auth/security-events", "", lambda: ann.get("/auth/security-events"))
    app, _ = enrol(world, ann)
    challenge = world.post("/auth/login", {"email": ann.email, "password": ann.password}).json()["challenge"]
    code = app.next()
    measure("POST auth/login/second-factor", "", lambda: finish(world, challenge, code=code))


def measure_teams(world: World, measure: Measure) -> None:
    """Rows of the table of routes: who may enter a store, and what is kept about it."""
    ann, bo = SignedIn(world), SignedIn(world)
    home = f"/stores/{ann.open_store()['id']}"
    store = ann.get(home).json()
    measure("GET store, its owner", "", lambda: ann.get(home))
    invitation = {"email": bo.email, "role": "manager"}
    measure("POST team/invitations", "", lambda: ann.post(f"{home}/team/invitations", invitation))
    token = {"token": invitation_token(world, bo.email)}
    measure("POST invitations/accept", "", lambda: bo.post("/invitations/accept", token))
    measure("GET store, a colleague", "", lambda: bo.get(home))
    key = bearer(make_key(ann, store, "secret", ["catalog:read"]))
    world.get(f"{home}/products", key)
    measure("GET store, an API key", "", lambda: world.get(home, key))
    measure("GET team", "", lambda: ann.get(f"{home}/team"))
    measure("GET api-keys", "", lambda: ann.get(f"{home}/api-keys"))
    for number in range(60):
        ann.patch(home, {"name": f"Shop {number}"})
    measure("GET audit-log, 50 entries", "", lambda: ann.get(f"{home}/audit-log", limit=50))


def measure_plans(measure: Measure) -> None:
    """Rows of the table of routes: how a plan stands, and an event that moves it."""
    world = World()
    world.sell_plans()
    ann = Subscriber(world, SignedIn(world))
    ann.merchant.open_store()
    world.drain()
    measure("GET subscriptions/current, free", "", lambda: ann.merchant.get("/subscriptions/current"))
    made = ann.subscribe("growth")
    measure("GET subscriptions/current", "", lambda: ann.merchant.get("/subscriptions/current"))
    measure("POST subscriptions/refresh", "", lambda: ann.merchant.post("/subscriptions/refresh", {}))
    event = ann.stripe.events[-1]
    measure("event of a subscription, nothing new", "", lambda: world.deliver(event))
    ann.stripe.fail_renewal(made.id)
    failed = ann.stripe.events[-1]
    measure("event of a subscription, payment failed", "", lambda: world.deliver(failed))
    world.close()
