"""CJ's ordering adapter before its stand-in."""

import pytest

from local.suppliers.catalog import load_catalog
from local.suppliers.keys import CJ_API_KEY
from tests.contracts.ordering import OrderingContract, OrderingSubject
from tests.fakes.sources import MemoryTokens, open_gate
from tests.unit.sources.conftest import NOW, StandIn
from tradewind.adapters.cj_ordering import CjOrdering
from tradewind.kit.money import Money
from tradewind.settings import CjSettings
from tradewind.suppliers.ordering import Placed


class TestCjOrdering(OrderingContract):
    @pytest.fixture
    def subject(self, suppliers: StandIn) -> OrderingSubject:
        orders = suppliers.orders
        orders.by_number.clear()
        orders.balance_cents = 1_000_000
        settings = CjSettings.model_validate({"cj_api_key": CJ_API_KEY, "cj_api_base": f"{suppliers.url}/api2.0/v1"})

        def advance(order: str, status: str, track: str) -> None:
            assert orders.move({"order": order, "status": status, "track": track}) is None

        return OrderingSubject(
            supplier=CjOrdering(settings, open_gate("cj"), MemoryTokens(), lambda: NOW, timeout_seconds=0.7),
            vid=f"{load_catalog()[3].cj_reference}-0",
            count=lambda: len(orders.by_number),
            advance=advance,
            empty_balance=lambda: orders.move({"balance_cents": 0}),
            break_it=lambda kind: suppliers.break_next("cj", kind),
            mend=lambda: suppliers.faults.set({"clear": True}),
        )

    def test_it_takes_the_cheapest_way_and_tells_what_it_charges(self, subject: OrderingSubject) -> None:
        placed = subject.supplier.place(subject.order(), key="po_1_x")
        assert isinstance(placed, Placed)
        price = round(load_catalog()[3].variants(NOW.date())[0].cents * 1.06)
        assert placed.charged == Money(2 * price + 450, "USD")
        assert subject.supplier.status(placed.reference).carrier == "CJPacket Ordinary"
