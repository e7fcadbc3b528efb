"""What can go wrong with the catalog."""

from tradewind.errors import DomainError, ErrorKind


class ProductNotFoundError(DomainError):
    code = "product_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such product in this store."


class ProductSlugTakenError(DomainError):
    code = "product_slug_taken"
    kind = ErrorKind.CONFLICT
    detail = "Another product of this store already uses this address. Choose a different one."


class SkuTakenError(DomainError):
    code = "sku_taken"
    kind = ErrorKind.CONFLICT


class AlreadyImportedError(DomainError):
    """This supplier's product is in the store as ``product_id``."""

    code = "already_imported"
    kind = ErrorKind.CONFLICT
    detail = "This product was imported before."

    def __init__(self, product_id: str) -> None:
        self.product_id = product_id
        super().__init__(extra={"product_id": product_id})


class ProductLimitError(DomainError):
    """``extra["limit"]`` is how many products the store may have."""

    code = "product_limit_reached"
    kind = ErrorKind.CONFLICT

    def __init__(self, limit: int) -> None:
        detail = (
            f"This store can have {limit:,} products, and that many there are. Nothing was added; archive some to make"
            " room."
        )
        super().__init__(detail, extra={"limit": limit})


class ImageNotFoundError(DomainError):
    code = "image_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such image in this store."


class UploadRefusedError(DomainError):
    code = "upload_refused"
    detail = "This file cannot be uploaded."


class UnreadableImageError(DomainError):
    """The uploaded bytes are not a picture we take; ``detail`` says why."""

    code = "unreadable_image"


class BulkNotFoundError(DomainError):
    code = "bulk_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such change to undo in this store, or it is more than 24 hours old."


class AlreadyUndoneError(DomainError):
    code = "already_undone"
    kind = ErrorKind.CONFLICT
    detail = "This change was undone before."
