"""CJ Dropshipping, API 2.0 (developers.cjdropshipping.com): searching and product detail. Prices are in US dollars."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from tradewind.adapters.aliexpress_catalog import read_price
from tradewind.adapters.supplier_http import SupplierDoor
from tradewind.kit.clock import Clock
from tradewind.kit.money import to_decimal_text
from tradewind.settings import CjSettings
from tradewind.suppliers.errors import DeniedError, SupplierProductGoneError, SupplierUnavailableError
from tradewind.suppliers.limits import CallGate
from tradewind.suppliers.models import SupplierPage, SupplierProduct, SupplierQuery, SupplierRef, SupplierVariant
from tradewind.suppliers.ports import Capability
from tradewind.suppliers.references import CJ, cj_reference

PAGE_SIZE = 50
_CURRENCY = "USD"
_TOKEN_LIFE = timedelta(days=14)
_TOO_MANY, _NO_TOKEN = frozenset({1600200, 1600201}), frozenset({1600001, 1600002, 1600003})
_GONE = frozenset({1602000, 1602001, 1602002, 1602003})


class TokenKeeper(Protocol):
    """Where the deployment's access token rests; CJ gives a new one at most every five minutes."""

    def find(self, name: str) -> str | None:
        """A token that is valid for a while yet."""

    def keep(self, name: str, token: str, *, ends: datetime) -> None:
        """Remember a token."""

    def forget(self, name: str) -> None:
        """The source does not take it any more."""


class _StaleTokenError(Exception):
    """Internal: CJ does not take the token."""


