"""Runs the stand-in inside a test: on a free loopback port, in a thread, delivering when told to."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import stripe
import uvicorn
from starlette.applications import Starlette

from local.stripe.app import create_stripe_app, run_clockwork
from local.stripe.clock import Clock
from local.stripe.controls import events_with_deliveries
from local.stripe.delivery import Deliverer, Sender
from local.stripe.renewals import travel
from local.stripe.standin import StandIn
from local.stripe.webhooks import WebhookTarget
from local.stripe.wire import JsonObject

TEST_KEY = "sk_test_local"


@dataclass(frozen=True, slots=True, kw_only=True)
class StripeServer:
    """A running stand-in and what a test does with it."""

    url: str
    standin: StandIn
    deliverer: Deliverer

    def client(self, key: str = TEST_KEY, **options: Any) -> stripe.StripeClient:
        """Return the real SDK's client, pointed here."""
        return stripe.StripeClient(key, base_addresses={"api": self.url}, **options)

    def pay(self, session_url: str | None, **fields: str) -> httpx2.Response:
        """Submit the hosted page's form and return its answer without following the redirect.

        Fields left out are filled with sample values; name `card`, `email`, `do` and others to change them.
        """
        assert session_url, "a closed session has no page"  # noqa: S101 - for tests
        return http().post(session_url, data={"do": "pay", **fields})

    def connect_account(self, **params: Any) -> str:
        """Return the id of a connected account that may take payments; `params` are those of its creation."""
        client = self.client()
        fields: Any = {"type": "express", **params}
        account = client.v1.accounts.create(fields)
        self.onboard(self.onboarding_url(account.id))
        return account.id

    def onboarding_url(self, account_id: str) -> str:
        """Return a fresh link to the onboarding of an account."""
        link = self.client().v1.account_links.create(
            {
                "account": account_id,
                "type": "account_onboarding",
                "refresh_url": "https://shop.test/connect/again",
                "return_url": "https://shop.test/connect/done",
            }
        )
        return link.url

    def onboard(self, link_url: str, do: str = "complete", **fields: str) -> httpx2.Response:
        """Submit the onboarding page and return its answer without following the redirect."""
        return http().post(link_url, data={"do": do, **fields})

    def get(self, path: str) -> httpx2.Response:
        """Fetch a page or a control path."""
        return http().get(self.url + path)

    def control(self, path: str, **body: Any) -> httpx2.Response:
        """Post JSON to a control path such as `/_test/faults`."""
        return http().post(self.url + path, json=body)

    def advance(self, seconds: float) -> None:
        """Move the clock and do what becomes due on the way; deliveries wait for `deliver`."""
        travel(self.standin, seconds, run_clockwork)

    def deliver(self, *, rounds: int = 10) -> int:
        """Send what is due, and what that made due, and return the number of attempts."""
        tried = 0
        for _ in range(rounds):
            now = self.deliverer.deliver_due()
            if now == 0:
                break
            tried += now
        return tried

    def events(self, *types: str) -> list[JsonObject]:
        """Return events oldest first with their deliveries, all or of some types."""
        listed = events_with_deliveries(self.standin, limit=1_000)[::-1]
        return [event for event in listed if not types or event["type"] in types]


@cache
def http() -> httpx2.Client:
    """Return a client for loopback addresses; one for all tests, as making it costs more than using it."""
    return httpx2.Client(timeout=10.0, trust_env=False, follow_redirects=False)


@contextmanager
def stripe_server(
    state_path: Path,
    *,
    clock: Clock | None = None,
    webhook_target: WebhookTarget | Sequence[WebhookTarget] | None = None,
    send: Sender | None = None,
    background: bool = False,
) -> Iterator[StripeServer]:
    """Run the stand-in while the block lasts.

    Without `background`, events wait until `StripeServer.deliver` is called, which keeps a test in charge of order.
    """
    app = create_stripe_app(state_path, clock, webhook_target=webhook_target, send=send, background=background)
    with serve(app) as url:
        yield StripeServer(url=url, standin=app.state.standin, deliverer=app.state.deliverer)


@contextmanager
def serve(app: Starlette) -> Iterator[str]:
    """Serve an application on a free loopback port in a thread and yield its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        server = _QuickServer(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_for(lambda: server.started or not thread.is_alive(), "the server to start")
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)


class _QuickServer(uvicorn.Server):
    """Starts and ends in milliseconds, where uvicorn waits tenths of a second for requests a test has no more."""

    async def main_loop(self) -> None:
        await self.on_tick(0)
        while not self.should_exit:
            await asyncio.sleep(0.005)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self.lifespan.shutdown()


def wait_for(condition: Callable[[], object], what: str, *, timeout_seconds: float = 10.0) -> None:
    """Return when the condition holds.

    Raises TimeoutError naming `what` was waited for.
    """
    deadline = time.monotonic() + timeout_seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"gave up waiting for {what}")
        threading.Event().wait(0.01)
