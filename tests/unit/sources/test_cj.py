"""CJ's adapter before its stand-in."""

import pytest

from local.suppliers import cj as standin
from local.suppliers.catalog import load_catalog
from local.suppliers.keys import CJ_API_KEY
from tests.contracts.supplier import Subject, SupplierContract
from tests.fakes.sources import MemoryTokens, open_gate
from tests.unit.sources.conftest import NOW, StandIn
from tradewind.adapters import cj_dropshipping
from tradewind.adapters.cj_dropshipping import CjDropshipping
from tradewind.kit.money import Money
from tradewind.settings import CjSettings
from tradewind.suppliers.errors import DeniedError
from tradewind.suppliers.models import SupplierQuery, SupplierRef

EVERYTHING = SupplierQuery(keywords="", ship_to="US", currency="USD")


def adapter(suppliers: StandIn, tokens: MemoryTokens, key: str = CJ_API_KEY) -> CjDropshipping:
    settings = CjSettings.model_validate({"cj_api_key": key, "cj_api_base": f"{suppliers.url}/api2.0/v1"})
    return CjDropshipping(settings, open_gate("cj"), tokens, lambda: NOW, timeout_seconds=0.7)


class TestCj(SupplierContract):
    @pytest.fixture
    def subject(self, suppliers: StandIn, monkeypatch: pytest.MonkeyPatch) -> Subject:
        monkeypatch.setattr(cj_dropshipping, "PAGE_SIZE", 8)
        return Subject(
            supplier=adapter(suppliers, MemoryTokens()),
            everything=EVERYTHING,
            words="lamp",
            unknown=SupplierRef(supplier="cj", reference="0B0F2B2C-0000-4000-8000-000000000000"),
            break_it=lambda kind: suppliers.break_next("cj", kind),
        )

    def test_pages_follow_each_other_without_gaps_or_repeats(self, subject: Subject) -> None:
        seen = []
        cursor: str | None = None
        while True:
            page = subject.supplier.search(subject.everything, cursor)
            seen += [product.reference for product in page.products]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert sorted(seen) == sorted(filter(None, (item.cj_reference for item in load_catalog())))


def test_a_token_is_bought_once_and_replaced_when_refused(suppliers: StandIn) -> None:
    tokens = MemoryTokens()
    adapter(suppliers, tokens).search(EVERYTHING)
    assert tokens.tokens == {"cj": standin.TOKEN}
    tokens.tokens["cj"] = "withdrawn"
    assert adapter(suppliers, tokens).search(EVERYTHING).products
    assert tokens.tokens == {"cj": standin.TOKEN}


def test_a_wrong_key_is_denied(suppliers: StandIn) -> None:
    with pytest.raises(DeniedError, match="CJ_API_KEY"):
        adapter(suppliers, MemoryTokens(), key="wrong").search(EVERYTHING)


def test_detail_has_variants_in_dollars(suppliers: StandIn) -> None:
    item = load_catalog()[3]
    assert item.cj_reference
    ref = SupplierRef(supplier="cj", reference=item.cj_reference)
    found = adapter(suppliers, MemoryTokens()).product(ref, ship_to="DE", currency="EUR")
    assert {name for variant in found.variants for name in variant.options} == set(item.axes)
    assert found.cost == min((variant.cost for variant in found.variants), key=lambda cost: cost.amount)
    assert found.cost.currency == "USD"
    assert found.cost == Money(round(item.price_cents(NOW.date()) * 1.06), "USD")
    assert found.category == item.category