class CjDropshipping:
    """Implements ``suppliers.ports.Supplier``."""

    code = CJ
    capabilities = frozenset({Capability.SEARCH, Capability.DETAIL})

    def __init__(
        self, settings: CjSettings, gate: CallGate, tokens: TokenKeeper, clock: Clock, *, timeout_seconds: float = 15
    ) -> None:
        self._settings = settings
        self._tokens = tokens
        self._clock = clock
        self._door = SupplierDoor("CJ Dropshipping", gate, timeout_seconds=timeout_seconds)

    def search(self, query: SupplierQuery, cursor: str | None = None) -> SupplierPage:
        """See the port. ``cursor`` is the page's number; bounds in another currency than dollars are left out."""
        number = int(cursor) if cursor and cursor.isdecimal() else 1
        params = {"keyWord": query.keywords, "page": str(number), "size": str(PAGE_SIZE), "features": "enable_category"}
        for name, bound in (("startSellPrice", query.min_cost), ("endSellPrice", query.max_cost)):
            if bound is not None and bound.currency == _CURRENCY:
                params[name] = to_decimal_text(bound)
        data = self._ask("product/listV2", params)
        products, unreadable = [], []
        try:
            rows = list(_listed(data))
            pages = int(data.get("totalPages") or 0)
        except (TypeError, ValueError, AttributeError) as error:
            raise SupplierUnavailableError("CJ Dropshipping answered something we do not know.") from error
        for position, row in enumerate(rows, start=1):
            try:
                products.append(_from_list(row))
            except (ValueError, KeyError, TypeError) as error:
                unreadable.append(f"row {position}: {error}")
        return SupplierPage(
            products=tuple(products),
            next_cursor=str(number + 1) if number < pages else None,
            unreadable=tuple(unreadable),
        )

    def product(self, ref: SupplierRef, *, ship_to: str, currency: str, language: str = "en") -> SupplierProduct:
        """See the port. CJ answers in English and dollars whatever is asked for."""
        data = self._ask("product/query", {"pid": ref.reference})
        if not data:
            raise SupplierProductGoneError(f"CJ Dropshipping does not have the product {ref.reference} (any more).")
        try:
            return _from_detail(data)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SupplierUnavailableError("CJ Dropshipping's answer about this product makes no sense.") from error

    def reference_of(self, url: str) -> SupplierRef | None:
        """See the port."""
        return cj_reference(url)

    def _ask(self, path: str, params: Mapping[str, str]) -> Mapping[str, Any]:
        """The data of an answer; a token that was withdrawn is replaced once."""
        token = self._tokens.find(CJ)
        if token:
            try:
                return self._get(path, params, token)
            except _StaleTokenError:
                self._tokens.forget(CJ)
        try:
            return self._get(path, params, self._new_token())
        except _StaleTokenError as error:
            raise DeniedError("CJ Dropshipping refused the access token it just gave. Check CJ_API_KEY.") from error

    def _new_token(self) -> str:
        key = self._settings.cj_api_key.get_secret_value()
        url = f"{self._settings.cj_api_base}/authentication/getAccessToken"
        try:
            data = self._data(self._door.ask("POST", url, body={"apiKey": key}))
        except _StaleTokenError as error:
            raise DeniedError("CJ Dropshipping refused our key. Check CJ_API_KEY.") from error
        token = data.get("accessToken")
        if not isinstance(token, str) or not token:
            raise DeniedError("CJ Dropshipping gave no access token. Check CJ_API_KEY.")
        self._tokens.keep(CJ, token, ends=self._clock() + _TOKEN_LIFE)
        return token

    def _get(self, path: str, params: Mapping[str, str], token: str) -> Mapping[str, Any]:
        url = f"{self._settings.cj_api_base}/{path}"
        return self._data(self._door.ask("GET", url, params=params, headers={"CJ-Access-Token": token}))

    def _data(self, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        code = answer.get("code")
        if code == 200 and answer.get("result", True):
            return answer.get("data") or {}
        if code in _NO_TOKEN:
            raise _StaleTokenError
        if code in _TOO_MANY:
            raise self._door.throttled("too many calls.", seconds=2)
        if code in _GONE:
            raise SupplierProductGoneError("CJ Dropshipping does not have this product any more.")
        if code is None:
            raise SupplierUnavailableError("CJ Dropshipping answered something we do not know.")
        raise SupplierUnavailableError(f"CJ Dropshipping answered an error: {code}.")


def _listed(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Rows of ``listV2``: groups of ``productList``."""
    for group in data.get("content") or []:
        yield from group.get("productList") or []


def _from_list(row: Mapping[str, Any]) -> SupplierProduct:
    reference = str(row["id"])
    title = str(row["nameEn"])
    price = read_price(str(row.get("nowPrice") or row["sellPrice"]), _CURRENCY)
    before = read_price(str(row["sellPrice"]), _CURRENCY)
    if price is None or price.amount <= 0:
        raise ValueError("no price")
    image = str(row.get("bigImage") or "")
    return SupplierProduct(
        supplier=CJ,
        reference=reference,
        title=" ".join(title.split())[:200],
        url=_url(title, reference),
        cost=price,
        image_urls=(image,) if image else (),
        category=str(row.get("threeCategoryName") or row.get("twoCategoryName") or ""),
        list_price=before if before and before.amount > price.amount else None,
        shop="CJ Dropshipping",
    )


def _from_detail(data: Mapping[str, Any]) -> SupplierProduct:
    axes = [axis for axis in str(data.get("productKeyEn") or "").split("-") if axis]
    variants = tuple(_variant(row, axes) for row in data.get("variants") or [])
    title, reference = str(data["productNameEn"]), str(data["pid"])
    listed = read_price(str(data.get("sellPrice") or ""), _CURRENCY)
    costs = [variant.cost for variant in variants] + ([listed] if listed else [])
    images = _images(data.get("productImageSet")) or _images(data.get("productImage") or data.get("bigImage"))
    materials = [str(each) for each in data.get("materialNameEnSet") or []]
    attributes = {"Material": ", ".join(materials)} if materials else {}
    if data.get("productWeight"):
        attributes["Weight (g)"] = str(data["productWeight"])
    return SupplierProduct(
        supplier=CJ,
        reference=reference,
        title=" ".join(title.split())[:200],
        url=_url(title, reference),
        cost=min(costs, key=lambda cost: cost.amount),
        image_urls=images,
        category=str(data.get("categoryName") or "").rpartition("/")[2].strip(),
        description=str(data.get("description") or ""),
        variants=variants,
        attributes=attributes,
        shop="CJ Dropshipping",
    )


def _variant(row: Mapping[str, Any], axes: list[str]) -> SupplierVariant:
    cost = read_price(str(row["variantSellPrice"]), _CURRENCY)
    if cost is None:
        raise ValueError("a variant without a price")
    values = str(row.get("variantKey") or "").split("-")
    names = axes if len(axes) == len(values) else ["Option"] if len(values) == 1 else axes[:1] or ["Option"]
    options = dict(zip(names, values if len(names) == len(values) else ["-".join(values)], strict=True))
    stock = row.get("inventoryNum")
    return SupplierVariant(
        reference=str(row["vid"]),
        cost=cost,
        options={name: value for name, value in options.items() if value},
        stock=int(stock) if stock is not None else None,
        image_url=str(row.get("variantImage") or ""),
    )


def _images(value: Any) -> tuple[str, ...]:
    """A list, a list written as JSON text, or one address: CJ answers all three."""
    if isinstance(value, str) and value.startswith("["):
        value = json.loads(value)
    if isinstance(value, str):
        value = [value] if value else []
    return tuple(dict.fromkeys(str(url) for url in value or []))


def _url(title: str, reference: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return f"https://cjdropshipping.com/product/{words}-p-{reference}.html"
