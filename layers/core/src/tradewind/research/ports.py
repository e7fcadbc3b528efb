"""What research needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from tradewind.research.models import Mentions


class TrendSource(Protocol):
    """A place where people talk. One contract suite drives every adapter (tests/contracts/trends.py)."""

    @property
    def code(self) -> str:
        """Stable name."""

    def mentions(self, terms: Sequence[str]) -> Sequence[Mentions]:
        """How often each term was mentioned lately, in the order of ``terms``; nothing found is a count of zero.

        Raises:
            ThrottledError, DeniedError, SupplierUnavailableError.
        """
