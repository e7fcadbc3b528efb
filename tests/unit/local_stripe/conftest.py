"""A running stand-in, the real SDK in front of it, and a shop that receives its events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import stripe

from local.stripe.clock import Clock
from local.stripe.testing import StripeServer, stripe_server
from local.stripe.webhooks import WebhookTarget

SECRET = "whsec_for_tests"
TARGET = WebhookTarget(url="http://shop.test/webhooks", secret=SECRET)
NOW = 1_900_000_000


@dataclass(slots=True)
class Shop:
    """Stands for the shop's webhook endpoint; answers what `statuses` says, then 200."""

    statuses: list[int] = field(default_factory=list)
    received: list[stripe.Event] = field(default_factory=list)
    attempts: int = 0

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.attempts += 1
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 0:
            raise ConnectionRefusedError(url)
        event = stripe.Webhook.construct_event(body, headers["stripe-signature"], SECRET)
        if status == 200:
            self.received.append(event)
        return status

    def types(self) -> list[str]:
        """Return the types of the received events in order of arrival."""
        return [event.type for event in self.received]


@pytest.fixture(autouse=True)
def _loopback(socket_enabled: None) -> None:
    """Allow sockets here, whatever the suite's default: the SDK talks to the stand-in over the loopback."""


@pytest.fixture
def shop() -> Shop:
    """Return a shop that accepts every event."""
    return Shop()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Return where this test's stand-in keeps its memory."""
    return tmp_path / "stripe.sqlite3"


@pytest.fixture
def server(state: Path, shop: Shop) -> Iterator[StripeServer]:
    """Run a stand-in whose clock stands still and whose events wait for `deliver`."""
    with stripe_server(state, clock=Clock.stopped_at(NOW), webhook_target=TARGET, send=shop) as running:
        yield running


@pytest.fixture
def client(server: StripeServer) -> stripe.StripeClient:
    """Return the real SDK, pointed at the stand-in."""
    return server.client()


def cart(**changes: Any) -> Any:
    """Return the parameters of an ordinary checkout; `changes` replace single ones, None removes."""
    params: dict[str, Any] = {
        "mode": "payment",
        "line_items": [
            {
                "quantity": 2,
                "price_data": {
                    "currency": "usd",
                    "unit_amount": 1999,
                    "product_data": {"name": "Camp lantern", "images": ["https://shop.test/lantern.webp"]},
                },
            }
        ],
        "success_url": "https://shop.test/thanks?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://shop.test/cart",
    } | changes
    return {name: value for name, value in params.items() if value is not None}


def lines(amount: int, currency: str = "usd") -> list[dict[str, Any]]:
    """Return one line of a given price."""
    product = {"name": "Camp lantern"}
    return [{"quantity": 1, "price_data": {"currency": currency, "unit_amount": amount, "product_data": product}}]
