"""What can go wrong with research."""

from tradewind.errors import DomainError, ErrorKind


class CandidateNotFoundError(DomainError):
    code = "research_item_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such research item in this store."


class CandidateMovedError(DomainError):
    """Also raised for a candidate that an import holds."""

    code = "research_item_moved"
    kind = ErrorKind.CONFLICT
    detail = "This item was changed somewhere else in the meantime. Look again."


class CandidateImportedError(DomainError):
    """``extra["product_id"]`` is what it became, once it is."""

    code = "research_item_imported"
    kind = ErrorKind.CONFLICT
    detail = "This item is being imported, or was. Change its product instead."


class RunNotFoundError(DomainError):
    code = "research_run_not_found"
    kind = ErrorKind.NOT_FOUND
    detail = "There is no such research run in this store."


class TooManyRunsError(DomainError):
    code = "research_runs_used_up"
    kind = ErrorKind.RATE_LIMITED
    detail = "Research ran as often as it can today. It runs again tomorrow by itself."


class NoSourceError(DomainError):
    code = "research_no_source"
    kind = ErrorKind.CONFLICT
    detail = "No supplier is connected to this deployment, so there is nothing to search. Ask its operator."


class StorePausedError(DomainError):
    code = "research_store_paused"
    kind = ErrorKind.CONFLICT
    detail = "This store is paused, so its research rests. Open it again first."
