"""What a search can meet."""

from tradewind.errors import DomainError, ErrorKind


class SearchUnavailableError(DomainError):
    code = "search_unavailable"
    kind = ErrorKind.UNAVAILABLE
    detail = "Search is being prepared. Try again in a moment."
