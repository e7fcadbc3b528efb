"""The switches that make things go wrong on purpose."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from local.stripe.testing import StripeServer, http
from tests.unit.local_stripe.conftest import Shop, cart

PAID = ["payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"]


def _switch(server: StripeServer, **switches: Any) -> None:
    answer = server.control("/_test/faults", **switches)
    assert answer.status_code == 200, answer.text


def _buy(server: StripeServer) -> None:
    session = server.client().v1.checkout.sessions.create(cart())
    assert server.pay(session.url).status_code == 303


@pytest.mark.parametrize(("status", "error"), [(429, stripe.RateLimitError), (500, stripe.APIError)])
def test_the_next_calls_fail(server: StripeServer, status: int, error: type[stripe.StripeError]) -> None:
    client = server.client(max_network_retries=0)
    _switch(server, next=2, status=status)
    for _ in range(2):
        with pytest.raises(error):
            client.v1.customers.list()
    assert client.v1.customers.list().data == []


def test_only_calls_under_the_prefix_fail(server: StripeServer) -> None:
    client = server.client(max_network_retries=0)
    _switch(server, next=1, path_prefix="/v1/refunds")
    client.v1.customers.list()
    with pytest.raises(stripe.APIError):
        client.v1.refunds.list()


def test_a_call_without_an_answer_is_repeated_safely(server: StripeServer) -> None:
    """The work is done, the answer hangs until the caller gives up, and the repetition replays it."""
    client = server.client(max_network_retries=0, http_client=stripe.RequestsClient(timeout=0.3))
    _switch(server, next=1, timeout=True, after=True)
    with pytest.raises(stripe.APIConnectionError):
        client.v1.checkout.sessions.create(cart(), {"idempotency_key": "cart:1"})
    again = server.client().v1.checkout.sessions.create(cart(), {"idempotency_key": "cart:1"})
    assert again.last_response
    assert again.last_response.headers["idempotent-replayed"] == "true"
    assert len(server.client().v1.checkout.sessions.list().data) == 1


def test_events_arrive_twice(server: StripeServer, shop: Shop) -> None:
    _switch(server, duplicate_events=2)
    _buy(server)
    server.deliver()
    assert sorted(shop.types()) == sorted([*PAID, *PAID[:2]])
    assert len({event.id for event in shop.received}) == 3


def test_events_get_lost_until_sent_again(server: StripeServer, shop: Shop) -> None:
    _switch(server, drop_events=2)
    _buy(server)
    server.deliver()
    assert shop.types() == PAID[2:]
    lost = server.events("charge.succeeded")[0]
    assert lost["deliveries"][0]["state"] == "dropped"
    server.control(f"/_test/events/{lost['id']}/resend")
    server.deliver()
    assert shop.types() == ["checkout.session.completed", "charge.succeeded"]


def test_events_arrive_late(server: StripeServer, shop: Shop) -> None:
    _switch(server, delay_events_seconds=90)
    _buy(server)
    server.advance(89)
    server.deliver()
    assert shop.types() == []
    server.advance(1)
    server.deliver()
    assert shop.types() == PAID


def test_events_arrive_out_of_order(server: StripeServer, shop: Shop) -> None:
    _switch(server, shuffle_events=True)
    _buy(server)
    server.deliver()
    assert shop.types() != PAID
    assert sorted(shop.types()) == sorted(PAID)


@pytest.mark.parametrize("switches", [{"nxt": 1}, {"next": "many"}, {"timeout": 1}, {"next": True}])
def test_a_misspelt_switch_is_refused(server: StripeServer, switches: dict[str, Any]) -> None:
    answer = server.control("/_test/faults", **switches)
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == next(iter(switches))


def test_reset_forgets_everything_but_the_endpoints(server: StripeServer, shop: Shop) -> None:
    _buy(server)
    _switch(server, next=5)
    assert server.control("/_test/advance", seconds=60).status_code == 200
    assert server.control("/_test/reset").json() == {"reset": True}
    assert server.client().v1.checkout.sessions.list().data == []
    assert server.events() == []
    _buy(server)
    server.deliver()
    assert shop.types() == PAID


@pytest.mark.parametrize("body", [b"seconds=1", b"[]", b'{"seconds": -1}', b'{"seconds": "1"}'])
def test_time_only_moves_forward_by_a_number(server: StripeServer, body: bytes) -> None:
    assert http().post(f"{server.url}/_test/advance", content=body).status_code == 400
