"""What the catalog needs from outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class UploadTarget:
    """A presigned POST: send ``fields`` and then the file as multipart form data to ``url``."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderings:
    """WebP bytes by width, and the size of the largest."""

    by_width: Mapping[int, bytes]
    width: int
    height: int


class ImageStorage(Protocol):
    """Where picture bytes live."""

    def upload_target(self, key: str, *, content_type: str, max_bytes: int) -> UploadTarget:
        """A short-lived permission to put one object of at most ``max_bytes`` at ``key``."""

    def read(self, key: str) -> bytes | None:
        """An object's bytes, or None."""

    def write(self, key: str, body: bytes, *, content_type: str) -> None:
        """Store an object that never changes."""

    def delete(self, key: str) -> None:
        """Remove an object; absent is fine."""


class ImageRenderer(Protocol):
    """Turns whatever was uploaded into safe WebP pictures."""

    def render(self, original: bytes) -> Renderings:
        """Decode, orient, strip and re-encode.

        Raises:
            UnreadableImageError: not a picture we take.
        """
