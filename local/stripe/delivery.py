"""Delivers events to webhook endpoints: signed, at least once, with retries that survive a restart."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Mapping
from typing import Protocol

import httpx2
import stripe

from local.stripe.standin import StandIn
from local.stripe.wire import JsonObject, dump

# Stripe waits minutes to hours; a person at a desk would not.
_BACKOFF_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
_GIVE_UP_AFTER_SECONDS = 3600.0
_BATCH = 100


class Sender(Protocol):
    """Carries one signed body to an endpoint and returns the HTTP status it answered.

    Raises OSError or httpx2.HTTPError when there is no answer.
    """

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int: ...


def http_sender() -> Sender:
    """Return the sender of the running server: a plain POST that follows no redirect and uses no proxy."""
    client = httpx2.Client(timeout=10.0, trust_env=False)

    def send(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        return client.post(url, content=body, headers=dict(headers)).status_code

    return send


class Deliverer:
    """Sends what is due. Safe to call from the background loop and from a test at the same time."""

    def __init__(self, standin: StandIn, send: Sender, *, sign_at: Callable[[], int] | None = None) -> None:
        self._standin = standin
        self._send = send
        # None: the real time, because the receiver checks the signature's age with its own clock.
        self._sign_at = sign_at
        self._lock = threading.Lock()

    def deliver_due(self) -> int:
        """Try every delivery whose time has come, once, and return how many were tried."""
        with self._lock:
            due = self._standin.store.execute(
                "SELECT * FROM deliveries WHERE state = 'pending' AND next_at <= ? ORDER BY next_at, id LIMIT ?",
                *(self._standin.clock.now(), _BATCH),
            )
            for row in self._standin.faults.in_order(due):
                self._attempt(row)
            return len(due)

    def seconds_until_next(self) -> float | None:
        """Return how long until the next delivery is due, or None when nothing waits."""
        rows = self._standin.store.execute("SELECT min(next_at) AS at FROM deliveries WHERE state = 'pending'")
        at = rows[0]["at"]
        return None if at is None else max(0.0, at - self._standin.clock.now())

    def _attempt(self, row: sqlite3.Row) -> None:
        store = self._standin.store
        event = store.find(row["event_id"], account=None)
        endpoint = store.find(row["endpoint_id"], account=None)
        if event is None or endpoint is None:
            store.execute("DELETE FROM deliveries WHERE id = ?", row["id"])
            return
        result, delivered = self._post(event, endpoint)
        now = self._standin.clock.now()
        first_at = row["first_at"] if row["first_at"] is not None else now
        attempts = row["attempts"] + 1
        state = "delivered" if delivered else "failed" if now - first_at >= _GIVE_UP_AFTER_SECONDS else "pending"
        wait = _BACKOFF_SECONDS[min(attempts, len(_BACKOFF_SECONDS)) - 1]
        store.execute(
            "UPDATE deliveries SET state = ?, attempts = ?, first_at = ?, next_at = ?, last_result = ? WHERE id = ?",
            *(state, attempts, first_at, now + wait, result, row["id"]),
        )

    def _post(self, event: JsonObject, endpoint: JsonObject) -> tuple[str, bool]:
        payload = dump(event)
        secret = self._standin.store.private(endpoint["id"])["secret"]
        signed_at = self._sign_at() if self._sign_at else None
        header = stripe.WebhookSignature.generate_signature_header(payload.decode(), secret, timestamp=signed_at)
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "stripe-signature": header,
        }
        try:
            status = self._send(endpoint["url"], payload, headers)
        except (OSError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            return f"no answer ({type(error).__name__})", False
        return str(status), 200 <= status < 300
