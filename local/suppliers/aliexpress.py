"""AliExpress' gateway: re-computes signatures, refuses old ones, answers failures with HTTP 200."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from local.suppliers.catalog import DemoItem
from local.suppliers.goods import DemoGoods, Goods, Market, find_item, in_currency, picture_url
from local.suppliers.keys import ALIEXPRESS_APP_KEY as APP_KEY
from local.suppliers.keys import ALIEXPRESS_APP_SECRET as APP_SECRET
from local.suppliers.keys import ALIEXPRESS_SESSION as SESSION
from local.suppliers.rates import ROUGH_PER_USD

_OLDEST_SECONDS = 7_200
_LARGEST_PAGE = 50

type Json = dict[str, Any]


def respond(form: Mapping[str, str], goods: Goods, now: datetime) -> Json:
    """The answer to one call of `/sync`."""
    refused = _refusal(form, now)
    if refused:
        return refused
    method = form.get("method", "")
    market = Market(
        currency=form.get("target_currency", "USD"),
        country=form.get("ship_to_country", "US"),
        language=form.get("target_language", "EN"),
    )
    if method in ("aliexpress.affiliate.product.query", "aliexpress.affiliate.hotproduct.query"):
        return _query(form, goods, market, now)
    if method == "aliexpress.affiliate.productdetail.get":
        rows = [row for each in form.get("product_ids", "").split(",") if (row := goods.get(each, market, now.date()))]
        return _envelope(form, _products(form, rows, len(rows), 1)) if rows else nothing(form)
    if method == "aliexpress.ds.product.get":
        return _detail(form, goods, market, now)
    return failure("InvalidApiPath", "The specified API path is invalid")


def failure(code: str, message: str, *, kind: str = "ISV") -> Json:
    """An error answer."""
    return {"error_response": {"type": kind, "code": code, "msg": message, "request_id": "local"}}


def nothing(form: Mapping[str, str]) -> Json:
    """Nothing found: 405 inside an answer that went well."""
    return {_name(form): {"resp_result": {"resp_code": 405, "resp_msg": "The result is empty"}, "request_id": "local"}}


def _refusal(form: Mapping[str, str], now: datetime) -> Json | None:
    if form.get("app_key") != APP_KEY:
        return failure("InvalidAppKey", "The specified App Key is invalid")
    text = "".join(name + form[name] for name in sorted(form) if name != "sign")
    expected = hmac.new(APP_SECRET.encode(), text.encode(), hashlib.sha256).hexdigest().upper()
    if form.get("sign_method") != "sha256" or not hmac.compare_digest(form.get("sign", ""), expected):
        return failure("IncompleteSignature", "The request signature does not conform to platform standards")
    stamp = form.get("timestamp", "")
    if not stamp.isdecimal() or abs(now.timestamp() - int(stamp) / 1000) > _OLDEST_SECONDS:
        return failure("IllegalTimestamp", "The specified timestamp is invalid or expired")
    return None


def _query(form: Mapping[str, str], goods: Goods, market: Market, now: datetime) -> Json:
    page, size = int(form.get("page_no", "1")), min(int(form.get("page_size", "20")), _LARGEST_PAGE)
    hot = form["method"].endswith("hotproduct.query")
    rows = [row for row in goods.find(form.get("keywords", ""), market, now.date(), hot=hot) if _within(row, form)]
    shown = rows[(page - 1) * size : page * size]
    return _envelope(form, _products(form, shown, len(rows), page)) if shown else nothing(form)


def _within(row: Json, form: Mapping[str, str]) -> bool:
    """Bounds are hundredths of the target currency."""
    price = float(row["target_sale_price"]) * 100
    low, high = form.get("min_sale_price"), form.get("max_sale_price")
    return (not low or price >= int(low)) and (not high or price <= int(high))


def _products(form: Mapping[str, str], rows: list[Json], total: int, page: int) -> Json:
    simple = form.get("simplify") == "true"
    flat = [
        {**row, "product_small_image_urls": row["product_small_image_urls"]["string"]} if simple else row
        for row in rows
    ]
    return {
        "current_page_no": page,
        "current_record_count": len(rows),
        "total_record_count": total,
        "products": flat if simple else {"product": flat},
    }


def _name(form: Mapping[str, str]) -> str:
    return form["method"].replace(".", "_") + "_response"


def _envelope(form: Mapping[str, str], result: Json) -> Json:
    return {
        _name(form): {
            "resp_result": {"resp_code": 200, "resp_msg": "Call succeeds", "result": result},
            "request_id": "local",
        }
    }


def _detail(form: Mapping[str, str], goods: Goods, market: Market, now: datetime) -> Json:
    if form.get("session") != SESSION:
        return failure("IllegalAccessToken", "The specified access token is invalid or expired")
    item = find_item(form.get("product_id", ""))
    if item is None or not isinstance(goods, DemoGoods):
        return {_name(form): {"rsp_code": 404, "rsp_msg": "PRODUCT_NOT_FOUND", "request_id": "local"}}
    row = goods.row(item, market, now.date())
    result = _detail_result(item, row, market, now, simple=form.get("simplify") == "true")
    return {_name(form): {"rsp_code": 200, "rsp_msg": "Call succeeds", "result": result, "request_id": "local"}}


def _detail_result(item: DemoItem, row: Json, market: Market, now: datetime, *, simple: bool) -> Json:
    currency = market.currency if market.currency in ROUGH_PER_USD else "USD"
    base = row["product_main_image_url"].rpartition("/pictures/")[0]

    def listed(name: str, rows: list[Json]) -> Any:
        return rows if simple else {name: rows}

    skus = [
        {
            "sku_id": str(int(item.reference) + 7 + index),
            "sku_attr": variant.reference,
            "currency_code": currency,
            "sku_price": in_currency(round(variant.cents * 1.4), currency),
            "offer_sale_price": in_currency(variant.cents, currency),
            "sku_available_stock": variant.stock,
            "ae_sku_property_dtos": listed(
                "ae_sku_property_d_t_o",
                [
                    {
                        "sku_property_name": name,
                        "sku_property_value": value,
                        "property_value_definition_name": value,
                        **({"sku_image": picture_url(base, item, variant.picture)} if position == 0 else {}),
                    }
                    for position, (name, value) in enumerate(variant.options.items())
                ],
            ),
        }
        for index, variant in enumerate(item.variants(now.date()))
    ]
    return {
        "ae_item_base_info_dto": {
            "product_id": int(item.reference),
            "subject": item.title,
            "category_id": 1500 + item.number,
            "category_name": item.category,
            "currency_code": currency,
            "product_status_type": "onSelling",
            "detail": item.description(),
            "evaluate_rate": row["evaluate_rate"],
        },
        "ae_item_sku_info_dtos": listed("ae_item_sku_info_d_t_o", skus),
        "ae_item_properties": listed(
            "ae_item_property",
            [{"attr_name": name, "attr_value": value} for name, value in item.attributes.items()],
        ),
        "ae_multimedia_info_dto": {"image_urls": ";".join(row["product_small_image_urls"]["string"])},
        "ae_store_info": {"store_id": row["shop_id"], "store_name": row["shop_name"]},
        "logistics_info_dto": {"delivery_time": item.days_to(market.country), "ship_to_country": market.country},
    }
