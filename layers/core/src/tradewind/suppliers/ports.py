"""What a supplier's adapter does for us. One contract suite drives every adapter (tests/contracts/supplier.py)."""

from enum import StrEnum
from typing import Protocol

from tradewind.suppliers.models import SupplierPage, SupplierProduct, SupplierQuery, SupplierRef


class Capability(StrEnum):
    """What an adapter can do; asking for anything else is a programming error."""

    SEARCH = "search"
    HOT = "hot"
    """Searches its own list of what sells (``SupplierQuery.hot``)."""
    DETAIL = "detail"
    FREIGHT = "freight"
    ORDER = "order"
    TRACK = "track"


class Supplier(Protocol):
    """A source of products."""

    @property
    def code(self) -> str:
        """Stable name: part of stored references."""

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What may be asked."""

    def search(self, query: SupplierQuery, cursor: str | None = None) -> SupplierPage:
        """One page of products; nothing found is an empty page.

        Raises:
            ThrottledError, DeniedError, SupplierUnavailableError.
        """

    def product(self, ref: SupplierRef, *, ship_to: str, currency: str, language: str = "en") -> SupplierProduct:
        """Detail of one product with its variants.

        Raises:
            SupplierProductGoneError: the supplier does not have it (any more).
            ThrottledError, DeniedError, SupplierUnavailableError.
        """

    def reference_of(self, url: str) -> SupplierRef | None:
        """The product a pasted address names, if it is one of this supplier's."""
