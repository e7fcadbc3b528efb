"""Create, read, change and delete discount codes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim
from tradewind.discounts.errors import DiscountNotFoundError
from tradewind.discounts.models import Discount, DiscountStatus
from tradewind.discounts.repository import DiscountRepository
from tradewind.discounts.rules import check_discount, normal_code
from tradewind.kit.clock import Clock
from tradewind.kit.pagination import Page
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.models import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountDeps:
    """What the discount use cases need."""

    discounts: DiscountRepository
    clock: Clock


def create_discount(
    deps: DiscountDeps, *, store: Store, code: str, terms: Mapping[str, Any], once: IdempotencyClaim | None = None
) -> Discount:
    """Add a code.

    Raises:
        InvalidInputError, DiscountCodeTakenError, IdempotencyMismatchError.
    """
    now = deps.clock()
    discount = Discount(store_id=store.id, code=normal_code(code), created_at=now, updated_at=now, **terms)
    check_discount(discount, store.currency)
    try:
        deps.discounts.create(discount, once=once)
    except AlreadyDoneError as done:
        return get_discount(deps, store_id=store.id, code=done.result_id)
    return discount


def get_discount(deps: DiscountDeps, *, store_id: str, code: str) -> Discount:
    """A code of the store with its count.

    Raises:
        DiscountNotFoundError.
    """
    discount = deps.discounts.find(store_id, normal_code(code))
    if discount is None:
        raise DiscountNotFoundError
    return discount


def list_discounts(deps: DiscountDeps, *, store_id: str, limit: int, cursor: str | None) -> Page[Discount]:
    """A page of the store's codes."""
    return deps.discounts.list_discounts(store_id, limit=limit, cursor=cursor)


def update_discount(
    deps: DiscountDeps, *, store: Store, discount: Discount, changes: Mapping[str, Any], expected_version: int | None
) -> Discount:
    """Change terms; open checkouts keep what they were promised.

    Raises:
        InvalidInputError, StaleVersionError.
    """
    if expected_version is not None and expected_version != discount.version:
        raise StaleVersionError
    changed = replace(discount, **changes)
    if changed == discount:
        return discount
    check_discount(changed, store.currency)
    changed = replace(changed, version=discount.version + 1, updated_at=deps.clock())
    deps.discounts.update(changed, previous=discount)
    return changed


def delete_discount(deps: DiscountDeps, *, store: Store, code: str) -> None:
    """Take a code away; orders and open checkouts keep what it took off.

    Raises:
        DiscountNotFoundError, StaleVersionError.
    """
    discount = get_discount(deps, store_id=store.id, code=code)
    gone = replace(discount, status=DiscountStatus.DELETED, version=discount.version + 1, updated_at=deps.clock())
    deps.discounts.update(gone, previous=discount)
