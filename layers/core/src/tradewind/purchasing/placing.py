"""Orders from suppliers what is due, each purchase order at most once.

``placing_since`` is written before the supplier is called and taken away with what came of it. A process that dies in
between leaves it: the next one first asks the supplier whether it has an order of that key.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from tradewind.access.journal import SYSTEM, Journal
from tradewind.db import keys
from tradewind.errors import RETRYABLE, DomainError
from tradewind.kit.money import format_plain
from tradewind.observability import get_logger
from tradewind.orders.models import Order
from tradewind.purchasing import automation, rules
from tradewind.purchasing.automation import VariantName
from tradewind.purchasing.models import PurchaseOrder, PurchaseStatus, PurchasingSettings
from tradewind.purchasing.repository import PurchaseMovedError
from tradewind.purchasing.service import PurchaseDeps, change_purchase, order_of
from tradewind.suppliers.errors import ThrottledError
from tradewind.suppliers.ordering import ORDERING, OrderingSupplier, Placed, Rejected, SupplierOrder

PER_ROUND = 20
"""Orders a round: each takes a supplier that wants one call a second about three of them."""
_LEASE = timedelta(minutes=10)
_HELD_FOR = timedelta(minutes=30)
_FIRST_LOOK = timedelta(hours=6)


class VariantNames(Protocol):
    """Where suppliers' names of variants come from."""

    def find_names(self, store_id: str, product_ids: Sequence[str]) -> Mapping[str, VariantName]:
        """By variant; those of imported products."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderingDeps:
    """What ordering from suppliers needs. ``suppliers``: the connected ones by code."""

    purchases: PurchaseDeps
    names: VariantNames
    suppliers: Callable[[], Mapping[str, OrderingSupplier]]
    journal: Journal


def place_due(deps: OrderingDeps) -> dict[str, int]:
    """Order what is due; how many ended how. One that fails does not stop the others."""
    at = deps.purchases.orders.clock()
    counts: dict[str, int] = {}
    for store_id, purchase_id in deps.purchases.purchases.list_due(keys.PURCHASES_TO_PLACE, at, limit=PER_ROUND):
        try:
            outcome = _place(deps, store_id, purchase_id)
        except ThrottledError:
            # The allowance is for all: the others would only wait for the same.
            counts["throttled"] = counts.get("throttled", 0) + 1
            break
        except PurchaseMovedError:
            outcome = "taken"
        except Exception:
            get_logger().exception("purchase.not_placed", store_id=store_id, purchase_id=purchase_id)
            outcome = "error"
        counts[outcome] = counts.get(outcome, 0) + 1
    return counts


def _place(deps: OrderingDeps, store_id: str, purchase_id: str) -> str:
    at = deps.purchases.orders.clock()
    purchase = deps.purchases.purchases.find(store_id, purchase_id)
    if purchase is None or purchase.status is not PurchaseStatus.TO_ORDER:
        return "taken"
    if purchase.place_at is None or purchase.place_at > at:
        return "taken"
    was_tried = purchase.placing_since is not None
    claimed = _claim(deps, purchase, at)
    supplier = deps.suppliers().get(claimed.supplier)
    try:
        if was_tried:
            found = supplier.find(claimed.id) if supplier else None
            if found:
                return _note(deps, claimed, found)
            if supplier is None:
                return _stay(deps, claimed, f"{_name(claimed)} is not connected now. It is looked at again.")
        wanted = _decide(deps, claimed, supplier, at)
        if isinstance(wanted, PurchaseOrder) or supplier is None:
            return "not_placed"
        answer = supplier.place(wanted, key=claimed.id)
    except ThrottledError:
        raise
    except DomainError as error:
        if error.kind not in RETRYABLE:
            raise
        return _stay(deps, claimed, f"It could not be ordered yet and is tried again: {error.detail}")
    if isinstance(answer, Rejected):
        _release(deps, claimed, problem=answer.reason)
        return "rejected"
    return _note(deps, claimed, answer)


def _claim(deps: OrderingDeps, purchase: PurchaseOrder, at: datetime) -> PurchaseOrder:
    """Nobody else orders it before the lease ends. Raises PurchaseMovedError: somebody was faster."""
    claimed = replace(purchase, placing_since=at, place_at=at + _LEASE, version=purchase.version + 1)
    deps.purchases.purchases.update(claimed)
    return claimed


def _decide(
    deps: OrderingDeps, claimed: PurchaseOrder, supplier: OrderingSupplier | None, at: datetime
) -> SupplierOrder | PurchaseOrder:
    """What is ordered; or the purchase order given back, with why. Everything is read after the claim."""
    order = order_of(deps.purchases, claimed)
    settings = deps.purchases.settings.get(claimed.store_id)
    free = replace(claimed, placing_since=None)
    if not settings.automatic:
        return _release(deps, claimed)
    if order.cancelled_at is None and (order.hold_kind is not None or order.paid_at is None):
        return _release(deps, claimed, place_at=at + _HELD_FOR)
    if rules.followed(free, order, at) != free:
        # Refunded, shipped or cancelled meanwhile: what is left of it comes next.
        return _release(deps, claimed, place_at=at)
    names = deps.names.find_names(claimed.store_id, [line.product_id for line in claimed.lines])
    problem = _obstacle(claimed, supplier, settings, names)
    wanted = problem or automation.supplier_order(claimed, order, names)
    if isinstance(wanted, str):
        return _release(deps, claimed, problem=wanted)
    return wanted


def _obstacle(
    purchase: PurchaseOrder,
    supplier: OrderingSupplier | None,
    settings: PurchasingSettings,
    names: Mapping[str, VariantName],
) -> str:
    if supplier is None:
        return f"{_name(purchase)} takes no orders from here, so it was not ordered automatically. Order it by hand."
    return automation.too_dear(purchase, settings, names)


def _release(
    deps: OrderingDeps, claimed: PurchaseOrder, *, problem: str = "", place_at: datetime | None = None
) -> PurchaseOrder:
    """Give the claim back: nothing was ordered. What became of the order meanwhile counts again."""
    at = deps.purchases.orders.clock()
    order = order_of(deps.purchases, claimed)

    def change(found: PurchaseOrder) -> PurchaseOrder:
        if found.placing_since != claimed.placing_since:
            return found
        free = replace(found, placing_since=None, place_at=place_at, problem=problem, updated_at=at)
        return rules.followed(free, order, at)

    return change_purchase(deps.purchases, claimed, change)


def _stay(deps: OrderingDeps, claimed: PurchaseOrder, problem: str) -> str:
    """Whether it was ordered is not known: the claim stays, and the supplier is asked when the lease ends."""

    def change(found: PurchaseOrder) -> PurchaseOrder:
        return found if found.placing_since is None else replace(found, problem=problem)

    change_purchase(deps.purchases, claimed, change)
    return "unknown"


def _note(deps: OrderingDeps, claimed: PurchaseOrder, placed: Placed) -> str:
    """The supplier has it."""
    at = deps.purchases.orders.clock()
    order = order_of(deps.purchases, claimed)
    said = _said(deps, claimed, placed)

    def change(found: PurchaseOrder) -> PurchaseOrder:
        if found.placing_since is None:
            return found
        return _noted(found, placed, order, said, at)

    change_purchase(deps.purchases, claimed, change)
    deps.journal.write(
        SYSTEM,
        "ordered_from_supplier",
        store_id=claimed.store_id,
        label=f"{_name(claimed)} {placed.reference}",
        targets={"purchase_id": claimed.id, "order_id": claimed.order_id},
    )
    return "placed"


def _noted(purchase: PurchaseOrder, placed: Placed, order: Order, said: str, at: datetime) -> PurchaseOrder:
    ordered = rules.moved(replace(purchase, placing_since=None), PurchaseStatus.ORDERED, at, problem=said)
    ordered = replace(ordered, supplier_reference=placed.reference, charged=placed.charged, track_at=at + _FIRST_LOOK)
    return rules.followed(ordered, order, at)


def _said(deps: OrderingDeps, purchase: PurchaseOrder, placed: Placed) -> str:
    """What is remarkable about an order that was placed."""
    said = []
    if not placed.is_paid:
        said.append(f"{_name(purchase)} has the order and waits for payment. Top up the balance there, or pay it.")
    ceiling, charged = deps.purchases.settings.get(purchase.store_id).ceiling, placed.charged
    if ceiling and charged and charged.currency == ceiling.currency and charged.amount > ceiling.amount:
        said.append(
            f"With shipping it costs {format_plain(charged)}, more than your ceiling of {format_plain(ceiling)}."
        )
    return " ".join(said)


def _name(purchase: PurchaseOrder) -> str:
    return ORDERING.get(purchase.supplier, purchase.supplier)
