"""One answer for every store that asks the same: stores of a niche share keywords and market, and a supplier's
allowance of calls is the first thing that runs out (docs/scaling.md).
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from tradewind.db.records import dump
from tradewind.suppliers.models import SupplierPage, SupplierProduct, SupplierQuery, SupplierRef
from tradewind.suppliers.ports import Capability, Supplier


class AnswerStore(Protocol):
    """Where answers rest."""

    def find(self, name: str, *, fresh_for: timedelta) -> SupplierPage | None:
        """An answer that is young enough."""

    def keep(self, name: str, page: SupplierPage) -> None:
        """Remember an answer as of now."""


@dataclass(frozen=True, slots=True)
class SharedAnswers:
    """A supplier whose searches are answered from what another store was answered lately. Failures are not kept.

    Attributes:
        fresh_for: how old an answer may be; prices and orders of a month hardly move within hours.
    """

    inner: Supplier
    answers: AnswerStore
    fresh_for: timedelta

    @property
    def code(self) -> str:
        """See the port."""
        return self.inner.code

    @property
    def capabilities(self) -> frozenset[Capability]:
        """See the port."""
        return self.inner.capabilities

    def search(self, query: SupplierQuery, cursor: str | None = None) -> SupplierPage:
        """See the port."""
        name = answer_name(self.code, query, cursor)
        known = self.answers.find(name, fresh_for=self.fresh_for)
        if known is not None:
            return known
        page = self.inner.search(query, cursor)
        self.answers.keep(name, page)
        return page

    def product(self, ref: SupplierRef, *, ship_to: str, currency: str, language: str = "en") -> SupplierProduct:
        """See the port. Detail is always asked for: it is what a merchant imports."""
        return self.inner.product(ref, ship_to=ship_to, currency=currency, language=language)

    def reference_of(self, url: str) -> SupplierRef | None:
        """See the port."""
        return self.inner.reference_of(url)


def answer_name(code: str, query: SupplierQuery, cursor: str | None) -> str:
    """The same for the same question, however its keyword is spelt."""
    spelt = " ".join(query.keywords.casefold().split())
    asked = f"{spelt}\0{query.hot}\0{query.ship_to}\0{query.currency}\0{query.language}\0{cursor or ''}"
    bounds = "\0".join(dump(bound) if bound else "" for bound in (query.min_cost, query.max_cost))
    return f"{code}#{hashlib.sha256(f'{asked}\0{bounds}'.encode()).hexdigest()[:32]}"
