"""Ordering from CJ Dropshipping: ``shopping/order/createOrderV2``, ``shopping/order/getOrderDetail`` and
``logistic/freightCalculate`` of its API 2.0 (developers.cjdropshipping.com, 05 Shopping).

Written after CJ's published documentation and never tried with a live account. To be confirmed there: that
``getOrderDetail`` finds an order by the order number we gave it; how it says that there is none (empty data, or an
error with words for it, are taken for none; any other error means that nothing is known); that ``payType`` 2 leaves an
order unpaid where the balance is too small; and the amounts of the answers.
"""

import re
from collections.abc import Mapping
from typing import Any

from tradewind.adapters.aliexpress_catalog import read_price
from tradewind.adapters.cj_api import CjApi, CjRefusedError, TokenKeeper
from tradewind.kit.clock import Clock
from tradewind.kit.money import Money
from tradewind.settings import CjSettings
from tradewind.suppliers.errors import (
    SupplierOrderUnknownError,
    SupplierProductGoneError,
    SupplierUnavailableError,
)
from tradewind.suppliers.limits import CallGate
from tradewind.suppliers.ordering import (
    Placed,
    Rejected,
    SupplierOrder,
    SupplierOrderState,
    SupplierOrderStatus,
)
from tradewind.suppliers.references import CJ

_BUSY = 1600000
_FROM = "CN"
_PAY_FROM_BALANCE = 2
_UNPAID = frozenset({"CREATED", "IN_CART", "UNPAID"})
_STATES: Mapping[str, SupplierOrderState] = {
    "SHIPPED": SupplierOrderState.SHIPPED,
    "DELIVERED": SupplierOrderState.DELIVERED,
    "COMPLETED": SupplierOrderState.DELIVERED,
    "CANCELLED": SupplierOrderState.FAILED,
    "TRASH": SupplierOrderState.FAILED,
}
_ABSENT = re.compile(r"not\s+(?:be\s+)?(?:found|exist)|does(?:n't| not) exist", re.IGNORECASE)


class CjOrdering:
    """Implements ``suppliers.ordering.OrderingSupplier``. CJ's ``orderNumber`` is our key."""

    code = CJ

    def __init__(
        self, settings: CjSettings, gate: CallGate, tokens: TokenKeeper, clock: Clock, *, timeout_seconds: float = 15
    ) -> None:
        self._api = CjApi(settings, gate, tokens, clock, timeout_seconds=timeout_seconds)

    def place(self, order: SupplierOrder, *, key: str) -> Placed | Rejected:
        """See the port. Looks for the order first: whether CJ refuses a number it has is not documented."""
        found = self.find(key)
        if found:
            return found
        try:
            way = self._cheapest_way(order)
            if not way:
                return Rejected(reason=f"CJ Dropshipping does not send this to {order.recipient.country}.")
            data = self._api.ask("shopping/order/createOrderV2", body=_as_request(order, key, way))
        except SupplierProductGoneError:
            return Rejected(reason="CJ Dropshipping does not have one of the variants any more.")
        except CjRefusedError as error:
            if error.number == _BUSY:
                raise
            # It may have refused because another call was faster.
            return self.find(key) or Rejected(reason=_reason(error))
        return _placed(data)

    def find(self, key: str) -> Placed | None:
        """See the port."""
        data = self._detail(key)
        return _placed(data) if data else None

    def status(self, reference: str) -> SupplierOrderStatus:
        """See the port."""
        data = self._detail(reference)
        if not data:
            raise SupplierOrderUnknownError(f"CJ Dropshipping does not know the order {reference}.")
        told = str(data.get("orderStatus") or "").upper()
        state = _STATES.get(told, SupplierOrderState.ORDERED)
        problem = ""
        if told in _UNPAID:
            problem = "CJ Dropshipping waits for payment. Top up the balance there, or pay the order."
        if state is SupplierOrderState.FAILED:
            problem = "CJ Dropshipping cancelled the order."
        return SupplierOrderStatus(
            state=state,
            carrier=str(data.get("logisticName") or "")[:100],
            tracking_number=str(data.get("trackNumber") or "")[:100],
            tracking_url=_address(data.get("trackingUrl")),
            problem=problem,
        )

    def _detail(self, number: str) -> Mapping[str, Any] | None:
        try:
            data = self._api.ask("shopping/order/getOrderDetail", {"orderId": number})
        except CjRefusedError as error:
            if error.number != _BUSY and _ABSENT.search(error.message):
                return None
            raise
        if data and not isinstance(data, Mapping):
            raise SupplierUnavailableError("CJ Dropshipping's answer about an order makes no sense.")
        return data or None

    def _cheapest_way(self, order: SupplierOrder) -> str:
        """The name of the cheapest way of sending; empty where there is none."""
        request = {
            "startCountryCode": _FROM,
            "endCountryCode": order.recipient.country,
            "products": [{"vid": line.reference, "quantity": line.quantity} for line in order.lines],
        }
        rows = self._api.ask("logistic/freightCalculate", body=request)
        try:
            ways = [(price.amount, str(row["logisticName"])) for row in rows or [] if (price := _price(row))]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SupplierUnavailableError("CJ Dropshipping's prices of sending make no sense.") from error
        return min(ways)[1] if ways else ""


def _price(row: Mapping[str, Any]) -> Money | None:
    return read_price(str(row.get("logisticPrice") or ""), "USD")


def _as_request(order: SupplierOrder, key: str, way: str) -> dict[str, Any]:
    to = order.recipient
    return {
        "orderNumber": key,
        "shippingCustomerName": to.name,
        "shippingAddress": to.line1,
        "shippingAddress2": to.line2,
        "shippingCity": to.city,
        "shippingProvince": to.state,
        "shippingZip": to.postal_code,
        "shippingCountry": to.country,
        "shippingCountryCode": to.country,
        "shippingPhone": to.phone,
        "fromCountryCode": _FROM,
        "logisticName": way,
        "payType": _PAY_FROM_BALANCE,
        "products": [{"vid": line.reference, "quantity": line.quantity} for line in order.lines],
    }


def _placed(data: Any) -> Placed:
    """From an answer to creating or asking."""
    try:
        reference = str(data.get("orderId") or "")
        status = str(data.get("orderStatus") or "").upper()
        amount = data.get("orderAmount")
        charged = read_price(str(amount), "USD") if amount is not None else None
    except (AttributeError, TypeError, ValueError) as error:
        raise SupplierUnavailableError("CJ Dropshipping's answer about an order makes no sense.") from error
    if not reference:
        raise SupplierUnavailableError("CJ Dropshipping's answer about an order has no number.")
    return Placed(reference=reference, charged=charged, is_paid=status not in _UNPAID)


def _reason(error: CjRefusedError) -> str:
    said = " ".join(error.message.split())[:200].rstrip(".")
    return f"CJ Dropshipping refused the order: {said} ({error.number})." if said else error.detail


def _address(value: Any) -> str:
    text = str(value or "")
    return text[:500] if text.startswith(("https://", "http://")) else ""
