"""A hasher that costs nothing."""


class PlainPasswords:
    """Implements ``accounts.service.PasswordHasher``; counts verifications."""

    decoy = "plain:nobody"

    def __init__(self) -> None:
        self.verified: list[str] = []

    def hash(self, password: str) -> str:
        """The password itself, marked."""
        return f"plain:{password}"

    def verify(self, encoded: str, password: str) -> bool:
        """Compare, and remember against what."""
        self.verified.append(encoded)
        return encoded == f"plain:{password}"
