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


class StoreLimitError(DomainError):
    """``extra["limit"]`` is how many stores the account may have."""

    code = "store_limit_reached"
    kind = ErrorKind.CONFLICT

    def __init__(self, limit: int) -> None:
        stores = "1 store" if limit == 1 else f"{limit} stores"
        detail = f"Your account can have {stores}, and that many are open. Delete one before you open another."
        super().__init__(detail, extra={"limit": limit})


class UserHasStoresError(DomainError):
    """Of an account that is being deleted."""

    code = "store_opened_meanwhile"
    kind = ErrorKind.CONFLICT
    detail = "A store was opened at this moment. Nothing was deleted besides the stores that are gone; try again."


class OpenOrdersError(DomainError):
    """``extra`` has up to ten of the ``orders`` and their ``total``."""

    code = "open_orders"
    kind = ErrorKind.CONFLICT


class StoreErasedError(DomainError):
    code = "store_erased"
    kind = ErrorKind.GONE
    detail = "This store was deleted more than 30 days ago. Its data has been removed and it cannot come back."
