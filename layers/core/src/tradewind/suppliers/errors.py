"""What goes wrong with suppliers and trend sources, whichever they are."""

from tradewind.errors import DomainError, ErrorKind


class ThrottledError(DomainError):
    """The source asks for patience; ``retry_after_seconds`` says how much, if it did."""

    code = "source_throttled"
    kind = ErrorKind.RATE_LIMITED


class DeniedError(DomainError):
    """The source refuses our credentials, or what they may do."""

    code = "source_denied"
    kind = ErrorKind.UPSTREAM


class SupplierUnavailableError(DomainError):
    """The source cannot be reached, or answers nonsense."""

    code = "source_unavailable"
    kind = ErrorKind.UPSTREAM


class SupplierProductGoneError(DomainError):
    """The supplier does not have this product (any more)."""

    code = "supplier_product_gone"
    kind = ErrorKind.NOT_FOUND


class SupplierOrderUnknownError(DomainError):
    """The supplier does not know this order number."""

    code = "supplier_order_unknown"
    kind = ErrorKind.NOT_FOUND
