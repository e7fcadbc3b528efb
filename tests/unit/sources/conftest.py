"""The stand-in suppliers and Reddit, served once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from local.reddit.app import create_reddit_app
from local.suppliers.app import create_suppliers_app
from tests.conftest import free_port
from tests.serving import serving

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class StandIn:
    """A served stand-in and the hand on its faults."""

    def __init__(self, url: str, faults: Any, orders: Any = None) -> None:
        self.url = url
        self.faults = faults
        self.orders = orders

    def break_next(self, source: str, kind: str) -> None:
        """Every call misbehaves until cleared."""
        assert self.faults.set({"source": source, "kind": kind}) is None


@pytest.fixture(scope="session")
def served_suppliers() -> Iterator[StandIn]:
    port = free_port()
    app = create_suppliers_app(clock=lambda: NOW, base_url=f"http://127.0.0.1:{port}", cj_gap=0)
    with serving(app, port) as url:
        yield StandIn(url, app.state.suppliers.faults, app.state.suppliers.orders)


@pytest.fixture
def suppliers(served_suppliers: StandIn) -> Iterator[StandIn]:
    yield served_suppliers
    served_suppliers.faults.set({"clear": True})


@pytest.fixture(scope="session")
def served_reddit() -> Iterator[StandIn]:
    port = free_port()
    app = create_reddit_app(clock=lambda: NOW)
    # Below a path, as the local platform serves it.
    with serving(Starlette(routes=[Mount("/reddit", app)]), port) as url:
        yield StandIn(f"{url}/reddit", app.state.faults)


@pytest.fixture
def reddit(served_reddit: StandIn) -> Iterator[StandIn]:
    yield served_reddit
    served_reddit.faults.set({"clear": True})
