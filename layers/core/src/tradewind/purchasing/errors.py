"""What can go wrong with purchase orders."""

from tradewind.errors import DomainError, ErrorKind


class PurchaseOrderNotFoundError(DomainError):
    """Unknown, or another store's."""

    code = "purchase_order_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such purchase order."


class PurchaseStateError(DomainError):
    """The step does not follow from where the purchase order stands; ``detail`` says what does."""

    code = "purchase_order_state"
    kind = ErrorKind.CONFLICT
