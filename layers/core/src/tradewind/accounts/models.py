"""Users and their sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SESSION_LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A merchant. ``email`` keeps its spelling; uniqueness is by its folded form."""

    id: str
    email: str
    password_hash: str
    created_at: datetime
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in: the family of its refresh tokens.

    Attributes:
        generation: number of the only refresh token that may rotate.
        rotated_at: when the generation last moved; the one before it is honoured for a short grace after.
        salt: joins the tokens' MAC, so the signing key alone does not make a token.
        ended: logged out, or a used token came back after its grace.
    """

    id: str
    user_id: str
    generation: int
    rotated_at: datetime
    expires_at: datetime
    salt: str
    ended: bool = False


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
