"""CJ Dropshipping's API: a key buys a token, a token buys answers, one call a second."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from local.suppliers.catalog import PICTURES, DemoItem, load_catalog
from local.suppliers.goods import matches, picture_url
from local.suppliers.keys import CJ_API_KEY as API_KEY

TOKEN = "local-cj-token"
TOO_MANY = 1600200

type Json = dict[str, Any]


def success(data: Any) -> Json:
    """An answer that went well."""
    return {"code": 200, "result": True, "message": "Success", "data": data, "requestId": "local"}


def failure(code: int, message: str) -> Json:
    """An error answer; HTTP says 200 all the same."""
    return {"code": code, "result": False, "message": message, "data": None, "requestId": "local"}


def give_token(body: Mapping[str, Any]) -> Json:
    """`authentication/getAccessToken`."""
    if body.get("apiKey") != API_KEY:
        return failure(1600001, "Invalid API key or access token")
    return success({"accessToken": TOKEN, "accessTokenExpiryDate": "2099-01-01T00:00:00+08:00", "refreshToken": "r"})


def list_products(query: Mapping[str, str], base: str, now: datetime) -> Json:
    """`product/listV2`."""
    page, size = int(query.get("page", "1")), int(query.get("size", "10"))
    low, high = float(query.get("startSellPrice", "0")), float(query.get("endSellPrice", "1e9"))
    found = [
        item
        for item in load_catalog()
        if item.cj_reference
        and matches(query.get("keyWord", ""), f"{item.title} {item.category}")
        and low <= _dollars(item, now) <= high
    ]
    shown = found[(page - 1) * size : page * size]
    return success(
        {
            "pageSize": size,
            "pageNumber": page,
            "totalRecords": len(found),
            "totalPages": -(-len(found) // size),
            "content": [{"productList": [_listed(item, base, now) for item in shown]}] if shown else [],
        }
    )


def show_product(query: Mapping[str, str], base: str, now: datetime) -> Json:
    """`product/query`."""
    wanted = query.get("pid", "")
    item = next((item for item in load_catalog() if wanted and item.cj_reference == wanted.upper()), None)
    return success(_detail(item, base, now)) if item else failure(1602001, "Product not found")


def _dollars(item: DemoItem, now: datetime) -> float:
    """CJ is a little dearer, shipping included in neither."""
    return round(item.price_cents(now.date()) * 1.06) / 100


def _listed(item: DemoItem, base: str, now: datetime) -> Json:
    return {
        "id": item.cj_reference,
        "nameEn": item.title,
        "sku": f"CJ{item.number:06d}",
        "bigImage": picture_url(base, item, 0),
        "sellPrice": f"{_dollars(item, now):.2f}",
        "nowPrice": f"{_dollars(item, now):.2f}",
        "listedNum": 40 + item.number,
        "categoryId": f"C{item.number}",
        "threeCategoryName": item.category,
        "addMarkStatus": 1,
    }


def _detail(item: DemoItem, base: str, now: datetime) -> Json:
    variants = [
        {
            "vid": f"{item.cj_reference}-{index}",
            "pid": item.cj_reference,
            "variantNameEn": f"{item.title} {' '.join(variant.options.values())}",
            "variantKey": "-".join(value.replace("-", " ") for value in variant.options.values()),
            "variantImage": picture_url(base, item, variant.picture),
            "variantSku": f"CJ{item.number:06d}{index:02d}",
            "variantSellPrice": round(variant.cents * 1.06) / 100,
            "inventoryNum": variant.stock,
        }
        for index, variant in enumerate(item.variants(now.date()))
    ]
    return {
        "pid": item.cj_reference,
        "productNameEn": item.title,
        "productSku": f"CJ{item.number:06d}",
        "productImageSet": [picture_url(base, item, number) for number in range(PICTURES)],
        "sellPrice": f"{_dollars(item, now):.2f}",
        "productKeyEn": "-".join(item.axes),
        "categoryName": f"Home & Garden / {item.category}",
        "description": item.description(),
        "materialNameEnSet": [item.attributes["Material"]] if "Material" in item.attributes else [],
        "productWeight": 200 + item.number * 5,
        "variants": variants,
    }
