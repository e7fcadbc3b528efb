"""CJ's orders in memory: created once for each order number, paid from a balance, moved on by hand."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from local.suppliers.catalog import load_catalog
from local.suppliers.cj import Json, failure, success

STATES = ("CREATED", "UNPAID", "UNSHIPPED", "SHIPPED", "DELIVERED", "CANCELLED")
_NOWHERE = "XX"
_SHIPPING_CENTS = 450


@dataclass(slots=True)
class CjOrder:
    """One order."""

    id: str
    number: str
    cents: int
    way: str
    status: str
    track: str = ""

    def as_json(self) -> Json:
        """As `getOrderDetail` shows it."""
        return {
            "orderId": self.id,
            "orderNum": self.number,
            "orderStatus": self.status,
            "orderAmount": self.cents / 100,
            "logisticName": self.way,
            "trackNumber": self.track or None,
            "trackingUrl": f"https://track.cj.test/{self.track}" if self.track else None,
        }


class CjOrders:
    """All of them, and what is left to pay with. A country `XX` cannot be reached, a city `Nowhere` is refused."""

    def __init__(self) -> None:
        self.balance_cents = 1_000_000
        self.by_number: dict[str, CjOrder] = {}
        self._lock = threading.Lock()

    def freight(self, body: Mapping[str, Any]) -> Json:
        """`logistic/freightCalculate`."""
        if body.get("endCountryCode") == _NOWHERE:
            return success([])
        return success(
            [
                {"logisticName": "DHL Official", "logisticPrice": 19.8, "logisticAging": "4-7"},
                {"logisticName": "CJPacket Ordinary", "logisticPrice": _SHIPPING_CENTS / 100, "logisticAging": "7-12"},
            ]
        )

    def create(self, body: Mapping[str, Any], now: datetime) -> Json:
        """`shopping/order/createOrderV2`."""
        with self._lock:
            number = str(body.get("orderNumber") or "")
            if not 0 < len(number) <= 50:
                return failure(1600300, "Param error: orderNumber")
            if number in self.by_number:
                return failure(1603000, "Order number already exists")
            missing = [name for name in ("shippingAddress", "shippingCity", "logisticName") if not body.get(name)]
            if missing or body["shippingCity"] == "Nowhere":
                return failure(1603000, "Order create fail, the shipping address is not valid")
            cents = _SHIPPING_CENTS
            for row in body.get("products") or []:
                price = _cents(str(row.get("vid")), now)
                if price is None:
                    return failure(1602001, "Variant not found")
                cents += price * int(row["quantity"])
            is_paid = body.get("payType") == 2 and cents <= self.balance_cents
            if is_paid:
                self.balance_cents -= cents
            made = CjOrder(
                id=f"26112500{len(self.by_number) + 1:06d}",
                number=number,
                cents=cents,
                way=str(body["logisticName"]),
                status="UNSHIPPED" if is_paid else "UNPAID",
            )
            self.by_number[number] = made
            return success(made.as_json())

    def detail(self, query: Mapping[str, str]) -> Json:
        """`shopping/order/getOrderDetail`, by CJ's number or the caller's."""
        found = self._find(query.get("orderId", ""))
        return success(found.as_json()) if found else failure(1603100, "Order not found")

    def move(self, asked: Any) -> str | None:
        """Take `{"order", "status", "track"}` or `{"balance_cents"}`; answers what is wrong with it."""
        if not isinstance(asked, dict):
            return "Send an object."
        if "balance_cents" in asked:
            self.balance_cents = int(asked["balance_cents"])
            return None
        found = self._find(str(asked.get("order")))
        if found is None:
            return "order: there is none of that number."
        if asked.get("status") not in STATES:
            return f"status: one of {', '.join(STATES)}."
        found.status = str(asked["status"])
        found.track = str(asked.get("track") or found.track)
        return None

    def as_json(self) -> Json:
        """Everything there is."""
        return {
            "balance_cents": self.balance_cents,
            "orders": [order.as_json() for order in self.by_number.values()],
        }

    def _find(self, number: str) -> CjOrder | None:
        by_id = {order.id: order for order in self.by_number.values()}
        return self.by_number.get(number) or by_id.get(number)


def _cents(vid: str, now: datetime) -> int | None:
    reference, _, index = vid.rpartition("-")
    item = next((item for item in load_catalog() if item.cj_reference and item.cj_reference == reference), None)
    variants = item.variants(now.date()) if item else []
    if not index.isdecimal() or int(index) >= len(variants):
        return None
    return round(variants[int(index)].cents * 1.06)
