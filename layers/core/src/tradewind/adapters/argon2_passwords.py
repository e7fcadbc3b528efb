"""argon2id by argon2-cffi, with OWASP's first recommended parameters (19 MiB, 2 passes, 1 lane)."""

from functools import cached_property

from argon2 import PasswordHasher as Argon2
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """Implements ``accounts.service.PasswordHasher``."""

    def __init__(self, *, memory_kib: int = 19_456, passes: int = 2) -> None:
        self._argon2 = Argon2(time_cost=passes, memory_cost=memory_kib, parallelism=1)

    def hash(self, password: str) -> str:
        """An encoded argon2id hash with its own salt."""
        return self._argon2.hash(password)

    def verify(self, encoded: str, password: str) -> bool:
        """Whether ``password`` made ``encoded``; a damaged hash counts as no."""
        try:
            return self._argon2.verify(encoded, password)
        except (VerificationError, InvalidHashError):
            return False

    @cached_property
    def decoy(self) -> str:
        """A real hash nobody's password matches."""
        return self._argon2.hash("decoy: no account has this password")
