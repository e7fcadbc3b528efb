"""Events reach their endpoints: signed, at least once, over failures and restarts."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
import stripe
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from local.stripe.clock import Clock
from local.stripe.testing import StripeServer, http, serve, stripe_server, wait_for
from local.stripe.webhooks import WebhookTarget
from tests.unit.local_stripe.conftest import NOW, SECRET, TARGET, Shop, cart

PAID = ["payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"]


def _buy(server: StripeServer) -> str:
    session = server.client().v1.checkout.sessions.create(cart())
    assert server.pay(session.url).status_code == 303
    return session.id


def test_a_failing_endpoint_is_tried_again(server: StripeServer, shop: Shop) -> None:
    shop.statuses = [500, 0, 302]
    _buy(server)
    server.deliver()
    assert (shop.types(), shop.attempts) == ([], 3)
    server.advance(0.2)
    server.deliver()
    assert sorted(shop.types()) == sorted(PAID)
    assert all(event["deliveries"][0]["attempts"] == 2 for event in server.events())


def test_an_endpoint_that_stays_down_is_given_up_after_an_hour(server: StripeServer, shop: Shop) -> None:
    shop.statuses = [500] * 10_000
    _buy(server)
    for _ in range(80):
        server.advance(60)
        server.deliver()
    assert {event["deliveries"][0]["state"] for event in server.events()} == {"failed"}
    assert shop.types() == []


def test_a_tampered_event_is_noticed(server: StripeServer) -> None:
    kept: list[tuple[bytes, str]] = []
    server.deliverer._send = lambda url, body, headers: kept.append((body, headers["stripe-signature"])) or 200  # type: ignore[func-returns-value]
    _buy(server)
    server.deliver()
    body, signature = kept[0]
    assert stripe.Webhook.construct_event(body, signature, SECRET).type == PAID[0]
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body.replace(b"3998", b"3999"), signature, SECRET)


def test_endpoints_made_through_the_api_get_what_they_ask_for(server: StripeServer, shop: Shop) -> None:
    seen: list[tuple[str, str]] = []
    client = server.client()
    endpoint = client.v1.webhook_endpoints.create(
        {"url": "https://ledger.test/hook", "enabled_events": ["charge.succeeded"]}
    )
    assert endpoint.secret
    assert endpoint.secret.startswith("whsec_")
    assert "secret" not in client.v1.webhook_endpoints.retrieve(endpoint.id)

    def send(url: str, body: bytes, headers: dict[str, str]) -> int:
        secret = str(endpoint.secret) if "ledger" in url else SECRET
        seen.append((url, stripe.Webhook.construct_event(body, headers["stripe-signature"], secret).type))
        return 200

    server.deliverer._send = send  # type: ignore[assignment]
    _buy(server)
    server.deliver()
    assert [kind for url, kind in seen if "ledger" in url] == ["charge.succeeded"]
    assert [kind for url, kind in seen if "ledger" not in url] == PAID
    assert client.v1.webhook_endpoints.delete(endpoint.id).deleted
    _buy(server)
    server.deliver()
    assert len([url for url, _ in seen if "ledger" in url]) == 1


def test_connected_accounts_can_have_a_secret_of_their_own(state: Path) -> None:
    seen: list[tuple[str, str | None]] = []

    def send(url: str, body: bytes, headers: dict[str, str]) -> int:
        for secret in ("whsec_platform", "whsec_connected"):
            try:
                event = stripe.Webhook.construct_event(body, headers["stripe-signature"], secret)
            except stripe.SignatureVerificationError:
                continue
            seen.append((secret, getattr(event, "account", None)))
        return 200

    targets = [
        WebhookTarget(url="http://shop.test/hook", secret="whsec_platform", receives="platform"),
        WebhookTarget(url="http://shop.test/hook", secret="whsec_connected", receives="connected"),
    ]
    with stripe_server(state, clock=Clock.stopped_at(NOW), webhook_target=targets, send=send) as server:  # type: ignore[arg-type]
        client = server.client()
        client.v1.customers.create({"name": "Platform"})
        store = client.v1.accounts.create({"type": "express"}).id
        client.v1.customers.create({"name": "Store"}, {"stripe_account": store})
        server.deliver()
    assert seen == [("whsec_platform", None), ("whsec_connected", store)]


def test_events_can_be_read_and_sent_again(server: StripeServer, shop: Shop) -> None:
    _buy(server)
    client = server.client()
    listed = client.v1.events.list({"type": "checkout.session.completed"}).data
    assert [event.pending_webhooks for event in listed] == [1]
    server.deliver()
    assert client.v1.events.retrieve(listed[0].id).pending_webhooks == 0
    assert server.control(f"/_test/events/{listed[0].id}/resend").json() == {"queued": 1}
    server.deliver()
    assert shop.types() == [*PAID, "checkout.session.completed"]
    assert shop.received[-1].id == shop.received[-2].id


def test_the_background_loop_delivers_over_http_and_retries(tmp_path: Path) -> None:
    statuses = [500, 500]
    received: list[str] = []

    async def hook(request: Request) -> Response:
        if statuses:
            return Response(status_code=statuses.pop())
        event = stripe.Webhook.construct_event(await request.body(), request.headers["stripe-signature"], SECRET)
        received.append(event.type)
        return Response()

    with serve(Starlette(routes=[Route("/hook", hook, methods=["POST"])])) as shop_url:
        target = WebhookTarget(url=f"{shop_url}/hook", secret=SECRET)
        with stripe_server(tmp_path / "s.sqlite3", webhook_target=target, background=True) as server:
            _buy(server)
            wait_for(lambda: len(received) == 3, "three events after two refusals")
    assert sorted(received) == sorted(PAID)


def test_a_restart_keeps_objects_time_and_waiting_events(state: Path, shop: Shop) -> None:
    down = Shop(statuses=[0] * 100)
    with stripe_server(state, clock=Clock.stopped_at(NOW), webhook_target=TARGET, send=down) as before:
        session_id = _buy(before)
        before.advance(7200)
        before.deliver()
    with stripe_server(state, clock=Clock.stopped_at(NOW), webhook_target=TARGET, send=shop) as after:
        assert after.standin.now() == NOW + 7200
        assert after.client().v1.checkout.sessions.retrieve(session_id).payment_status == "paid"
        after.advance(1)
        after.deliver()
        assert sorted(shop.types()) == sorted(PAID)


def test_a_killed_process_loses_nothing_it_answered(tmp_path: Path, shop: Shop) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "local.stripe", "--port", str(port), "--state", str(tmp_path)]
    command += ["--webhook-url", "http://127.0.0.1:9/nobody", "--webhook-secret", SECRET]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[3])

    def answers() -> bool:
        try:
            return http().get(f"{url}/_test/faults").status_code == 200
        except httpx2.HTTPError:
            return False

    try:
        wait_for(answers, "the server to answer", timeout_seconds=30)
        client = stripe.StripeClient("sk_test_x", base_addresses={"api": url})
        session = client.v1.checkout.sessions.create(cart())
        assert session.url
        assert http().post(session.url, data={"do": "pay"}).status_code == 303
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
    with stripe_server(tmp_path / "stripe.sqlite3", webhook_target=TARGET, send=shop) as server:
        assert server.client().v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
        server.advance(60)
        server.deliver()
    assert sorted(shop.types()) == sorted(PAID)
