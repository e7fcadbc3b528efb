"""Reads AliExpress' affiliate answers (``product.query``, ``hotproduct.query``, ``productdetail.get``), both shapes."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tradewind.errors import InvalidInputError
from tradewind.kit.money import CURRENCIES, Money, parse_decimal
from tradewind.suppliers.models import SupplierProduct
from tradewind.suppliers.references import ALIEXPRESS

SUPPLIER = ALIEXPRESS
NOTHING_FOUND = 405
"""``resp_code`` of an answer without results."""


class UnreadableRow(BaseModel):
    """A product the answer contains and we cannot use, with the reason."""

    position: int
    reason: str


class ErrorAnswerError(Exception):
    """The answer says that the call failed; ``code`` is AliExpress' own."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(f"{code}: {message}")


def _strings(value: Any) -> Any:
    """``{"string": [...]}`` or a plain list."""
    return value.get("string", []) if isinstance(value, Mapping) else value or []


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    product_id: str
    product_title: Annotated[str, Field(min_length=1)]
    product_detail_url: str = ""
    product_main_image_url: str = ""
    product_small_image_urls: Annotated[list[str], BeforeValidator(_strings)] = Field(default_factory=list)
    target_sale_price: str | None = None
    target_sale_price_currency: str | None = None
    sale_price: str | None = None
    sale_price_currency: str | None = None
    target_original_price: str | None = None
    target_original_price_currency: str | None = None
    original_price: str | None = None
    original_price_currency: str | None = None
    second_level_category_name: str = ""
    lastest_volume: int | None = None
    evaluate_rate: str | None = None
    commission_rate: str | None = None
    ship_to_days: str | None = None
    shop_name: str | None = None
    shop_id: str | None = None


def read_products(answer: Any) -> Iterator[SupplierProduct | UnreadableRow]:
    """Every product of an answer, in order; rows that make no sense come as ``UnreadableRow``.

    Raises:
        InvalidInputError: it is an error answer, or no product answer at all.
    """
    try:
        rows = product_rows(answer)
    except ErrorAnswerError as error:
        raise InvalidInputError(f"The supplier answered with an error: {error}") from error
    return (_read(position, row) for position, row in enumerate(rows, start=1))


def _read(position: int, row: Any) -> SupplierProduct | UnreadableRow:
    try:
        return _product(_Row.model_validate(row))
    except ValidationError as error:
        fault = error.errors()[0]
        return UnreadableRow(position=position, reason=f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}")
    except ValueError as error:
        return UnreadableRow(position=position, reason=str(error))


def result_of(answer: Any) -> Any:
    """What is inside the envelope of an answer; None when nothing was found.

    Raises:
        ErrorAnswerError: the answer says that the call failed, whatever its HTTP status was.
    """
    if isinstance(answer, Mapping) and isinstance(answer.get("error_response"), Mapping):
        error = answer["error_response"]
        raise ErrorAnswerError(str(error.get("sub_code") or error.get("code")), str(error.get("msg")))
    if not isinstance(answer, Mapping):
        return answer
    body = next((value for key, value in answer.items() if str(key).endswith("_response")), answer)
    result = body.get("resp_result", body) if isinstance(body, Mapping) else body
    if not isinstance(result, Mapping):
        return result
    code = str(result.get("resp_code", result.get("rsp_code", 200)))
    if code == str(NOTHING_FOUND):
        return None
    if code != "200":
        raise ErrorAnswerError(code, str(result.get("resp_msg", result.get("rsp_msg"))))
    return result.get("result", result)


def product_rows(answer: Any) -> list[Any]:
    """The product rows of an answer: ``products.product[]``, or ``products[]`` of simplified answers.

    Raises:
        ErrorAnswerError. InvalidInputError: there is no list of products.
    """
    body = result_of(answer)
    if body is None and answer is not None:
        return []
    if isinstance(body, Mapping):
        body = body.get("products")
        if isinstance(body, Mapping):
            body = body.get("product")
    if not isinstance(body, list):
        message = "This is not a product answer: there is no list at resp_result.result.products.product."
        raise InvalidInputError(message)
    return body


def _product(row: _Row) -> SupplierProduct:
    # What everybody pays. Prices of the app or with a coupon code (target_app_sale_price, promo_code_info) are not
    # what an order of ours would cost.
    cost = read_price(row.target_sale_price, row.target_sale_price_currency) or read_price(
        row.sale_price, row.sale_price_currency
    )
    if cost is None:
        raise ValueError("no price")
    if cost.amount <= 0:
        raise ValueError(f"price {row.target_sale_price or row.sale_price} is not above zero")
    before = read_price(row.target_original_price, row.target_original_price_currency) or read_price(
        row.original_price, row.original_price_currency
    )
    images = dict.fromkeys(url for url in (row.product_main_image_url, *row.product_small_image_urls) if url)
    days = re.search(r"(\d+)\s*days?", row.ship_to_days or "")
    return SupplierProduct(
        supplier=SUPPLIER,
        reference=row.product_id,
        title=" ".join(row.product_title.split())[:200],
        url=row.product_detail_url.split("?")[0],
        cost=cost,
        image_urls=tuple(images),
        category=row.second_level_category_name,
        list_price=before if before and before.currency == cost.currency and before.amount > cost.amount else None,
        orders_30d=row.lastest_volume if row.lastest_volume is not None and row.lastest_volume >= 0 else None,
        rating_basis_points=read_percent(row.evaluate_rate),
        commission_basis_points=read_percent(row.commission_rate),
        delivery_days=int(days.group(1)) if days else None,
        shop=row.shop_name or row.shop_id or "",
    )


def read_price(text: str | None, currency: str | None) -> Money | None:
    """The lowest price of ``12.40`` or ``12.40 - 18.00``; None where none is told.

    Raises:
        ValueError: it is not a number, or of an unknown currency.
    """
    if not text or not currency:
        return None
    if currency not in CURRENCIES:
        raise ValueError(f"unknown currency {currency}")
    parts = re.split(r"(?<=\d)\s*[-~]\s*(?=\d)", text.strip())
    return min((parse_decimal(part, currency) for part in parts), key=lambda money: money.amount, default=None)


def read_percent(text: str | None) -> int | None:
    """``98.0%`` as basis points; None for anything that is not a share between 0 and 100 %."""
    found = re.fullmatch(r"\s*(\d{1,3}(?:\.\d+)?)\s*%\s*", text or "")
    if not found:
        return None
    share = round(float(found.group(1)) * 100)
    return share if 0 <= share <= 10_000 else None
