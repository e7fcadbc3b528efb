"""AliExpress over its open platform: the affiliate API for searching, the dropshipping API for a product's detail.

Protocol: openservice.aliexpress.com, "HTTP request sample". Every call is a signed form; failures arrive with HTTP 200.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from typing import Any

from tradewind.adapters.aliexpress_catalog import (
    SUPPLIER,
    ErrorAnswerError,
    UnreadableRow,
    product_rows,
    read_products,
    result_of,
)
from tradewind.adapters.aliexpress_detail import read_detail
from tradewind.adapters.supplier_http import SupplierDoor
from tradewind.errors import InvalidInputError
from tradewind.kit.clock import Clock
from tradewind.kit.money import Money, to_decimal_text
from tradewind.settings import AliExpressSettings
from tradewind.suppliers.errors import DeniedError, SupplierProductGoneError, SupplierUnavailableError
from tradewind.suppliers.limits import CallGate
from tradewind.suppliers.models import SupplierPage, SupplierProduct, SupplierQuery, SupplierRef
from tradewind.suppliers.ports import Capability
from tradewind.suppliers.references import aliexpress_reference

PAGE_SIZE = 50
_QUERY, _HOT = "aliexpress.affiliate.product.query", "aliexpress.affiliate.hotproduct.query"
_AFFILIATE_DETAIL, _DETAIL = "aliexpress.affiliate.productdetail.get", "aliexpress.ds.product.get"
_LIMIT_CODES = frozenset({"ApiCallLimit", "AppApiCallLimit", "SellerCallLimit", "AppCallLimit", "7"})
_DENIED_CODES = frozenset(
    {
        "IncompleteSignature",
        "InvalidSignature",
        "IllegalTimestamp",
        "InvalidAppKey",
        "MissingSession",
        "IllegalAccessToken",
        "InsufficientPermission",
    }
)
_GONE_CODES = frozenset({"404", "PRODUCT_NOT_FOUND", "ITEM_NOT_FOUND"})


def sign(params: Mapping[str, str], secret: str) -> str:
    """The signature of a call: HMAC-SHA256 over names and values in order of names, upper-case hex."""
    text = "".join(name + params[name] for name in sorted(params) if name != "sign")
    return hmac.digest(secret.encode(), text.encode(), hashlib.sha256).hex().upper()


class AliExpressApi:
    """Implements ``suppliers.ports.Supplier``."""

    code = SUPPLIER
    capabilities = frozenset({Capability.SEARCH, Capability.HOT, Capability.DETAIL})

    def __init__(self, settings: AliExpressSettings, gate: CallGate, clock: Clock, *, timeout_seconds: float = 15):
        self._settings = settings
        self._clock = clock
        self._door = SupplierDoor("AliExpress", gate, timeout_seconds=timeout_seconds)

    def search(self, query: SupplierQuery, cursor: str | None = None) -> SupplierPage:
        """See the port. ``cursor`` is the page's number."""
        number = int(cursor) if cursor and cursor.isdecimal() else 1
        params = {
            "page_no": str(number),
            "page_size": str(PAGE_SIZE),
            "sort": "LAST_VOLUME_DESC",
            **self._market(query.ship_to, query.currency, query.language),
        }
        if query.keywords:
            params["keywords"] = query.keywords
        for name, bound in (("min_sale_price", query.min_cost), ("max_sale_price", query.max_cost)):
            if bound is not None:
                params[name] = _minor(bound)
        answer = self._call(_HOT if query.hot else _QUERY, params)
        rows = self._understood(lambda: list(read_products(answer)))
        products = tuple(row for row in rows if isinstance(row, SupplierProduct))
        unreadable = tuple(f"row {row.position}: {row.reason}" for row in rows if isinstance(row, UnreadableRow))
        more = len(rows) >= PAGE_SIZE and number * PAGE_SIZE < _total(answer)
        return SupplierPage(products=products, next_cursor=str(number + 1) if more else None, unreadable=unreadable)

    def product(self, ref: SupplierRef, *, ship_to: str, currency: str, language: str = "en") -> SupplierProduct:
        """See the port. Variants and attributes need the access token of a dropshipping app."""
        market = self._market(ship_to, currency, language)
        if self._settings.aliexpress_session.get_secret_value():
            answer = self._call(_DETAIL, {"product_id": ref.reference, **market})
            found = self._understood(lambda: read_detail(result_of(answer)))
        else:
            answer = self._call(_AFFILIATE_DETAIL, {"product_ids": ref.reference, **market})
            rows = self._understood(lambda: product_rows(answer))
            if not rows:
                raise _gone(ref)
            row = next(iter(self._understood(lambda: list(read_products(answer)))))
            if isinstance(row, UnreadableRow):
                raise SupplierUnavailableError(f"AliExpress' answer about this product makes no sense: {row.reason}.")
            found = row
        if found is None:
            raise _gone(ref)
        return found

    def reference_of(self, url: str) -> SupplierRef | None:
        """See the port."""
        return aliexpress_reference(url)

    def _market(self, ship_to: str, currency: str, language: str) -> dict[str, str]:
        market = {"target_currency": currency, "target_language": language.upper(), "ship_to_country": ship_to}
        if self._settings.aliexpress_tracking_id:
            market["tracking_id"] = self._settings.aliexpress_tracking_id
        return market

    def _call(self, method: str, params: Mapping[str, str]) -> dict[str, Any]:
        def form() -> dict[str, str]:
            settings = self._settings
            fields = {
                **params,
                "app_key": settings.aliexpress_app_key,
                "method": method,
                "timestamp": str(int(self._clock().timestamp() * 1000)),
                "sign_method": "sha256",
                "format": "json",
                "v": "2.0",
                "simplify": "true",
            }
            if method == _DETAIL:
                fields["session"] = settings.aliexpress_session.get_secret_value()
            return {**fields, "sign": sign(fields, settings.aliexpress_app_secret.get_secret_value())}

        return self._door.ask("POST", f"{self._settings.aliexpress_api_base}/sync", form=form)

    def _understood[T](self, read: Callable[[], T]) -> T:
        """What ``read`` makes of an answer, its failures in our words."""
        try:
            return read()
        except ErrorAnswerError as error:
            raise self._failure(error) from error
        except (InvalidInputError, ValueError, TypeError, KeyError, AttributeError) as error:
            if isinstance(error, InvalidInputError) and isinstance(error.__cause__, ErrorAnswerError):
                raise self._failure(error.__cause__) from error
            raise SupplierUnavailableError("AliExpress answered something we do not know.") from error

    def _failure(self, error: ErrorAnswerError) -> Exception:
        if error.code in _LIMIT_CODES or "limit" in error.code.lower():
            return self._door.throttled("too many calls.")
        if error.code in _DENIED_CODES or error.code.startswith(("Illegal", "Insufficient", "Incomplete")):
            return DeniedError(f"AliExpress refused our credentials: {error.message}")
        if error.code in _GONE_CODES:
            return SupplierProductGoneError("AliExpress does not have this product any more.")
        return SupplierUnavailableError(f"AliExpress answered an error: {error.code}.")


def _gone(ref: SupplierRef) -> SupplierProductGoneError:
    return SupplierProductGoneError(f"AliExpress does not have the product {ref.reference} (any more).")


def _minor(money: Money) -> str:
    """Prices in questions are hundredths of the currency, whatever its exponent: 15.55 is 1555."""
    from decimal import Decimal

    return str(int(Decimal(to_decimal_text(money)) * 100))


def _total(answer: Mapping[str, Any]) -> int:
    result = result_of(answer)
    total = str(result.get("total_record_count")) if isinstance(result, Mapping) else ""
    return int(total) if total.isdecimal() else 0
