"""Tokens of links in mails: derived from a signing key and a stored nonce, never stored themselves."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from functools import cached_property

_BYTES = 24


class MailTokens:
    """Makes and checks ``<subject>.<mac>``.

    The MAC covers a purpose, the subject and a nonce that the record to which the link belongs keeps. Deleting or
    renewing the nonce ends every link made with it; neither the key alone nor the table alone makes a token.
    ``read_key`` is asked on first use.
    """

    def __init__(self, read_key: Callable[[], bytes]) -> None:
        self._read_key = read_key

    @cached_property
    def _key(self) -> bytes:
        return self._read_key()

    def make(self, *, purpose: str, subject: str, nonce: str) -> str:
        """The token of ``subject`` (an id without dots) for ``purpose``."""
        return f"{subject}.{self._mac(purpose, subject, nonce)}"

    @staticmethod
    def read_subject(token: str) -> str:
        """Whom a token names, unverified; empty when it is not of this form."""
        subject, dot, mac = token.partition(".")
        return subject if dot and mac else ""

    def is_valid(self, token: str, *, purpose: str, nonce: str) -> bool:
        """Whether ``token`` was made for this purpose with this nonce."""
        subject, _, mac = token.partition(".")
        return hmac.compare_digest(self._mac(purpose, subject, nonce).encode(), mac.encode())

    def _mac(self, purpose: str, subject: str, nonce: str) -> str:
        digest = hmac.digest(self._key, "\0".join((purpose, subject, nonce)).encode(), hashlib.sha256)[:_BYTES]
        return base64.urlsafe_b64encode(digest).decode()
