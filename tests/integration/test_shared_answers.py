"""Stores that ask a supplier the same are answered once."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from tests.world import World
from tradewind.adapters.aliexpress_api import AliExpressApi
from tradewind.kit.money import Money
from tradewind.settings import AliExpressSettings, CjSettings, SourceSettings
from tradewind.suppliers.answer_repository import AnswerRepository
from tradewind.suppliers.errors import SupplierUnavailableError
from tradewind.suppliers.models import SupplierPage, SupplierProduct, SupplierQuery, SupplierRef
from tradewind.suppliers.ports import Capability
from tradewind.suppliers.shared_answers import SharedAnswers
from tradewind.wiring.sources import connect_suppliers

FRESH_FOR = timedelta(hours=6)
LAMPS = SupplierQuery(keywords="Paper  Lamp", ship_to="US", currency="USD", min_cost=Money(100, "USD"))
PAGE = SupplierPage(
    products=tuple(
        SupplierProduct(
            supplier="aliexpress",
            reference=str(number),
            title=f"종이 램프 {number}",
            url=f"https://x.example/{number}",
            cost=Money(500 + number, "USD"),
            image_urls=("https://x.example/a.jpg",),
            orders_30d=number,
        )
        for number in range(50)
    ),
    next_cursor="2",
    unreadable=("row 7: no price",),
)


@dataclass
class Counting:
    """A supplier that counts what it is asked."""

    asked: list[tuple[SupplierQuery, str | None]] = field(default_factory=list)
    fails: bool = False
    code: str = "aliexpress"
    capabilities: frozenset[Capability] = frozenset({Capability.SEARCH})

    def search(self, query: SupplierQuery, cursor: str | None = None) -> SupplierPage:
        self.asked.append((query, cursor))
        if self.fails:
            raise SupplierUnavailableError("down")
        return PAGE

    def product(self, ref: SupplierRef, *, ship_to: str, currency: str, language: str = "en") -> SupplierProduct:
        self.asked.append((LAMPS, None))
        return PAGE.products[0]

    def reference_of(self, url: str) -> SupplierRef | None:
        return None


@pytest.fixture
def inner() -> Counting:
    return Counting()


@pytest.fixture
def shared(world: World, inner: Counting) -> SharedAnswers:
    world.container.prepare_documents()
    return SharedAnswers(inner, AnswerRepository(clock=world.clock), FRESH_FOR)


def test_the_same_question_is_asked_once_and_answered_whole(shared: SharedAnswers, inner: Counting) -> None:
    assert shared.search(LAMPS) == PAGE
    assert shared.search(replace(LAMPS, keywords="paper lamp")) == PAGE
    assert len(inner.asked) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(LAMPS, keywords="lamp"),
        replace(LAMPS, ship_to="DE"),
        replace(LAMPS, currency="EUR"),
        replace(LAMPS, language="de"),
        replace(LAMPS, hot=True),
        replace(LAMPS, min_cost=None),
        replace(LAMPS, min_cost=None, max_cost=Money(100, "USD")),
    ],
)
def test_another_question_is_asked(shared: SharedAnswers, inner: Counting, other: SupplierQuery) -> None:
    shared.search(LAMPS)
    shared.search(other)
    shared.search(LAMPS, "2")
    assert len(inner.asked) == 3


def test_old_answers_failures_and_details_are_asked_again(world: World, shared: SharedAnswers, inner: Counting) -> None:
    shared.search(LAMPS)
    world.clock.now += FRESH_FOR + timedelta(seconds=1)
    shared.search(LAMPS)
    assert len(inner.asked) == 2
    inner.fails = True
    for _ in range(2):
        with pytest.raises(SupplierUnavailableError):
            shared.search(replace(LAMPS, keywords="bowl"))
    assert len(inner.asked) == 4
    shared.product(PAGE.products[0].ref, ship_to="US", currency="USD")
    assert len(inner.asked) == 5


def test_an_operator_can_have_each_store_ask_for_itself(world: World) -> None:
    named = {"research_sources": "aliexpress,cj"}
    keys = AliExpressSettings(aliexpress_app_key="k", aliexpress_app_secret=SecretStr("s"))
    for minutes, kind in (("0", AliExpressApi), ("360", SharedAnswers)):
        settings = SourceSettings.model_validate({**named, "shared_answer_minutes": minutes})
        found = connect_suppliers(settings, lambda: keys, CjSettings, world.clock)
        assert found.keys() == {"aliexpress"}, "CJ is named and has no key"
        assert isinstance(found["aliexpress"], kind)
