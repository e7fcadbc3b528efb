"""What a shopper's request can meet."""

from tradewind.errors import DomainError, ErrorKind


class StoreGoneError(DomainError):
    code = "store_gone"
    kind = ErrorKind.GONE
    detail = "This store has closed for good."


class ProductGoneError(DomainError):
    code = "product_gone"
    kind = ErrorKind.GONE
    detail = "This product is no longer sold."


class CollectionGoneError(DomainError):
    code = "collection_gone"
    kind = ErrorKind.GONE
    detail = "This collection is no longer shown."


class MovedError(Exception):
    """The address has changed: ``slug`` and, for what lies in the store, its own are the present ones."""

    def __init__(
        self, *, slug: str | None = None, product_slug: str | None = None, collection_slug: str | None = None
    ) -> None:
        self.slug = slug
        self.product_slug = product_slug
        self.collection_slug = collection_slug
        super().__init__(slug or product_slug or collection_slug)
