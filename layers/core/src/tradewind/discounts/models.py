"""A discount code and its terms."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tradewind.kit.money import Money


class DiscountKind(StrEnum):
    """What a code takes off: a share of the goods, an amount of them, or the shipping."""

    PERCENT = "percent"
    AMOUNT = "amount"
    FREE_SHIPPING = "free_shipping"


class DiscountStatus(StrEnum):
    """``disabled`` is kept, with its count, and refused at the checkout.

    ``deleted`` is gone for everyone; its item stays, because open checkouts still hold uses of it.
    """

    ACTIVE = "active"
    DISABLED = "disabled"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """A code that shoppers type, its own id within the store; upper case, so that typing is forgiving.

    Attributes:
        basis_points: for ``percent``: 1500 is 15 %.
        amount: for ``amount``: taken off the goods, never more than they cost.
        minimum: goods before discount must come to this.
        usage_limit, per_customer_limit: None is without limit.
        uses: checkouts that hold or have used it; moved apart from ``version``.
    """

    store_id: str
    code: str
    kind: DiscountKind
    created_at: datetime
    updated_at: datetime
    status: DiscountStatus = DiscountStatus.ACTIVE
    basis_points: int = 0
    amount: Money | None = None
    minimum: Money | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    usage_limit: int | None = None
    per_customer_limit: int | None = None
    version: int = 1
    uses: int = 0
