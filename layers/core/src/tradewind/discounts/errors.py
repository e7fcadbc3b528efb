"""What can go wrong with discount codes."""

from tradewind.errors import DomainError, ErrorKind


class DiscountNotFoundError(DomainError):
    code = "discount_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such discount in this store."


class DiscountCodeTakenError(DomainError):
    code = "discount_code_taken"
    kind = ErrorKind.CONFLICT
    detail = "This store already has a discount with this code. Choose another code, or edit that one."
