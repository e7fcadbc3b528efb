"""What snapshots need from outside."""

from typing import Protocol


class SnapshotStorage(Protocol):
    """Where snapshot objects live. An object never changes once written."""

    def read(self, key: str) -> bytes | None:
        """An object's bytes, or None."""

    def write(self, key: str, body: bytes) -> None:
        """Store an object."""

    def delete(self, key: str) -> None:
        """Remove an object; absent is fine."""

    def list_keys(self, prefix: str) -> list[str]:
        """The keys below ``prefix``."""
