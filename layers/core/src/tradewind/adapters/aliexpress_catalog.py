"""Reads AliExpress' affiliate answers (``aliexpress.affiliate.product.query``), both shapes the API uses."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tradewind.errors import InvalidInputError
from tradewind.kit.money import CURRENCIES, parse_decimal
from tradewind.suppliers.models import SupplierProduct

SUPPLIER = "aliexpress"


class UnreadableRow(BaseModel):
    """A product the answer contains and we cannot use, with the reason."""

    position: int
    reason: str


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
    second_level_category_name: str = ""


def read_products(answer: Any) -> Iterator[SupplierProduct | UnreadableRow]:
    """Every product of an answer, in order; rows that make no sense come as ``UnreadableRow``.

    Raises:
        InvalidInputError: it is an error answer, or no product answer at all.
    """
    for position, row in enumerate(_rows(answer), start=1):
        try:
            yield _product(_Row.model_validate(row))
        except ValidationError as error:
            fault = error.errors()[0]
            yield UnreadableRow(position=position, reason=f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}")
        except ValueError as error:
            yield UnreadableRow(position=position, reason=str(error))


def _rows(answer: Any) -> list[Any]:
    if isinstance(answer, Mapping) and "error_response" in answer:
        error = answer["error_response"]
        raise InvalidInputError(f"The supplier answered with an error: {error.get('code')}: {error.get('msg')}")
    body = answer
    if isinstance(answer, Mapping):
        body = next((value for key, value in answer.items() if str(key).endswith("_response")), answer)
        result = body.get("resp_result", body)
        if int(result.get("resp_code", 200)) == 405:
            return []
        if int(result.get("resp_code", 200)) != 200:
            raise InvalidInputError(f"The supplier answered {result.get('resp_code')}: {result.get('resp_msg')}")
        body = result.get("result", result).get("products")
        if isinstance(body, Mapping):
            body = body.get("product")
    if not isinstance(body, list):
        message = "This is not a product answer: there is no list at resp_result.result.products.product."
        raise InvalidInputError(message)
    return body


def _product(row: _Row) -> SupplierProduct:
    text, currency = row.target_sale_price, row.target_sale_price_currency
    if not text or not currency:
        text, currency = row.sale_price, row.sale_price_currency
    if not text or not currency:
        raise ValueError("no price")
    if currency not in CURRENCIES:
        raise ValueError(f"unknown currency {currency}")
    cost = parse_decimal(text, currency)
    if cost.amount <= 0:
        raise ValueError(f"price {text} is not above zero")
    images = dict.fromkeys(url for url in (row.product_main_image_url, *row.product_small_image_urls) if url)
    return SupplierProduct(
        supplier=SUPPLIER,
        reference=row.product_id,
        title=" ".join(row.product_title.split())[:200],
        url=row.product_detail_url.split("?")[0],
        cost=cost,
        image_urls=tuple(images),
        category=row.second_level_category_name,
    )
