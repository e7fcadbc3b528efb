"""Opaque, signed list cursors: a tampered cursor, or one from another list, is refused."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any


class BadCursorError(ValueError):
    """The cursor was not made by this deployment for this list."""


@dataclass(frozen=True, slots=True)
class Page[T]:
    """One page of a list: ``next_cursor`` is None on the last page, ``total`` None where it is not counted."""

    items: list[T]
    next_cursor: str | None = None
    total: int | None = None


class CursorSigner:
    """Packs a position as base64url text with a 10-byte HMAC bound to ``scope`` (the list it belongs to).

    ``read_key`` is asked on first use: most workers build repositories and never page, and need no key.
    """

    def __init__(self, read_key: Callable[[], bytes]) -> None:
        self._read_key = read_key

    @cached_property
    def _key(self) -> bytes:
        return self._read_key()

    def _mac(self, scope: str, body: bytes) -> bytes:
        return hmac.digest(self._key, scope.encode() + b"\0" + body, hashlib.sha256)[:10]

    def pack(self, scope: str, position: Any) -> str:
        """The cursor for ``position`` (JSON-serialisable) in the list ``scope``."""
        body = json.dumps(position, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._mac(scope, body) + body).decode().rstrip("=")

    def unpack(self, scope: str, cursor: str) -> Any:
        """The position inside ``cursor``.

        Raises:
            BadCursorError: malformed, tampered with, or of another list.
        """
        try:
            raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except (binascii.Error, ValueError) as error:
            raise BadCursorError("cursor is not base64url") from error
        mac, body = raw[:10], raw[10:]
        if not hmac.compare_digest(mac, self._mac(scope, body)):
            raise BadCursorError("cursor signature does not match")
        return json.loads(body)
