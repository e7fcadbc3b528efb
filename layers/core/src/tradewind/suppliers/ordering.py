"""Ordering from suppliers: the port, and what goes over it. One contract suite drives every adapter
(tests/contracts/ordering.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tradewind.kit.money import Money
from tradewind.suppliers.references import CJ

ORDERING: Mapping[str, str] = {CJ: "CJ Dropshipping"}
"""Suppliers with an adapter that orders, and what they call themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierLine:
    """Units of one variant; ``reference`` is the supplier's id of the variant."""

    reference: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Where a supplier sends it. ``country`` is an ISO 3166 code."""

    name: str
    line1: str
    city: str
    country: str
    line2: str = ""
    state: str = ""
    postal_code: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierOrder:
    """What is ordered."""

    lines: tuple[SupplierLine, ...]
    recipient: Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The supplier has the order.

    Attributes:
        reference: the supplier's number of it.
        charged: what the supplier asks for it with shipping, where it says so.
        is_paid: whether it was paid; an unpaid one is not sent.
    """

    reference: str
    charged: Money | None = None
    is_paid: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The supplier does not take the order, and asking again would change nothing. ``reason`` is a sentence."""

    reason: str


class SupplierOrderState(StrEnum):
    """Where an order stands at a supplier."""

    ORDERED = "ordered"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierOrderStatus:
    """Where an order stands; tracking as far as there is any. ``problem`` is what somebody has to look at."""

    state: SupplierOrderState
    carrier: str = ""
    tracking_number: str = ""
    tracking_url: str = ""
    problem: str = ""


class OrderingSupplier(Protocol):
    """A supplier that takes orders."""

    @property
    def code(self) -> str:
        """As the supplier's products name it."""

    def place(self, order: SupplierOrder, *, key: str) -> Placed | Rejected:
        """Order it. The same ``key`` (up to 50 characters) is one order at the supplier, however often it is asked.

        Raises:
            ThrottledError, DeniedError, SupplierUnavailableError: whether it was ordered is not known; ask again with
            the same key.
        """

    def find(self, key: str) -> Placed | None:
        """The order that was placed with ``key``, if there is one.

        Raises:
            ThrottledError, DeniedError, SupplierUnavailableError.
        """

    def status(self, reference: str) -> SupplierOrderStatus:
        """Where an order stands.

        Raises:
            SupplierOrderUnknownError. ThrottledError, DeniedError, SupplierUnavailableError.
        """
