"""AliExpress' adapter before the gateway of the stand-in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from local.suppliers import keys
from local.suppliers.catalog import load_catalog
from tests.contracts.supplier import Subject, SupplierContract
from tests.fakes.sources import FreeRates, open_gate
from tests.unit.sources.conftest import NOW, StandIn
from tradewind.adapters.aliexpress_api import AliExpressApi, sign
from tradewind.adapters.aliexpress_catalog import read_products
from tradewind.kit.money import Money
from tradewind.settings import AliExpressSettings
from tradewind.suppliers.errors import DeniedError, SupplierProductGoneError, ThrottledError
from tradewind.suppliers.models import SupplierProduct, SupplierQuery, SupplierRef

EVERYTHING = SupplierQuery(keywords="", ship_to="US", currency="USD")


def settings(url: str, **more: str) -> AliExpressSettings:
    return AliExpressSettings.model_validate(
        {
            "aliexpress_app_key": keys.ALIEXPRESS_APP_KEY,
            "aliexpress_app_secret": keys.ALIEXPRESS_APP_SECRET,
            "aliexpress_session": keys.ALIEXPRESS_SESSION,
            "aliexpress_api_base": url,
            **more,
        }
    )


def adapter(suppliers: StandIn, rates: FreeRates | None = None, **more: str) -> AliExpressApi:
    return AliExpressApi(
        settings(suppliers.url, **more), open_gate("aliexpress", rates), lambda: NOW, timeout_seconds=0.7
    )


class TestAliExpress(SupplierContract):
    @pytest.fixture
    def subject(self, suppliers: StandIn) -> Subject:
        return Subject(
            supplier=adapter(suppliers),
            everything=EVERYTHING,
            words="lamp",
            unknown=SupplierRef(supplier="aliexpress", reference="1005000000000001"),
            break_it=lambda kind: suppliers.break_next("aliexpress", kind),
        )


def test_signatures_match_the_vector() -> None:
    """Computed by hand with ``openssl dgst -sha256 -hmac helloworld`` over the sorted names and values."""
    params = {
        "method": "aliexpress.affiliate.product.query",
        "app_key": "12345678",
        "timestamp": "1517820392000",
        "sign_method": "sha256",
        "keywords": "mp3",
    }
    expected = "8ED280CCA25451DC55658615593BE3273AD47911C2594ACCE6AEA9B41616A551"
    assert sign(params, "helloworld") == expected
    assert sign({**params, "sign": "whatever"}, "helloworld") == expected
    assert sign({**params, "keywords": "mp4"}, "helloworld") != expected


def test_a_wrong_secret_and_an_old_timestamp_are_refused(suppliers: StandIn) -> None:
    with pytest.raises(DeniedError):
        adapter(suppliers, aliexpress_app_secret="wrong").search(EVERYTHING)
    late = AliExpressApi(settings(suppliers.url), open_gate("aliexpress"), lambda: NOW - timedelta(hours=3))
    with pytest.raises(DeniedError):
        late.search(EVERYTHING)


def test_currency_and_destination_are_passed_and_respected(suppliers: StandIn) -> None:
    item = load_catalog()[0]
    ref = SupplierRef(supplier="aliexpress", reference=item.reference)
    dollars = adapter(suppliers).product(ref, ship_to="US", currency="USD")
    euros = adapter(suppliers).product(ref, ship_to="DE", currency="EUR", language="de")
    yen = adapter(suppliers).search(replace(EVERYTHING, keywords="mushroom", currency="JPY")).products[0]
    assert dollars.cost == Money(item.price_cents(NOW.date()), "USD")
    assert euros.cost.currency == "EUR"
    assert yen.cost == Money(round(item.price_cents(NOW.date()) * 1.52), "JPY")
    assert (dollars.delivery_days, euros.delivery_days) == (item.days_to("US"), item.days_to("DE"))


def test_a_currency_it_cannot_quote_comes_in_its_own(suppliers: StandIn) -> None:
    found = adapter(suppliers).search(replace(EVERYTHING, keywords="mushroom", currency="CHF")).products
    assert found[0].cost.currency == "USD"


def test_bounds_are_hundredths_of_any_currency(suppliers: StandIn) -> None:
    for currency, low in (("USD", 1500), ("JPY", 2000)):
        query = replace(EVERYTHING, currency=currency, min_cost=Money(low, currency))
        found = adapter(suppliers).search(query).products
        assert found
        assert all(product.cost.amount >= low for product in found)


def test_a_search_has_what_research_measures(suppliers: StandIn) -> None:
    item = load_catalog()[0]
    (found,) = adapter(suppliers).search(replace(EVERYTHING, keywords="mushroom")).products
    assert found.orders_30d == item.orders(NOW.date())
    assert found.rating_basis_points == round(item.rating * 100)
    assert found.commission_basis_points == round(item.commission * 100)
    assert found.list_price == Money(item.list_cents(), "USD")
    assert found.shop == item.shop
    assert found.url == f"https://www.aliexpress.com/item/{item.reference}.html"


def test_the_coupon_price_is_not_the_cost(suppliers: StandIn) -> None:
    """The gateway also tells what the app asks, 10 % less, and a promotion code."""
    item = load_catalog()[0]
    (found,) = adapter(suppliers).search(replace(EVERYTHING, keywords="mushroom")).products
    assert found.cost == Money(item.price_cents(NOW.date()), "USD")


@pytest.mark.parametrize(
    ("text", "cost"),
    [("3.20-8.90", 320), ("3.20 - 8.90", 320), ("8.90 ~ 3.20", 320), ("3.20", 320)],
)
def test_of_a_price_range_the_lowest_counts(text: str, cost: int) -> None:
    row = {"product_id": 1, "product_title": "x", "target_sale_price": text, "target_sale_price_currency": "USD"}
    (found,) = read_products([row])
    assert isinstance(found, SupplierProduct)
    assert found.cost == Money(cost, "USD")


def test_detail_has_variants_stock_and_facts(suppliers: StandIn) -> None:
    item = load_catalog()[2]
    ref = SupplierRef(supplier="aliexpress", reference=item.reference)
    found = adapter(suppliers).product(ref, ship_to="US", currency="USD")
    assert [dict(variant.options) for variant in found.variants] == [{"Size": each} for each in item.axes["Size"]]
    assert found.variants[0].reference == "14:100#30 cm"
    assert found.variants[0].stock
    assert found.variants[1].cost.amount > found.variants[0].cost.amount
    assert found.attributes == item.attributes
    assert "<script>" in found.description
    assert len(found.image_urls) == 4


def test_without_an_access_token_detail_has_no_variants(suppliers: StandIn) -> None:
    ref = SupplierRef(supplier="aliexpress", reference=load_catalog()[0].reference)
    found = adapter(suppliers, aliexpress_session="").product(ref, ship_to="US", currency="USD")
    assert found.variants == ()
    with pytest.raises(SupplierProductGoneError):
        adapter(suppliers, aliexpress_session="").product(
            SupplierRef(supplier="aliexpress", reference="1"), ship_to="US", currency="USD"
        )


def test_the_hot_list_is_its_own_question(suppliers: StandIn) -> None:
    assert len(adapter(suppliers).search(replace(EVERYTHING, hot=True)).products) == 30


def test_too_many_calls_let_everybody_wait(suppliers: StandIn) -> None:
    rates = FreeRates()
    suppliers.break_next("aliexpress", "rate_limited")
    with pytest.raises(ThrottledError):
        adapter(suppliers, rates).search(EVERYTHING)
    assert rates.paused == {"aliexpress": 60}


def test_both_shapes_of_an_answer_are_read() -> None:
    row = {"product_id": 1, "product_title": "x", "target_sale_price": "1", "target_sale_price_currency": "USD"}
    nested = {"resp_code": 200, "result": {"products": {"product": [row]}}}
    plain = {"resp_code": 200, "result": {"products": [row]}}
    for result in (nested, plain):
        (found,) = read_products({"aliexpress_affiliate_product_query_response": {"resp_result": result}})
        assert isinstance(found, SupplierProduct)
