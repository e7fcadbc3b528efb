"""What can go wrong with imports."""

from tradewind.errors import DomainError, ErrorKind


class ImportJobNotFoundError(DomainError):
    code = "import_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such import in this store."


class WrongJobStateError(DomainError):
    """``extra["state"]`` is where it stands."""

    code = "wrong_state"
    kind = ErrorKind.CONFLICT


class JobMovedError(DomainError):
    """Somebody else wrote the job in between."""

    code = "import_moved"
    kind = ErrorKind.CONFLICT
    detail = "This import was moved on somewhere else in the meantime. Look again."


class JobBusyError(DomainError):
    """Another worker is on it; the message comes back later, should that one have died."""

    code = "import_busy"
    kind = ErrorKind.UNAVAILABLE
    detail = "This import is being worked on."


class SupplierNotConnectedError(DomainError):
    code = "supplier_not_connected"
    detail = "This supplier is not connected, so its products cannot be fetched. Enter the product as a row."


class ResearchItemGoneError(DomainError):
    code = "research_item_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such research item in this store."


class ClaimsOpenError(DomainError):
    """``extra["claims"]`` lists what stands in the texts without a fact behind it."""

    code = "claims_open"
    kind = ErrorKind.CONFLICT


class SourceNotFoundError(DomainError):
    code = "source_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "This product was not imported, so there is no source to compare it with."


class ClaimNotFoundError(DomainError):
    code = "claim_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such statement in this product's texts."


class ChangeNotFoundError(DomainError):
    code = "supplier_change_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such change in this store's inbox."


class ChangeDecidedError(DomainError):
    """``extra["state"]`` is where it stands."""

    code = "wrong_state"
    kind = ErrorKind.CONFLICT


class CopyRequestNotFoundError(DomainError):
    code = "copy_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such text request in this store."
