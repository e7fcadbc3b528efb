"""Time-based codes (RFC 6238) and recovery codes. Secrets are derived from a signing key and a nonce, not stored."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from pyotp import TOTP

from tradewind.kit.clock import to_epoch

STEP_SECONDS = 30
_DRIFT = (0, -1, 1)
"""Steps in which a code may be typed: clocks of phones are a little off, and people are slow."""
RECOVERY_CODES = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without letters and digits that look alike."""


class CodeMaker:
    """Secrets and codes of accounts.

    The secret of an authenticator app is an HMAC over the account and its nonce: the table alone has no secret, and the
    signing key alone makes none. ``read_key`` is asked on first use.
    """

    def __init__(self, read_key: Callable[[], bytes], *, issuer: str) -> None:
        self._read_key = read_key
        self._issuer = issuer

    @cached_property
    def _key(self) -> bytes:
        return self._read_key()

    def secret(self, user_id: str, nonce: str) -> str:
        """The secret for an app, in base 32: 160 bits."""
        digest = hmac.digest(self._key, f"totp\0{user_id}\0{nonce}".encode(), hashlib.sha256)[:20]
        return base64.b32encode(digest).decode()

    def uri(self, user_id: str, nonce: str, *, email: str) -> str:
        """What a QR code shows (``otpauth://``)."""
        return str(TOTP(self.secret(user_id, nonce)).provisioning_uri(name=email, issuer_name=self._issuer))

    def find_step(self, user_id: str, nonce: str, code: str, *, now: datetime) -> int | None:
        """The time step that a code belongs to, if it is near enough to ``now``."""
        totp = TOTP(self.secret(user_id, nonce))
        step = to_epoch(now) // STEP_SECONDS
        for drift in _DRIFT:
            if hmac.compare_digest(totp.generate_otp(step + drift).encode(), code.encode()):
                return step + drift
        return None

    def code_digest(self, user_id: str, recovery_code: str) -> str:
        """What is stored of a recovery code. Keyed: 50 bits could be tried out by whoever had the table."""
        text = f"recovery\0{user_id}\0{normal_code(recovery_code)}"
        return hmac.digest(self._key, text.encode(), hashlib.sha256).hex()


def new_nonce() -> str:
    """What a secret is derived with."""
    return secrets.token_hex(16)


def new_recovery_codes() -> list[str]:
    """Codes to be printed: ``k7wq2-m9xtc``."""
    return ["-".join(_letters(5) for _ in range(2)) for _ in range(RECOVERY_CODES)]


def normal_code(text: str) -> str:
    """A code as typed, without spaces and hyphens, in lower case."""
    return "".join(text.split()).replace("-", "").lower()


def _letters(count: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(count))
