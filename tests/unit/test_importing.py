"""Supplier answers and prices."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradewind.adapters.aliexpress_catalog import UnreadableRow, read_products
from tradewind.errors import InvalidInputError
from tradewind.importing.pricing import NeedsRateError, PriceRule
from tradewind.importing.rates import rough_rates
from tradewind.kit.money import Money
from tradewind.suppliers.models import SupplierProduct

ROW: dict[str, Any] = {
    "product_id": 1005005780519627,
    "product_title": "  Paper   lamp ",
    "product_detail_url": "https://example.com/item/1.html?tracking=1",
    "product_main_image_url": "https://img.example.com/1.jpg",
    "product_small_image_urls": {"string": ["https://img.example.com/1.jpg", "https://img.example.com/2.jpg"]},
    "target_sale_price": "14200",
    "target_sale_price_currency": "KRW",
    "sale_price": "62.19",
    "sale_price_currency": "CNY",
    "second_level_category_name": "Lamps",
}


def answer(*rows: Any, simplified: bool = False) -> dict[str, Any]:
    products: Any = list(rows) if simplified else {"product": list(rows)}
    result = {"resp_code": 200, "resp_msg": "ok", "result": {"products": products}}
    return {"aliexpress_affiliate_product_query_response": {"resp_result": result}}


@pytest.mark.parametrize("simplified", [False, True])
def test_both_answer_shapes_are_read(simplified: bool) -> None:
    (product,) = read_products(answer(ROW, simplified=simplified))
    assert product == SupplierProduct(
        supplier="aliexpress",
        reference="1005005780519627",
        title="Paper lamp",
        url="https://example.com/item/1.html",
        cost=Money(14_200, "KRW"),
        image_urls=("https://img.example.com/1.jpg", "https://img.example.com/2.jpg"),
        category="Lamps",
    )


def test_without_a_target_price_the_supplier_s_own_counts() -> None:
    (product,) = read_products(answer({**ROW, "target_sale_price": None}))
    assert isinstance(product, SupplierProduct)
    assert product.cost == Money(6219, "CNY")


@pytest.mark.parametrize(
    "changes",
    [
        {"product_title": ""},
        {"product_id": None},
        {"target_sale_price": "free"},
        {"target_sale_price": "0"},
        {"target_sale_price": "-3"},
        {"target_sale_price_currency": "XXX"},
        {"target_sale_price": None, "sale_price": None},
    ],
)
def test_a_row_that_makes_no_sense_is_left_out_alone(changes: dict[str, Any]) -> None:
    bad, good = read_products(answer({**ROW, **changes}, ROW))
    assert isinstance(bad, UnreadableRow)
    assert bad.position == 1
    assert isinstance(good, SupplierProduct)


def test_nothing_found_is_an_empty_list() -> None:
    body = {"aliexpress_affiliate_product_query_response": {"resp_result": {"resp_code": 405, "resp_msg": "none"}}}
    assert list(read_products(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        {"error_response": {"code": "IncompleteSignature", "msg": "bad"}},
        {"x_response": {"resp_result": {"resp_code": 500, "resp_msg": "down"}}},
        {"something": "else"},
        "text",
        None,
    ],
)
def test_errors_and_other_files_are_said(body: Any) -> None:
    with pytest.raises(InvalidInputError):
        list(read_products(body))


def rule(currency: str = "USD", **rates: str) -> PriceRule:
    return PriceRule(currency=currency, rates={code: Decimal(rate) for code, rate in rates.items()})


@pytest.mark.parametrize(
    ("cost", "price"), [(1000, 2599), (999, 2499), (100, 259), (1, 9), (199, 499), (200, 599), (4000, 10_099)]
)
def test_prices_end_in_nines_and_never_fall_below_the_markup(cost: int, price: int) -> None:
    assert rule().price(Money(cost, "USD")) == Money(price, "USD")


def test_currencies_without_cents_keep_the_plain_price() -> None:
    assert rule("JPY").price(Money(1192, "JPY")) == Money(2980, "JPY")


def test_conversion_rounds_once_and_minds_exponents() -> None:
    assert rule(KRW="1420").convert(Money(14_200, "KRW")) == Money(1000, "USD")
    assert rule("KWD", USD="3.25").convert(Money(1000, "USD")) == Money(3077, "KWD")


def test_without_a_rate_nothing_is_guessed() -> None:
    with pytest.raises(NeedsRateError, match="from KRW to USD"):
        rule().convert(Money(14_200, "KRW"))
    assert rough_rates("XAF") == {}


@given(st.integers(1, 10**7))
def test_a_price_is_always_above_its_cost(cost: int) -> None:
    price = rule().price(Money(cost, "USD")).amount
    assert price * 10 >= cost * 25
    assert price % 10 == 9
