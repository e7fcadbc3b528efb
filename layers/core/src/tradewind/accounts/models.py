"""Users and their sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network

SESSION_LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A merchant. ``email`` keeps its spelling; uniqueness is by its folded form.

    Attributes:
        email_verified_at: when a link to this address was followed.
        epoch: sessions of an earlier one have ended. It moves with the password, and when all others are signed out.
        version: counts changes of this record.
        deleted_at: when its owner deleted it; nothing of them is left in it then.
    """

    id: str
    email: str
    password_hash: str
    created_at: datetime
    is_active: bool = True
    email_verified_at: datetime | None = None
    epoch: int = 1
    version: int = 1
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a request comes from, as far as it says."""

    address: str = ""
    user_agent: str = ""

    @property
    def network(self) -> str:
        """The network of the address (/24, /48): enough to recognise, too little to find somebody."""
        try:
            address = ip_address(self.address)
        except ValueError:
            return ""
        address = getattr(address, "ipv4_mapped", None) or address
        return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in: the family of its refresh tokens.

    Attributes:
        generation: number of the only refresh token that may rotate.
        rotated_at: when the generation last moved; the one before it is honoured for a short grace after.
        salt: joins the tokens' MAC, so the signing key alone does not make a token.
        ended: logged out, or a used token came back after its grace.
        epoch: the account's when it was opened; it has ended once they differ.
        network, user_agent: where it was opened.
    """

    id: str
    user_id: str
    generation: int
    rotated_at: datetime
    expires_at: datetime
    salt: str
    created_at: datetime
    ended: bool = False
    epoch: int = 1
    network: str = ""
    user_agent: str = ""


class SecurityEventKind(StrEnum):
    """What can happen to an account that its owner should be able to look up."""

    SIGNED_IN = "signed_in"
    SECOND_FACTOR_FAILED = "second_factor_failed"
    """The password was right: more worth knowing than a wrong one, of which there is no end."""
    PASSWORD_CHANGED = "password_changed"
    PASSWORD_RESET = "password_reset"
    EMAIL_CHANGED = "email_changed"
    SESSION_ENDED = "session_ended"
    SESSIONS_ENDED = "sessions_ended"
    SECOND_FACTOR_ON = "second_factor_on"
    SECOND_FACTOR_OFF = "second_factor_off"
    RECOVERY_CODE_USED = "recovery_code_used"
    RECOVERY_CODES_RENEWED = "recovery_codes_renewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityEvent:
    """One line of an account's recent activity."""

    id: str
    user_id: str
    at: datetime
    kind: SecurityEventKind
    network: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who a valid access token speaks for."""

    user_id: str
    session_id: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """A right password where a second factor is asked for: what the rest of the sign-in is made with."""

    token: str


@dataclass(frozen=True, slots=True)
class ChallengeClaim:
    """What a valid challenge says. ``state`` is a digest of the password that was right."""

    user_id: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a sign-in or refresh hands out."""

    access_token: str
    refresh_token: str
    expires_in_seconds: int
    user: User
