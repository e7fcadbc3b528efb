"""What importing needs from outside."""

from typing import Protocol

from tradewind.errors import DomainError, ErrorKind


class FetchRefusedError(DomainError):
    """A picture could not be fetched; ``detail`` says why, for the merchant."""

    code = "fetch_refused"
    kind = ErrorKind.UPSTREAM


class PictureFetcher(Protocol):
    """Downloads pictures from hosts that somebody else names."""

    def fetch(self, url: str) -> bytes:
        """The bytes at ``url``.

        Raises:
            FetchRefusedError: not reachable, not public, too large, not a picture.
        """
