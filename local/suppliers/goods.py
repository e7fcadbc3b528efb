"""What the stand-in has on its shelves, as rows of AliExpress' answers: the demo catalog, or a real catalog file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from local.suppliers.catalog import PICTURES, DemoItem, load_catalog
from local.suppliers.rates import ROUGH_PER_USD
from tradewind.kit.money import Money, exponent, to_decimal_text
from tradewind.kit.slug import fold

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Market:
    """Who asks."""

    currency: str
    country: str
    language: str


class Goods(Protocol):
    """Products by words or by id."""

    def find(self, words: str, market: Market, day: date, *, hot: bool) -> Sequence[Row]:
        """Matching products, most ordered first."""

    def get(self, reference: str, market: Market, day: date) -> Row | None:
        """One product."""


def in_currency(cents: int, currency: str) -> str | None:
    """US cents as text of another currency's major units; None for a currency without a rate."""
    rate = ROUGH_PER_USD.get(currency)
    if rate is None:
        return None
    amount = Decimal(cents) / 100 * rate
    minor = int(amount.scaleb(exponent(currency)).to_integral_value("ROUND_HALF_UP"))
    return to_decimal_text(Money(minor, currency))


class DemoGoods:
    """The catalog of this folder. Prices in a currency it does not know come in dollars, as the real API does."""

    def __init__(self, pictures_base: Callable[[], str]) -> None:
        self._pictures_base = pictures_base

    def find(self, words: str, market: Market, day: date, *, hot: bool) -> Sequence[Row]:
        """See the protocol. The hot list has the thirty that sell most."""
        found = [item for item in load_catalog() if matches(words, f"{item.title} {item.category}")]
        found.sort(key=lambda item: -item.orders(day))
        return [self.row(item, market, day) for item in (found[:30] if hot else found)]

    def get(self, reference: str, market: Market, day: date) -> Row | None:
        """See the protocol."""
        item = find_item(reference)
        return self.row(item, market, day) if item else None

    def row(self, item: DemoItem, market: Market, day: date) -> Row:
        """As `aliexpress.affiliate.product.query` writes it, with a coupon that is none of our business."""
        currency = market.currency if market.currency in ROUGH_PER_USD else "USD"
        cents, before = item.price_cents(day), item.list_cents()
        pictures = [picture_url(self._pictures_base(), item, number) for number in range(PICTURES)]
        return {
            "product_id": int(item.reference),
            "product_title": item.title,
            "product_detail_url": f"https://www.aliexpress.com/item/{item.reference}.html?pdp_npi=demo",
            "product_main_image_url": pictures[0],
            "product_small_image_urls": {"string": pictures},
            "product_video_url": "",
            "first_level_category_id": 15,
            "first_level_category_name": "Home & Garden",
            "second_level_category_id": 1500 + item.number,
            "second_level_category_name": item.category,
            "sale_price": in_currency(cents, "CNY"),
            "sale_price_currency": "CNY",
            "original_price": in_currency(before, "CNY"),
            "original_price_currency": "CNY",
            "target_sale_price": in_currency(cents, currency),
            "target_sale_price_currency": currency,
            "target_original_price": in_currency(before, currency),
            "target_original_price_currency": currency,
            "target_app_sale_price": in_currency(round(cents * 0.9), currency),
            "target_app_sale_price_currency": currency,
            "promo_code_info": {"promo_code": "DEMO", "code_value": f"US ${cents // 500 + 1} off"},
            "discount": f"{100 - round(cents * 100 / before)}%",
            "tax_rate": "0.00",
            "evaluate_rate": f"{item.rating}%",
            "commission_rate": f"{item.commission}%",
            "hot_product_commission_rate": "0.0%",
            "lastest_volume": item.orders(day),
            "ship_to_days": f"Ship to {market.country} in {item.days_to(market.country)} days",
            "shop_id": 1_100_000 + item.number % 5,
            "shop_name": item.shop,
            "shop_url": f"https://www.aliexpress.com/store/{1_100_000 + item.number % 5}",
            "sku_id": int(item.reference) + 7,
            "promotion_link": f"https://s.click.aliexpress.com/s/demo{item.number}",
        }


class FileGoods:
    """A real answer of `product.query`, or several of them, one JSON document a file."""

    def __init__(self, path: Path) -> None:
        answer = json.loads(path.read_text())
        products = answer["aliexpress_affiliate_product_query_response"]["resp_result"]["result"]["products"]["product"]
        self._rows: list[Row] = sorted(products, key=lambda row: -int(row.get("lastest_volume") or 0))

    def find(self, words: str, market: Market, day: date, *, hot: bool) -> Sequence[Row]:
        """See the protocol. The hot list has all of them."""
        return [row for row in self._rows if hot or matches(words, str(row["product_title"]))]

    def get(self, reference: str, market: Market, day: date) -> Row | None:
        """See the protocol."""
        return next((row for row in self._rows if str(row["product_id"]) == reference), None)


def find_item(reference: str) -> DemoItem | None:
    """A demo product by AliExpress' or CJ's id."""
    return next((item for item in load_catalog() if reference in (item.reference, item.cj_reference)), None)


def picture_url(base: str, item: DemoItem, number: int) -> str:
    """Where a picture is served; both suppliers show the same ones."""
    return f"{base}/pictures/{item.reference}-{number}.jpg"


def matches(words: str, text: str) -> bool:
    """Whether every word begins a word of the text."""
    parts = re.findall(r"\w+", fold(text))
    return all(any(part.startswith(word) for part in parts) for word in re.findall(r"\w+", fold(words)))
