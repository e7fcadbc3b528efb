"""What every supplier that takes orders does, whoever the supplier is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pytest

from tradewind.suppliers.errors import (
    DeniedError,
    SupplierOrderUnknownError,
    SupplierUnavailableError,
    ThrottledError,
)
from tradewind.suppliers.ordering import (
    OrderingSupplier,
    Placed,
    Recipient,
    Rejected,
    SupplierLine,
    SupplierOrder,
    SupplierOrderState,
)

HOME = Recipient(
    name="Ada Lovelace", line1="12 Main St", city="Austin", state="TX", postal_code="73301", country="US", phone="1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderingSubject:
    """An adapter before its stand-in: ``advance`` moves an order on, ``break_it`` makes so many calls misbehave."""

    supplier: OrderingSupplier
    vid: str
    count: Callable[[], int]
    advance: Callable[[str, str, str], None]
    empty_balance: Callable[[], None]
    break_it: Callable[[str], None]
    mend: Callable[[], None]

    def order(self) -> SupplierOrder:
        """Two pieces of a variant."""
        return SupplierOrder(lines=(SupplierLine(reference=self.vid, quantity=2),), recipient=HOME)


class OrderingContract:
    """Subclasses give the fixture ``subject``."""

    def test_one_key_is_one_order(self, subject: OrderingSubject) -> None:
        first = subject.supplier.place(subject.order(), key="po_1_x")
        again = subject.supplier.place(subject.order(), key="po_1_x")
        assert isinstance(first, Placed)
        assert (first, subject.count()) == (again, 1)
        assert first.is_paid
        assert first.charged

    def test_one_key_at_once_is_one_order(self, subject: OrderingSubject) -> None:
        with ThreadPoolExecutor(4) as pool:
            placed = list(pool.map(lambda _: subject.supplier.place(subject.order(), key="po_1_x"), range(4)))
        assert (len(set(placed)), subject.count()) == (1, 1)

    def test_a_lost_answer_orders_nothing_twice(self, subject: OrderingSubject) -> None:
        subject.break_it("lost")
        with pytest.raises(SupplierUnavailableError):
            subject.supplier.place(subject.order(), key="po_1_x")
        assert subject.count() == 1
        subject.mend()
        assert isinstance(subject.supplier.place(subject.order(), key="po_1_x"), Placed)
        assert subject.count() == 1

    def test_an_order_is_found_by_its_key(self, subject: OrderingSubject) -> None:
        assert subject.supplier.find("po_1_x") is None
        placed = subject.supplier.place(subject.order(), key="po_1_x")
        assert subject.supplier.find("po_1_x") == placed

    @pytest.mark.parametrize(("member", "value"), [("city", "Nowhere"), ("country", "XX"), ("line1", "")])
    def test_an_address_it_cannot_send_to_is_rejected(self, subject: OrderingSubject, member: str, value: str) -> None:
        order = replace(subject.order(), recipient=replace(HOME, **{member: value}))
        answer = subject.supplier.place(order, key="po_1_x")
        assert isinstance(answer, Rejected)
        assert answer.reason.endswith(".")
        assert subject.count() == 0

    def test_an_unknown_variant_is_rejected(self, subject: OrderingSubject) -> None:
        order = replace(subject.order(), lines=(SupplierLine(reference="nothing-1", quantity=1),))
        assert isinstance(subject.supplier.place(order, key="po_1_x"), Rejected)

    def test_what_the_balance_does_not_pay_is_called_out(self, subject: OrderingSubject) -> None:
        subject.empty_balance()
        placed = subject.supplier.place(subject.order(), key="po_1_x")
        assert isinstance(placed, Placed)
        assert not placed.is_paid
        status = subject.supplier.status(placed.reference)
        assert status.state is SupplierOrderState.ORDERED
        assert "payment" in status.problem

    def test_an_order_is_followed(self, subject: OrderingSubject) -> None:
        placed = subject.supplier.place(subject.order(), key="po_1_x")
        assert isinstance(placed, Placed)
        assert subject.supplier.status(placed.reference).state is SupplierOrderState.ORDERED
        subject.advance(placed.reference, "SHIPPED", "T1")
        shipped = subject.supplier.status(placed.reference)
        assert (shipped.state, shipped.tracking_number) == (SupplierOrderState.SHIPPED, "T1")
        assert shipped.tracking_url.startswith("https://")
        assert shipped.carrier
        subject.advance(placed.reference, "DELIVERED", "")
        assert subject.supplier.status(placed.reference).state is SupplierOrderState.DELIVERED
        subject.advance(placed.reference, "CANCELLED", "")
        failed = subject.supplier.status(placed.reference)
        assert (failed.state, bool(failed.problem)) == (SupplierOrderState.FAILED, True)

    def test_an_unknown_number_has_no_status(self, subject: OrderingSubject) -> None:
        with pytest.raises(SupplierOrderUnknownError):
            subject.supplier.status("999")

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
    def test_what_goes_wrong_has_a_name(self, subject: OrderingSubject, kind: str, error: type[Exception]) -> None:
        subject.break_it(kind)
        with pytest.raises(error):
            subject.supplier.place(subject.order(), key="po_1_x")
        assert subject.count() == 0
