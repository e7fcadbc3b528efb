"""The engine, once per session; an empty platform for every test."""

import os
import urllib.request
from collections.abc import Iterator

import pytest

from local.engine import process
from local.engine.provision import BUCKET, TABLE, provision
from tests.conftest import free_port
from tests.world import World


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The endpoint of a running engine."""
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    os.environ.update(
        {
            "AWS_ENDPOINT_URL": endpoint,
            "TABLE_NAME": TABLE,
            "OUTBOX_RELAY": "poll",
            "TOKEN_SIGNING_KEY": "test-signing-key-of-enough-length-0123456789",
            "MEDIA_BUCKET": BUCKET,
            "STOREFRONT_URL_TEMPLATE": "http://{slug}.shop.test",
            "MEDIA_BASE_URL": "http://media.test",
            "MAIL_FROM": "Orders <orders@tradewind.test>",
            "STRIPE_WEBHOOK_SECRETS": "whsec_new,whsec_old",
            "STRIPE_CONNECT_WEBHOOK_SECRETS": "whsec_connect",
            "STRIPE_SECRET_KEY": "sk_test_x",
        }
    )
    running = process.start(port=port, state=tmp_path_factory.mktemp("engine"))
    yield endpoint
    running.terminate()
    running.wait(timeout=20)


@pytest.fixture
def world(engine: str) -> Iterator[World]:
    """The backend on an emptied engine."""
    urllib.request.urlopen(urllib.request.Request(f"{engine}/_ministack/reset", method="POST"), timeout=10)
    provision(engine)
    fresh = World()
    yield fresh
    fresh.close()
