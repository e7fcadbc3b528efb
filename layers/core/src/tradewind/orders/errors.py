"""What can go wrong with orders."""

from tradewind.errors import DomainError, ErrorKind


class OrderNotFoundError(DomainError):
    code = "order_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such order in this store."
