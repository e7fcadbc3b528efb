"""What can go wrong with product sheets."""

from tradewind.errors import DomainError, ErrorKind


class TransferNotFoundError(DomainError):
    code = "transfer_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such import or export in this store."


class WrongStateError(DomainError):
    """``extra["state"]`` is where it stands."""

    code = "wrong_state"
    kind = ErrorKind.CONFLICT


class UploadMissingError(DomainError):
    code = "upload_missing"
    kind = ErrorKind.CONFLICT
    detail = "The file has not arrived. Upload it, then check it."


class SheetError(DomainError):
    """The file as a whole cannot be read."""

    code = "unreadable_sheet"
