"""Supplier answers and prices."""

from typing import Any

import pytest

from tradewind.adapters.aliexpress_catalog import UnreadableRow, read_products
from tradewind.errors import InvalidInputError
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
