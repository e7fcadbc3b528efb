"""What can go wrong with stores."""

from tradewind.errors import DomainError, ErrorKind


class StoreNotFoundError(DomainError):
    """Also the answer for another tenant's store."""

    code = "store_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such store."


class SlugTakenError(DomainError):
    code = "slug_taken"
    kind = ErrorKind.CONFLICT
    detail = "Another store already uses this address. Choose a different one."


class StaleVersionError(DomainError):
    """``extra["current"]`` carries the copy that is stored now."""

    code = "stale_version"
    kind = ErrorKind.CONFLICT
    detail = "This was changed somewhere else in the meantime. Your changes were not saved; look at the current copy."


class CurrencyLockedError(DomainError):
    code = "currency_locked"
    kind = ErrorKind.CONFLICT
    detail = "The currency cannot change once the store has products or orders."


class PageNotFoundError(DomainError):
    code = "page_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "This store has no such page."
