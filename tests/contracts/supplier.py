"""What every supplier's adapter does, whoever the supplier is."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from tradewind.suppliers.errors import (
    DeniedError,
    SupplierProductGoneError,
    SupplierUnavailableError,
    ThrottledError,
)
from tradewind.suppliers.models import SupplierProduct, SupplierQuery, SupplierRef
from tradewind.suppliers.ports import Supplier


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An adapter before its stand-in.

    ``everything`` finds more than one page; ``break_it`` makes the next calls misbehave, None where nothing is called.
    """

    supplier: Supplier
    everything: SupplierQuery
    words: str
    unknown: SupplierRef
    break_it: Callable[[str], None] | None = None


class SupplierContract:
    """Subclasses give the fixture ``subject``."""

    def test_pages_follow_each_other_without_gaps_or_repeats(self, subject: Subject) -> None:
        seen: list[str] = []
        cursor: str | None = None
        pages = 0
        while True:
            page = subject.supplier.search(subject.everything, cursor)
            seen += [product.reference for product in page.products]
            pages += 1
            cursor = page.next_cursor
            if cursor is None:
                break
        assert pages > 1
        assert len(seen) == len(set(seen)) > 50

    def test_words_narrow_the_search(self, subject: Subject) -> None:
        found = subject.supplier.search(replace(subject.everything, keywords=subject.words)).products
        assert 0 < len(found) < 20

    def test_nothing_found_is_an_empty_page(self, subject: Subject) -> None:
        page = subject.supplier.search(replace(subject.everything, keywords="zeppelin hangar"))
        assert (page.products, page.next_cursor) == ((), None)

    def test_products_name_their_supplier_and_cost_something(self, subject: Subject) -> None:
        for product in subject.supplier.search(subject.everything).products:
            assert product.supplier == subject.supplier.code
            assert product.title
            assert product.cost.amount > 0
            assert product.orders_30d is None or product.orders_30d >= 0
            assert product.list_price is None or product.list_price.amount > product.cost.amount

    def test_detail_of_what_was_found(self, subject: Subject) -> None:
        found = subject.supplier.search(replace(subject.everything, keywords=subject.words)).products[0]
        detail = self.detail(subject, found.ref)
        assert (detail.reference, detail.title) == (found.reference, found.title)

    def test_an_unknown_product_is_gone(self, subject: Subject) -> None:
        with pytest.raises(SupplierProductGoneError):
            self.detail(subject, subject.unknown)

    def test_its_own_addresses_name_its_products(self, subject: Subject) -> None:
        found = subject.supplier.search(replace(subject.everything, keywords=subject.words)).products[0]
        assert subject.supplier.reference_of(found.url) == found.ref
        assert subject.supplier.reference_of("https://shop.example.com/item/1005008000000000.html") is None
        assert subject.supplier.reference_of("not an address") is None

    @pytest.mark.parametrize(
        ("kind", "error"),
        [
            ("rate_limited", ThrottledError),
            ("denied", DeniedError),
            ("malformed", SupplierUnavailableError),
            ("slow", SupplierUnavailableError),
            ("down", SupplierUnavailableError),
        ],
    )
    def test_what_goes_wrong_has_a_name(self, subject: Subject, kind: str, error: type[Exception]) -> None:
        if subject.break_it is None:
            pytest.skip("nothing is called")
        subject.break_it(kind)
        with pytest.raises(error) as seen:
            subject.supplier.search(subject.everything)
        if isinstance(seen.value, ThrottledError):
            assert seen.value.retry_after_seconds

    def test_an_empty_answer_is_no_failure(self, subject: Subject) -> None:
        if subject.break_it is None:
            pytest.skip("nothing is called")
        subject.break_it("empty")
        assert subject.supplier.search(subject.everything).products == ()

    def detail(self, subject: Subject, ref: SupplierRef) -> SupplierProduct:
        """As a shop in the United States asks."""
        return subject.supplier.product(ref, ship_to="US", currency="USD")
