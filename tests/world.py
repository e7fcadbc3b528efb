"""The whole backend in one process on the real engine: the API, the workers, and hands to drive them."""

from collections.abc import Mapping, Sequence
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import orjson
from starlette.testclient import TestClient

from functions.selfhost import worker
from functions.selfhost.asgi import app
from tests.fakes.billing import FakeBilling
from tests.fakes.clock import FakeClock
from tests.fakes.mail import MemoryMail
from tests.fakes.passwords import PlainPasswords
from tests.fakes.payments import FakeAccounts, FakeOrderPayments, FakePayments
from tradewind.adapters.sqs_queue import SqsQueue
from tradewind.bootstrap import Container, set_container
from tradewind.settings import BillingSettings

type Json = dict[str, Any]


class Merchant:
    """A signed-in account."""

    def __init__(self, world: "World", email: str | None = None) -> None:
        self._world = world
        self.email = email or f"m{uuid4().hex[:10]}@example.com"
        self.password = "correct horse battery"
        answer = world.post("/auth/register", {"email": self.email, "password": self.password})
        assert answer.status_code == 201, answer.text
        self.tokens: Json = answer.json()

    @property
    def headers(self) -> dict[str, str]:
        """A bearer token of its session that is fresh on the world's clock."""
        maker = self._world.container.tokens
        user_id, session_id = self.tokens["refresh_token"].split(".")[:2]
        session = self._world.container.accounts.find_session(user_id, session_id)
        assert session is not None
        return {"authorization": f"Bearer {maker.access_token(session)}"}

    def get(self, path: str, **params: Any) -> Any:
        """GET below /api/v1."""
        return self._world.client.get(f"/api/v1{path}", headers=self.headers, params=params)

    def post(self, path: str, body: Json, **headers: str) -> Any:
        """POST below /api/v1."""
        return self._world.post(path, body, {**self.headers, **headers})

    def put(self, path: str, body: Json) -> Any:
        """PUT below /api/v1."""
        return self._world.client.put(f"/api/v1{path}", headers=self.headers, json=body)

    def patch(self, path: str, body: Json) -> Any:
        """PATCH below /api/v1."""
        return self._world.client.patch(f"/api/v1{path}", headers=self.headers, json=body)

    def delete(self, path: str) -> Any:
        """DELETE below /api/v1."""
        return self._world.client.delete(f"/api/v1{path}", headers=self.headers)

    def open_store(self, **fields: Any) -> Json:
        """A store with defaults."""
        body = {"name": f"Shop {uuid4().hex[:8]}", "niche": "home-garden", **fields}
        answer = self.post("/stores", body)
        assert answer.status_code == 201, answer.text
        store: Json = answer.json()
        return store

    def add_product(self, store: Json, **fields: Any) -> Json:
        """An active product with one variant of five pieces, unless told otherwise."""
        money = {"amount": 2500, "currency": store["currency"]}
        body = {
            "title": "Blue mug",
            "description": "Holds coffee.",
            "price": money,
            "status": "active",
            "variants": [{"name": "Default", "inventory_count": 5}],
            **fields,
        }
        answer = self.post(f"/stores/{store['id']}/products", body)
        assert answer.status_code == 201, answer.text
        product: Json = answer.json()
        return product


class World:
    """One container with fakes for the outside; ``drain`` lets every worker finish."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.payments = FakePayments()
        self.order_payments = FakeOrderPayments()
        self.accounts = FakeAccounts()
        self.billing = FakeBilling(self.clock)
        self.mail = MemoryMail()
        self.passwords = PlainPasswords()
        self.container = Container(self.clock)
        self.container.__dict__.update(
            payments=self.payments,
            order_payments=self.order_payments,
            payment_accounts=self.accounts,
            billing_gateway=self.billing,
            mail_transport=self.mail,
            hasher=self.passwords,
        )
        set_container(self.container)
        self._sent_to = _SentTo()
        self.client = TestClient(app, base_url="http://dashboard.test", raise_server_exceptions=False)

    def sell_plans(self) -> None:
        """What BILLING=stripe would say; to be called before anything else."""
        self.container.__dict__["billing_settings"] = BillingSettings(billing="stripe")

    def close(self) -> None:
        """Forget the container."""
        self._sent_to.close()
        self.client.close()
        set_container(None)

    def merchant(self, email: str | None = None) -> Merchant:
        """A new account."""
        return Merchant(self, email)

    def get(self, path: str, headers: Mapping[str, str] | None = None, **params: Any) -> Any:
        """Anonymous GET below /api/v1, redirects not followed."""
        return self.client.get(f"/api/v1{path}", params=params, headers=headers, follow_redirects=False)

    def post(self, path: str, body: Any, headers: Mapping[str, str] | None = None) -> Any:
        """POST below /api/v1."""
        return self.client.post(f"/api/v1{path}", json=body, headers=headers)

    def start_checkout(self, store: Json, *lines: tuple[Json, int], key: str | None = None, **body: Any) -> Any:
        """A checkout of (product, quantity) lines, first variant each."""
        items = [
            {"product_id": product["id"], "variant_id": product["variants"][0]["id"], "quantity": quantity}
            for product, quantity in lines
        ]
        headers = {"idempotency-key": key} if key else {}
        return self.post(f"/public/stores/{store['slug']}/checkout", {"items": items, **body}, headers)

    def drain(self) -> None:
        """Relay the outbox and run every queue until nothing is left."""
        while True:
            moved = worker.relay_once()
            moved += sum(worker.poll_queue(name, wait_seconds=0) for name in worker.HANDLERS if name in self._sent_to)
            if moved == 0:
                return

    def deliver(self, event: Json) -> None:
        """Hand a Stripe event straight to its worker, as a one-record batch."""
        record = {"messageId": "m1", "body": orjson.dumps(event).decode()}
        answer = worker.HANDLERS["stripe"]({"Records": [record]}, None)
        assert answer == {"batchItemFailures": []}, answer


class _SentTo:
    """The queues that can hold anything: asking the others is a third of what draining costs."""

    def __init__(self) -> None:
        # Storage itself tells of uploads.
        self._names = {"images"}
        names, send = self._names, SqsQueue.send_delayed

        def send_delayed(queue: SqsQueue, name: str, messages: Sequence[tuple[str, int]]) -> None:
            names.add(name)
            send(queue, name, messages)

        self._patch = patch.object(SqsQueue, "send_delayed", send_delayed)
        self._patch.start()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def close(self) -> None:
        """Let queues be as they were."""
        self._patch.stop()
