"""What importing needs from outside."""

from typing import IO, Protocol

from tradewind.catalog.ports import UploadTarget
from tradewind.errors import DomainError, ErrorKind


class FetchRefusedError(DomainError):
    """A picture could not be fetched; ``detail`` says why, for the merchant."""

    code = "fetch_refused"
    kind = ErrorKind.UPSTREAM


class SheetFiles(Protocol):
    """Where sheets lie."""

    def upload_target(self, key: str, *, content_type: str, max_bytes: int) -> UploadTarget:
        """A short-lived permission to put one object of at most ``max_bytes`` at ``key``."""

    def exists(self, key: str) -> bool:
        """Whether there is an object."""

    def read(self, key: str) -> bytes | None:
        """An object's bytes, or None."""

    def write_file(self, key: str, file: IO[bytes], *, content_type: str) -> None:
        """Store what ``file`` holds, from its start."""

    def download_url(self, key: str, *, filename: str) -> str:
        """A short-lived address to download an object from, under ``filename``."""


class PictureFetcher(Protocol):
    """Downloads pictures from hosts that somebody else names."""

    def fetch(self, url: str) -> bytes:
        """The bytes at ``url``.

        Raises:
            FetchRefusedError: not reachable, not public, too large, not a picture.
        """
