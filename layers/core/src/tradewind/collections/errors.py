"""What can go wrong with collections."""

from tradewind.errors import DomainError, ErrorKind


class CollectionNotFoundError(DomainError):
    code = "collection_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such collection in this store."


class CollectionSlugTakenError(DomainError):
    code = "collection_slug_taken"
    kind = ErrorKind.CONFLICT
    detail = "Another collection of this store already uses this address. Choose a different one."


class TooManyCollectionsError(DomainError):
    code = "too_many_collections"
    kind = ErrorKind.CONFLICT
    detail = "This store has as many collections as it can have. Delete does not free a place; reuse an archived one."


class NotManualError(DomainError):
    code = "collection_not_manual"
    kind = ErrorKind.CONFLICT
    detail = "Rules choose the products of this collection. Change its rules, or make it manual first."
